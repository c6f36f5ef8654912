import { isObject } from '../normalise/record-reader.ts';
import type { Track } from '../streams/track.ts';
import { partsOfUnit } from '../streams/unit-names.ts';

/** How far a chain was read. Pages are kept as path and query. */
export interface ChainMark {
  /** The last page with records on it: new ones stand behind them. */
  readonly tail: string | null;
  /** Records up to this id stand before that page. */
  readonly tailAfter: number;
  readonly lastId: number;
  /** Where the sweep goes on; `null` at the beginning. */
  readonly sweep: string | null;
  /** Records up to this id were met in this round of the sweep. */
  readonly sweptTo: number;
  /** When this round began, ISO 8601. */
  readonly roundAt: string;
  /** When the round before it began, which met all records. */
  readonly readSince: string;
}

/** How far a round through time was read. */
export interface PastMark {
  /** Records written before were met in this round, ISO 8601; `null` at its beginning. */
  readonly sweptTo: string | null;
  readonly roundAt: string;
  readonly readSince: string;
}

/** How far a unit was read that takes several runs. */
export interface PieceMark {
  /** The page to go on with, as path and query. */
  readonly from: string;
  /** Ids up to this one were met. */
  readonly afterId: number;
  readonly pages: number;
  /** When the first of its pages was read, ISO 8601. */
  readonly at: string;
}

/** Where the next load of a stream goes on: what `_streams.state` holds. */
export interface StreamMarks {
  readonly chains?: Readonly<Record<string, ChainMark>>;
  /** When each unit was last read, ISO 8601; of one that is read in pieces, when the last of them was. */
  readonly units?: Readonly<Record<string, string>>;
  /** When the first of those pieces was. */
  readonly began?: Readonly<Record<string, string>>;
  /** Units that are being read in pieces. */
  readonly pieces?: Readonly<Record<string, PieceMark>>;
  /** When each unit was last read on, ISO 8601. */
  readonly readTo?: Readonly<Record<string, string>>;
  /** Requests that reading each unit took the last time. */
  readonly took?: Readonly<Record<string, number>>;
  readonly past?: PastMark;
}

/** Reads what a load left; nothing where it is not understood, which costs a walk and no data. */
export const parseMarks = (state: string | null | undefined): StreamMarks => {
  if (!state) return {};
  try {
    const marks: unknown = JSON.parse(state);
    return isObject(marks) ? marks : {};
  } catch {
    return {};
  }
};

const fresh = (track: Track, startedAt: string): ChainMark | undefined => {
  const { ascending, ended, lastPage, lastId } = track;
  if (!ascending || !ended || !lastPage) return undefined;
  return { tail: lastPage.target, tailAfter: lastPage.afterId, lastId, sweep: null, sweptTo: 0, roundAt: startedAt, readSince: startedAt };
};

const afterTail = (mark: ChainMark, { lastPage, lastId }: Track): ChainMark =>
  lastPage === null ? mark : { ...mark, tail: lastPage.target, tailAfter: lastPage.afterId, lastId };

const afterSweep = (mark: ChainMark, { next, lastId }: Track, startedAt: string): ChainMark =>
  next === null
    ? { ...mark, sweep: null, sweptTo: 0, roundAt: startedAt, readSince: mark.roundAt }
    : { ...mark, sweep: next, sweptTo: lastId };

/** Whether a track read the whole of its chain. */
const isWhole = ({ part, ended }: Track): boolean => part.afterId === 0 && part.from === null && ended;

const afterTrack = (mark: ChainMark | undefined, track: Track, startedAt: string): ChainMark | undefined => {
  if (isWhole(track)) return fresh(track, startedAt);
  if (!track.proved || !mark) return mark;
  return track.part.kind === 'tail' ? afterTail(mark, track) : afterSweep(mark, track, startedAt);
};

/** The marks of a stream after a run: chains whose ids do not ascend have none, and are walked whole the next time. */
export const chainMarksAfter = (
  before: StreamMarks['chains'] = {},
  { tracks, startedAt }: { readonly tracks: readonly Track[]; readonly startedAt: string },
): StreamMarks['chains'] => {
  const marks: Record<string, ChainMark | undefined> = { ...before };
  for (const track of tracks) {
    const { chain } = track.part;
    marks[chain] = afterTrack(marks[chain], track, startedAt);
  }
  return Object.fromEntries(Object.entries(marks).flatMap(([chain, mark]) => (mark ? [[chain, mark]] : [])));
};

/** When a unit was last read, ISO 8601. Loads that knew no unit of its own for what is in a listing read it with the listing. */
export const lastRead = (units: StreamMarks['units'] = {}, unit: string): string | undefined => units[unit] ?? units[partsOfUnit(unit)[0]];

/** Since when every record of a stream was read at least once, ISO 8601; `undefined` where the marks do not tell. */
export const readSince = ({ chains, units, began, past }: StreamMarks): string | undefined => {
  const rounds = [...Object.values(chains ?? {}), ...(past ? [past] : [])].map((mark) => mark.readSince);
  return [...rounds, ...Object.values({ ...units, ...began })].sort()[0];
};
