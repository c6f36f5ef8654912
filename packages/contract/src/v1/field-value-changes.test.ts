import { describe, expect, it } from 'vitest';
import { decodeQuery } from '../wire.ts';
import { FieldValueChange, fieldValueChanges } from './field-value-changes.ts';

const check = (search: string) => fieldValueChanges.list.query.safeParse(decodeQuery(fieldValueChanges.list, new URLSearchParams(search)));

describe('FieldValueChange', () => {
  const change = {
    id: 508_200_077,
    field_id: 4101,
    entity_id: 70_455,
    list_entry_id: 640_001,
    action_type: 1,
    changer: null,
    changed_at: '2025-09-11T15:31:26.600123-07:00',
    value: 'Diligence',
  };

  it('takes a change of the system, with microseconds and the bare text of a deleted option', () => {
    expect(FieldValueChange.parse(change)).toEqual(change);
  });

  it('ignores the deprecated keys', () => {
    expect(FieldValueChange.parse({ ...change, entity_attribute_id: 1, person: null, company: {}, opp: null })).toEqual(change);
  });
});

describe('the query of the field value changes', () => {
  it.each([
    'field_id=4101',
    'field_id=4101&action_type=2&person_id=1',
    'field_id=4101&changed_after=2026-03-01&limit=10000&order_by=asc&after_id=508200077',
    'field_id=4101&changed_after=2026-03-01T00:00:00%2B01:00',
  ])('takes %s', (search) => {
    expect(check(search).success).toBe(true);
  });

  it.each<[string, string]>([
    ['', 'expected number'],
    ['field_id=4101&action_type=3', 'expected one of 0|1|2'],
    ['field_id=4101&person_id=1&list_entry_id=2', 'At most one of'],
    ['field_id=4101&limit=10001', '<=10000'],
    ['field_id=4101&limit=0', '>=1'],
    ['field_id=4101&order_by=newest', '"asc"|"desc"'],
    ['field_id=4101&after_id=7', 'after_id needs changed_after and order_by=asc'],
    ['field_id=4101&after_id=7&changed_after=2026-03-01', 'after_id needs changed_after and order_by=asc'],
    ['field_id=4101&changed_after=yesterday', 'Invalid input'],
  ])('refuses "%s": %s', (search, message) => {
    expect(
      check(search)
        .error?.issues.map((issue) => issue.message)
        .join(),
    ).toContain(message);
  });
});
