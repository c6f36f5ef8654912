import type { JsonObject } from '../normalise/record-reader.ts';
import type { Later, Walk } from './stream.ts';
import { isWithin } from './time-windows.ts';

/** How records are read on that tell when they were written and when they were last edited. */
export const onCreatedOrUpdated = (noun: string): Later => ({
  mode: 'filter',
  watermark: 'max(greatest(created_at, coalesce(updated_at, created_at)))',
  fullEveryDays: 7,
  reason: `only ${noun} made or edited since the last one that is known; deletions show in a full walk`,
});

/** Asks for what was written or edited since a moment: what was never edited has no `updatedAt`, so both times are asked for. */
export const sinceFilter = (input: Walk['input'], since: string): Required<Pick<Walk, 'input' | 'inFilter'>> => {
  const window = { from: since, to: null };
  return {
    input: { ...input, filter: `updatedAt>=${since} | createdAt>=${since}` },
    inFilter: ({ createdAt, updatedAt }: JsonObject) =>
      isWithin(window, createdAt) || (typeof updatedAt === 'string' && isWithin(window, updatedAt)),
  };
};
