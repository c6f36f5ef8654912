import type { Stream } from '../streams/stream.ts';
import { type Estimate, pagesOf } from './estimate.ts';
import { firstLoadOf } from './first-load/first-load.ts';
import { firstLoadFromV1 } from './first-load/first-load-v1.ts';
import type { Look } from './first-load/look.ts';
import type { PlannedStream } from './plan-streams.ts';

/** Lists of which no entry is known are read from beginning to end beside what is known of others. */
const withUnread = async (planned: PlannedStream, { lists }: Look): Promise<Estimate> => {
  const { unreadLists, requests, basis } = planned;
  const unread = (await lists.all())?.filter(({ id }) => unreadLists.includes(String(id)));
  if (!unread || unread.length < unreadLists.length)
    return { requests, certainty: 'at-least', basis: `${basis}; how much there is on other lists is not known` };
  const more = unread.reduce((sum, { size }) => sum + pagesOf(size), 0);
  return { requests: (requests ?? 0) + more, certainty: 'about', basis: `${basis}; ${more} for lists that were never read` };
};

const firstLoad = async ({ name, cost }: Stream, look: Look, withoutV2: boolean): Promise<Estimate> => {
  const estimate = withoutV2 ? await firstLoadFromV1(name, look) : await firstLoadOf(name, look);
  return estimate.requests === null && cost ? { ...estimate, basis: `${cost.basis}; ${estimate.basis}` } : estimate;
};

/** Whether the replica alone does not tell what a stream takes. */
export const isOpen = ({ requests, unreadLists }: PlannedStream): boolean => requests === null || unreadLists.length > 0;

/** Fills in what the replica does not tell, by asking the API how much there is. */
export const fillIn = async (
  planned: readonly PlannedStream[],
  look: Look,
  { withoutV2 = false }: { readonly withoutV2?: boolean | undefined },
): Promise<readonly PlannedStream[]> => {
  const all: PlannedStream[] = [];
  for (const one of planned) {
    if (one.requests === null) all.push({ ...one, ...(await firstLoad(one.stream, look, withoutV2)) });
    else if (one.unreadLists.length > 0) all.push({ ...one, ...(await withUnread(one, look)) });
    else all.push(one);
  }
  return all;
};
