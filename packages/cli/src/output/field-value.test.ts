import type { Json } from '@affinity-kit/pipeline/replica';
import { expect, it } from 'vitest';
import { shownFieldValue } from './field-value.ts';

const bergen = { streetAddress: null, city: 'Bergen', state: null, country: 'Norway', continent: 'Europe' };
const nowhere = { streetAddress: null, city: null, state: null, country: null, continent: 'Europe' };
const newYork = { ...bergen, streetAddress: '12 High St', city: 'New York', state: 'New York', country: 'United States' };
const email = { type: 'email', id: 1, subject: 'Terms', sentAt: '2026-01-02T03:04:05.000Z', from: {}, to: [], cc: [] };
const meeting = { type: 'meeting', id: 2, title: 'Intro', allDay: false, startTime: '2026-01-02T03:04:05Z', endTime: null, attendees: [] };
const chat = { type: 'chat-message', id: 3, direction: 'sent', sentAt: '2026-01-02T03:04:05Z' };
const reminder = { id: 4, type: 'one-time', content: 'Call back', createdAt: '2026-01-01T00:00:00Z', dueDate: '2026-02-03T04:05:06Z' };
const note = { id: 5, content: { html: '<p>Warm &amp; direct.</p>' }, createdAt: '2026-01-02T03:04:05Z', updatedAt: null };

it.each<[Json, string, string]>([
  [6, 'number', '6'],
  [1_250_000, 'number-multi', '1250000'],
  [0.1 + 0.2, 'formula-number', '0.3'],
  [12_345_678.9, 'number', '12345678.90'],
  ['Biotech', 'dropdown', 'Biotech'],
  ['2026-04-01', 'datetime', '2026-04-01'],
  ['2026-04-01T07:08:09.000Z', 'datetime', '2026-04-01 07:08'],
  ['Talk at 2026-04-01T07:08:09.000Z', 'text', 'Talk at 2026-04-01T07:08:09.000Z'],
  [bergen, 'location', 'Bergen, Norway'],
  [newYork, 'location-multi', '12 High St, New York, United States'],
  [nowhere, 'location', 'Europe'],
  [email, 'interaction', '2026-01-02 03:04 email: Terms'],
  [meeting, 'interaction', '2026-01-02 03:04 meeting: Intro'],
  [chat, 'interaction', '2026-01-02 03:04 chat message'],
  [reminder, 'reminder', 'due 2026-02-03 04:05 Call back'],
  [note, 'note', '2026-01-02 03:04 Warm & direct.'],
  [{ amount: 1 }, 'money', '{"amount":1}'],
  [{}, 'location', '{}'],
  [null, 'text', ''],
])('shows %j of type %s as a person reads it', (value, type, shown) => {
  expect(shownFieldValue(value, type)).toBe(shown);
});
