import { type FilterEndpoint, type FilterProperty, filterable } from '@affinity-kit/contract';
import { afterAll, describe, expect, it } from 'vitest';
import type { FirmSink } from '../seed/model.ts';
import { busyFirm } from '../state/busy-firm.fixture.ts';
import { smallSandbox } from '../state/small-firm.fixture.ts';

/** Untyped: rows of every shape. */
type Row = ReturnType<typeof JSON.parse>;

const writeReminders = (sink: FirmSink): void => {
  const base = { content: 'Call', completerId: null, completedAt: null, recurrence: null, updatedAt: null } as const;
  const at = { createdAt: '2026-01-01T10:00:00Z', dueDate: '2027-01-01T10:00:00Z' };
  sink.reminder({ ...base, ...at, id: 1, creatorId: 1, ownerId: 2, entity: { type: 'company', id: 101 } });
  const done = { completerId: 2, completedAt: '2026-03-01T10:00:00Z', updatedAt: '2026-03-01T10:00:00Z' };
  sink.reminder({ ...base, ...at, ...done, id: 2, creatorId: 2, ownerId: 2, entity: { type: 'person', id: 501 } });
  const recurrence = { resetTrigger: 'email', periodDays: 30 } as const;
  sink.reminder({
    ...base,
    id: 3,
    creatorId: 1,
    ownerId: 1,
    entity: { type: 'opportunity', id: 701 },
    recurrence,
    ...at,
    dueDate: '2026-02-01T10:00:00Z',
  });
  sink.reminder({ ...base, ...at, id: 4, creatorId: 3, ownerId: 1, entity: null, recurrence: { ...recurrence, resetTrigger: 'event' } });
};

const writeNotes = (sink: FirmSink): void => {
  const base = { html: '<p>Later</p>', interaction: null, mentions: [], updatedAt: null } as const;
  const nothing = { companyIds: [], personIds: [], opportunityIds: [] } as const;
  const about = { companyIds: [101], personIds: [501], opportunityIds: [701] } as const;
  const updatedAt = '2026-06-02T10:00:00Z';
  sink.note({ ...base, ...about, id: 950, type: 'entities', creatorId: 2, createdAt: '2026-06-01T10:00:00Z', updatedAt, parentId: null });
  const reply = { ...base, ...nothing, type: 'user-reply', parentId: 950 } as const;
  sink.note({ ...reply, id: 951, creatorId: 1, createdAt: '2026-06-01T11:00:00Z' });
  sink.note({ ...reply, id: 952, creatorId: 3, createdAt: '2026-06-01T12:00:00Z', updatedAt });
};

const writeMerges = (sink: FirmSink): void => {
  const base = { requesterId: 1, startedAt: '2026-01-01T10:00:00Z', completedAt: '2026-01-01T10:00:01Z' };
  sink.merge({ ...base, id: 1, kind: 'company', primaryId: 101, duplicateId: 90, error: null });
  sink.merge({ ...base, id: 2, kind: 'company', primaryId: 102, duplicateId: 90, error: 'Duplicate company not found' });
  sink.merge({ ...base, id: 3, kind: 'person', primaryId: 501, duplicateId: 400, error: null });
};

const { sandbox, get } = smallSandbox({
  firm: (sink) => {
    busyFirm(sink);
    writeNotes(sink);
    const namesake = {
      firstName: 'Eve',
      lastName: 'Stone',
      primaryEmail: null,
      emails: [],
      type: 'external',
      companyIds: [],
      cells: {},
    } as const;
    for (const id of [601, 602]) sink.person({ id, ...namesake, createdAt: '2025-01-01T10:00:00Z' });
    writeReminders(sink);
    for (const id of [1, 2, 3])
      sink.file({
        id,
        name: `${id}.txt`,
        type: null,
        entity: { type: 'company', id: 101 },
        uploaderId: 1 + (id % 2),
        createdAt: `2026-01-0${id}T10:00:00Z`,
        content: 'x',
      });
    const team = { privacyType: 'share-subjects', createdAt: '2025-01-01T10:00:00Z', updatedAt: null, listIds: [], members: [] } as const;
    for (const [id, name] of [
      [1, 'Partners'],
      [2, 'Investment Team'],
      [3, 'partner "x"'],
    ] as const)
      sink.team({ ...team, id, name });
    const hook = { subscriptions: [], status: 'disabled', creatorId: 1, updatedAt: null } as const;
    for (const id of [1, 2]) sink.webhook({ ...hook, id, url: `https://hooks.example/${id}`, createdAt: `2026-01-0${id}T10:00:00Z` });
    writeMerges(sink);
  },
});
afterAll(() => sandbox.close());

