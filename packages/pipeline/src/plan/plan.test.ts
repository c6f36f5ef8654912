import { describe, expect, it } from 'vitest';
import { companyStream } from '../streams/entities.ts';
import { changeStream } from '../streams/field-value-changes.ts';
import { noteStream } from '../streams/notes.ts';
import { type DecisionFacts, decide } from './decide.ts';

const now = new Date('2026-03-10T00:00:00Z');
const known: DecisionFacts = {
  prefer: 'quota',
  full: false,
  now,
  hasRecords: true,
  watermarkMs: Date.UTC(2026, 2, 9),
  lastAt: '2026-03-09T06:00:00Z',
  lastWholeAt: '2026-03-08T00:00:00Z',
  lastWithAllAt: '2026-03-08T00:00:00Z',
};

describe('the way to read a stream', () => {
  it.each([
    ['everything at first', companyStream, { hasRecords: false }, 'full', 'first load'],
    ['everything when asked to', changeStream, { full: true }, 'full', 'asked for in full'],
    ['everything where Affinity does not tell what changed', companyStream, {}, 'full', 'read again and compared'],
    ['the feed of changes', changeStream, {}, 'feed', 'only changes since'],
    ['notes by time', noteStream, {}, 'filter', 'only notes written or edited'],
    ['all notes once a week', noteStream, { lastWholeAt: '2026-03-02T00:00:00Z' }, 'full', 'the last one is 8 days old'],
    ['all notes when nobody knows of a full walk', noteStream, { lastWholeAt: null, lastWithAllAt: null }, 'full', 'not known'],
    [
      'all notes when the last full walk left out what is asked for now',
      noteStream,
      { lastWithAllAt: null },
      'full',
      'asked for with more',
    ],
  ] as const)('is %s', (_, stream, facts, mode, reason) => {
    const decision = decide(stream, { ...known, ...facts });
    expect(decision.mode).toBe(mode);
    expect(decision.reason).toContain(reason);
  });

  it('says what it spares where there is a choice', () => {
    expect(decide(companyStream, known)).toMatchObject({ prefer: 'quota', reason: expect.stringContaining('page by page') });
    expect(decide(companyStream, { ...known, prefer: 'time' })).toMatchObject({
      prefer: 'time',
      reason: expect.stringContaining('in batches of ids, side by side'),
    });
    expect(decide(noteStream, { ...known, prefer: 'time' }).prefer).toBeNull();
  });

  it('goes back a minute, since changes may show late, until those that are known have been so for long', () => {
    expect(decide(changeStream, { ...known, lastAt: '2026-03-09T00:09:00Z' }).since).toBe('2026-03-08T23:59:00.000Z');
    expect(decide(changeStream, { ...known, lastAt: '2026-03-09T00:10:00Z' }).since).toBe('2026-03-09T00:00:00.000Z');
    expect(decide(changeStream, { ...known, lastAt: null }).since).toBe('2026-03-08T23:59:00.000Z');
  });

  it('goes back to where the last run began, since notes may have been edited behind its back', () => {
    expect(decide(noteStream, { ...known, lastAt: '2026-03-08T12:00:00Z' }).since).toBe('2026-03-08T11:59:00.000Z');
  });
});
