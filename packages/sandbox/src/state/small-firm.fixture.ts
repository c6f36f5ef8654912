import { createSandbox, type SandboxOptions } from '../create-sandbox.ts';
import type { Sandbox } from '../sandbox.ts';
import type { FirmSink, SeedEntry, SeedField, SeedOption, SeedPerson, SeedUser } from '../seed/model.ts';

/** Keys of the users below. */
export const keys = { mira: 'm'.repeat(43), jo: 'j'.repeat(43), ken: 'k'.repeat(43) } as const;

const exportRights = ['Export All Organizations directory', 'Export All People directory', 'Export data from Lists'];

const adminRights = ['Manage Users', 'Manage Teams', 'Share accessible Lists globally', 'Manage duplicates', 'Edit Global Field Values'];

const user = (id: number, firstName: string, apiKey: string | null, permissions: readonly string[]): SeedUser => ({
  id,
  firstName,
  lastName: 'Okafor',
  email: `${firstName.toLowerCase()}@firm.example`,
  role: id === 1 ? 'Admin' : 'Member',
  status: id === 4 ? 'deactivated' : 'active',
  permissions,
  apiKey,
  createdAt: '2024-01-15T10:00:00Z',
});

const option = (id: number, text: string, rank: number | null = null, statusCategory: SeedOption['statusCategory'] = null): SeedOption => ({
  id,
  text,
  rank,
  color: rank === null ? null : 'blue',
  statusCategory,
  winRate: statusCategory === 'open' ? 10 : null,
});

type Draft = Pick<SeedField, 'id' | 'name' | 'valueType' | 'entityType'> & Partial<SeedField>;

const field = (draft: Draft): SeedField => ({
  description: null,
  type: 'enriched',
  enrichmentSource: null,
  listId: null,
  isRequired: false,
  trackChanges: false,
  createdAt: null,
  options: [],
  ...draft,
});

/** Options by name. */
export const options = {
  robotics: 31,
  health: 32,
  fresh: 41,
  diligence: 42,
  won: 43,
  hot: 51,
  cold: 52,
  dealNew: 61,
  dealWon: 62,
} as const;

const companyFields: Draft[] = [
  { id: 'affinity-data-description', name: 'Description', valueType: 'text', entityType: 'company', enrichmentSource: 'affinity-data' },
  {
    id: 'affinity-data-industry',
    name: 'Industry',
    valueType: 'filterable-text-multi',
    entityType: 'company',
    enrichmentSource: 'affinity-data',
  },
  { id: 'affinity-data-location', name: 'Location', valueType: 'location', entityType: 'company', enrichmentSource: 'affinity-data' },
  { id: 'persons', name: 'People', valueType: 'person-multi', entityType: 'company' },
  { id: 'last-email', name: 'Last Email', valueType: 'interaction', entityType: 'company', type: 'relationship-intelligence' },
  {
    id: 'source-of-introduction',
    name: 'Source of Introduction',
    valueType: 'person',
    entityType: 'company',
    type: 'relationship-intelligence',
  },
  { id: 'lists', name: 'Lists', valueType: 'list-multi', entityType: 'company', type: 'global' },
  { id: 'notes', name: 'Notes', valueType: 'note', entityType: 'company', type: 'global' },
  { id: 'reminders', name: 'Reminders', valueType: 'reminder', entityType: 'company', type: 'global' },
  { id: 'created-at', name: 'Date Added', valueType: 'datetime', entityType: 'company' },
  { id: 'time-in-current-status', name: 'Time in Current Status', valueType: 'datetime', entityType: 'company' },
  {
    id: 'field-101',
    name: 'Sector',
    valueType: 'dropdown',
    entityType: 'company',
    type: 'global',
    options: [option(options.robotics, 'Robotics'), option(options.health, 'Health')],
  },
  { id: 'field-102', name: 'Fit', valueType: 'number', entityType: 'company', type: 'global', trackChanges: true },
  { id: 'field-103', name: 'Competitors', valueType: 'company-multi', entityType: 'company', type: 'global', trackChanges: true },
];

