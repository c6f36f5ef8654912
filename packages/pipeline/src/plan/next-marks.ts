import type { Extracted } from '../extract/extract.ts';
import { chainMarksAfter, type StreamMarks } from './marks.ts';

const chainsAfter = ({ stream, reading }: Extracted, before: StreamMarks): Pick<StreamMarks, 'chains'> => {
  if (!stream.chains) return {};
  const { tracks, startedAt } = reading;
  const chains = chainMarksAfter(before.chains, { tracks: tracks.filter(({ failed }) => !failed), startedAt });
  return chains ? { chains } : {};
};

const unitsAfter = ({ stream, reading }: Extracted, before: StreamMarks): Pick<StreamMarks, 'units'> => {
  if (!stream.units) return {};
  const read = stream.units.of(reading).filter((unit) => reading.mode === 'full' || reading.isDue(unit));
  return { units: { ...before.units, ...Object.fromEntries(read.map((unit) => [unit, reading.startedAt])) } };
};

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
