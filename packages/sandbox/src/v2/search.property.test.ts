import { SearchCriteria } from '@affinity-kit/contract';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createSandbox } from '../create-sandbox.ts';
import { type PlainRecord, plainSearch } from './plain-search.fixture.ts';
import { searchFirm, searchKey, searchNow } from './search-firm.fixture.ts';

const sandbox = createSandbox({ firm: searchFirm, clock: 'frozen', checkResponses: true, limits: { perMinute: 1_000_000_000 } });
sandbox.clock.set(searchNow);
afterAll(sandbox.close);

const call = async (method: string, target: string, body?: unknown): Promise<ReturnType<typeof JSON.parse>> => {
  const headers = { authorization: `Bearer ${searchKey}`, 'content-type': 'application/json' };
  const url = target.startsWith('http') ? target : `${sandbox.url}${target}`;
  const response = await sandbox.fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer = await response.json();
  expect([method, target, response.status, response.ok ? '' : answer]).toEqual([method, target, method === 'POST' ? 201 : 200, '']);
  return answer;
};

const items = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

const empties = fc.constantFrom('is-empty', 'is-not-empty').map((operator) => ({ operator }));
const withValue = (operators: readonly string[], value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.record({ operator: fc.constantFrom(...operators), value });
const orEmpty = (...others: fc.Arbitrary<object>[]): fc.Arbitrary<object> => fc.oneof(empties, ...others, ...others);

const choices = (value: fc.Arbitrary<unknown>) => orEmpty(withValue(['is-any-of', 'is-none-of'], value));
const sets = (value: fc.Arbitrary<unknown>) => orEmpty(withValue(['has-any-of', 'has-none-of', 'has-all-of'], value));
const optionsOf = (...ids: number[]) => items(...ids).map((found) => found.map((dropdownOptionId) => ({ dropdownOptionId })));
const idsOf = (...ids: number[]) => items(...ids).map((found) => found.map((id) => ({ id })));

const texts = orEmpty(
  withValue(['contains', 'does-not-contain', 'starts-with', 'ends-with'], fc.constantFrom('robot', 'WARE', 's', 'éclair', '%', '')),
);

const number = fc.constantFrom(-2.5, 0, 1, 2, 2.5, 7, 1e6);
const comparisons = [
  'is-equal-to',
  'is-not-equal-to',
  'is-greater-than',
  'is-greater-than-or-equal-to',
  'is-less-than',
  'is-less-than-or-equal-to',
];
const ascending = <T extends number | string>(arbitrary: fc.Arbitrary<T>, distinct: boolean) =>
  fc
    .tuple(arbitrary, arbitrary)
    .map(([a, b]) => (a <= b ? [a, b] : [b, a]))
    .filter(([a, b]) => !distinct || a !== b);
const numbers = orEmpty(withValue(comparisons, number), withValue(['is-between'], ascending(number, false)));

const day = fc.constantFrom('2026-07-03', '2026-07-04', '2026-11-13', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22');
const unit = fc.constantFrom('minute', 'hour', 'day', 'week', 'month', 'quarter', 'year');
const distance = (amount: fc.Arbitrary<unknown>) => fc.record({ amount, unit });
const positive = fc.integer({ min: 1, max: 31 });
const ages = withValue(
  [
    'is-exactly-relative',
    'is-not-exactly-relative',
    'is-more-than-relative',
    'is-more-than-or-equal-to-relative',
    'is-less-than-relative',
    'is-less-than-or-equal-to-relative',
  ],
  distance(fc.integer({ min: 0, max: 31 })),
);
const dates = orEmpty(
  withValue(['is-on', 'is-not-on', 'is-before', 'is-on-or-before', 'is-after', 'is-on-or-after'], day),
  withValue(['is-between'], ascending(day, true)),
  withValue(
    ['is-within-the-last', 'is-not-within-the-last', 'is-within-the-next', 'is-not-within-the-next'],
    distance(fc.array(positive, { minLength: 1, maxLength: 2 })),
  ),
  withValue(['is-between-relative'], distance(ascending(positive, false))),
  ages,
);

const place = items({ country: 'NORWAY' }, { city: 'Bergen', continent: 'europe' }, { state: 'Texas' }, {});

/** What may be asked of each field: value type, attribute, and the rest of a condition. */
const companyFields: Record<string, readonly [valueType: string, rest: fc.Arbitrary<object>, attributeId?: string]> = {
  'affinity-data-description': ['text', texts],
  'affinity-data-investment-stage': ['filterable-text', choices(items('Seed', 'Series A', 'None'))],
  'affinity-data-industry': ['filterable-text-multi', sets(items('Robotics', 'robotics', 'Health'))],
  'affinity-data-location': ['location', choices(place)],
  'last-contact': ['date', dates, 'date-of-activity'],
  'field-1': ['dropdown', choices(optionsOf(11, 12, 13))],
  'field-2': ['number', numbers],
  'field-3': ['person', choices(idsOf(1, 2, 501))],
  'field-4': ['company-multi', sets(idsOf(101, 102, 999))],
  persons: ['person-multi', sets(idsOf(501, 502))],
  lists: ['list-multi', sets(idsOf(10, 11))],
  notes: ['date', dates, 'created-date'],
  reminders: ['date', dates, 'due-date'],
};

const personFields: typeof companyFields = {
  'affinity-data-current-job-title': ['filterable-text', choices(items('Seed', 'Series A', 'None'))],
  'affinity-data-current-organization': ['company', choices(idsOf(101, 102, 103))],
  'affinity-data-location': ['location', choices(place)],
  'last-contact': ['date', dates, 'date-of-activity'],
  'field-31': ['text', texts],
  'field-32': ['number', numbers],
  'field-33': ['person-multi', sets(idsOf(1, 2, 501))],
};

const rowFields: typeof companyFields = {
  ...companyFields,
  'field-11': ['ranked-dropdown', choices(optionsOf(21, 22, 23))],
  'field-12': ['dropdown-multi', sets(optionsOf(31, 32, 33))],
  'field-13': ['number', numbers],
  'field-14': ['date', dates],
  'field-15': ['location-multi', sets(place)],
  'field-16': ['person-multi', sets(idsOf(1, 2, 501))],
  'field-17': ['company', choices(idsOf(101, 102, 103))],
  'field-18': ['text', texts],
  'field-19': ['number', numbers],
  'created-at': ['date', dates],
  'time-in-current-status': ['date', orEmpty(ages)],
};

const conditionOn = (fields: typeof companyFields): fc.Arbitrary<object> =>
  fc.oneof(
    ...Object.entries(fields).map(([fieldId, [valueType, rest, attributeId]]) =>
      rest.map((more) => ({ fieldId, valueType, ...more, ...(attributeId !== undefined && { attributeId }) })),
    ),
  );

const groupOf = (fields: typeof companyFields, depth = 2): fc.Arbitrary<object> => {
  const filter =
    depth === 0
      ? conditionOn(fields)
      : fc.oneof({ weight: 3, arbitrary: conditionOn(fields) }, { weight: 1, arbitrary: groupOf(fields, depth - 1) });
  return fc.record({ operator: fc.constantFrom('and', 'or'), filters: fc.array(filter, { maxLength: 4 }) });
};

const sortsOf = (fields: typeof companyFields): fc.Arbitrary<object[]> => {
  const sortable = Object.entries(fields).filter(([, [valueType]]) => valueType !== 'list-multi');
  const sort = fc
    .constantFrom(...sortable)
    .chain(([fieldId, [, , attributeId]]) =>
      fc.constantFrom('asc', 'desc').map((direction) => ({ fieldId, direction, ...(attributeId !== undefined && { attributeId }) })),
    );
  return fc.array(sort, { minLength: 1, maxLength: 3 });
};

const term = fc.constantFrom('acme', 'ROBOT', 'c10', 'ørs', 'nothing').map((text) => ({ term: text }));

const bodyOf = (fields: typeof companyFields): fc.Arbitrary<object> =>
  fc.record(
    { filters: groupOf(fields), sorts: sortsOf(fields), search: fc.option(term, { nil: undefined, freq: 5 }) },
    { requiredKeys: ['filters'] },
  );

type Field = { readonly id: string; readonly value: PlainRecord['values'][string] };
const valuesOf = (fields: readonly Field[]): PlainRecord['values'] => Object.fromEntries(fields.map(({ id, value }) => [id, value]));
const everyType = 'fieldTypes=enriched&fieldTypes=global&fieldTypes=relationship-intelligence';

const allCompanies = async (): Promise<PlainRecord[]> => {
  const { data } = await call('GET', `/v2/companies?${everyType}`);
  return data.map(({ id, name, domain, fields }: { id: number; name: string; domain: string | null; fields: Field[] }) => ({
    id,
    names: domain === null ? [name] : [name, domain],
    values: valuesOf(fields),
  }));
};

const allPersons = async (): Promise<PlainRecord[]> => {
  const { data } = await call('GET', `/v2/persons?${everyType}`);
  return data.map(({ id, firstName, lastName, primaryEmailAddress, fields }: ReturnType<typeof JSON.parse>) => ({
    id,
    names: [firstName, lastName, primaryEmailAddress].filter((name) => name !== null),
    values: valuesOf(fields),
  }));
};

const allRows = async (): Promise<PlainRecord[]> => {
  const { data } = await call('GET', `/v2/lists/10/list-entries?${everyType}&fieldTypes=list`);
  return data.map(
    ({ id, createdAt, entity }: { id: number; createdAt: string; entity: { name: string; domain: string | null; fields: Field[] } }) => ({
      id,
      createdAt,
      names: entity.domain === null ? [entity.name] : [entity.name, entity.domain],
      values: valuesOf(entity.fields),
    }),
  );
};

/** Walks to the end and back to the first page: both ways must tell the same. */
const walk = async (path: string, body: object): Promise<{ ids: number[]; counts: Set<number> }> => {
  const pages: number[][] = [];
  const counts = new Set<number>();
  let page = await call('POST', `${path}?limit=9&totalCount=true`, body);
  for (;;) {
    pages.push((page.data ?? []).map(({ id }: { id: number }) => id));
    counts.add(page.pagination.totalCount);
    if (page.pagination.nextUrl === null) break;
    page = await call('POST', page.pagination.nextUrl, body);
  }
  for (let at = pages.length - 2; at >= 0; at -= 1) {
    page = await call('POST', page.pagination.prevUrl, body);
    expect(page.data.map(({ id }: { id: number }) => id)).toEqual(pages[at]);
  }
  return { ids: pages.flat(), counts };
};

const agrees = async (path: string, records: readonly PlainRecord[], body: object): Promise<void> => {
  const expected = plainSearch(records, SearchCriteria.parse(body), new Date(searchNow));
  const { ids, counts } = await walk(path, body);
  expect(ids).toEqual(expected);
  expect([...counts]).toEqual([expected.length]);
};

test('any search of companies answers what a plain evaluation of the same companies answers', async () => {
  const records = await allCompanies();
  expect(records).toHaveLength(30);
  await fc.assert(
    fc.asyncProperty(bodyOf(companyFields), (body) => agrees('/v2/companies/search', records, body)),
    { numRuns: 120 },
  );
});

test('any search of persons answers what a plain evaluation of the same persons answers', async () => {
  const records = await allPersons();
  expect(records).toHaveLength(28);
  await fc.assert(
    fc.asyncProperty(bodyOf(personFields), (body) => agrees('/v2/persons/search', records, body)),
    { numRuns: 60 },
  );
});

test('any search of list entries answers what a plain evaluation of the same entries answers [v2.search.operators]', async () => {
  const records = await allRows();
  expect(records).toHaveLength(45);
  await fc.assert(
    fc.asyncProperty(bodyOf(rowFields), (body) => agrees('/v2/lists/10/list-entries/search', records, body)),
    { numRuns: 200 },
  );
});
