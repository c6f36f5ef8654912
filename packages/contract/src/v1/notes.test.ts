import { describe, expect, it } from 'vitest';
import { NoteToBeCreated } from './notes.ts';

const accepted = (body: object): boolean => NoteToBeCreated.safeParse({ content: 'x', ...body }).success;

describe('a note to create', () => {
  it.each([
    { person_ids: [1] },
    { organization_ids: [1] },
    { opportunity_ids: [1] },
    { person_ids: [], opportunity_ids: [1] },
    { parent_id: 21_501 },
    { parent_id: 21_501, person_ids: [] },
    { person_ids: [1], type: 2, creator_id: 5101, created_at: '2025-01-31' },
  ])('is on a record or a reply: %j', (body) => {
    expect(accepted(body)).toBe(true);
  });

  it.each([{}, { person_ids: [] }, { person_ids: [], organization_ids: [], opportunity_ids: [] }])('is on something: %j', (body) => {
    expect(accepted(body)).toBe(false);
  });

  it.each([1, 3, 4])('is not of type %d', (type) => {
    expect(accepted({ person_ids: [1], type })).toBe(false);
  });
});
