import { v2 } from '@affinity-kit/contract';
import { type Probe, Refusal, recordsIn } from '../probe.ts';

const pageSize = 100;
/** Where in the time of the feed it is looked at: in the middle of its first, its second and its last third. */
const places = [1 / 6, 1 / 2, 5 / 6] as const;

/** Times of a page, or why there is none. */
type Times = readonly number[] | Refusal;

const timesOf = async (probe: Probe, input: Readonly<Record<string, unknown>>): Promise<Times> => {
  const answer = await probe.ask(v2.fieldValueChanges.list, input);
  if (answer instanceof Refusal) return answer;
  return recordsIn(answer)
    .map(({ changedAt }) => Date.parse(String(changedAt)))
    .filter((at) => !Number.isNaN(at));
};

/** What is seen of the feed of changes. */
export interface Spread {
  /** Pages that it fills, by how dense it is where it was looked at. */
  readonly pages: number;
  /** Whether all of it was seen. */
  readonly whole: boolean;
  /** The times of its first page. */
  readonly first: readonly number[];
}

/**
 * How many pages the feed has: it tells no total but runs from the oldest change to the newest, so that how long a page of it lasts from a few
 * moments on tells how many there may be. The refusal where it is not served.
 */
export const spreadOf = async (probe: Probe): Promise<Spread | Refusal> => {
  const first = await timesOf(probe, { limit: pageSize });
  if (first instanceof Refusal) return first;
  const [begin] = first;
  if (begin === undefined || first.length < pageSize) return { pages: 1, whole: true, first };
  const newest = await timesOf(probe, { limit: 1, orderBy: ['-changedAt'] });
  if (newest instanceof Refusal) return newest;
  const span = (newest[0] ?? begin) - begin;
  const share = span / places.length;
  let pages = 0;
  for (const place of places) {
    const from = begin + span * place;
    const times = await timesOf(probe, { limit: pageSize, filter: `changedAt>=${new Date(from).toISOString()}` });
    if (times instanceof Refusal) return times;
    pages += times.length < pageSize ? times.length / pageSize : share / Math.max((times.at(-1) ?? from) - from, 1);
  }
  return { pages: Math.max(pages, 1), whole: false, first };
};
