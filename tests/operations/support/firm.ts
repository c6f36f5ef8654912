import type { Cells, FirmSink, SeedCompany, SeedEntry, SeedNote, SeedPerson, SeedUser, StoredInteraction } from '@affinity-kit/sandbox';
import { declareFields, options } from './firm-fields.ts';

/** Keys of the firm: an admin who may everything, a member who may export, and one who may nothing but have a key. */
export const keys = { mira: 'm'.repeat(43), tomas: 't'.repeat(43), ines: 'i'.repeat(43) } as const;

/** The moment at which the clock of the firm stands still. */
export const now = '2026-11-20T12:00:00.000Z';

const exportRights = ['Generate an API key', 'Export All Organizations directory', 'Export All People directory', 'Export data from Lists'];
const adminRights = ['Manage Users', 'Manage Teams', 'Share accessible Lists globally', 'Manage duplicates', 'Edit Global Field Values'];

type SeedInteraction = Parameters<FirmSink['interaction']>[0];

type UserDraft = Pick<SeedUser, 'id' | 'firstName' | 'lastName' | 'apiKey' | 'permissions'> & Partial<SeedUser>;

const users: readonly UserDraft[] = [
  { id: 5101, firstName: 'Mira', lastName: 'Okafor', role: 'Admin', apiKey: keys.mira, permissions: [...exportRights, ...adminRights] },
  { id: 5102, firstName: 'Tomas', lastName: 'Lindqvist', apiKey: keys.tomas, permissions: exportRights },
  { id: 5103, firstName: 'Ines', lastName: 'Prado', apiKey: keys.ines, permissions: ['Generate an API key'] },
  { id: 5104, firstName: 'Gus', lastName: 'Gone', apiKey: null, permissions: [], status: 'deactivated' },
];

const person = (draft: Pick<SeedPerson, 'id' | 'firstName' | 'lastName' | 'type'> & Partial<SeedPerson>): SeedPerson => {
  const primaryEmail = draft.primaryEmail === undefined ? `${draft.firstName.toLowerCase()}@harborlight.example` : draft.primaryEmail;
  return {
    primaryEmail,
    emails: primaryEmail === null ? [] : [primaryEmail],
    companyIds: [],
    createdAt: '2025-02-01T09:00:00Z',
    cells: {},
    ...draft,
  };
};

const mail = { type: 'email', internal: 5101 } as const;

const firstMail: StoredInteraction = {
  ...mail,
  id: 1,
  subject: 'Pilot',
  sentAt: '2026-05-01T10:00:00.000Z',
  from: 5101,
  to: [90211],
  cc: [],
};
const lastMail: StoredInteraction = {
  ...mail,
  id: 2,
  subject: 'Re: Pilot',
  sentAt: '2026-05-02T10:00:00.000Z',
  from: 90211,
  to: [5101],
  cc: [],
};
const termsMail: StoredInteraction = {
  ...mail,
  id: 3,
  subject: 'Terms',
  sentAt: '2026-05-03T10:00:00.000Z',
  from: 5101,
  to: [90212],
  cc: [],
};

const demo: StoredInteraction = {
  type: 'meeting',
  id: 77,
  title: 'Demo',
  allDay: false,
  startTime: '2026-04-01T08:00:00.000Z',
  endTime: '2026-04-01T09:00:00.000Z',
  attendees: [5101, 90211],
  internal: 5101,
};

const board: StoredInteraction = {
  ...demo,
  id: 78,
  title: 'Board',
  startTime: '2026-12-01T08:00:00.000Z',
  endTime: null,
  attendees: [5102, 90211],
  internal: 5102,
};

const chat: StoredInteraction = {
  type: 'chat-message',
  id: 1,
  direction: 'received',
  sentAt: '2026-05-06T10:00:00.000Z',
  manualCreator: 5101,
  participants: [5101, 90211],
  internal: 5101,
};

/** What Ada's company and she share with the firm; the records of these interactions are below. */
const touchesOfAda: Cells = {
  'first-email': firstMail,
  'last-email': lastMail,
  'first-event': demo,
  'last-event': demo,
  'next-event': board,
  'first-chat-message': chat,
  'last-chat-message': chat,
  'last-contact': chat,
};

const touchesOfIvo: Cells = { 'first-email': termsMail, 'last-email': termsMail, 'last-contact': termsMail };