const pipelineFields: Draft[] = [
  {
    id: 'field-201',
    name: 'Status',
    valueType: 'ranked-dropdown',
    entityType: 'company',
    type: 'list',
    listId: 10,
    trackChanges: true,
    options: [
      option(options.fresh, 'New', 0, 'open'),
      option(options.diligence, 'Diligence', 1, 'open'),
      option(options.won, 'Won', 2, 'won'),
    ],
  },
  { id: 'field-202', name: 'Owners', valueType: 'person-multi', entityType: 'company', type: 'list', listId: 10, trackChanges: true },
  { id: 'field-203', name: 'Amount', valueType: 'number', entityType: 'company', type: 'list', listId: 10, trackChanges: true },
  { id: 'field-204', name: 'Why now', valueType: 'text', entityType: 'company', type: 'list', listId: 10 },
  {
    id: 'field-205',
    name: 'Tags',
    valueType: 'dropdown-multi',
    entityType: 'company',
    type: 'list',
    listId: 10,
    options: [option(options.hot, 'Hot'), option(options.cold, 'Cold')],
  },
  { id: 'field-206', name: 'Next step', valueType: 'datetime', entityType: 'company', type: 'list', listId: 10, trackChanges: true },
  { id: 'field-207', name: 'Sites', valueType: 'location-multi', entityType: 'company', type: 'list', listId: 10, trackChanges: true },
  { id: 'field-208', name: 'Rounds', valueType: 'number-multi', entityType: 'company', type: 'list', listId: 10, trackChanges: true },
];

const otherFields: Draft[] = [
  { id: 'affinity-data-current-organization', name: 'Current Organization', valueType: 'company', entityType: 'person' },
  { id: 'companies', name: 'Organizations', valueType: 'company-multi', entityType: 'person', type: 'list' },
  { id: 'companies', name: 'Organizations', valueType: 'company-multi', entityType: 'opportunity', type: 'list' },
  { id: 'persons', name: 'People', valueType: 'person-multi', entityType: 'opportunity', type: 'list' },
  { id: 'created-at', name: 'Date Added', valueType: 'datetime', entityType: 'opportunity' },
  { id: 'field-301', name: 'Secret note', valueType: 'text', entityType: 'company', type: 'list', listId: 11, trackChanges: true },
  {
    id: 'field-401',
    name: 'Stage',
    valueType: 'ranked-dropdown',
    entityType: 'opportunity',
    type: 'list',
    listId: 12,
    trackChanges: true,
    options: [option(options.dealNew, 'New', 0, 'open'), option(options.dealWon, 'Won', 1, 'won')],
  },
  { id: 'field-402', name: 'Amount', valueType: 'number', entityType: 'opportunity', type: 'list', listId: 12, trackChanges: true },
  { id: 'field-501', name: 'Warmth', valueType: 'text', entityType: 'person', type: 'list', listId: 13 },
];

/** Companies 101 to 105; 101 has values of every kind. */
const writeCompanies = (sink: FirmSink): void => {
  const base = { isGlobal: false, createdAt: '2025-01-10T09:00:00Z', cells: {} };
  sink.company({
    id: 101,
    name: 'Kestrel "Robotics"',
    domain: 'kestrel.example',
    domains: ['kestrel.example'],
    isGlobal: true,
    createdAt: '2025-01-10T09:00:00Z',
    cells: {
      'affinity-data-description': 'Robots\nfor “warehouses” 🤖',
      'affinity-data-industry': ['Robotics', 'Logistics'],
      'affinity-data-location': [null, 'Bergen', null, 'Norway', 'Europe'],
      'last-email': {
        type: 'email',
        id: 9001,
        subject: 'Hi',
        sentAt: '2026-10-01T10:00:00.000Z',
        from: 1,
        to: [501],
        cc: [],
        internal: 1,
      },
      'source-of-introduction': 502,
      'field-101': options.robotics,
      'field-102': 7,
      'field-103': [102, 103],
    },
  });
  sink.company({ id: 102, name: 'Ørsted Labs', domain: null, domains: [], ...base });
  const many = Array.from({ length: 130 }, (_, index) => `Tag ${index + 1}`);
  sink.company({
    id: 103,
    name: 'Many Tags',
    domain: 'many.example',
    domains: ['many.example', 'm.example'],
    ...base,
    cells: { 'affinity-data-industry': many },
  });
  sink.company({ id: 104, name: 'Acme', domain: 'acme.example', domains: ['acme.example'], ...base });
  sink.company({ id: 105, name: 'Acme', domain: 'acme2.example', domains: ['acme2.example'], ...base });
};

