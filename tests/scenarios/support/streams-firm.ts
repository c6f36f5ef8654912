import {
  createSandbox,
  type FirmSink,
  type Sandbox,
  type SandboxOptions,
  type SeedInteraction,
  type StoredInteraction,
} from '@affinity-kit/sandbox';
import { seedField } from './seed-field.ts';
import { adminKey } from './sync-firm.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

const everyPermission = [
  'Generate an API key',
  'Export All Organizations directory',
  'Export All People directory',
  'Export data from Lists',
  'Manage Users',
  'Manage Teams',
  'Manage duplicates',
];

/** What has become of the firm: everything as it was, one record of each kind changed and one added, or one of each kind gone. */
export type Edition = 'first' | 'changed' | 'less';

const option = (id: number, text: string, rank: number) =>
  ({ id, text, rank, color: 'blue', winRate: null, statusCategory: 'open' }) as const;

/** Writes one edition of the firm. */
class Editor {
  readonly #sink: FirmSink;
  readonly #edition: Edition;

  constructor(sink: FirmSink, edition: Edition) {
    this.#sink = sink;
    this.#edition = edition;
  }

  /** What a record says at first, and once it has changed. */
  #said(before: string, after: string): string {
    return this.#edition === 'changed' ? after : before;
  }

  /** Records that the edition has: the second of those at first is gone in the one with less, the last comes with the one that changed. */
  #of<T>(stays: T, goes: T, comes: T): readonly T[] {
    if (this.#edition === 'less') return [stays];
    return this.#edition === 'changed' ? [stays, goes, comes] : [stays, goes];
  }

  get #edited(): string | null {
    return this.#edition === 'changed' ? day(50) : null;
  }

  people(): void {
    this.#sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
    const user = { role: 'Admin', status: 'active', permissions: everyPermission, createdAt: day(0) } as const;
    const lastName = this.#said('Okafor', 'Okafor-Lund');
    this.#sink.user({ ...user, id: 5, firstName: 'Mira', lastName, email: 'mira@firm.example', apiKey: adminKey });
    for (const id of this.#of(6, 7, 8))
      this.#sink.user({ ...user, id, firstName: `Ada ${id}`, lastName: 'Novak', email: `ada${id}@firm.example`, apiKey: null });
  }

  fields(): void {
    this.#sink.field(seedField('field-1', 'text', { name: this.#said('Thesis', 'Our Thesis') }));
    for (const id of this.#of('field-2', 'field-3', 'field-4')) this.#sink.field(seedField(id, 'number'));
    this.#sink.field(seedField('last-email', 'interaction', { type: 'relationship-intelligence' }));
    this.#sink.field(seedField('persons', 'person-multi', { type: 'enriched' }));
    this.#sink.field(seedField('affinity-data-current-organization', 'company', { type: 'enriched', entityType: 'person' }));
  }

  companies(): void {
    const email: StoredInteraction = {
      type: 'email',
      id: 7009,
      subject: 'Terms',
      sentAt: day(9),
      from: 1001,
      to: [5],
      cc: [6],
      internal: 5,
    };
    const cells = { 'field-1': this.#said('Robots', 'More robots'), 'last-email': email };
    const about = { isGlobal: false, createdAt: day(1) };
    this.#sink.company({ ...about, id: 101, name: 'Kestrel', domain: 'kestrel.example', domains: ['kestrel.example'], cells });
    for (const id of this.#of(102, 103, 104))
      this.#sink.company({ ...about, id, name: `Company ${id}`, domain: null, domains: [], cells: {} });
    // Pairs that may be one.
    for (const id of this.#of(111, 112, 113)) {
      for (const twin of [id, id + 10])
        this.#sink.company({ ...about, id: twin, name: `Twin ${id}`, domain: null, domains: [], cells: {} });
    }
  }

  persons(): void {
    const lastName = this.#said('Lund', 'Lund-Berg');
    const about = { type: 'external', companyIds: [], createdAt: day(1) } as const;
    const email = 'ida@kestrel.example';
    const cells = { 'affinity-data-current-organization': 101 };
    for (const id of [5, 6, 7, 8]) {
      const address = `user${id}@firm.example`;
      this.#sink.person({
        ...about,
        id,
        type: 'internal',
        firstName: 'Mira',
        lastName: null,
        primaryEmail: address,
        emails: [address],
        cells: {},
      });
    }
    this.#sink.person({ ...about, companyIds: [101], id: 1001, firstName: 'Ida', lastName, primaryEmail: email, emails: [email], cells });
    for (const id of this.#of(1002, 1003, 1004))
      this.#sink.person({ ...about, id, firstName: `P${id}`, lastName: null, primaryEmail: null, emails: [], cells: {} });
  }

  lists(): void {
    const list = { isPublic: true, creatorId: 5, ownerId: 5, createdAt: day(2), roles: [] };
    const name = this.#said('Pipeline', 'Dealflow');
    this.#sink.list({ ...list, id: 801, name, type: 'company' });
    this.#sink.list({ ...list, id: 802, name: 'Deals', type: 'opportunity' });
    for (const id of this.#of(803, 804, 805)) this.#sink.list({ ...list, id, name: `List ${id}`, type: 'person' });
    const stages = [option(31, 'New', 0), option(32, 'Won', 1)];
    this.#sink.field(
      seedField('field-11', 'ranked-dropdown', { type: 'list', trackChanges: true, name: 'Status', listId: 801, options: stages }),
    );
    const status = { 'field-11': this.#edition === 'changed' ? 32 : 31 };
    const entry = { listId: 801, creatorId: 5, createdAt: day(3) };
    this.#sink.entry({ ...entry, id: 6001, entityId: 101, cells: status });
    for (const id of this.#of(6002, 6003, 6004)) this.#sink.entry({ ...entry, id, entityId: 102, cells: {} });
    this.#sink.entry({ ...entry, id: 6100, listId: 803, entityId: 1001, cells: {} });
    const nobody = { companyIds: [101], personIds: [1001], managerIds: [5], isRestricted: false, listId: 802, createdAt: day(3) };
    this.#sink.opportunity({ ...nobody, id: 301, name: this.#said('Series A', 'Series B') });
    this.#sink.entry({ ...entry, id: 6501, listId: 802, entityId: 301, cells: {} });
    for (const id of this.#of(302, 303, 304)) {
      this.#sink.opportunity({ ...nobody, id, name: `Deal ${id}` });
      this.#sink.entry({ ...entry, id: 6200 + id, listId: 802, entityId: id, cells: {} });
    }
    const view = { listId: 801, type: 'sheet', createdAt: day(3), fieldIds: ['field-11', 'field-1'], filter: null } as const;
    this.#sink.view({ ...view, id: 91, name: this.#said('Hot', 'Hottest') });
    for (const id of this.#of(92, 93, 94)) this.#sink.view({ ...view, id, name: `View ${id}` });
  }

  notes(): void {
    const about = { companyIds: [101], personIds: [], opportunityIds: [301], interaction: null, creatorId: 5, createdAt: day(10) };
    const mentions = [{ id: 1, personId: 1001 }];
    const html = `<p>${this.#said('One', 'Two')} &amp; <b>only</b></p>`;
    this.#sink.note({ ...about, id: 1, type: 'entities', parentId: null, html, mentions, updatedAt: this.#edited });
    const reply = { companyIds: [], opportunityIds: [], mentions: [], updatedAt: null, parentId: 1 };
    this.#sink.note({ ...about, ...reply, id: 2, type: 'user-reply', html: '<p>Yes</p>' });
    for (const id of this.#of(3, 4, 5)) {
      const createdAt = id === 5 ? day(51) : day(11);
      this.#sink.note({
        ...about,
        id,
        createdAt,
        type: 'entities',
        parentId: null,
        html: `<p>Note ${id}</p>`,
        mentions: [],
        updatedAt: null,
      });
    }
    for (const id of [11, 12, 13]) {
      const meeting = { id: 7200 + id, type: 'meeting' } as const;
      this.#sink.note({
        ...about,
        id,
        type: 'ai-notetaker',
        interaction: meeting,
        parentId: null,
        html: '<p>Sum</p>',
        mentions: [],
        updatedAt: null,
      });
    }
  }

  #interaction(type: SeedInteraction['type'], base: number, rest: Partial<SeedInteraction>): void {
    const common = { type, endsAt: null, allDay: false, direction: null, personIds: [1001, 5], toCount: 0, isPrivate: false } as const;
    const made = { at: day(20), createdAt: day(20), creatorId: 5, title: null };
    for (const id of this.#of(base, base + 1, base + 2))
      this.#sink.interaction({ ...common, ...made, ...(id === base + 2 ? { at: day(52), createdAt: day(52) } : {}), ...rest, id });
  }

  activity(): void {
    this.#interaction('email', 7001, { title: 'Hello', direction: 'received', personIds: [1001, 5, 6], toCount: 1, creatorId: null });
    this.#interaction('meeting', 7101, { title: 'Call us', endsAt: day(21), creatorId: null });
    for (const id of [11, 12, 13]) this.#meetingOfNote(7200 + id);
    this.#interaction('call', 7301, { title: 'Ring', endsAt: day(21) });
    this.#interaction('chat-message', 7401, { direction: 'sent' });
    const [first, second, third] = [12, 11, 13];
    for (const noteId of this.#of(first, second, third))
      this.#sink.transcript({
        id: 8000 + (noteId ?? 0),
        noteId: noteId ?? 0,
        language: 'en',
        createdAt: noteId === third ? day(53) : day(22),
        fragments: [
          { content: 'Good morning', speaker: 'Mira', start: '00:00:01', end: '00:00:03' },
          { content: 'And to you', speaker: 'Ida', start: '01:00:03', end: '01:00:05' },
        ],
      });
    this.#sink.linkedInLink({ userId: 5, personId: 1001, connectedOn: this.#said('2024-02-29', '2025-02-28') });
    for (const userId of this.#of(6, 7, 8)) this.#sink.linkedInLink({ userId, personId: 1001, connectedOn: '2023-12-31' });
  }

  #meetingOfNote(id: number): void {
    const common = { endsAt: null, allDay: false, direction: null, personIds: [5], toCount: 0, isPrivate: false } as const;
    this.#sink.interaction({ ...common, type: 'meeting', id, title: 'Sync', at: day(20), createdAt: day(20), creatorId: null });
  }

  changes(): void {
    const status = { fieldId: 'field-11', entityType: 'company', entityId: 101, listEntryId: 6001, changerId: 5 } as const;
    for (const id of this.#of(1, 2, 3))
      this.#sink.change({ ...status, id, action: 'update', changedAt: id === 3 ? day(54) : day(4), value: 31 + (id % 2) });
  }

  housekeeping(): void {
    const reminder = { creatorId: 5, ownerId: 5, completerId: null, completedAt: null, createdAt: day(5), dueDate: day(90) };
    const content = this.#said('Call Ida', 'Call Ida again');
    const entity = { type: 'company', id: 101 } as const;
    this.#sink.reminder({ ...reminder, id: 9001, content, entity, recurrence: null, updatedAt: this.#edited });
    for (const id of this.#of(9002, 9003, 9004))
      this.#sink.reminder({
        ...reminder,
        id,
        content: null,
        entity: { type: 'person', id: 1001 },
        recurrence: { resetTrigger: 'interaction', periodDays: 30 },
        createdAt: id === 9004 ? day(55) : day(5),
        updatedAt: null,
      });
    const file = { type: 'application/pdf', entity, uploaderId: 5, content: 'the same words' };
    for (const id of this.#of(9301, 9302, 9303))
      this.#sink.file({ ...file, id, name: `deck ${id}.pdf`, createdAt: id === 9303 ? day(56) : day(6) });
    const team = { privacyType: 'share-subjects', createdAt: day(2), updatedAt: null, listIds: [] } as const;
    const member = (id: number) => ({ id, userId: 5, privacyType: 'share-subjects' as const, addedAt: day(2) });
    this.#sink.team({ ...team, id: 501, name: this.#said('Deal team', 'Deal partners'), members: [member(1)] });
    for (const id of this.#of(502, 503, 504)) this.#sink.team({ ...team, id, name: `Team ${id}`, members: [member(id)] });
    const hook = { subscriptions: [], creatorId: 5, createdAt: day(7), updatedAt: null };
    for (const id of this.#of(601, 602, 603))
      this.#sink.webhook({
        ...hook,
        id,
        url: `https://hooks.example/${id}`,
        status: id === 601 && this.#edition === 'changed' ? 'disabled' : 'active',
      });
    for (const id of this.#of(701, 702, 703)) {
      const merge = { primaryId: 101, requesterId: 5, startedAt: day(8), completedAt: day(8), error: null };
      this.#sink.merge({ ...merge, id, kind: 'company', duplicateId: 10 + id - 700 });
    }
  }
}

/** A firm with two records of every kind that there is a stream of. */
export const streamsFirm =
  (edition: Edition = 'first') =>
  (sink: FirmSink): void => {
    const editor = new Editor(sink, edition);
    editor.people();
    editor.fields();
    editor.companies();
    editor.persons();
    editor.lists();
    editor.notes();
    editor.activity();
    editor.changes();
    editor.housekeeping();
  };

/** A sandbox with that firm, without the minute's limit. */
export const streamsSandbox = (edition: Edition = 'first', options: SandboxOptions = {}): Sandbox =>
  createSandbox({ firm: streamsFirm(edition), now: '2026-03-01T00:00:00Z', limits: { perMinute: 1_000_000 }, ...options });