const persons: readonly SeedPerson[] = [
  person({
    id: 90211,
    firstName: 'Ada',
    lastName: 'Novak',
    type: 'external',
    primaryEmail: 'ada@kestrelrobotics.example',
    companyIds: [70455, 70460],
    cells: {
      ...touchesOfAda,
      'affinity-data-current-organization': 70455,
      'affinity-data-current-job-title': 'Chief Executive',
      'field-311': [options.sales],
    },
  }),
  person({
    id: 90212,
    firstName: 'Ivo',
    lastName: 'Brandt',
    type: 'external',
    primaryEmail: 'ivo@solvane.example',
    companyIds: [70456, 70460],
    cells: touchesOfIvo,
  }),
  person({ id: 90213, firstName: 'Lea', lastName: null, type: 'collaborator', primaryEmail: 'lea@partner.example' }),
  person({ id: 90214, firstName: 'Ada', lastName: 'Novak', type: 'external', primaryEmail: null }),
];

/** More values than an answer holds. */
const foods = Array.from({ length: 130 }, (_, index) => `Food ${index + 1}`);

type CompanyDraft = Pick<SeedCompany, 'id' | 'name' | 'domain'> & Partial<SeedCompany>;

const company = (draft: CompanyDraft): SeedCompany => ({
  domains: draft.domain === null ? [] : [draft.domain],
  isGlobal: false,
  createdAt: '2025-01-10T09:00:00Z',
  cells: {},
  ...draft,
});

const companies: readonly SeedCompany[] = [
  company({
    id: 70455,
    name: 'Kestrel Robotics',
    domain: 'kestrelrobotics.example',
    domains: ['kestrelrobotics.example', 'kestrel.example'],
    cells: {
      ...touchesOfAda,
      'affinity-data-description': 'Robots for warehouses',
      'affinity-data-industry': ['Robotics', 'Logistics'],
      'affinity-data-investors': ['Harbor Ventures'],
      'affinity-data-last-funding-date': '2025-06-01T07:00:00.000Z',
      'affinity-data-last-funding-amount': 12_000_000,
      'affinity-data-location': [null, 'Bergen', null, 'Norway', 'Europe'],
      'field-301': options.robotics,
      'field-302': 7,
      'field-303': [70456],
    },
  }),
  company({ id: 70456, name: 'Solvane Energy', domain: 'solvane.example', cells: { ...touchesOfIvo, 'field-302': 3 } }),
  company({ id: 70457, name: 'Acme', domain: 'acme.example' }),
  company({ id: 70458, name: 'Acme', domain: 'acme-inc.example' }),
  company({ id: 70459, name: 'Global Foods', domain: 'globalfoods.example', isGlobal: true, cells: { 'affinity-data-industry': foods } }),
  company({ id: 70460, name: 'Harbor Ventures', domain: 'harborventures.example' }),
];

const entry = (id: number, listId: number, { entityId, cells = {} }: Pick<SeedEntry, 'entityId'> & Partial<SeedEntry>): SeedEntry => ({
  id,
  listId,
  entityId,
  creatorId: 5101,
  createdAt: `2025-04-${String((id % 28) + 1).padStart(2, '0')}T09:00:00Z`,
  cells,
});

const writeLists = (sink: FirmSink): void => {
  const base = { isPublic: true, creatorId: 5101, ownerId: 5101, createdAt: '2025-03-01T09:00:00Z', roles: [] };
  sink.list({ id: 820, name: 'Advisors', type: 'person', ...base });
  sink.list({ id: 821, name: 'Robotics Watchlist', type: 'company', ...base });
  sink.list({ id: 822, name: 'Active Deals', type: 'opportunity', ...base });
  sink.list({ id: 823, name: 'Secret', type: 'company', ...base, isPublic: false, roles: [{ userId: 5103, role: 'basic' }] });
};

const writeRows = (sink: FirmSink): void => {
  const deal = { listId: 822, isRestricted: false, managerIds: [], createdAt: '2025-06-11T20:41:25Z' };
  sink.opportunity({ id: 3301, name: 'Kestrel Series B', ...deal, companyIds: [70455], personIds: [90211] });
  sink.opportunity({ id: 3302, name: 'Project Quiet', ...deal, companyIds: [], personIds: [], isRestricted: true, managerIds: [5101] });
  const kestrel = { 'field-4101': options.diligence, 'field-4102': [5101], 'field-4103': 250_000, 'field-4105': [options.hot] };
  sink.entry(entry(640001, 821, { entityId: 70455, cells: kestrel }));
  sink.entry(entry(640002, 821, { entityId: 70456, cells: { 'field-4101': options.fresh } }));
  sink.entry(entry(640003, 821, { entityId: 70457, cells: { 'field-4101': options.won, 'field-4103': 900_000 } }));
  sink.entry(entry(640050, 820, { entityId: 90211, cells: { 'field-4301': 'warm' } }));
  sink.entry(entry(640090, 822, { entityId: 3301, cells: { 'field-4201': options.dealNew, 'field-4202': 1_000_000 } }));
  sink.entry(entry(640091, 822, { entityId: 3302, cells: { 'field-4201': options.dealNew, 'field-4202': 5_000_000 } }));
  sink.entry(entry(640201, 823, { entityId: 70455, cells: { 'field-4401': 'whisper' } }));
  const columns = { listId: 821, createdAt: '2025-05-01T09:00:00Z', fieldIds: ['field-4101', 'field-4103'] };
  const notWon = {
    fieldId: 'field-4101',
    valueType: 'ranked-dropdown',
    operator: 'is-none-of',
    value: [{ dropdownOptionId: options.won }],
  };
  sink.view({ id: 81, name: 'Everything', type: 'sheet', ...columns, filter: null });
  sink.view({ id: 82, name: 'Open', type: 'sheet', ...columns, filter: { operator: 'and', filters: [notWon] } });
  sink.view({ id: 83, name: 'Board', type: 'board', ...columns, filter: null });
};

