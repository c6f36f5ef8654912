import { afterAll, expect, test } from 'vitest';
import { smallSandbox } from '../state/small-firm.fixture.ts';
import { dateInput } from './date-input.ts';

const small = smallSandbox();
afterAll(() => small.sandbox.close());

test.each([
  ['2026-07-01', '2026-07-01T07:00:00.000Z'],
  ['2026-07-01T00:00:00', '2026-07-01T07:00:00.000Z'],
  ['2026-01-15', '2026-01-15T08:00:00.000Z'],
  ['2026-01-15T13:30:00.5', '2026-01-15T21:30:00.500Z'],
  ['2026-03-08T01:59:59', '2026-03-08T09:59:59.000Z'],
  ['2026-03-08T03:00:00', '2026-03-08T10:00:00.000Z'],
  ['2026-11-01T01:30:00', '2026-11-01T08:30:00.000Z'],
  ['2026-11-01T02:00:00', '2026-11-01T10:00:00.000Z'],
  ['2026-07-01T00:00:00Z', '2026-07-01T00:00:00.000Z'],
  ['2026-07-01T00:00:00+02:00', '2026-06-30T22:00:00.000Z'],
])('%s is the instant %s', (text, instant) => {
  expect(dateInput('date', text)).toBe(instant);
});

test('what is no date is refused by the name of its parameter', () => {
  expect(() => dateInput('due_date', '2026-13-01')).toThrow('Field due_date: 2026-13-01 is not a date');
});

test('a bare day means the same wherever v1 takes one [v1.dates.bare-days]', async () => {
  const reminder = await small.call('POST', '/reminders', { body: { owner_id: 1, type: 0, due_date: '2027-01-01' } });
  expect(reminder.body.due_date).toBe('2027-01-01T00:00:00.000-08:00');
  const note = await small.call('POST', '/notes', { body: { content: 'x', person_ids: [501], created_at: '2026-07-01' } });
  expect(note.body.created_at).toBe('2026-07-01T00:00:00.000-07:00');
  const meeting = { type: 0, person_ids: [1, 501], content: 'x', date: '2026-07-01' };
  const { body } = await small.call('POST', '/interactions', { body: meeting });
  expect(body.date).toBe('2026-07-01T00:00:00.000-07:00');
  const during = (day: string): string => `/interactions?type=0&person_id=501&start_time=${day}&end_time=2026-07-02`;
  expect((await small.get(during('2026-07-01'))).body.events).toHaveLength(1);
});
