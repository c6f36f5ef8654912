import type { Journal } from '../journal/journal.ts';
import type { StreamRun } from '../journal/run.ts';
import type { Part, Prefer, Stream } from '../streams/stream.ts';
import { includesOf } from '../streams/stream.ts';
import type { SyncOptions } from '../sync/options.ts';
import { type Decision, type DueFacts, decide, decideByEvent } from './decide.ts';
import { dueParts, duePast, dueUnits, unitRequests } from './due.ts';
import { extraRequests, factsOf, pastEnd, type Standing, type StreamFacts } from './facts.ts';
import type { StreamMarks } from './marks.ts';

/** Days in which everything is read once more, where nothing else is asked for. */
export const defaultSweepDays = 7;

/** Up to so many requests, everything is read in every run: sparing a share of that is not worth what would be stale. */
const defaultWholeUpTo = 20;

/** What planning goes by. */
export interface Planning {
  readonly streams: readonly Stream[];
  readonly standing: Standing;
  /** What the last load of each stream left; nothing where the replica is not what that load left. */
  readonly marks: ReadonlyMap<string, StreamMarks>;
  readonly journal: Journal;
  readonly options: Pick<SyncOptions, 'full' | 'prefer' | 'include' | 'sweepDays' | 'wholeUpTo' | 'maxRequests'>;
  readonly now: Date;
}

/** How a stream will be read, and what that takes. */
export interface PlannedStream {
  readonly stream: Stream;
  readonly decision: Decision;
  readonly facts: StreamFacts;
  /** Requests; `null` where nothing tells how much there is. */
  readonly requests: number | null;
  /** Those among them that read known records once more. */
  readonly sweepRequests: number;
}

const pagesOf = (records: number, pageSize: number): number => Math.max(1, Math.ceil(records / pageSize));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** When a stream was last read, by what came of it. */
const lastTimes = (journal: Journal, stream: Stream, include: SyncOptions['include']) => ({
  lastAt: journal.lastRead(stream.name)?.startedAt ?? null,
  lastWholeAt: journal.lastOf(stream.name, [])?.startedAt ?? null,
  lastWithAllAt: journal.lastOf(stream.name, includesOf(stream, include))?.startedAt ?? null,
});

/** A stream, and what is known of it before it is decided how to read it. */
interface Known {
  readonly stream: Stream;
  readonly facts: StreamFacts;
  readonly marks: StreamMarks;
}

const roundOf = ({ options, now }: Planning, days?: number): { now: Date; days: number } => {
  const sweepDays = options.sweepDays ?? defaultSweepDays;
  return { now, days: days === undefined ? sweepDays : Math.min(days, sweepDays) };
};

const partsOf = (planning: Planning, { stream, marks, facts }: Known): readonly Part[] | undefined => {
  if (!stream.chains || !marks.chains) return undefined;
  const pace = { round: roundOf(planning), pageSize: stream.pageSize };
  return Object.entries(marks.chains).flatMap((chain) => dueParts(chain, facts.chains[chain[0]] ?? { records: 0, swept: 0 }, pace));
};

const unitsOf = (planning: Planning, { stream, marks, facts }: Known): DueFacts['units'] | undefined => {
  if (!stream.units || !marks.units) return undefined;
  return dueUnits(facts.units, marks, roundOf(planning, stream.units.days));
};

const pastOf = async (planning: Planning, { stream, marks, facts }: Known): Promise<DueFacts['past'] | undefined> => {
  if (!stream.later?.past || !marks.past) return undefined;
  const pages = duePast(marks.past, facts.past, { round: roundOf(planning), pageSize: stream.pageSize });
  if (pages === 0) return null;
  return { from: marks.past.sweptTo, to: await pastEnd(planning.standing, { stream, marks, records: pages * stream.pageSize }) };
};

const dueOf = async (planning: Planning, stream: Stream, facts: StreamFacts): Promise<DueFacts | undefined> => {
  const known = { stream, facts, marks: planning.marks.get(stream.name) ?? {} };
  const parts = partsOf(planning, known);
  const units = unitsOf(planning, known);
  const past = await pastOf(planning, known);
  if (!parts && !units && past === undefined) return undefined;
  return { ...(parts ? { parts } : {}), ...(units ? { units } : {}), ...(past !== undefined ? { past } : {}) };
};

const partPages = (part: Part, { chains }: StreamFacts, pageSize: number): number => {
  const { records, swept } = chains[part.chain] ?? { records: 0, swept: 0 };
  if (part.kind === 'tail') return 1;
  return part.pages ?? pagesOf(part.kind === 'whole' ? records : records - swept, pageSize);
};

