import type { RecordId } from '../replica/feed.ts';
import type { Reading, Stream } from '../streams/stream.ts';

/** Ids that earlier runs met of a stream, from a time on, ISO 8601. */
export type MetSince = (stream: string, since: string) => Promise<ReadonlySet<RecordId>>;

/**
 * Leaves out what the earlier pieces of a unit met that came to its end now. Where the journal does not hold all of their pages, none of the unit
 * is taken for gone before the next time that it was read.
 */
export const unlessMet = async (
  { stream, reading: { tracks } }: { readonly stream: Stream; readonly reading: Reading },
  missing: readonly RecordId[],
  metSince: MetSince,
): Promise<readonly RecordId[]> => {
  const { gathers } = stream.units ?? {};
  if (!gathers) return missing;
  let left = missing;
  for (const { proved, part } of tracks) {
    const { chain, since, afterId } = part;
    if (!proved || since === undefined || !left.some((id) => gathers(chain, id))) continue;
    const met = new Set([...(await metSince(stream.name, since))].filter((id) => gathers(chain, id)));
    left = left.filter((id) => !gathers(chain, id) || (met.size >= afterId && !met.has(id)));
  }
  return left;
};
