import type { ListWithType } from '@affinity-kit/contract';
import type { ServiceContext } from './context.ts';

/** The lists of an account, asked for once and kept as long as the fields are. */
export interface ListMemory {
  readonly lists: () => Promise<readonly ListWithType[]>;
  readonly clear: () => void;
}

/** Creates a memory of lists. A failure is not kept. */
export const createListMemory = ({ v2, clock, metadataLifetimeMs }: ServiceContext): ListMemory => {
  let kept: { readonly sinceMs: number; readonly lists: Promise<readonly ListWithType[]> } | undefined;
  const ask = (): Promise<readonly ListWithType[]> => {
    const lists = v2.lists.list().all({ limit: null });
    kept = { sinceMs: clock.now(), lists };
    lists.catch(() => {
      if (kept?.lists === lists) kept = undefined;
    });
    return lists;
  };
  return {
    lists: () => (kept !== undefined && clock.now() - kept.sinceMs < metadataLifetimeMs ? kept.lists : ask()),
    clear: () => {
      kept = undefined;
    },
  };
};
