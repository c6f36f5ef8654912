import type { FirmSink, SeedField, SeedInteraction } from '../seed/model.ts';
import { smallFirm } from './small-firm.fixture.ts';

const linked = (entityType: SeedField['entityType'], id: string, name: string): SeedField => ({
  id,
  name,
  description: null,
  type: 'relationship-intelligence',
  enrichmentSource: null,
  valueType: 'interaction',
  entityType,
  listId: null,
  isRequired: false,
  trackChanges: false,
  createdAt: null,
  options: [],
});

const names = {
  'first-email': 'First Email',
  'last-email': 'Last Email',
  'first-event': 'First Event',
  'last-event': 'Last Event',
  'next-event': 'Next Event',
  'first-chat-message': 'First Chat Message',
  'last-chat-message': 'Last Chat Message',
  'last-contact': 'Last Contact',
} as const;

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

const writeInteractions = (sink: FirmSink): void => {
  const mail = { type: 'email', toCount: 1 } as const;
  sink.interaction(interaction({ ...mail, id: 1, at: '2026-05-01T10:00:00Z', title: 'Hello', direction: 'sent', personIds: [1, 501] }));
  sink.interaction(
    interaction({ ...mail, id: 2, at: '2026-05-02T10:00:00Z', title: 'Re: Hello', direction: 'received', personIds: [501, 1, 2] }),
  );
  const secret = { title: 'Salary', direction: 'sent', isPrivate: true } as const;
  sink.interaction(interaction({ ...mail, ...secret, id: 3, at: '2026-05-03T10:00:00Z', personIds: [1, 502] }));
  const lunch = { type: 'meeting', title: 'Lunch', endsAt: '2026-05-04T11:00:00Z', createdAt: '2026-04-30T10:00:00Z' } as const;
  sink.interaction(interaction({ ...lunch, id: 1, at: '2026-05-04T10:00:00Z', personIds: [1, 2, 501] }));
  sink.interaction(interaction({ type: 'meeting', id: 77, at: '2026-03-31T10:00:00Z', title: 'Demo', personIds: [1, 501] }));
  sink.interaction(interaction({ type: 'call', id: 1, at: '2026-05-05T10:00:00Z', creatorId: 2, personIds: [2, 501] }));
  const chat = { type: 'chat-message', direction: 'received', creatorId: 1 } as const;
  sink.interaction(interaction({ ...chat, id: 1, at: '2026-05-06T10:00:00Z', personIds: [1, 501] }));
};

const fragmentCount = 120;

/** The small firm with what its people did together: seven interactions besides the one in a cell, a transcript and a LinkedIn connection. */
export const busyFirm = (sink: FirmSink): void => {
  // The small firm declares the last e-mail of companies itself.
  const declare = (): void => {
    for (const [id, name] of Object.entries(names)) {
      if (id !== 'last-email') sink.field(linked('company', id, name));
      sink.field(linked('person', id, name));
    }
  };
  let isDeclared = false;
  smallFirm({
    ...bound(sink),
    company: (company) => {
      if (!isDeclared) declare();
      isDeclared = true;
      sink.company(company);
    },
  });
  writeInteractions(sink);
  const fragments = Array.from({ length: fragmentCount }, (_, index) => ({
    content: `Sentence ${index}`,
    speaker: index % 2 === 0 ? 'Mira' : 'Ada',
    start: `00:0${Math.floor(index / 60)}:${String(index % 60).padStart(2, '0')}`,
    end: `00:0${Math.floor(index / 60)}:${String(index % 60).padStart(2, '0')}`,
  }));
  sink.transcript({ id: 41, noteId: 905, language: 'en', createdAt: '2026-04-01T09:00:00Z', fragments });
  sink.linkedInLink({ userId: 2, personId: 502, connectedOn: '2020-02-03' });
};

/** A sink whose methods can be passed on: loaders are objects of a class. */
const bound = (sink: FirmSink): FirmSink => ({
  tenant: (record) => sink.tenant(record),
  user: (record) => sink.user(record),
  field: (record) => sink.field(record),
  company: (record) => sink.company(record),
  person: (record) => sink.person(record),
  list: (record) => sink.list(record),
  opportunity: (record) => sink.opportunity(record),
  entry: (record) => sink.entry(record),
  view: (record) => sink.view(record),
  note: (record) => sink.note(record),
  interaction: (record) => sink.interaction(record),
  transcript: (record) => sink.transcript(record),
  linkedInLink: (record) => sink.linkedInLink(record),
  change: (record) => sink.change(record),
  reminder: (record) => sink.reminder(record),
  file: (record) => sink.file(record),
  team: (record) => sink.team(record),
  webhook: (record) => sink.webhook(record),
  merge: (record) => sink.merge(record),
});
