import type { FirmSink, SeedField } from '@affinity-kit/sandbox';
import { option, valuesFirm } from './values-firm.ts';

/** The moment at which the firm's clock stands. */
export const servicesNow = '2026-11-20T18:30:00.000Z';

const at = '2026-03-02T09:00:00Z';

const field = (draft: Pick<SeedField, 'id' | 'name' | 'valueType'> & Partial<SeedField>): SeedField => ({
  type: 'list',
  listId: 20,
  entityType: 'opportunity',
  description: null,
  enrichmentSource: null,
  isRequired: false,
  trackChanges: true,
  createdAt: null,
  options: [],
  ...draft,
});

const deals = (sink: FirmSink): void => {
  sink.field(
    field({ id: 'field-60', name: 'Status', valueType: 'ranked-dropdown', options: [option(61, 'New', 0), option(62, 'Diligence', 1)] }),
  );
  sink.field(field({ id: 'field-70', name: 'Amount', valueType: 'number' }));
  sink.list({ id: 20, name: 'Deals', type: 'opportunity', isPublic: true, creatorId: 1, ownerId: 1, createdAt: at, roles: [] });
  for (const [id, name, status, amount] of [
    [3001, 'Kestrel Series A', 61, 50_000],
    [3002, 'Kestrel Series B', 62, 250_000],
    [3003, 'Plover Seed', 62, 10_000],
  ] as const) {
    sink.opportunity({ id, name, listId: 20, companyIds: [101], personIds: [501], isRestricted: false, managerIds: [], createdAt: at });
    sink.entry({ id: id - 1000, listId: 20, entityId: id, creatorId: 1, createdAt: at, cells: { 'field-60': status, 'field-70': amount } });
  }
  const byDiligence = { fieldId: 'field-60', valueType: 'ranked-dropdown', operator: 'is-any-of', value: [{ dropdownOptionId: 62 }] };
  const filter = { operator: 'and', filters: [byDiligence] };
  sink.view({ id: 30, listId: 20, name: 'In diligence', type: 'sheet', createdAt: at, fieldIds: ['field-60'], filter });
  sink.change({
    id: 1,
    fieldId: 'field-60',
    entityType: 'opportunity',
    entityId: 3002,
    listEntryId: 2002,
    action: 'update',
    changerId: 1,
    changedAt: '2026-05-01T09:00:00Z',
    value: 62,
  });
};

const talk = (sink: FirmSink): void => {
  const logged = { toCount: 0, endsAt: null, allDay: false, isPrivate: false, createdAt: at, personIds: [1, 501] };
  sink.interaction({
    ...logged,
    id: 41,
    type: 'email',
    at: '2026-04-01T09:00:00Z',
    title: 'Intro',
    direction: 'sent',
    toCount: 1,
    creatorId: null,
  });
  sink.interaction({ ...logged, id: 42, type: 'call', at: '2026-04-02T09:00:00Z', title: 'Call', direction: null, creatorId: 1 });
  sink.interaction({ ...logged, id: 43, type: 'chat-message', at: '2026-04-03T09:00:00Z', title: null, direction: 'sent', creatorId: 1 });
  sink.interaction({
    ...logged,
    id: 44,
    type: 'meeting',
    at: '2026-04-04T09:00:00Z',
    endsAt: '2026-04-04T10:00:00Z',
    title: 'Pitch',
    direction: null,
    creatorId: null,
  });
  const note = { creatorId: 1, createdAt: at, updatedAt: null, parentId: null, mentions: [] };
  const none = { companyIds: [], personIds: [], opportunityIds: [] };
  sink.note({ ...note, ...none, id: 51, type: 'ai-notetaker', html: '<p>They sell robots</p>', interaction: { id: 44, type: 'meeting' } });
  sink.note({ ...note, ...none, id: 52, type: 'entities', html: '<p>Robots that weld</p>', interaction: null, companyIds: [101] });
  const fragments = Array.from({ length: 120 }, (_, nth) => ({
    content: `Word ${nth}`,
    speaker: 'Mira',
    start: '00:00:01',
    end: '00:00:02',
  }));
  sink.note({ ...note, ...none, id: 53, type: 'entities', html: '<p>Nothing new</p>', interaction: null, companyIds: [101] });
  sink.transcript({ id: 61, noteId: 51, language: 'en', createdAt: at, fragments });
};

/** The firm of values with deals, talk, a team and twins on top. Mira (1) has the key. */
export const servicesFirm = (sink: FirmSink): void => {
  valuesFirm(sink);
  deals(sink);
  talk(sink);
  const company = { isGlobal: false, createdAt: at, cells: {} };
  sink.company({ id: 102, name: 'Plover Labs', domain: 'plover.example', domains: ['plover.example'], ...company });
  sink.company({ id: 103, name: 'Plover Labs', domain: null, domains: [], ...company });
  sink.user({
    id: 2,
    firstName: 'Ade',
    lastName: 'Bello',
    email: 'ade@mail.example',
    role: 'Member',
    status: 'active',
    permissions: [],
    apiKey: null,
    createdAt: at,
  });
  sink.person({
    id: 2,
    firstName: 'Ade',
    lastName: 'Bello',
    primaryEmail: 'ade@mail.example',
    emails: ['ade@mail.example'],
    type: 'internal',
    companyIds: [],
    createdAt: at,
    cells: {},
  });
  const twin = { type: 'external', companyIds: [], createdAt: at, cells: {}, firstName: 'Ines', lastName: 'Vahl' } as const;
  for (const [id, email] of [
    [601, 'ines@vahl.example'],
    [602, 'ines.vahl@mail.example'],
  ] as const)
    sink.person({ ...twin, id, primaryEmail: email, emails: [email] });
  const member = { privacyType: 'share-subjects', addedAt: at } as const;
  sink.team({
    id: 71,
    name: 'Investments',
    privacyType: 'share-subjects',
    createdAt: at,
    updatedAt: null,
    listIds: [20],
    members: [
      { id: 1, userId: 1, ...member },
      { id: 2, userId: 2, ...member },
    ],
  });
};
