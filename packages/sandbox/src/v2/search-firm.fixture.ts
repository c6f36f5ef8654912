import type { Cells, FirmSink, SeedField, SeedOption, StoredLocation, StoredValue, ValueType } from '../seed/model.ts';

/** Key of the only user who has one. */
export const searchKey = 's'.repeat(43);

/** The moment that searches of this firm count from. */
export const searchNow = '2026-11-20T18:30:00.000Z';

/** Small steps of a fixed pseudo-random walk: the firm is the same every time. */
const createDice = () => {
  let state = 7;
  return (sides: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
};

type Dice = ReturnType<typeof createDice>;

const option = (id: number, text: string, rank: number | null, statusCategory: SeedOption['statusCategory'] = null): SeedOption => ({
  id,
  text,
  rank,
  color: rank === null ? null : 'blue',
  statusCategory,
  winRate: null,
});

const plainOptions = [option(11, 'beta', null), option(12, 'Alpha', null), option(13, 'gamma', null)];
const rankedOptions = [option(21, 'New', 2, 'open'), option(22, 'Won', 0, 'won'), option(23, 'Lost', 1, 'lost')];
const tagOptions = [option(31, 'Hot', null), option(32, 'cold', null), option(33, 'Warm', null)];

const places: readonly StoredLocation[] = [
  [null, 'Bergen', null, 'Norway', 'Europe'],
  ['1 Main St', 'Austin', 'Texas', 'United States', null],
  [null, 'bergen', null, 'norway', null],
];

/** Times around `searchNow`, and around the Pacific midnights of summer and winter time. */
const times = [
  '2026-11-20T18:00:00.000Z',
  '2026-11-20T07:59:59.999Z',
  '2026-11-20T08:00:00.000Z',
  '2026-11-13T18:30:00.000Z',
  '2026-11-22T08:00:00.000Z',
  '2026-07-04T06:59:00.000Z',
  '2026-07-04T07:00:00.000Z',
];

const words = ['Robots for Warehouses', 'robots', 'ÉCLAIR foods', 'a_b%c', 'Warehouse'];

const itemPools: Partial<Record<ValueType, readonly StoredValue[]>> = {
  text: words,
  'filterable-text': ['Seed', 'seed', 'Series A'],
  'filterable-text-multi': ['Robotics', 'Health', 'robotics'],
  number: [0, 1, -2.5, 1e6],
  'number-multi': [0, 1, 2.5],
  datetime: ['2026-11-20T08:00:00.000Z', '2026-11-19T08:00:00.000Z', '2026-11-22T08:00:00.000Z', '2026-07-04T07:00:00.000Z'],
  location: places,
  'location-multi': places,
  dropdown: [11, 12, 13],
  'dropdown-multi': [31, 32, 33],
  'ranked-dropdown': [21, 22, 23],
  person: [1, 2, 501, 502],
  'person-multi': [1, 2, 501, 502],
  company: [101, 102, 103],
  'company-multi': [101, 102, 103],
  'formula-number': [0, 1, 7],
};

const interaction = (dice: Dice): StoredValue => ({
  type: 'call',
  id: 1 + dice(1000),
  startTime: times[dice(times.length)] ?? '',
  attendees: [1],
  internal: 1,
});

const valueOf = (dice: Dice, type: ValueType): StoredValue | undefined => {
  if (dice(3) === 0) return undefined;
  if (type === 'interaction') return interaction(dice);
  const pool = itemPools[type] ?? [];
  const pick = (): StoredValue => pool[dice(pool.length)] ?? 0;
  if (!type.endsWith('-multi')) return pick();
  const items = [...new Set([pick(), pick()].slice(dice(2)))];
  return items as (string | number | StoredLocation)[]; // pools of sets hold such items
};

type Draft = Pick<SeedField, 'id' | 'valueType' | 'type'> & Partial<SeedField>;

const field = (draft: Draft): SeedField => ({
  name: draft.id,
  description: null,
  enrichmentSource: null,
  entityType: 'company',
  listId: draft.type === 'list' ? 10 : null,
  isRequired: false,
  trackChanges: false,
  createdAt: null,
  options: [],
  ...draft,
});

const companyFields: readonly SeedField[] = [
  field({ id: 'affinity-data-description', valueType: 'text', type: 'enriched' }),
  field({ id: 'affinity-data-investment-stage', valueType: 'filterable-text', type: 'enriched' }),
  field({ id: 'affinity-data-industry', valueType: 'filterable-text-multi', type: 'enriched' }),
  field({ id: 'affinity-data-location', valueType: 'location', type: 'enriched' }),
  field({ id: 'last-contact', valueType: 'interaction', type: 'relationship-intelligence' }),
  field({ id: 'field-1', valueType: 'dropdown', type: 'global', options: plainOptions }),
  field({ id: 'field-2', valueType: 'number', type: 'global' }),
  field({ id: 'field-3', valueType: 'person', type: 'global' }),
  field({ id: 'field-4', valueType: 'company-multi', type: 'global' }),
];

const rowFields: readonly SeedField[] = [
  field({ id: 'field-11', name: 'Status', valueType: 'ranked-dropdown', type: 'list', options: rankedOptions }),
  field({ id: 'field-12', valueType: 'dropdown-multi', type: 'list', options: tagOptions }),
  field({ id: 'field-13', valueType: 'number-multi', type: 'list' }),
  field({ id: 'field-14', valueType: 'datetime', type: 'list' }),
  field({ id: 'field-15', valueType: 'location-multi', type: 'list' }),
  field({ id: 'field-16', valueType: 'person-multi', type: 'list' }),
  field({ id: 'field-17', valueType: 'company', type: 'list' }),
  field({ id: 'field-18', valueType: 'text', type: 'list' }),
  field({ id: 'field-19', valueType: 'formula-number', type: 'list' }),
];

const computedFields: readonly SeedField[] = [
  field({ id: 'persons', valueType: 'person-multi', type: 'enriched' }),
  field({ id: 'lists', valueType: 'list-multi', type: 'global' }),
  field({ id: 'notes', valueType: 'note', type: 'global' }),
  field({ id: 'reminders', valueType: 'reminder', type: 'global' }),
  field({ id: 'created-at', valueType: 'datetime', type: 'enriched' }),
  field({ id: 'time-in-current-status', valueType: 'datetime', type: 'enriched' }),
];

const ofPersons = { entityType: 'person' } as const;

const personFields: readonly SeedField[] = [
  field({ id: 'affinity-data-current-job-title', valueType: 'filterable-text', type: 'enriched', ...ofPersons }),
  field({ id: 'affinity-data-current-organization', valueType: 'company', type: 'enriched', ...ofPersons }),
  field({ id: 'affinity-data-location', valueType: 'location', type: 'enriched', ...ofPersons }),
  field({ id: 'last-contact', valueType: 'interaction', type: 'relationship-intelligence', ...ofPersons }),
  field({ id: 'field-31', valueType: 'text', type: 'global', ...ofPersons }),
  field({ id: 'field-32', valueType: 'number', type: 'global', ...ofPersons }),
  field({ id: 'field-33', valueType: 'person-multi', type: 'global', ...ofPersons }),
];

const cellsOf = (dice: Dice, fields: readonly SeedField[]): Cells =>
  Object.fromEntries(
    fields.flatMap(({ id, valueType }) => {
      const value = valueOf(dice, valueType);
      return value === undefined ? [] : [[id, value]];
    }),
  );

const nameOf = (id: number): string => ['Kestrel Robotics', 'acme', 'Acme Foods', 'Ørsted Labs'][id % 4] ?? '';

const writeCompanies = (sink: FirmSink, dice: Dice): void => {
  for (let id = 101; id <= 130; id += 1) {
    const domain = id % 5 === 0 ? null : `c${id}.example`;
    const domains = domain === null ? [] : [domain];
    const cells = cellsOf(dice, companyFields);
    sink.company({ id, name: nameOf(id), domain, domains, isGlobal: false, createdAt: '2025-01-10T09:00:00Z', cells });
  }
  const unknown = { domain: 'far.example', domains: ['far.example'], isGlobal: true, inAccount: false, cells: {} };
  sink.company({ id: 900, name: 'Far Away', createdAt: '2025-01-10T09:00:00Z', ...unknown });
};

const writePersons = (sink: FirmSink): void => {
  const people = [
    [1, 'Mira', 'Okafor'],
    [2, 'jo', null],
    [501, 'Ada', 'Novak'],
    [502, 'ada', 'Zhou'],
  ] as const;
  for (const [id, firstName, lastName] of people) {
    const primaryEmail = `${firstName.toLowerCase()}${id}@mail.example`;
    const type = id < 100 ? 'internal' : 'external';
    const own = { type, companyIds: id === 501 ? [101, 102] : id === 502 ? [101] : [], cells: {} } as const;
    sink.person({ id, firstName, lastName, primaryEmail, emails: [primaryEmail], createdAt: '2025-02-01T09:00:00Z', ...own });
  }
};

const writeRows = (sink: FirmSink, dice: Dice): void => {
  const base = { isPublic: true, creatorId: 1, ownerId: 1, createdAt: '2025-03-01T09:00:00Z', roles: [] };
  sink.list({ id: 10, name: 'Pipeline', type: 'company', ...base });
  sink.list({ id: 11, name: 'Watchlist', type: 'company', ...base });
  for (let id = 1001; id <= 1045; id += 1) {
    const createdAt = times[dice(times.length)] ?? '';
    sink.entry({ id, listId: 10, entityId: 101 + dice(30), creatorId: 1, createdAt, cells: cellsOf(dice, rowFields) });
  }
  for (let id = 2001; id <= 2008; id += 1)
    sink.entry({ id, listId: 11, entityId: 101 + id - 2001, creatorId: 1, createdAt: times[0] ?? '', cells: {} });
};

const writeNotes = (sink: FirmSink): void => {
  const nothing = { updatedAt: null, parentId: null, interaction: null, personIds: [], opportunityIds: [], mentions: [] };
  for (const [index, createdAt] of times.entries()) {
    const about = { companyIds: [101 + index, 110 + index], creatorId: 1 };
    sink.note({ id: 901 + index, type: 'entities', html: '<p>Note</p>', createdAt, ...nothing, ...about });
  }
};

const writeStrangers = (sink: FirmSink, dice: Dice): void => {
  for (let id = 601; id <= 624; id += 1) {
    const firstName = ['Robo', 'acme', 'Ørs', 'Zed'][id % 4] ?? '';
    const primaryEmail = id % 5 === 0 ? null : `s${id}@mail.example`;
    const emails = primaryEmail === null ? [] : [primaryEmail];
    const own = { type: 'external', companyIds: [], cells: cellsOf(dice, personFields) } as const;
    sink.person({
      id,
      firstName,
      lastName: id % 3 === 0 ? null : 'Robotnik',
      primaryEmail,
      emails,
      createdAt: '2025-02-02T09:00:00Z',
      ...own,
    });
  }
};

const writeReminders = (sink: FirmSink): void => {
  const nothing = { content: null, completerId: null, completedAt: null, recurrence: null, updatedAt: null } as const;
  for (const [index, dueDate] of times.entries())
    sink.reminder({
      id: 801 + index,
      ...nothing,
      dueDate,
      creatorId: 1,
      ownerId: 1,
      entity: { type: 'company', id: 103 + index },
      createdAt: '2025-04-01T09:00:00Z',
    });
};

/** A firm whose cells hold every value type, few values often: filters find something, and something is left out. */
export const searchFirm = (sink: FirmSink): void => {
  const dice = createDice();
  const permissions = ['Export All Organizations directory', 'Export All People directory', 'Export data from Lists'];
  const role = { role: 'Admin', status: 'active', permissions, apiKey: searchKey, createdAt: '2024-01-15T10:00:00Z' } as const;
  sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
  sink.user({ id: 1, firstName: 'Mira', lastName: 'Okafor', email: 'mira1@mail.example', ...role });
  for (const each of [...companyFields, ...rowFields, ...computedFields, ...personFields]) sink.field(each);
  writeCompanies(sink, dice);
  writePersons(sink);
  writeRows(sink, dice);
  writeNotes(sink);
  writeReminders(sink);
  writeStrangers(sink, dice);
};