const note = (draft: Pick<SeedNote, 'id' | 'createdAt'> & Partial<SeedNote>): SeedNote => ({
  type: 'entities',
  html: `<p>Note ${draft.id}</p>`,
  creatorId: 5101,
  updatedAt: null,
  parentId: null,
  interaction: null,
  companyIds: [],
  personIds: [],
  opportunityIds: [],
  mentions: [],
  ...draft,
});

const notes: readonly SeedNote[] = [
  note({ id: 21501, createdAt: '2026-01-01T09:00:00Z', html: '<p>Wants a second <strong>pilot</strong> site.</p>', companyIds: [70455] }),
  note({
    id: 21502,
    createdAt: '2026-01-02T09:00:00Z',
    type: 'user-reply',
    parentId: 21501,
    creatorId: 5102,
    mentions: [{ id: 1, personId: 90211 }],
  }),
  note({
    id: 21503,
    createdAt: '2026-04-01T09:00:00Z',
    type: 'ai-notetaker',
    html: '<p>Summary</p>',
    interaction: { id: 77, type: 'meeting' },
    opportunityIds: [3301],
  }),
  note({ id: 21504, createdAt: '2026-05-05T11:00:00Z', type: 'interaction', interaction: { id: 1, type: 'call' }, creatorId: 5102 }),
  note({ id: 21505, createdAt: '2026-05-06T11:00:00Z', type: 'interaction', interaction: { id: 1, type: 'chat-message' } }),
  note({ id: 21506, createdAt: '2026-06-01T09:00:00Z', personIds: [90211] }),
];

const interaction = (draft: Pick<SeedInteraction, 'id' | 'type' | 'at' | 'personIds'> & Partial<SeedInteraction>): SeedInteraction => ({
  endsAt: null,
  title: null,
  allDay: false,
  direction: null,
  toCount: 0,
  creatorId: null,
  isPrivate: false,
  createdAt: draft.at,
  ...draft,
});

const interactions: readonly SeedInteraction[] = [
  interaction({
    id: 1,
    type: 'email',
    at: '2026-05-01T10:00:00Z',
    title: 'Pilot',
    direction: 'sent',
    personIds: [5101, 90211],
    toCount: 1,
  }),
  interaction({
    id: 2,
    type: 'email',
    at: '2026-05-02T10:00:00Z',
    title: 'Re: Pilot',
    direction: 'received',
    personIds: [90211, 5101],
    toCount: 1,
  }),
  interaction({
    id: 3,
    type: 'email',
    at: '2026-05-03T10:00:00Z',
    title: 'Terms',
    direction: 'sent',
    personIds: [5101, 90212],
    toCount: 1,
  }),
  interaction({
    id: 4,
    type: 'email',
    at: '2026-05-04T10:00:00Z',
    title: 'Salary',
    direction: 'sent',
    personIds: [5101, 90214],
    toCount: 1,
    isPrivate: true,
  }),
  interaction({
    id: 77,
    type: 'meeting',
    at: '2026-04-01T08:00:00Z',
    title: 'Demo',
    endsAt: '2026-04-01T09:00:00Z',
    personIds: [5101, 90211],
  }),
  interaction({
    id: 78,
    type: 'meeting',
    at: '2026-12-01T08:00:00Z',
    title: 'Board',
    personIds: [5102, 90211],
    createdAt: '2026-11-01T08:00:00Z',
  }),
  interaction({ id: 1, type: 'call', at: '2026-05-05T10:00:00Z', creatorId: 5102, personIds: [5102, 90211] }),
  interaction({
    id: 1,
    type: 'chat-message',
    at: '2026-05-06T10:00:00Z',
    creatorId: 5101,
    direction: 'received',
    personIds: [5101, 90211],
  }),
];

