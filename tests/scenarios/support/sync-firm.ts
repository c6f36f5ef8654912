import { createSandbox, type FirmSink, type Sandbox, type SandboxOptions } from '@affinity-kit/sandbox';
import { seedField } from './seed-field.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString();

const permissions = [
  'Generate an API key',
  'Export All Organizations directory',
  'Export All People directory',
  'Export data from Lists',
  'Manage Users',
  'Manage duplicates',
];

/** Keys of the firm's users: one who may read everything, one who may not export companies. */
export const adminKey = 'A'.repeat(43);
export const memberKey = 'm'.repeat(43);

const stages = ['New', 'Diligence', 'Won'].map((text, index) => ({
  id: 31 + index,
  text,
  rank: index,
  color: 'blue',
  winRate: null,
  statusCategory: index === 2 ? ('won' as const) : ('open' as const),
}));

const writePeople = (sink: FirmSink): void => {
  sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
  const user = { lastName: 'Okafor', status: 'active', createdAt: day(0) } as const;
  sink.user({ ...user, id: 5, firstName: 'Mira', email: 'mira@firm.example', role: 'Admin', permissions, apiKey: adminKey });
  const narrow = permissions.filter((name) => name !== 'Export All Organizations directory');
  sink.user({ ...user, id: 6, firstName: 'Ada', email: 'ada@firm.example', role: 'Member', permissions: narrow, apiKey: memberKey });
};

const writeRecords = (sink: FirmSink): void => {
  sink.field(seedField('field-1', 'text'));
  sink.field(seedField('field-2', 'number'));
  sink.field(seedField('field-3', 'number-multi'));
  sink.field(seedField('field-4', 'person-multi'));
  sink.field(seedField('field-5', 'datetime', { entityType: 'person' }));
  for (let id = 1001; id <= 1230; id++) {
    const [firstName, email] = [`First ${id}`, `p${id}@example.com`];
    const cells = { 'field-5': '2026-04-01T07:00:00.000Z' };
    sink.person({
      id,
      firstName,
      lastName: null,
      primaryEmail: email,
      emails: [email],
      type: 'external',
      companyIds: [],
      createdAt: day(1),
      cells,
    });
  }
  const crowd = Array.from({ length: 130 }, (_, index) => 1001 + index);
  for (let id = 1; id <= 450; id++) {
    const domain = `company${id}.example`;
    const cells = {
      'field-1': `Æther ${id} "quoted" 🦅`,
      'field-2': id / 4,
      'field-3': [id, id + 1],
      ...(id === 7 ? { 'field-4': crowd } : {}),
    };
    sink.company({ id, name: `Company ${id}`, domain, domains: [domain], isGlobal: false, createdAt: day(1), cells });
  }
};

const writeLists = (sink: FirmSink): void => {
  const list = { isPublic: true, creatorId: 5, ownerId: 5, createdAt: day(2), roles: [] };
  sink.list({ ...list, id: 801, name: 'Pipeline', type: 'company' });
  sink.list({ ...list, id: 802, name: 'Deals', type: 'opportunity' });
  const own = { type: 'list', trackChanges: true } as const;
  sink.field(seedField('field-11', 'ranked-dropdown', { ...own, name: 'Status', listId: 801, options: stages }));
  sink.field(seedField('field-12', 'number', { ...own, name: 'Amount', listId: 802, entityType: 'opportunity' }));
  for (let id = 1; id <= 120; id++) {
    sink.entry({ id: 6000 + id, listId: 801, entityId: id, creatorId: 5, createdAt: day(3), cells: { 'field-11': 31 + (id % 3) } });
  }
  for (let id = 1; id <= 40; id++) {
    const nobody = { companyIds: [id], personIds: [], managerIds: [5], isRestricted: false };
    sink.opportunity({ ...nobody, id: 300 + id, name: `Deal ${id}`, listId: 802, createdAt: day(3) });
    sink.entry({ id: 6500 + id, listId: 802, entityId: 300 + id, creatorId: 5, createdAt: day(3), cells: { 'field-12': 1000 * id } });
  }
  sink.view({ id: 91, listId: 801, name: 'All', type: 'sheet', createdAt: day(3), fieldIds: ['field-11'], filter: null });
  sink.view({ id: 92, listId: 801, name: 'Board', type: 'board', createdAt: day(3), fieldIds: [], filter: null });
};

const writeActivity = (sink: FirmSink): void => {
  for (let id = 1; id <= 130; id++) {
    const about = { companyIds: [id], personIds: [], opportunityIds: [], mentions: [], interaction: null, creatorId: 5, updatedAt: null };
    const isReply = id % 40 === 0;
    const kind = isReply ? ({ type: 'user-reply', parentId: id - 1 } as const) : ({ type: 'entities', parentId: null } as const);
    sink.note({ ...about, ...kind, ...(isReply ? { companyIds: [] } : {}), id, html: `<p>Note ${id}</p>`, createdAt: day(10 + id) });
  }
  for (let id = 1; id <= 1250; id++) {
    const where = { entityType: 'company', entityId: 1 + (id % 120), listEntryId: 6001 + (id % 120) } as const;
    sink.change({
      ...where,
      id,
      fieldId: 'field-11',
      action: 'update',
      changerId: 5,
      changedAt: day(Math.floor(id / 2)),
      value: 31 + (id % 3),
    });
  }
};

/** A firm with something of everything that a sync has to get right, and no more. */
const syncFirm = (sink: FirmSink): void => {
  writePeople(sink);
  writeRecords(sink);
  writeLists(sink);
  writeActivity(sink);
};

/** What has become of the firm: ids of records that were deleted, or another account altogether. */
interface Later {
  readonly tenantId?: number;
  readonly companies?: readonly number[];
  readonly notes?: readonly number[];
}

/** The same firm later, when some of its records were deleted and others written. */
export const laterFirm =
  ({ companies = [], notes = [], tenantId }: Later, write: (sink: FirmSink) => void = () => undefined) =>
  (sink: FirmSink): void => {
    syncFirm({
      tenant: (tenant) => sink.tenant({ ...tenant, id: tenantId ?? tenant.id }),
      user: (user) => sink.user(user),
      field: (field) => sink.field(field),
      company: (company) => void (companies.includes(company.id) || sink.company(company)),
      person: (person) => sink.person(person),
      list: (list) => sink.list(list),
      opportunity: (opportunity) => sink.opportunity(opportunity),
      entry: (entry) => sink.entry(entry),
      view: (view) => sink.view(view),
      note: (note) => void (notes.includes(note.id) || sink.note(note)),
      change: (change) => sink.change(change),
      interaction: (interaction) => sink.interaction(interaction),
      transcript: (transcript) => sink.transcript(transcript),
      linkedInLink: (link) => sink.linkedInLink(link),
      reminder: (reminder) => sink.reminder(reminder),
      file: (file) => sink.file(file),
      team: (team) => sink.team(team),
      webhook: (webhook) => sink.webhook(webhook),
      merge: (merge) => sink.merge(merge),
    });
    write(sink);
  };

/** A sandbox with that firm, without the minute's limit. */
export const firmSandbox = (options: SandboxOptions = {}): Sandbox =>
  createSandbox({ firm: syncFirm, now: '2026-03-01T00:00:00Z', limits: { perMinute: 1_000_000 }, ...options });
