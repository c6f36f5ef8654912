import { describe, expect, it } from 'vitest';
import { ListEntries, listEntries } from './list-entries.ts';

const entry = {
  id: 640_001,
  list_id: 821,
  creator_id: 5101,
  entity_id: 70_455,
  entity_type: 1,
  created_at: '2025-09-18T10:04:33.120-07:00',
  entity: { id: 70_455, name: 'Kestrel Robotics', domain: null, domains: [], crunchbase_uuid: null, global: false },
};
const person = { id: 7, type: 0, first_name: 'Ada', last_name: null, primary_email: null, emails: [] };

describe('ListEntries', () => {
  it.each([
    ['a bare array', [entry]],
    ['an empty array', []],
    ['a page', { list_entries: [entry], next_page_token: 'abc' }],
    ['a last page that says so', { list_entries: [], next_page_token: null }],
    ['a last page that says nothing', { list_entries: [] }],
    ['a row with a person', [{ ...entry, entity_type: 0, entity: person }]],
    ['a row with an opportunity', [{ ...entry, entity_type: 8, entity: { id: 3301, name: 'Kestrel Series B' } }]],
  ])('takes %s and keeps all of it', (_, answer) => {
    expect(ListEntries.parse(answer)).toEqual(answer);
  });

  it.each([[{ data: [entry] }], [{ list_entries: null }], ['[]']])('refuses %j', (answer) => {
    expect(ListEntries.safeParse(answer).success).toBe(false);
  });
});

describe('the query of the list entries', () => {
  it('does not bound the page size from above, since the server clamps it', () => {
    expect(listEntries.list.query.safeParse({ page_size: 100_000 }).success).toBe(true);
    expect(listEntries.list.query.safeParse({ page_size: 0 }).success).toBe(false);
  });
});