const person = (id: number, firstName: string, type: SeedPerson['type'], companyIds: readonly number[] = []): SeedPerson => ({
  id,
  firstName,
  lastName: id === 502 ? null : 'Novak',
  primaryEmail: `${firstName.toLowerCase()}@mail.example`,
  emails: [`${firstName.toLowerCase()}@mail.example`],
  type,
  companyIds,
  createdAt: '2025-02-01T09:00:00Z',
  cells: companyIds[0] === undefined ? {} : { 'affinity-data-current-organization': companyIds[0] },
});

const writePersons = (sink: FirmSink): void => {
  sink.person(person(1, 'Mira', 'internal'));
  sink.person(person(2, 'Jo', 'internal'));
  sink.person(person(3, 'Ken', 'internal'));
  sink.person(person(4, 'Gone', 'internal'));
  sink.person(person(501, 'Ada', 'external', [101, 102]));
  sink.person(person(502, 'Bob', 'collaborator', [101]));
};

const writeLists = (sink: FirmSink): void => {
  const base = { isPublic: true, creatorId: 1, ownerId: 1, createdAt: '2025-03-01T09:00:00Z', roles: [] };
  sink.list({ id: 10, name: 'Pipeline', type: 'company', ...base });
  sink.list({ id: 11, name: 'Secret pipeline', type: 'company', ...base, isPublic: false, roles: [{ userId: 3, role: 'basic' }] });
  sink.list({ id: 12, name: 'Deals', type: 'opportunity', ...base });
  sink.list({ id: 13, name: 'Advisors', type: 'person', ...base });
};

const entry = (id: number, listId: number, entityId: number, cells: SeedEntry['cells']): SeedEntry => ({
  id,
  listId,
  entityId,
  creatorId: id === 1004 ? null : 1,
  createdAt: `2025-04-${String((id % 28) + 1).padStart(2, '0')}T09:00:00Z`,
  cells,
});

const writeRows = (sink: FirmSink): void => {
  sink.entry(
    entry(1001, 10, 101, { 'field-201': options.diligence, 'field-202': [1, 2], 'field-203': 250_000, 'field-205': [options.hot] }),
  );
  sink.entry(entry(1002, 10, 102, { 'field-201': options.fresh }));
  sink.entry(entry(1003, 10, 101, {}));
  sink.entry(entry(1004, 10, 103, { 'field-201': options.won, 'field-203': 900_000 }));
  sink.entry(entry(1101, 11, 101, { 'field-301': 'whisper' }));
  sink.opportunity({ ...deal(701, 'Kestrel Series A'), companyIds: [101], personIds: [501] });
  sink.opportunity({ ...deal(702, 'Project Quiet'), isRestricted: true, managerIds: [1] });
  sink.entry(entry(1201, 12, 701, { 'field-401': options.dealNew, 'field-402': 1_000_000 }));
  sink.entry(entry(1202, 12, 702, { 'field-401': options.dealNew, 'field-402': 5_000_000 }));
  sink.entry(entry(1301, 13, 501, { 'field-501': 'warm' }));
};

const deal = (id: number, name: string) => ({
  id,
  name,
  listId: 12,
  companyIds: [],
  personIds: [],
  isRestricted: false,
  managerIds: [],
  createdAt: '2025-04-01T09:00:00Z',
});

const writeViews = (sink: FirmSink): void => {
  const base = { listId: 10, createdAt: '2025-05-01T09:00:00Z', fieldIds: ['field-201', 'field-203'] };
  const open = { fieldId: 'field-201', valueType: 'ranked-dropdown', operator: 'is-none-of', value: [{ dropdownOptionId: options.won }] };
  sink.view({ id: 81, name: 'Everything', type: 'sheet', ...base, filter: null });
  sink.view({ id: 82, name: 'Open', type: 'sheet', ...base, filter: { operator: 'and', filters: [open] } });
  sink.view({ id: 83, name: 'Board', type: 'board', ...base, filter: null });
};

