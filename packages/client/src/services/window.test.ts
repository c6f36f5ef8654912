import { describe, expect, it } from 'vitest';
import { AffinityFilterError, AffinityInputError } from '../errors.ts';
import { F } from '../filter-builder/builder.ts';
import { instantOf } from './dates.ts';
import { spansOf } from './interactions.ts';
import { windowFilter } from './window.ts';

describe('a window', () => {
  it('joins conditions with a filter that stays a group of its own', () => {
    const filter = windowFilter('GET /v2/notes', 'id=1 | id=2', [
      ['createdAt', '>=', new Date('2026-01-01T00:00:00Z')],
      ['createdAt', '<', undefined],
    ]);
    expect(filter?.replaceAll(' ', '')).toBe('(id=1|id=2)&createdAt>=2026-01-01T00:00:00.000Z');
  });

  it('takes a filter that was built, and refuses one that the endpoint would ignore', () => {
    const filter = windowFilter('GET /v2/reminders', F.field('owner.id').equals(3), [['dueDate', '<', '2026-01-01']]);
    expect(filter).toBe('owner.id=3 & dueDate<2026-01-01T00:00:00.000Z');
    expect(() => windowFilter('GET /v2/notes', F.field('title').equals('x'))).toThrow(AffinityFilterError);
    expect(() => windowFilter('GET /v2/notes', 'title=x')).toThrow(AffinityFilterError);
  });

  it('is nothing without conditions, and refuses what is no filter or no date', () => {
    expect(windowFilter('GET /v2/notes', undefined, [['createdAt', '>=', undefined]])).toBeUndefined();
    expect(() => windowFilter('GET /v2/notes', '(id=')).toThrow(AffinityFilterError);
    expect(() => windowFilter('GET /v2/notes', undefined, [['createdAt', '>=', 'soon']])).toThrow(AffinityInputError);
  });

  it('keeps whole instants as they are, and begins days in UTC', () => {
    expect(instantOf('2026-01-01T10:00:00+02:00')).toBe('2026-01-01T10:00:00+02:00');
    expect(instantOf('2026-01-01')).toBe('2026-01-01T00:00:00.000Z');
  });

  it('is cut into years that meet without a gap', () => {
    const spans = spansOf('2023-01-01T00:00:00Z', '2025-06-01T00:00:00Z');
    expect(spans).toHaveLength(3);
    expect(spans.slice(1).map(({ start_time }) => start_time)).toEqual(spans.slice(0, -1).map(({ end_time }) => end_time));
    expect(spans.at(-1)?.end_time).toBe('2025-06-01T00:00:00.000Z');
  });
});
