import type { Mode, Prefer, Stream } from '../streams/stream.ts';

/** How a stream will be read, and why. */
export interface Decision {
  readonly mode: Mode;
  readonly reason: string;
  /** ISO 8601: where a feed or filter begins. */
  readonly since: string | null;
  /** What is spared; `null` where there is only one way to read. */
  readonly prefer: Prefer | null;
}

/** What a decision goes by. */
export interface DecisionFacts {
  readonly full: boolean;
  readonly prefer: Prefer;
  readonly now: Date;
  /** Whether the replica holds records of the stream. */
  readonly hasRecords: boolean;
  /** Newest time that the replica holds, in milliseconds; `null` when it holds none. */
  readonly watermarkMs: number | null;
  /** When the stream was last read, ISO 8601; what was written while it was being read may have been missed. */
  readonly lastAt: string | null;
  /** When the stream was last read as a whole, ISO 8601. */
  readonly lastWholeAt: string | null;
  /** When it was last read as a whole with everything that is asked for now. */
  readonly lastWithAllAt: string | null;
}

const dayMs = 86_400_000;
/** A change may show in v2 a little after it happened (v2 reference, section 1): what was read then is read once more. */
const overlapMs = 60_000;

const ways: Readonly<Record<Prefer, string>> = {
  quota: 'page by page: the fewest requests',
  time: 'in batches of ids, side by side: the least time, and twice the requests',
};

/** The cheapest way to read a stream that misses nothing. */
export const decide = (stream: Stream, facts: DecisionFacts): Decision => {
  const { later } = stream;
  const prefer = stream.byIds ? facts.prefer : null;
  const full = (why: string): Decision => ({ mode: 'full', reason: prefer ? `${why}; ${ways[prefer]}` : why, since: null, prefer });
  if (facts.full) return full('asked for in full');
  if (!facts.hasRecords) return full('first load');
  if (!later || facts.watermarkMs === null) return full('Affinity does not tell what changed here: read again and compared');
  const age = facts.lastWholeAt === null ? Number.POSITIVE_INFINITY : (facts.now.getTime() - Date.parse(facts.lastWholeAt)) / dayMs;
  if (later.fullEveryDays !== undefined && age >= later.fullEveryDays) {
    return full(
      `only a full walk shows deletions, and the last one is ${Number.isFinite(age) ? `${Math.floor(age)} days old` : 'not known'}`,
    );
  }
  if (facts.lastWithAllAt === null && facts.lastWholeAt !== null) return full('asked for with more than the last time');
  const lastMs = facts.lastAt === null ? Number.POSITIVE_INFINITY : Date.parse(facts.lastAt);
  const since = new Date(Math.min(facts.watermarkMs, lastMs) - overlapMs);
  return { mode: later.mode, reason: later.reason, since: since.toISOString(), prefer: null };
};