/** What reading all of a stream takes, as far as the replica tells. */
const wholeRequests = (stream: Stream, facts: StreamFacts): number => {
  if (stream.units && facts.units.length > 0) return sum(facts.units.map(({ requests }) => requests));
  const chains = Object.values(facts.chains).map(({ records }) => pagesOf(records, stream.pageSize));
  return stream.chains && chains.length > 0 ? sum(chains) : pagesOf(facts.records, stream.pageSize);
};

/** What a stream will cost that was read before; asking by ids takes a page of ids and one of records. */
const requestsLike = ({ pages, prefer = 'quota' }: StreamRun, now: Prefer | null): number => {
  if (now === null || now === prefer) return pages;
  return now === 'time' ? pages * 2 : Math.ceil(pages / 2);
};

/** A stream of which it is decided how to read it. */
interface Decided extends Pick<PlannedStream, 'stream' | 'decision' | 'facts'> {
  /** Requests that what is read only on demand takes besides. */
  readonly extra: number;
}

const fullRequests = ({ journal, options }: Planning, { stream, decision, facts, extra }: Decided): number | null => {
  const before = journal.lastIn(stream.name, 'full')?.streams[stream.name];
  const isAsBefore = includesOf(stream, options.include).every((include) => before?.includes?.includes(include));
  if (before) return requestsLike(before, decision.prefer) + (isAsBefore ? 0 : extra);
  if (facts.records === 0) return null;
  return wholeRequests(stream, facts) * (decision.prefer === 'time' ? 2 : 1) + extra;
};

const costOf = (planning: Planning, decided: Decided): Pick<PlannedStream, 'requests' | 'sweepRequests'> => {
  const { stream, decision, facts } = decided;
  if (decision.parts) {
    const pages = (parts: readonly Part[]): number => sum(parts.map((part) => partPages(part, facts, stream.pageSize)));
    return { requests: pages(decision.parts), sweepRequests: pages(decision.parts.filter(({ kind }) => kind === 'sweep')) };
  }
  if (decision.units) {
    const requests = sum(unitRequests(facts.units, decision.units).map(([, cost]) => cost));
    return { requests, sweepRequests: requests };
  }
  if (decision.mode === 'full') return { requests: fullRequests(planning, decided), sweepRequests: 0 };
  const { past } = decision;
  const swept = past ? pagesOf(past.to === null ? facts.past.records - facts.past.swept : stream.pageSize, stream.pageSize) : 0;
  return { requests: 1 + swept, sweepRequests: swept };
};

interface Fact {
  readonly stream: Stream;
  readonly facts: StreamFacts;
  readonly due: DueFacts | undefined;
  readonly extra: number;
}

/** Streams that would be read in parts, and are small enough together to be read whole. */
const smallOnes = (all: readonly Fact[], wholeUpTo: number): ReadonlySet<Stream> => {
  const inParts = all.filter(({ due }) => due?.parts || due?.units);
  const requests = sum(inParts.map(({ stream, facts }) => wholeRequests(stream, facts)));
  return new Set(requests <= wholeUpTo ? inParts.map(({ stream }) => stream) : []);
};

/** Decides how each stream is read, and says what that takes. */
export const planStreams = async (planning: Planning): Promise<readonly PlannedStream[]> => {
  const { streams, standing, marks, journal, options, now } = planning;
  const all: Fact[] = [];
  for (const stream of streams) {
    const facts = await factsOf(standing, stream, marks.get(stream.name) ?? {});
    const extra = await extraRequests(standing, stream, includesOf(stream, options.include));
    all.push({ stream, facts, due: await dueOf(planning, stream, facts), extra });
  }
  const small = smallOnes(all, options.wholeUpTo ?? defaultWholeUpTo);
  return all.map(({ stream, facts, due, extra }) => {
    if (stream.byEvent) {
      const known = facts.units.map(({ unit }) => unit);
      return { stream, decision: decideByEvent(stream, known), facts, requests: null, sweepRequests: 0 };
    }
    const known = { hasRecords: facts.records > 0, watermarkMs: facts.watermarkMs, ...lastTimes(journal, stream, options.include) };
    const asked = { full: options.full === true, prefer: options.prefer ?? 'quota', now };
    const decision = decide(stream, { ...asked, ...known, due: small.has(stream) ? undefined : due });
    return { stream, decision, facts, ...costOf(planning, { stream, decision, facts, extra }) };
  });
};
