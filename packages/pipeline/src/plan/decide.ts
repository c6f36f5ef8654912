import type { DueUnits, Mode, Part, PastWindow, Prefer, Stream } from '../streams/stream.ts';
import { withinListings } from '../streams/unit-names.ts';

/** How a stream will be read, and why. */
export interface Decision {
  readonly mode: Mode;
  readonly reason: string;
  /** ISO 8601: where a feed or filter begins. */
  readonly since: string | null;
  /** What is spared; `null` where there is only one way to read. */
  readonly prefer: Prefer | null;
  /** In mode `tail` or `sweep`: the parts of its chains. */
  readonly parts?: readonly Part[];
  /** In mode `sweep`: the units that are read. */
  readonly units?: DueUnits;
  /** In mode `filter`: the stretch of the past that is read once more. */
  readonly past?: PastWindow;
}

/** What of a stream is due, where it can be read in parts. */
export interface DueFacts {
  readonly parts?: readonly Part[];
  readonly units?: DueUnits;
  readonly past?: PastWindow | null;
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
  /** What is due; `undefined` where earlier loads did not leave what reading in parts takes. */
  readonly due?: DueFacts | undefined;
}

const dayMs = 86_400_000;
/** A change may show in v2 a little after it happened (v2 reference, section 1): what was read then is read once more. */
const overlapMs = 60_000;
/** So long after it happened it shows for certain, also where two clocks differ. */
const shownMs = 600_000;

const ways: Readonly<Record<Prefer, string>> = {
  quota: 'page by page: the fewest requests',
  time: 'in batches of ids, side by side: the least time, and twice the requests',
};

const untold = 'Affinity does not tell what changed here';

const fullOf = ({ byIds }: Stream, { prefer }: DecisionFacts, why: string): Decision => {
  const choice = byIds ? prefer : null;
  return { mode: 'full', reason: choice ? `${why}; ${ways[choice]}` : why, since: null, prefer: choice };
};

const inParts = (parts: readonly Part[]): Decision => {
  const sweeps = parts.some(({ kind }) => kind === 'sweep');
  const rest = sweeps ? 'and a share of the others, the longest unread first' : 'nothing else is due';
  return { mode: sweeps ? 'sweep' : 'tail', reason: `${untold}: new records, ${rest}`, since: null, prefer: null, parts };
};

const inUnits = (units: DueUnits): Decision => {
  const { due, known, readTo } = units;
  const first = readTo ? 'what came since it was last read' : untold;
  return {
    mode: 'sweep',
    reason: `${first}: ${due.length} of ${known.length} read again, the longest unread first`,
    since: null,
    prefer: null,
    units,
  };
};

/** Why everything is read although only what changed could be; `undefined` when it need not be. */
const needsWhole = (stream: Stream, facts: DecisionFacts): string | undefined => {
  const { later } = stream;
  if (later?.past && facts.due?.past !== undefined) return undefined;
  const age = facts.lastWholeAt === null ? Number.POSITIVE_INFINITY : (facts.now.getTime() - Date.parse(facts.lastWholeAt)) / dayMs;
  if (later?.fullEveryDays === undefined || age < later.fullEveryDays) return undefined;
  return `only a full walk shows deletions, and the last one is ${Number.isFinite(age) ? `${Math.floor(age)} days old` : 'not known'}`;
};

const onwards = ({ later }: Stream, facts: DecisionFacts, watermarkMs: number): Decision | undefined => {
  if (!later) return undefined;
  const lastMs = facts.lastAt === null ? Number.POSITIVE_INFINITY : Date.parse(facts.lastAt);
  // What many changed at once just before the newest that is known need not be read in every quiet hour after it.
  const isShown = facts.lastAt !== null && lastMs - watermarkMs >= shownMs;
  const since = new Date(Math.min(watermarkMs, lastMs) - (isShown ? 0 : overlapMs)).toISOString();
  const past = facts.due?.past;
  const again = past ? `; also those written ${past.from ? `from ${past.from} ` : ''}${past.to ? `to ${past.to}` : 'on'}, once more` : '';
  return { mode: later.mode, reason: later.reason + again, since, prefer: null, ...(past ? { past } : {}) };
};

/** How a stream is read because of events: records by their ids, listings with all that is in them. */
export const decideByEvent = ({ byEvent, units }: Stream, known: readonly string[]): Decision => {
  const decision = { reason: 'what webhooks told of', since: null, prefer: null } as const;
  if (!byEvent || !units || known.length === 0) return { ...decision, mode: 'event' };
  return { ...decision, mode: 'sweep', units: { due: withinListings(byEvent.fieldListings, known), known } };
};

/** The cheapest way to read a stream that misses nothing. */
export const decide = (stream: Stream, facts: DecisionFacts): Decision => {
  if (facts.full) return fullOf(stream, facts, 'asked for in full');
  // Units that hold nothing were read all the same, and are read again when they are due.
  if (!facts.hasRecords && !facts.due?.units) return fullOf(stream, facts, 'first load');
  if (facts.due?.parts) return inParts(facts.due.parts);
  if (facts.due?.units) return inUnits(facts.due.units);
  if (!stream.later || facts.watermarkMs === null) return fullOf(stream, facts, `${untold}: read again and compared`);
  const whole = needsWhole(stream, facts);
  if (whole) return fullOf(stream, facts, whole);
  if (facts.lastWithAllAt === null && facts.lastWholeAt !== null) return fullOf(stream, facts, 'asked for with more than the last time');
  return onwards(stream, facts, facts.watermarkMs) ?? fullOf(stream, facts, untold);
};
