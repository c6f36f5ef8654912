import type { Journal } from '../journal/journal.ts';
import type { StreamRun } from '../journal/run.ts';
import { type DueUnits, includesOf, isByList, type Part, type PastWindow, type Prefer, type Stream } from '../streams/stream.ts';
import type { SyncOptions } from '../sync/options.ts';
import type { Decision } from './decide.ts';
import { unitRequests } from './due.ts';
import { counted, type Estimate, pagesOf, unknown } from './estimate.ts';
import type { StreamFacts } from './facts.ts';

/** What reading a stream takes. */
export interface Price extends Estimate {
  /** Requests among them that read known records once more. */
  readonly sweepRequests: number;
}

/** A stream of which it is decided how to read it. */
interface Decided {
  readonly stream: Stream;
  readonly decision: Decision;
  readonly facts: StreamFacts;
  /** Requests that what is read only on demand takes besides. */
  readonly extra: number;
  /** Requests by the stream's own account of its cost; 0 where it has none, or nothing is known yet. */
  readonly cost: number;
}

/** What prices go by beside the replica. */
interface Pricing {
  readonly journal: Journal;
  readonly options: Pick<SyncOptions, 'include' | 'lists'>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const partPages = (part: Part, { chains }: StreamFacts, pageSize: number): number => {
  const { records, swept } = chains[part.chain] ?? { records: 0, swept: 0 };
  if (part.kind === 'tail') return 1;
  return part.pages ?? pagesOf(part.kind === 'whole' ? records : records - swept, pageSize);
};

/** What reading all of a stream takes, as far as the replica tells. */
export const wholeRequests = (stream: Stream, facts: StreamFacts): number => {
  if (stream.units && facts.units.length > 0) return sum(facts.units.map(({ requests }) => requests));
  const chains = Object.values(facts.chains).map(({ records }) => pagesOf(records, stream.pageSize));
  return stream.chains && chains.length > 0 ? sum(chains) : pagesOf(facts.records, stream.pageSize);
};

/** What a stream will cost that was read before; asking by ids takes a page of ids and one of records. */
const requestsLike = ({ pages, prefer = 'quota' }: StreamRun, now: Prefer | null): number => {
  if (now === null || now === prefer) return pages;
  return now === 'time' ? pages * 2 : Math.ceil(pages / 2);
};

const listsIn = (asked: string): unknown => {
  try {
    return (JSON.parse(asked) as { readonly lists?: unknown }).lists ?? null;
  } catch {
    return null;
  }
};

/** The last whole reading, where it was of the same lists: that of others says nothing about these. */
const readingBefore = ({ journal, options: { lists } }: Pricing, stream: Stream): StreamRun | undefined => {
  const run = journal.lastIn(stream.name, 'full');
  const isComparable = !isByList(stream) || JSON.stringify(listsIn(run?.asked ?? '{}')) === JSON.stringify(lists ?? null);
  return isComparable ? run?.streams[stream.name] : undefined;
};

const fullPrice = (pricing: Pricing, { stream, decision, facts, extra, cost }: Decided): Estimate => {
  const before = readingBefore(pricing, stream);
  const asked = includesOf(stream, pricing.options.include);
  const isAsBefore = asked.every((include) => before?.includes?.includes(include));
  const more = extra > 0 ? `; ${counted(extra, 'more request')} for ${asked.join(' and ')}` : '';
  if (before) {
    const requests = requestsLike(before, decision.prefer) + (isAsBefore ? 0 : extra);
    return { requests, certainty: 'about', basis: `as much as the last whole reading took${isAsBefore ? '' : more}` };
  }
  if (cost > 0) return { requests: cost + extra, certainty: 'about', basis: `${stream.cost?.basis ?? ''}${more}` };
  if (facts.records === 0) return unknown('nothing is known of it yet');
  const requests = wholeRequests(stream, facts) * (decision.prefer === 'time' ? 2 : 1) + extra;
  return { requests, certainty: 'about', basis: `${counted(facts.records, 'record')} in the database${more}` };
};

const partsPrice = (parts: readonly Part[], { stream, facts }: Decided): Price => {
  const pages = (some: readonly Part[]): number => sum(some.map((part) => partPages(part, facts, stream.pageSize)));
  const [requests, sweepRequests] = [pages(parts), pages(parts.filter(({ kind }) => kind === 'sweep'))];
  const again = sweepRequests === 0 ? '' : `${counted(sweepRequests, 'page')} read again, `;
  const basis = `${again}${requests - sweepRequests} for what is new, and one more for every ${stream.pageSize} new records`;
  return { requests, sweepRequests, certainty: 'about', basis };
};

/** Records of the past that are read once more bring with them what is asked for besides. */
const onwardPrice = (past: PastWindow | undefined, { stream, facts, extra }: Decided): Price => {
  const left = facts.past.records - facts.past.swept;
  const records = past ? (past.to === null ? left : stream.pageSize) : 0;
  const besides = facts.past.records === 0 ? 0 : Math.round((extra * records) / facts.past.records);
  const sweepRequests = past ? pagesOf(records, stream.pageSize) + besides : 0;
  const again = sweepRequests === 0 ? '' : `; ${counted(sweepRequests, 'request')} for ${counted(records, 'record')} read again`;
  return {
    requests: 1 + sweepRequests,
    sweepRequests,
    certainty: 'about',
    basis: `one for what is new, and one more for every ${stream.pageSize}${again}`,
  };
};

/** What is on a list, and which of it was in touch. */
const readOnRequests = 2;

/** Units that are not due are read on besides. How much there is in new ones the API has to be asked. */
const readOnPrice = ({ requests, sweepRequests, basis }: Price, { due }: DueUnits, { units }: StreamFacts): Price => {
  if (units.some((unit) => unit.requests === 0 && due.includes(unit.unit)))
    return { ...unknown('some of the lists were never read'), sweepRequests: 0 };
  return {
    requests: (requests ?? 0) + units.length * readOnRequests,
    sweepRequests,
    certainty: 'at-least',
    basis: `${basis}; of the others, one for every record that was in touch since`,
  };
};

/** What a stream takes, as far as the replica and earlier loads tell. */
export const priceOf = (pricing: Pricing, decided: Decided): Price => {
  const { stream, decision, facts } = decided;
  if (stream.absent !== undefined) return { requests: 0, sweepRequests: 0, certainty: 'exact', basis: stream.absent };
  if (decision.parts) return partsPrice(decision.parts, decided);
  if (decision.units) {
    const requests = sum(unitRequests(facts.units, decision.units).map(([, cost]) => cost));
    const basis = `${decision.units.due.length} of ${counted(facts.units.length, 'listing')}, as long as they were`;
    const price = { requests, sweepRequests: requests, certainty: 'about', basis } as const;
    return stream.units?.readsOn ? readOnPrice(price, decision.units, facts) : price;
  }
  if (decision.mode === 'full') return { ...fullPrice(pricing, decided), sweepRequests: 0 };
  return onwardPrice(decision.past, decided);
};
