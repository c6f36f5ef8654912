import { describe, expect, it } from 'vitest';
import { FieldToBeCreated } from './fields.ts';

const amount = { name: 'Amount', entity_type: 8, value_type: 3, list_id: 822 };
const issuesOf = (body: object) =>
  FieldToBeCreated.safeParse(body).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a field to create', () => {
  it.each([
    amount,
    { ...amount, entity_type: 1, list_id: null },
    { ...amount, is_list_specific: true, is_required: true },
    { ...amount, is_list_specific: false, list_id: undefined },
    { ...amount, value_type: 17, allows_multiple: true },
    { ...amount, value_type: 7, allows_multiple: false },
  ])('is taken: %j', (body) => {
    expect(issuesOf(body)).toBeUndefined();
  });

  it.each([0, 1, 3, 5, 17])('may hold several values of type %d', (value_type) => {
    expect(issuesOf({ ...amount, value_type, allows_multiple: true })).toBeUndefined();
  });

  it.each([2, 4, 6, 7])('holds one value of type %d', (value_type) => {
    expect(issuesOf({ ...amount, value_type, allows_multiple: true })).toEqual([
      'allows_multiple: Fields of this value_type hold one value',
    ]);
  });

  it.each([null, undefined])('of a list names it, not %j', (list_id) => {
    expect(issuesOf({ ...amount, list_id, is_list_specific: true })).toEqual(['list_id: is_list_specific needs a list_id']);
  });

  it.each([10, 99])('is not of type %d, which nobody can create', (value_type) => {
    expect(issuesOf({ ...amount, value_type })).toHaveLength(1);
  });

  it('has a name, an entity and a type', () => {
    expect(issuesOf({})).toHaveLength(3);
    expect(issuesOf({ ...amount, entity_type: 2 })).toHaveLength(1);
  });
});
