import type { Journal } from '../journal/journal.ts';
import type { Part, Stream } from '../streams/stream.ts';
import { includesOf } from '../streams/stream.ts';
import type { SyncOptions } from '../sync/options.ts';
import { type ChosenLists, chosenLists, partsOfChosen, withoutOthers } from './chosen-lists.ts';
import { type Decision, type DueFacts, decide, decideByEvent } from './decide.ts';
import { dueParts, duePast, dueUnits, joinUnits } from './due.ts';
import { unknown } from './estimate.ts';
import { costOf, extraRequests, factsOf, pastEnd, type Standing, type StreamFacts } from './facts.ts';
import { level } from './level.ts';
import type { StreamMarks } from './marks.ts';
import { type Price, priceOf, wholeRequests } from './price.ts';

const dayMs = 86_400_000;

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
  readonly options: Pick<SyncOptions, 'full' | 'lists' | 'prefer' | 'include' | 'sweepDays' | 'wholeUpTo'>;
  readonly now: Date;
}

/** How a stream will be read, and what that takes. */
export interface PlannedStream extends Price {
  readonly stream: Stream;
  readonly decision: Decision;
  readonly facts: StreamFacts;
  /** When it was last read, ISO 8601; `null` where it never was. */
  readonly readAt: string | null;
  /** Ids of lists whose chains are read whole because nothing is known of them; the price does not have them. */
  readonly unreadLists: readonly string[];
}

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
  readonly lists: ChosenLists;
}

const roundOf = ({ options, now }: Planning, days?: number): { now: Date; days: number } => {
  const sweepDays = options.sweepDays ?? defaultSweepDays;
  return { now, days: days === undefined ? sweepDays : Math.min(days, sweepDays) };
};

const partsOf = (planning: Planning, { stream, marks, facts, lists }: Known): readonly Part[] | undefined => {
  if (!stream.chains || !marks.chains) return undefined;
  const pace = { round: roundOf(planning), pageSize: stream.pageSize };
  const parts = Object.entries(marks.chains).flatMap((chain) => dueParts(chain, facts.chains[chain[0]] ?? { records: 0, swept: 0 }, pace));
  return partsOfChosen(parts, lists);
};

const unitsOf = (planning: Planning, { stream, marks, facts }: Known): DueFacts['units'] | undefined => {
  if (!stream.units || !marks.units) return undefined;
  const { days, slower } = stream.units;
  const slow = facts.units.filter(({ unit }) => slower?.has(unit));
  const others = facts.units.filter(({ unit }) => !slower?.has(unit));
  const due = joinUnits([dueUnits(others, marks, roundOf(planning, days)), dueUnits(slow, marks, roundOf(planning, slower?.days))]);
  return stream.units.readsOn ? { ...due, readTo: marks.readTo ?? {} } : due;
};

const pastOf = async (planning: Planning, { stream, marks, facts }: Known): Promise<DueFacts['past'] | undefined> => {
  if (!stream.later?.past || !marks.past) return undefined;
  const pages = duePast(marks.past, facts.past, { round: roundOf(planning), pageSize: stream.pageSize });
  if (pages === 0) return null;
  return { from: marks.past.sweptTo, to: await pastEnd(planning.standing, { stream, marks, records: pages * stream.pageSize }) };
};

const dueOf = async (planning: Planning, of: Omit<Known, 'marks'>): Promise<DueFacts | undefined> => {
  const known = { ...of, marks: planning.marks.get(of.stream.name) ?? {} };
  const parts = partsOf(planning, known);
  const units = unitsOf(planning, known);
  const past = await pastOf(planning, known);
  if (!parts && !units && past === undefined) return undefined;
  return { ...(parts ? { parts } : {}), ...(units ? { units } : {}), ...(past !== undefined ? { past } : {}) };
};

