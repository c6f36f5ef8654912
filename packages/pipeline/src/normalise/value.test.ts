import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pacificDay } from './pacific-day.ts';
import { BadValue, decoderOf, isMulti } from './value.ts';

const decode = (type: string, data: unknown, fieldId = 'field-1') => decoderOf(type, fieldId)(data);
const filled = (type: string, data: unknown): unknown[] => {
  const cells = decode(type, data);
  return cells === null || cells instanceof BadValue ? [cells] : cells.filter((cell) => cell !== null);
};
const person = { id: 5101, firstName: 'Mira', lastName: 'Okafor', primaryEmailAddress: null, type: 'internal' };

describe('a value', () => {
  it.each([
    ['text', 'hello', ['hello']],
    ['filterable-text-multi', 'Robotics', ['Robotics']],
    ['filterable-text-multi', { link: 'https://example.com/in/mira', text: 'LinkedIn' }, ['https://example.com/in/mira']],
    ['filterable-text-multi', { link: 'tel:+4712345', text: '+47 12345' }, ['+47 12345']],
    ['text', { link: 'https://example.com/in/mira', text: 'LinkedIn' }, ['https://example.com/in/mira']],
    ['number', 0.5, [0.5]],
    ['formula-number', { calculatedValue: 3 }, [3]],
    ['dropdown', { dropdownOptionId: 7, text: 'Yes' }, ['Yes', 7]],
    ['ranked-dropdown', { dropdownOptionId: 7, text: 'New', rank: 0, color: null }, ['New', 7]],
    ['person', person, ['Mira Okafor', 5101]],
    ['company', { id: 8, name: 'Kestrel', domain: null }, ['Kestrel', 8]],
    ['location', { city: 'Oslo' }, ['{"city":"Oslo"}']],
    ['from-the-future', [1, { a: 2 }], ['[1,{"a":2}]']],
    ['constructor', 'text', ['"text"']],
  ])('of type %s fills its column, with a text beside what it refers to', (type, data, expected) => {
    expect(filled(type, data)).toEqual(expected);
  });

  it('that is a date becomes the day that it was in California', () => {
    const day = (iso: string): number => Date.parse(iso) / 86_400_000;
    expect(decode('datetime', '2026-04-01T07:00:00.000Z')).toEqual([null, null, day('2026-04-01'), null, null, null, null]);
    expect(decode('datetime', '2026-01-15T08:00:00Z')).toEqual([null, null, day('2026-01-15'), null, null, null, null]);
    expect(decode('datetime', '2026-01-15T07:59:59Z')).toEqual([null, null, day('2026-01-14'), null, null, null, null]);
    expect(decode('datetime', '2026-04-01')).toEqual([null, null, day('2026-04-01'), null, null, null, null]);
  });

  it('that is a moment keeps its time', () => {
    expect(decode('datetime', '2026-04-01T07:30:00.5Z', 'created-at')).toEqual([
      null,
      null,
      null,
      Date.UTC(2026, 3, 1, 7, 30, 0, 500) * 1000,
      null,
      null,
      null,
    ]);
  });

  it.each([
    ['text', 5],
    ['number', '5'],
    ['datetime', 'soon'],
    ['dropdown', { text: 'Yes' }],
    ['person', { id: 'x' }],
    ['location', 'Oslo'],
    ['formula-number', 4],
  ])('of type %s that is something else is told as bad', (type, data) => {
    expect(decode(type, data)).toBeInstanceOf(BadValue);
  });

  it('is decoded without ever throwing, and fills at most one column beside the text', () => {
    const types = [
      'text',
      'filterable-text',
      'number',
      'datetime',
      'location',
      'dropdown',
      'person',
      'formula-number',
      'interaction',
      'unheard-of',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), (type, data) => {
        const cells = decode(type, data);
        if (cells === null || cells instanceof BadValue) return;
        expect(cells.slice(1).filter((cell) => cell !== null).length).toBeLessThanOrEqual(1);
        expect(cells.some((cell) => cell !== null)).toBe(true);
      }),
    );
  });

  it('is one of several by its type', () => {
    expect(['number', 'number-multi', 'unheard-of-multi'].map(isMulti)).toEqual([false, true, false]);
  });
});

describe('the day in California', () => {
  it('follows the calendar for every hour of thirty years', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', dateStyle: 'short' });
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (date) => {
        expect(new Date(pacificDay(date.getTime()) * 86_400_000).toISOString().slice(0, 10)).toBe(calendar.format(date));
      }),
      { numRuns: 300 },
    );
  });
});
