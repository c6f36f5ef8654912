import type { Cells, FirmSink, SeedField, SeedOption } from '@affinity-kit/sandbox';

/** Key of the only user who has one. */
export const valuesKey = 'v'.repeat(43);

/** The moment at which the firm's clock stands. */
export const valuesNow = '2026-11-20T18:30:00.000Z';

/** An option of a field; with a rank, one of a status. */
export const option = (id: number, text: string, rank: number | null = null): SeedOption => ({
  id,
  text,
  rank,
  color: rank === null ? null : 'blue',
  statusCategory: rank === null ? null : 'open',
  winRate: rank === null ? null : 10,
});

type Draft = Pick<SeedField, 'id' | 'name' | 'valueType'> & Partial<SeedField>;

const field = (draft: Draft): SeedField => ({
  type: 'list',
  listId: 10,
  entityType: 'person',
  description: null,
  enrichmentSource: null,
  isRequired: false,
  trackChanges: false,
  createdAt: null,
  options: [],
  ...draft,
});

const global = { type: 'global', listId: null } as const;
const enriched = { type: 'enriched', listId: null, enrichmentSource: 'affinity-data' } as const;

const fields: readonly SeedField[] = [
  field({ id: 'field-1', name: 'Department', valueType: 'dropdown', options: [option(11, 'Sales'), option(12, 'Support')] }),
  field({ id: 'field-2', name: 'Status', valueType: 'ranked-dropdown', options: [option(21, 'Active', 0), option(22, 'On leave', 1)] }),
  field({ id: 'field-3', name: 'Title', valueType: 'text' }),
  field({ id: 'field-4', name: 'Amount', valueType: 'number' }),
  field({ id: 'field-5', name: 'Manager', valueType: 'person' }),
  field({ id: 'field-6', name: 'Archived', valueType: 'dropdown', options: [option(31, 'Yes')] }),
  field({ id: 'field-7', name: 'Region', valueType: 'filterable-text' }),
  field({ id: 'field-8', name: 'Tags', valueType: 'dropdown-multi', options: [option(41, 'Hot'), option(42, 'Cold'), option(43, 'Warm')] }),
  field({ id: 'field-9', name: 'Start Date', valueType: 'datetime' }),
  field({ id: 'field-10', name: 'Office', valueType: 'location' }),
  field({ id: 'field-11', name: 'Scores', valueType: 'number-multi' }),
  field({ id: 'field-12', name: 'Team', valueType: 'person-multi' }),
  field({ id: 'affinity-data-industry', name: 'Industry', valueType: 'filterable-text-multi', ...enriched }),
  field({ id: 'last-contact', name: 'Last Contact', valueType: 'interaction', type: 'relationship-intelligence', listId: null }),
  field({ id: 'field-50', name: 'Thesis', valueType: 'text', ...global, entityType: 'company' }),
  field({
    id: 'affinity-data-industry-of-company',
    name: 'Industry',
    valueType: 'filterable-text-multi',
    ...enriched,
    entityType: 'company',
  }),
  field({
    id: 'dealroom-industry',
    name: 'Industry',
    valueType: 'filterable-text-multi',
    ...enriched,
    enrichmentSource: 'dealroom',
    entityType: 'company',
  }),
];

/** Row 1001 has everything, each next one less or something else, and row 1006 has nothing. */
export const rows: Readonly<Record<number, Cells>> = {
  1001: {
    'field-1': 11,
    'field-2': 21,
    'field-3': 'VP of Sales',
    'field-4': 250_000,
    'field-5': 1,
    'field-6': 31,
    'field-7': 'US',
    'field-8': [41, 42],
    'field-9': '2026-11-20T08:00:00.000Z',
    'field-10': [null, 'Bergen', null, 'Norway', 'Europe'],
    'field-11': [1, 5],
    'field-12': [1, 501],
  },
  1002: {
    'field-1': 11,
    'field-2': 22,
    'field-3': 'vp, Marketing',
    'field-4': 100_000,
    'field-7': 'Canada',
    'field-8': [42],
    'field-9': '2026-11-01T07:00:00.000Z',
    'field-12': [501],
  },
  1003: {
    'field-1': 12,
    'field-2': 21,
    'field-3': 'Chief VP',
    'field-4': -3,
    'field-5': 501,
    'field-7': 'Norway',
    'field-9': '2026-11-25T08:00:00.000Z',
    'field-11': [5],
  },
  1004: {
    'field-1': 11,
    'field-2': 21,
    'field-4': 100_001,
    'field-7': 'Mexico',
    'field-8': [41, 42, 43],
    'field-9': '2025-06-30T07:00:00.000Z',
  },
  1005: { 'field-3': 'Analyst', 'field-6': 31, 'field-10': [null, 'Austin', 'Texas', 'United States', null] },
  1006: {},
};

/** A firm with one list of people, whose columns are of every kind. */
export const valuesFirm = (sink: FirmSink): void => {
  const permissions = [
    'Export All Organizations directory',
    'Export All People directory',
    'Export data from Lists',
    'Edit Global Field Values',
    'Manage duplicates',
  ];
  const role = { role: 'Admin', status: 'active', permissions, apiKey: valuesKey, createdAt: '2024-01-15T10:00:00Z' } as const;
  sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
  sink.user({ id: 1, firstName: 'Mira', lastName: 'Okafor', email: 'mira@mail.example', ...role });
  for (const each of fields) sink.field(each);
  const industries = Array.from({ length: 120 }, (_, index) => `Industry ${index}`);
  const company = { domain: null, domains: [], isGlobal: false, createdAt: '2025-01-10T09:00:00Z' };
  sink.company({ id: 101, name: 'Kestrel Robotics', ...company, cells: { 'dealroom-industry': industries } });
  const personOf = (id: number, type: 'internal' | 'external', cells: Cells) => {
    const primaryEmail = `p${id}@mail.example`;
    const names = { firstName: id === 1 ? 'Mira' : `P${id}`, lastName: 'Okafor', primaryEmail, emails: [primaryEmail] };
    sink.person({ id, ...names, type, companyIds: [], createdAt: '2025-02-01T09:00:00Z', cells });
  };
  personOf(1, 'internal', {});
  const known: Readonly<Record<number, Cells>> = {
    501: { 'affinity-data-industry': ['Biotech', 'Food'] },
    502: { 'affinity-data-industry': ['Food'] },
    503: { 'affinity-data-industry': ['FinTech'] },
  };
  for (let id = 501; id <= 506; id += 1) personOf(id, 'external', known[id] ?? {});
  const owned = { isPublic: true, creatorId: 1, ownerId: 1, createdAt: '2025-03-01T09:00:00Z', roles: [] };
  sink.list({ id: 10, name: 'People', type: 'person', ...owned });
  for (const [id, cells] of Object.entries(rows))
    sink.entry({
      id: Number(id),
      listId: 10,
      entityId: Number(id) - 500,
      creatorId: 1,
      createdAt: `2025-03-0${Number(id) - 1000}T09:00:00Z`,
      cells,
    });
};
