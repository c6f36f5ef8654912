import { describe, expect, it } from 'vitest';
import type { Extracted } from '../extract/extract.ts';
import type { DueUnits, Part, Stream } from '../streams/stream.ts';
import { Track } from '../streams/track.ts';
import { parseMarks, readSince, type StreamMarks } from './marks.ts';
import { stateAfter } from './next-marks.ts';

const [first, second, third] = ['2026-03-01T01:00:00.000Z', '2026-03-01T02:00:00.000Z', '2026-03-01T03:00:00.000Z'] as const;

/** A load of a stream of these units, of which it read the due ones. */
const after = (before: StreamMarks, startedAt: string, { due, known, pieces }: DueUnits, tracks: readonly Track[] = []): StreamMarks => {
  const stream = { units: { of: () => due } } as unknown as Stream;
  const units = { due, known, ...(pieces && { pieces }) };
  const reading = { mode: 'sweep', startedAt, units, tracks, isDue: (unit: string) => due.includes(unit), catalog: { narrowed: false } };
  return parseMarks(stateAfter({ stream, reading, result: { complete: true } } as unknown as Extracted, before));
};

const piece = (from: string | null, afterId: number): Part => ({ chain: '801/9', kind: 'sweep', from, afterId, knownId: 0, pages: 1 });

const trackOf = (part: Part, ids: readonly number[], next: string | null): Track => {
  const track = new Track(part, 'true');
  track.page({ ids, target: part.from ?? '/first', next });
  return track;
};

describe('what a load leaves of units', () => {
  it('goes on in a unit that is read in pieces, and tells since when all of it was read', () => {
    const known = ['801', '801/9'];
    const begun = after({ units: { 801: first } }, second, { due: ['801/9'], known }, [trackOf(piece(null, 0), [1, 2], '/next')]);
    expect(begun.pieces).toEqual({ '801/9': { from: '/next', afterId: 2, pages: 1, at: second } });
    expect(readSince(begun)).toBe(first);
    const ended = after(begun, third, { due: ['801', '801/9'], known }, [trackOf(piece('/next', 2), [3], null)]);
    expect(ended).toEqual({ units: { 801: third, '801/9': third }, began: { '801/9': second } });
    expect(readSince(ended)).toBe(second);
  });

  it('counts a unit as read whose piece was not what it was taken for, since all of it is read then', () => {
    const before = { units: { 801: first, '801/9': first }, pieces: { '801/9': { from: '/next', afterId: 2, pages: 1, at: first } } };
    const track = trackOf(piece('/next', 2), [7, 4], '/more');
    expect(after(before, second, { due: ['801/9'], known: ['801', '801/9'] }, [track])).toEqual({ units: { 801: first, '801/9': second } });
  });

  it('forgets units that are no more, and takes those of listings for read with them where earlier loads did so', () => {
    const before = { units: { 801: first, '801/8': first } };
    expect(after(before, second, { due: ['801'], known: ['801', '801/9'] })).toEqual({ units: { 801: second, '801/9': first } });
  });
});