interface Fact {
  readonly stream: Stream;
  readonly facts: StreamFacts;
  readonly due: DueFacts | undefined;
  readonly extra: number;
  readonly cost: number;
}

/** Streams that would be read in parts, and are small enough together to be read whole. */
const smallOnes = (all: readonly Fact[], wholeUpTo: number): ReadonlySet<Stream> => {
  const inParts = all.filter(({ due }) => due?.parts || due?.units);
  const requests = inParts.reduce((sum, { stream, facts }) => sum + wholeRequests(stream, facts), 0);
  return new Set(requests <= wholeUpTo ? inParts.map(({ stream }) => stream) : []);
};

/** Lists that no part is of although each has a chain. */
const unreadLists = ({ chains }: Stream, { parts }: Decision, { ids }: ChosenLists): readonly string[] => {
  if (chains?.key !== 'list_id' || !parts) return [];
  const read = new Set(parts.map(({ chain }) => chain));
  return ids.filter((id) => !read.has(id));
};

/** Loads in the days of a sweep from which on what one leaves to the next is not late because of it. */
const manyLoads = 24;

/** Whether the last load was so short a time ago that there are many in the days of a sweep. */
const isOften = (planning: Planning): boolean => {
  const { last } = planning.journal;
  const { now, days } = roundOf(planning);
  return last !== undefined && now.getTime() - Date.parse(last.startedAt) <= (days * dayMs) / manyLoads;
};

/** Requests that sweeps of a stream take in the time since it was last read. */
const paceOf = (planning: Planning, { stream, facts, decision, readAt }: PlannedStream): number => {
  const { chains, units, later } = stream;
  if (readAt === null || decision.mode === 'full' || !(chains ?? units ?? later?.past)) return 0;
  const sinceDays = Math.max(0, planning.now.getTime() - Date.parse(readAt)) / dayMs;
  const part = (days?: number): number => Math.min(1, sinceDays / roundOf(planning, days).days);
  if (!units) return wholeRequests(stream, facts) * part();
  return facts.units.reduce(
    (sum, { unit, requests }) => sum + requests * part(units.slower?.has(unit) ? units.slower.days : units.days),
    0,
  );
};

/** Decides how each stream is read, and says what that takes. */
export const planStreams = async (planning: Planning): Promise<readonly PlannedStream[]> => {
  const { streams, standing, marks, journal, options, now } = planning;
  const lists = await chosenLists(standing, options.lists);
  const all: Fact[] = [];
  for (const stream of streams) {
    const facts = withoutOthers(await factsOf(standing, stream, marks.get(stream.name) ?? {}), lists);
    const extra = await extraRequests(standing, stream, includesOf(stream, options.include));
    const cost = await costOf(standing, stream, lists.sql);
    all.push({ stream, facts, due: await dueOf(planning, { stream, facts, lists }), extra, cost });
  }
  const small = smallOnes(all, options.wholeUpTo ?? defaultWholeUpTo);
  const planned = all.map(({ stream, facts, due, extra, cost }): PlannedStream => {
    if (stream.byEvent) {
      const known = facts.units.map(({ unit }) => unit);
      return {
        stream,
        decision: decideByEvent(stream, known),
        facts,
        readAt: null,
        unreadLists: [],
        sweepRequests: 0,
        ...unknown('what events named'),
      };
    }
    const times = lastTimes(journal, stream, options.include);
    const known = { hasRecords: facts.records > 0, watermarkMs: facts.watermarkMs, ...times };
    const asked = { full: options.full === true, prefer: options.prefer ?? 'quota', now };
    const decision = decide(stream, { ...asked, ...known, due: small.has(stream) ? undefined : due });
    const price = priceOf(planning, { stream, decision, facts, extra, cost });
    return { stream, decision, facts, readAt: times.lastAt, unreadLists: unreadLists(stream, decision, lists), ...price };
  });
  return isOften(planning) ? level(planned, (one) => paceOf(planning, one)) : planned;
};