const writeNotes = (sink: FirmSink): void => {
  const base = {
    creatorId: 1,
    updatedAt: null,
    parentId: null,
    interaction: null,
    companyIds: [],
    personIds: [],
    opportunityIds: [],
    mentions: [],
  };
  for (const id of [901, 902, 903]) {
    sink.note({
      ...base,
      id,
      type: 'entities',
      html: `<p>Note ${id}</p>`,
      createdAt: `2026-0${id - 900}-01T09:00:00Z`,
      companyIds: [101, 102],
    });
  }
  const mentions = [{ id: 1, personId: 501 }];
  sink.note({
    ...base,
    id: 904,
    type: 'user-reply',
    html: '<p>Yes</p>',
    createdAt: '2026-03-02T09:00:00Z',
    parentId: 903,
    creatorId: 2,
    mentions,
  });
  const meeting = { id: 77, type: 'meeting' } as const;
  sink.note({
    ...base,
    id: 905,
    type: 'ai-notetaker',
    html: '<p>Summary</p>',
    createdAt: '2026-04-01T09:00:00Z',
    interaction: meeting,
    opportunityIds: [701, 702],
  });
};

const writeChanges = (sink: FirmSink): void => {
  const base = { fieldId: 'field-201', entityType: 'company', entityId: 101, listEntryId: 1001, changerId: 1 } as const;
  sink.change({ ...base, id: 8001, action: 'add', changedAt: '2025-05-01T10:00:00.000Z', value: options.fresh });
  sink.change({ ...base, id: 8002, action: 'update', changedAt: '2025-06-01T10:00:00.000Z', value: options.diligence });
  const secret = { fieldId: 'field-301', listEntryId: 1101, changerId: null } as const;
  sink.change({ ...base, ...secret, id: 8003, action: 'add', changedAt: '2025-06-01T10:00:00.000Z', value: 'whisper' });
  const quiet = { fieldId: 'field-402', entityType: 'opportunity', entityId: 702, listEntryId: 1202 } as const;
  sink.change({ ...base, ...quiet, id: 8004, action: 'add', changedAt: '2025-07-01T10:00:00.000Z', value: 5_000_000 });
};

/** A firm small enough to know by heart. */
export const smallFirm = (sink: FirmSink): void => {
  sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
  sink.user(user(1, 'Mira', keys.mira, [...exportRights, ...adminRights]));
  sink.user(user(2, 'Jo', keys.jo, exportRights));
  sink.user(user(3, 'Ken', keys.ken, []));
  sink.user(user(4, 'Gone', null, []));
  for (const draft of [...companyFields, ...pipelineFields, ...otherFields]) sink.field(field(draft));
  writeCompanies(sink);
  writePersons(sink);
  writeLists(sink);
  writeRows(sink);
  writeViews(sink);
  writeNotes(sink);
  writeChanges(sink);
};

/** An answer, parsed. */
interface Answer {
  readonly status: number;
  /** Untyped: tests look into answers of every shape, and what is not there fails them. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** How a test asks. */
export interface Ask {
  readonly key?: string;
  readonly version?: string;
  readonly body?: unknown;
}

/** A sandbox with the small firm, its clock standing still, every answer held against the contract. */
export interface SmallSandbox {
  readonly sandbox: Sandbox;
  readonly call: (method: string, target: string, ask?: Ask) => Promise<Answer>;
  readonly get: (target: string, ask?: Ask) => Promise<Answer>;
}

/** Opens a sandbox with the small firm. */
export const smallSandbox = (extra: Partial<SandboxOptions> = {}): SmallSandbox => {
  const sandbox = createSandbox({ firm: smallFirm, clock: 'frozen', checkResponses: true, limits: { perMinute: 1_000_000 }, ...extra });
  const call = async (method: string, target: string, { key = keys.mira, version, body }: Ask = {}): Promise<Answer> => {
    const headers: Record<string, string> = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    if (version !== undefined) headers['x-affinity-api-version'] = version;
    const url = target.startsWith('http') ? target : `${sandbox.url}${target}`;
    const response = await sandbox.fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { sandbox, call, get: (target, ask) => call('GET', target, ask) };
};
