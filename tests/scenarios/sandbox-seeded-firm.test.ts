import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, expect, test } from 'vitest';

/** Every answer is held against the contract: what differs is a 500. */
const sandbox = createSandbox({ size: 'S', clock: 'frozen', checkResponses: true, limits: { perMinute: 1_000_000 } });
afterAll(sandbox.close);

const admin = sandbox.keys.find(({ role }) => role === 'Admin') ?? sandbox.keys[0];

const get = async (target: string, version = '2026-09-17'): Promise<ReturnType<typeof JSON.parse>> => {
  const url = target.startsWith('http') ? target : `${sandbox.url}${target}`;
  const response = await sandbox.fetch(url, { headers: { authorization: `Bearer ${admin?.key}`, 'x-affinity-api-version': version } });
  const body: unknown = await response.json();
  expect([response.status, response.status === 200 ? undefined : body]).toEqual([200, undefined]);
  return body;
};

interface Item {
  readonly id: number;
}

/** Every item of a collection, by its links. */
const walk = async (target: string): Promise<Item[]> => {
  const items: Item[] = [];
  for (let next: string | null = target; next !== null; ) {
    const { data, pagination } = await get(next);
    items.push(...(data ?? []));
    next = pagination.nextUrl;
  }
  return items;
};

const distinct = (items: readonly Item[]): number => new Set(items.map(({ id }) => id)).size;

const allTypes = 'fieldTypes=enriched&fieldTypes=global&fieldTypes=relationship-intelligence';

test('every company comes once, with fields of every type that match the contract', async () => {
  const companies = await walk(`/v2/companies?limit=100&${allTypes}`);
  expect(companies.length).toBeGreaterThanOrEqual(2900);
  expect(distinct(companies)).toBe(companies.length);
});

test('every person comes once', async () => {
  const persons = await walk(`/v2/persons?limit=100&${allTypes}`);
  expect(persons.length).toBeGreaterThanOrEqual(7900);
  expect(distinct(persons)).toBe(persons.length);
});

test('every list has its fields, options, entries and views', async () => {
  const lists = await walk('/v2/lists');
  expect(lists.length).toBeGreaterThanOrEqual(3);
  for (const { id } of lists) {
    const fields = (await walk(`/v2/lists/${id}/fields?includes=filterability&includes=sortability`)) as unknown as {
      id: string;
      valueType: string;
    }[];
    for (const field of fields.filter(({ valueType }) => valueType.includes('dropdown'))) {
      await walk(`/v2/lists/${id}/fields/${field.id}/dropdown-options`);
    }
    const entries = await walk(`/v2/lists/${id}/list-entries?${allTypes}&fieldTypes=list`);
    expect(distinct(entries)).toBe(entries.length);
    const v1 = await get(`/lists/${id}/list-entries`);
    expect(new Set(v1.map((entry: Item) => entry.id))).toEqual(new Set(entries.map((entry) => entry.id)));
    const [first] = entries;
    if (first !== undefined) await get(`/field-values?list_entry_id=${first.id}`);
  }
});

test('every sheet can be read, and shows no more than its list has', async () => {
  let sheets = 0;
  for (const { id } of await walk('/v2/lists')) {
    const all = new Set((await walk(`/v2/lists/${id}/list-entries`)).map((entry) => entry.id));
    const views = (await walk(`/v2/lists/${id}/saved-views`)) as (Item & { type: string })[];
    for (const view of views.filter(({ type }) => type === 'sheet')) {
      const shown = await walk(`/v2/lists/${id}/saved-views/${view.id}/list-entries`);
      expect(shown.every((entry) => all.has(entry.id))).toBe(true);
      sheets += 1;
    }
  }
  expect(sheets).toBeGreaterThan(0);
});

test('the feed is in order, each change once, and its last word is what the entry shows', async () => {
  const feed = (await walk('/v2/field-value-changes')) as (Item & {
    changedAt: string;
    actionType: string;
    type: string;
    field: { id: string };
    listEntry: { id: number; listId: number } | null;
    value: { dropdownOptionId?: number };
  })[];
  expect(distinct(feed)).toBe(feed.length);
  expect(feed.every(({ changedAt }, index) => changedAt >= (feed[index - 1]?.changedAt ?? ''))).toBe(true);
  const last = new Map(
    feed.filter(({ type, listEntry }) => type === 'ranked-dropdown' && listEntry !== null).map((change) => [change.listEntry?.id, change]),
  );
  const sample = [...last.values()].slice(-40);
  expect(sample.length).toBeGreaterThan(0);
  for (const { listEntry, field, value, actionType } of sample) {
    const shown = await get(`/v2/lists/${listEntry?.listId}/list-entries/${listEntry?.id}/fields/${field.id}`);
    expect(shown.value.data?.dropdownOptionId).toBe(actionType === 'delete' ? undefined : value.dropdownOptionId);
  }
});

test('every note comes once, newest first, with what it is attached to', async () => {
  const previews = 'includes=companiesPreview&includes=personsPreview&includes=opportunitiesPreview&includes=repliesCount';
  const notes = (await walk(`/v2/notes?limit=100&${previews}`)) as (Item & { createdAt: string })[];
  expect(distinct(notes)).toBe(notes.length);
  expect(notes.every(({ createdAt }, index) => createdAt <= (notes[index - 1]?.createdAt ?? '9'))).toBe(true);
  expect((await get('/v2/notes?totalCount=true&limit=0')).pagination.totalCount).toBe(notes.length);
});

test('opportunities, users, v1 lists and v1 fields match the contract', async () => {
  expect((await walk('/v2/opportunities')).length).toBeGreaterThan(0);
  expect((await walk('/v2/users')).length).toBeGreaterThan(0);
  expect((await get('/lists')).length).toBeGreaterThanOrEqual(3);
  expect((await get('/fields')).length).toBeGreaterThan(20);
});
