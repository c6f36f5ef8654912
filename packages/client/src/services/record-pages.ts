import { type CursorPage, derivedPaged, type Position } from '../derived-paged.ts';
import type { Paged } from '../paged.ts';
import type { ServiceContext } from './context.ts';
import { mergeAware } from './merged.ts';
import type { ListOptions } from './options.ts';

/** What belongs to a record, in pages. */
export interface RecordPages<Page> {
  readonly id: number;
  readonly list: (id: number, position: Position) => Paged<Page, unknown>;
  /** A call of v1 that fails with the surviving id. */
  readonly ask: (id: number) => PromiseLike<unknown>;
  /** The caller's own page size. */
  readonly limit: number | undefined;
}

/** Pages through what belongs to a record. That of a merged one fails with `AffinityMergedError`, or leads on, as the client's `onMerged` says. */
export const recordPages = <Page extends CursorPage<unknown>>(
  { onMerged }: ServiceContext,
  { id, list, ask, limit = 100 }: RecordPages<Page>,
  { onProgress }: ListOptions,
) => {
  let current = id;
  const use = (position: Position) => async (recordId: number) => {
    const answer = await list(recordId, position).withResponse();
    current = recordId;
    return answer;
  };
  return derivedPaged((position) => mergeAware(current, { use: use(position), ask, onMerged }), { onProgress, walkLimit: limit });
};
