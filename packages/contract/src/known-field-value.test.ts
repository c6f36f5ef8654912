import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldValue, type FieldValueType, fieldValueTypes, KnownFieldValue } from './field-value.ts';
import { knownFieldValue } from './known-field-value.ts';

const person = { id: 5101, firstName: 'Ada', lastName: null, primaryEmailAddress: 'ada@novak.example', type: 'external' };
const attendee = { emailAddress: 'ada@novak.example', person };
const instant = '2026-04-01T07:00:00.000Z';
const location = { streetAddress: null, city: 'Bergen', state: null, country: 'Norway', continent: 'Europe' };
const interactions = [
  { type: 'chat-message', id: 1, direction: 'sent', sentAt: instant, manualCreator: person, participants: [person] },
  { type: 'email', id: 2, subject: null, sentAt: instant, from: attendee, to: [attendee], cc: [] },
  { type: 'meeting', id: 3, title: 'Intro', allDay: false, startTime: instant, endTime: null, attendees: [attendee] },
  { type: 'call', id: 4, startTime: instant, attendees: [{ emailAddress: null, person: null }] },
];
const note = {
  id: 9,
  content: { html: '<p>Hello</p>' },
  creator: person,
  mentions: [{ id: 1, type: 'person', person }],
  createdAt: instant,
  updatedAt: null,
};

/** One well-formed value per type. */
const data: Record<FieldValueType, unknown> = {
  text: 'Hello',
  'filterable-text': 'Seed',
  'filterable-text-multi': ['Robotics', 'Energy'],
  number: 12.5,
  'number-multi': [1, 2, 3],
  datetime: instant,
  location,
  'location-multi': [location],
  dropdown: { dropdownOptionId: 7, text: 'Inbound' },
  'dropdown-multi': [{ dropdownOptionId: 7, text: 'Inbound' }],
  'ranked-dropdown': { dropdownOptionId: 8, text: 'Diligence', rank: 2, color: 'blue' },
  person,
  'person-multi': [person],
  company: { id: 70455, name: 'Kestrel Robotics', domain: null },
  'company-multi': [{ id: 70455, name: 'Kestrel Robotics', domain: 'kestrel.example' }],
  'list-multi': [{ id: 821, name: 'Pipeline', type: 'company', entityCount: 12 }],
  'formula-number': { calculatedValue: 3 },
  interaction: interactions[0],
  note,
  reminder: { id: 3, type: 'one-time', content: null, createdAt: instant, dueDate: instant },
};

const accepted = (value: unknown): boolean => KnownFieldValue.safeParse(value).success;

/** A copy in which one place, however deep, holds something else or nothing. */
const damaged = (value: unknown): fc.Arbitrary<unknown> => {
  const other = fc.constantFrom(null, undefined, '', 'x', 0, -1, 1.5, 2 ** 53, true, [], [null], {}, '2026-04-01', Number.NaN);
  if (typeof value !== 'object' || value === null) return other;
  if (Array.isArray(value)) return fc.oneof(other, value.length === 0 ? other : damaged(value[0]).map((item) => [item, ...value.slice(1)]));
  const keys = Object.keys(value);
  const inside = fc
    .constantFrom(...keys)
    .chain((key) => damaged(Object.getOwnPropertyDescriptor(value, key)?.value).map((item) => ({ ...value, [key]: item })));
  return fc.oneof({ weight: 1, arbitrary: other }, { weight: 4, arbitrary: inside });
};

describe('knownFieldValue', () => {
  test.each(fieldValueTypes)('narrows a well-formed %s, and one without data', (type) => {
    expect(knownFieldValue({ type, data: data[type] })).toEqual({ type, data: data[type] });
    expect(knownFieldValue({ type, data: null })).toEqual({ type, data: null });
  });

  test.each(interactions)('narrows an interaction of type $type', (interaction) => {
    expect(knownFieldValue({ type: 'interaction', data: interaction })).toBeDefined();
  });

  test('gives undefined for a type that is new, or a name that every object has', () => {
    expect(knownFieldValue({ type: 'hologram', data: 1 })).toBeUndefined();
    expect(knownFieldValue({ type: 'toString', data: null })).toBeUndefined();
    expect(knownFieldValue({ type: 'hidden', data: null })).toBeUndefined();
  });

  test('gives undefined for a known type whose data are malformed', () => {
    expect(knownFieldValue({ type: 'number', data: '12' })).toBeUndefined();
    expect(knownFieldValue({ type: 'person', data: { id: 1 } })).toBeUndefined();
    expect(knownFieldValue({ type: 'filterable-text-multi', data: [{ link: 'x', text: 'y' }] })).toBeUndefined();
    expect(knownFieldValue({ type: 'text', data: undefined })).toBeUndefined();
  });

  test('agrees with the schema on well-formed and on damaged values', () => {
    const value = fc.constantFrom(...fieldValueTypes).chain((type) => {
      const whole = type === 'interaction' ? fc.constantFrom(...interactions) : fc.constant(data[type]);
      return whole.chain((good) => fc.oneof(fc.constant(good), damaged(good)).map((some) => ({ type, data: some })));
    });
    fc.assert(
      fc.property(value, (some) => {
        expect(knownFieldValue(some) !== undefined).toBe(accepted(some));
      }),
      { numRuns: 2000 },
    );
  });

  test('agrees with the schema on what stands beside the data', () => {
    const extra = fc.constantFrom(undefined, null, 0, 150, -1, 'x', person);
    fc.assert(
      fc.property(fc.constantFrom(...fieldValueTypes), extra, extra, (type, totalCount, internalPerson) => {
        const value = { type, data: data[type], totalCount, internalPerson };
        expect(knownFieldValue(value) !== undefined).toBe(accepted(value));
      }),
    );
  });

  test('accepts only what the open schema accepts too', () => {
    for (const type of fieldValueTypes) expect(FieldValue.safeParse({ type, data: data[type] }).success).toBe(true);
    expect(FieldValue.safeParse({ type: 'hologram', data: { any: 'thing' } }).success).toBe(true);
  });
});
