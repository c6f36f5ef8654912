import { describe, expect, it } from 'vitest';
import { ReminderToBeCreated, ReminderUpdate } from './reminders.ts';

const oneTime = { owner_id: 5101, type: 0, due_date: '2026-01-31' };
const recurring = { owner_id: 5101, type: 1, reset_type: 0, reminder_days: 30 };
const creates = (body: object): boolean => ReminderToBeCreated.safeParse(body).success;
const updates = (body: object): boolean => ReminderUpdate.safeParse(body).success;

describe('a reminder to create', () => {
  it.each([
    oneTime,
    { ...oneTime, content: 'Check in', person_id: 90_211 },
    { ...oneTime, is_completed: true },
    { ...oneTime, is_completed: 0 },
    recurring,
    { ...recurring, due_date: '2026-01-31T08:00:00Z', opportunity_id: 3301 },
  ])('is taken: %j', (body) => {
    expect(creates(body)).toBe(true);
  });

  it.each([
    ['a one-time one without a date', { ...oneTime, due_date: undefined }],
    ['a recurring one without a reset', { ...recurring, reset_type: undefined }],
    ['a recurring one without days', { ...recurring, reminder_days: undefined }],
    ['a recurring one of no days', { ...recurring, reminder_days: 0 }],
    ['a recurring one that is completed', { ...recurring, is_completed: false }],
    ['one of two records', { ...oneTime, person_id: 1, organization_id: 2 }],
    ['one of nobody', { ...oneTime, owner_id: undefined }],
    ['one of another type', { ...oneTime, type: 2 }],
    ['one that is completed somehow', { ...oneTime, is_completed: 2 }],
  ])('is not %s', (_, body) => {
    expect(creates(body)).toBe(false);
  });
});

describe('a change of a reminder', () => {
  it.each([
    {},
    { is_completed: 1 },
    { content: 'x', owner_id: 5102 },
    { reset_type: 1 },
    { reminder_days: 70 },
    { type: 0, due_date: '2026-01-31', is_completed: true },
    { type: 1, reset_type: 1, reminder_days: 7 },
  ])('is taken: %j', (body) => {
    expect(updates(body)).toBe(true);
  });

  it.each([
    { type: 0 },
    { type: 1 },
    { type: 1, reset_type: 1 },
    { type: 1, reset_type: 1, reminder_days: 7, is_completed: true },
    { reminder_days: 0 },
    { reset_type: 3 },
  ])('is refused: %j', (body) => {
    expect(updates(body)).toBe(false);
  });
});