const writeActivity = (sink: FirmSink): void => {
  for (const each of notes) sink.note(each);
  for (const each of interactions) sink.interaction(each);
  const fragments = ['Hello.', 'Hi Mira.', 'Shall we begin?'].map((content, index) => ({
    content,
    speaker: index === 1 ? 'Ada' : 'Mira',
    start: `00:00:0${index}`,
    end: `00:00:0${index + 1}`,
  }));
  sink.transcript({ id: 41, noteId: 21503, language: 'en', createdAt: '2026-04-01T09:00:00Z', fragments });
  sink.linkedInLink({ userId: 5102, personId: 90212, connectedOn: '2020-02-03' });
};

const writeChanges = (sink: FirmSink): void => {
  const base = { fieldId: 'field-4101', entityType: 'company', entityId: 70455, listEntryId: 640001, changerId: 5101 } as const;
  sink.change({ ...base, id: 508200001, action: 'add', changedAt: '2025-05-01T10:00:00.000Z', value: options.fresh });
  sink.change({ ...base, id: 508200002, action: 'update', changedAt: '2025-06-01T10:00:00.000Z', value: options.diligence });
  const fit = { fieldId: 'field-302', listEntryId: null, changerId: null } as const;
  sink.change({ ...base, ...fit, id: 508200003, action: 'add', changedAt: '2025-07-01T10:00:00.000Z', value: 7 });
};

const writeAside = (sink: FirmSink): void => {
  const reminder = {
    creatorId: 5101,
    ownerId: 5102,
    completerId: null,
    completedAt: null,
    createdAt: '2025-11-22T16:56:20Z',
    updatedAt: null,
  };
  const monthly = { resetTrigger: 'email', periodDays: 30 } as const;
  const ada = { type: 'person', id: 90211 } as const;
  const kestrel = { type: 'company', id: 70455 } as const;
  sink.reminder({
    id: 15700,
    content: 'Check in with Ada',
    dueDate: '2026-12-22T16:56:20Z',
    entity: ada,
    recurrence: monthly,
    ...reminder,
  });
  sink.reminder({ id: 15701, content: 'Send the terms', dueDate: '2026-11-01T09:00:00Z', entity: kestrel, recurrence: null, ...reminder });
  const file = { uploaderId: 5101, createdAt: '2025-04-27T00:50:33Z' };
  sink.file({ id: 9301, name: 'kestrel-deck.txt', type: 'text/plain', entity: kestrel, content: 'A pilot in Bergen.', ...file });
  sink.file({
    id: 9302,
    name: 'terms.txt',
    type: 'text/plain',
    entity: { type: 'opportunity', id: 3301 },
    content: 'Series B terms',
    ...file,
  });
  const membership = { privacyType: 'share-subjects', addedAt: '2024-02-01T09:00:00Z' } as const;
  const members = [5101, 5102].map((userId, index) => ({ id: 601 + index, userId, ...membership }));
  const team = { privacyType: 'no-access', createdAt: '2024-02-01T09:00:00Z', updatedAt: null } as const;
  sink.team({ id: 61, name: 'Partners', listIds: [821, 823], members, ...team });
  sink.team({ id: 62, name: 'Associates', listIds: [], members: [], ...team });
  const hook = { subscriptions: ['note.created'], status: 'active', createdAt: '2026-01-02T09:00:00Z', updatedAt: null } as const;
  sink.webhook({ id: 1301, url: 'https://hooks.harborlight.example/affinity/7f2c', creatorId: 5101, ...hook });
  const merge = { requesterId: 5101, startedAt: '2026-03-01T09:00:00Z', completedAt: '2026-03-01T09:00:01Z', error: null };
  sink.merge({ id: 701, kind: 'company', primaryId: 70455, duplicateId: 70400, ...merge });
  sink.merge({ id: 702, kind: 'person', primaryId: 90211, duplicateId: 90200, ...merge });
};

/** A firm of a few records, each of which the tests know by heart: one or two of everything that the API knows. */
export const firm = (sink: FirmSink): void => {
  sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
  for (const draft of users) {
    const email = `${draft.firstName.toLowerCase()}@harborlight.example`;
    sink.user({ role: 'Member', status: 'active', createdAt: '2024-01-15T10:00:00Z', email, ...draft });
  }
  declareFields(sink);
  for (const each of companies) sink.company(each);
  for (const { id, firstName, lastName } of users) sink.person(person({ id, firstName, lastName, type: 'internal' }));
  for (const each of persons) sink.person(each);
  writeLists(sink);
  writeRows(sink);
  writeActivity(sink);
  writeChanges(sink);
  writeAside(sink);
};