const ids = {
  listId: 10,
  listEntryId: 1001,
  companyId: 101,
  personId: 501,
  opportunityId: 701,
  noteId: 950,
  fieldId: 'field-201',
  viewId: 81,
};
const pathOf = (endpoint: string): string =>
  endpoint.replace('GET ', '').replace(/\{(\w+)\}/g, (_, name: keyof typeof ids) => String(ids[name]));

const rowsAt = async (endpoint: string, filter?: string): Promise<Row[]> => {
  const query = filter === undefined ? '' : `&filter=${encodeURIComponent(filter)}`;
  const { status, body } = await get(`${pathOf(endpoint)}?limit=100${query}`);
  expect([endpoint, filter, status, body.errors]).toEqual([endpoint, filter, 200, undefined]);
  return body.data ?? [];
};

/** What a row has under the name of a property. */
const valueOf = (row: Row, property: string): string | number | null => {
  if (property === 'resetTrigger') return row.recurrence?.resetTrigger ?? null;
  return property.split('.').reduce((value, name) => value?.[name], row) ?? null;
};

const comparable = (value: string | number, { type }: FilterProperty): string | number =>
  type === 'datetime' ? Date.parse(String(value)) : value;

const holds = (value: string | number | null, operator: string, wanted: string | number, property: FilterProperty): boolean => {
  if (value === null) return operator === '!=';
  const [a, b] = [comparable(value, property), comparable(wanted, property)];
  const text = String(a);
  const results: Record<string, boolean> = {
    '=': a === b,
    '!=': a !== b,
    '>': a > b,
    '<': a < b,
    '>=': a >= b,
    '<=': a <= b,
    '=~': text.includes(String(b)),
    '=^': text.startsWith(String(b)),
    '=$': text.endsWith(String(b)),
  };
  return results[operator] ?? false;
};

const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, '\\$&')}"`);

const inferred = ['GET /v2/inferred-connections/coworkers', 'GET /v2/inferred-connections/investor-executive-connections'];
const endpoints = (Object.keys(filterable) as FilterEndpoint[]).filter((endpoint) => !inferred.includes(endpoint)); // the keys of the table
const cases = endpoints.flatMap((endpoint) =>
  Object.entries<FilterProperty>(filterable[endpoint]).map(([property, description]) => [endpoint, property, description] as const),
);

describe('a filter', () => {
  it.each(cases)('of %s on %s answers what a plain look at every row answers', async (endpoint, property, description) => {
    const all = await rowsAt(endpoint);
    expect(all.length).toBeGreaterThan(0);
    const known = all.map((row) => valueOf(row, property)).filter((value) => value !== null);
    const wanted = new Set([...known, ...(description.values ?? [])].slice(0, 12));
    if (wanted.size === 0) wanted.add(description.type === 'datetime' ? '2026-01-01T00:00:00Z' : 1);
    for (const operator of description.operators) {
      for (const value of wanted) {
        const part = operator.length === 2 && '~^$'.includes(operator.charAt(1)) ? String(value).slice(0, 4) : value;
        const expected = all.filter((row) => holds(valueOf(row, property), operator, part, description));
        expect(await rowsAt(endpoint, `${property} ${operator} ${literal(part)}`)).toEqual(expected);
      }
    }
    expect(await rowsAt(endpoint, `${property}=*`)).toEqual(all.filter((row) => valueOf(row, property) !== null));
    expect(await rowsAt(endpoint, `${property}!=*`)).toEqual(all.filter((row) => valueOf(row, property) === null));
  });

  it.each(endpoints)('of %s on anything else is refused', async (endpoint) => {
    const { status, body } = await get(`${pathOf(endpoint)}?filter=colour=red`);
    expect([status, body.errors[0].code, body.errors[0].param]).toEqual([400, 'validation', 'filter']);
  });

  it.each(inferred)('of %s must name one company', async (endpoint) => {
    expect((await get(`${pathOf(endpoint)}?filter=target.currentCompany.id=101`)).status).toBe(200);
    for (const filter of ['', '?filter=target.currentCompany.id=101|target.currentCompany.id=102', '?filter=id=1'])
      expect((await get(`${pathOf(endpoint)}${filter}`)).status).toBe(400);
  });

  it.each([
    'GET /v2/companies',
    'GET /v2/persons',
    'GET /v2/opportunities',
    'GET /v2/lists',
    'GET /v2/lists/{listId}/list-entries',
    'GET /v2/lists/{listId}/saved-views',
    'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries',
    'GET /v2/lists/{listId}/fields/{fieldId}/dropdown-options',
    'GET /v2/companies/{companyId}/list-entries',
    'GET /v2/companies/{companyId}/lists',
    'GET /v2/teams/1/members',
  ])('of %s is passed over in silence, and everything comes back', async (endpoint) => {
    expect(await rowsAt(endpoint, 'id=0')).toEqual(await rowsAt(endpoint));
    expect(await rowsAt(endpoint, '((')).toEqual(await rowsAt(endpoint));
  });
});
