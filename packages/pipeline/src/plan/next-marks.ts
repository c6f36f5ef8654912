import type { Extracted } from '../extract/extract.ts';
import type { Reading } from '../streams/stream.ts';
import type { Track } from '../streams/track.ts';
import { chainMarksAfter, lastRead, type PieceMark, type StreamMarks } from './marks.ts';

const chainsAfter = ({ stream, reading }: Extracted, before: StreamMarks): Pick<StreamMarks, 'chains'> => {
  if (!stream.chains) return {};
  const { tracks, startedAt } = reading;
  const chains = chainMarksAfter(before.chains, { tracks: tracks.filter(({ failed }) => !failed), startedAt });
  return chains ? { chains } : {};
};

type Marks<Kind extends 'units' | 'began' | 'pieces'> = NonNullable<StreamMarks[Kind]>;

/** Marks of units that there still are: those that were not known any more when the run began left with their listing. */
const stillThere = ({ units, catalog }: Reading, before: StreamMarks): Pick<StreamMarks, 'units' | 'began' | 'pieces'> => {
  // What is known of lists that are not read now is of use when they are again.
  if (catalog.narrowed) return before;
  if (!units) return {};
  const known = new Set(units.known);
  const those = <Mark>(marks: Readonly<Record<string, Mark>> = {}): Record<string, Mark> =>
    Object.fromEntries(Object.entries(marks).filter(([unit]) => known.has(unit)));
  const times = units.known.flatMap((unit) => {
    const at = lastRead(before.units, unit);
    return at === undefined ? [] : [[unit, at] as const];
  });
  return { units: Object.fromEntries(times), began: those(before.began), pieces: those(before.pieces) };
};

/** Where a piece ended of which there is more to come; nothing where its ids did not ascend, and all was read. */
const pieceAfter = ({ part, proved, next, lastId, pages }: Track, startedAt: string, mark?: PieceMark): PieceMark | undefined => {
  if (!proved || next === null) return undefined;
  const from = part.from === null ? undefined : mark;
  return { from: next, afterId: lastId, pages: (from?.pages ?? 0) + pages, at: from?.at ?? startedAt };
};

const unitsAfter = ({ stream, reading }: Extracted, before: StreamMarks): Omit<StreamMarks, 'chains' | 'past'> => {
  if (!stream.units) return {};
  const { mode, isDue, startedAt, tracks } = reading;
  const kept = stillThere(reading, before);
  const units: Record<string, string> = { ...kept.units };
  const [began, pieces]: [Record<string, string>, Record<string, PieceMark>] = [{ ...kept.began }, { ...kept.pieces }];
  const byUnit = new Map(tracks.map((track) => [track.part.chain, track]));
  for (const unit of new Set(stream.units.of(reading).filter((name) => mode === 'full' || isDue(name)))) {
    const track = byUnit.get(unit);
    const [mark, piece] = [pieces[unit], track && pieceAfter(track, startedAt, pieces[unit])];
    delete pieces[unit];
    if (piece) pieces[unit] = piece;
    else {
      units[unit] = startedAt;
      delete began[unit];
      if (mark && track?.proved && track.part.from !== null) began[unit] = mark.at;
    }
  }
  return { units, ...someOf('began', began), ...someOf('pieces', pieces), ...readOnAfter({ stream, reading }, before) };
};

/** Of units that are read on in between, how far that came, and what reading them whole took. */
const readOnAfter = (
  { stream, reading }: Pick<Extracted, 'stream' | 'reading'>,
  before: StreamMarks,
): Pick<StreamMarks, 'readTo' | 'took'> => {
  if (!stream.units?.readsOn) return {};
  const { of, took } = stream.units;
  const all = of(reading);
  const whole = all.filter((unit) => reading.mode === 'full' || reading.isDue(unit));
  return {
    readTo: { ...before.readTo, ...Object.fromEntries(all.map((unit) => [unit, reading.startedAt])) },
    took: { ...before.took, ...Object.fromEntries(whole.map((unit) => [unit, took?.(unit) ?? 1])) },
  };
};

const someOf = <Kind extends 'began' | 'pieces'>(kind: Kind, marks: Marks<Kind>): Pick<StreamMarks, Kind> =>
  (Object.keys(marks).length === 0 ? {} : { [kind]: marks }) as Pick<StreamMarks, Kind>;

const pastAfter = ({ stream, reading }: Extracted, before: StreamMarks): Pick<StreamMarks, 'past'> => {
  const { mode, past, startedAt } = reading;
  if (!stream.later?.past) return {};
  if (mode === 'full') return { past: { sweptTo: null, roundAt: startedAt, readSince: startedAt } };
  if (!before.past) return {};
  if (past?.to === null) return { past: { sweptTo: null, roundAt: startedAt, readSince: before.past.roundAt } };
  return { past: past ? { ...before.past, sweptTo: past.to } : before.past };
};

/** Where the next load of a stream goes on, as `_streams.state` holds it; `null` where this one says nothing about it. */
export const stateAfter = (extracted: Extracted, before: StreamMarks = {}): string | null => {
  const { stream, result, reading } = extracted;
  if (reading.mode === 'event') return null;
  if (!stream.chains && !stream.units && !stream.later?.past) return null;
  if (!result.complete && !(stream.independent && stream.chains)) return null;
  return JSON.stringify({ ...chainsAfter(extracted, before), ...unitsAfter(extracted, before), ...pastAfter(extracted, before) });
};
