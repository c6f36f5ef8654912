import { createSandbox, type FirmSink, type Sandbox, type SandboxOptions, type SeedInteraction } from '@affinity-kit/sandbox';
import { seedField } from './seed-field.ts';
import { adminKey } from './sync-firm.ts';
import { clientOf } from './synced.ts';

const createdAt = '2021-01-01T00:00:00Z';

const touchFields = ['first-email', 'last-email', 'first-event', 'last-event', 'next-event', 'last-chat-message', 'last-contact'];

const people = (sink: FirmSink): void => {
  sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
  const user = { role: 'Admin', status: 'active', permissions: ['Generate an API key'], createdAt } as const;
  const person = { createdAt, cells: {} } as const;
  for (const [id, firstName, apiKey] of [[5, 'Mira', adminKey] as const, [6, 'Ada', null] as const]) {
    const email = `${firstName.toLowerCase()}@firm.example`;
    sink.user({ ...user, id, firstName, lastName: 'Okafor', email, apiKey });
    sink.person({ ...person, id, type: 'internal', firstName, lastName: 'Okafor', companyIds: [], primaryEmail: email, emails: [email] });
  }
  for (const [id, domain, companyIds] of [
    [1001, 'kestrel.example', [101]] as const,
    [1002, 'quiet.example', [102]] as const,
    [1003, 'solo.example', []] as const,
    [1004, 'elsewhere.example', [103]] as const,
  ]) {
    const email = `p${id}@${domain}`;
    sink.person({ ...person, id, type: 'external', firstName: `P${id}`, lastName: null, companyIds, primaryEmail: email, emails: [email] });
  }
};

const companies = (sink: FirmSink): void => {
  for (const [id, name] of [[101, 'kestrel'] as const, [102, 'quiet'] as const, [103, 'elsewhere'] as const])
    sink.company({ id, name, domain: `${name}.example`, domains: [`${name}.example`], isGlobal: false, createdAt, cells: {} });
};

const lists = (sink: FirmSink): void => {
  const list = { isPublic: true, creatorId: 5, ownerId: 5, createdAt, roles: [] };
  sink.list({ ...list, id: 801, name: 'Pipeline', type: 'company' });
  sink.list({ ...list, id: 802, name: 'Deals', type: 'opportunity' });
  sink.list({ ...list, id: 803, name: 'People', type: 'person' });
  const entry = { creatorId: 5, createdAt, cells: {} };
  const rows = [
    [801, 101],
    [801, 102],
    [803, 1001],
    [803, 1003],
    [803, 6],
  ] as const;
  for (const [nth, [listId, entityId]] of rows.entries()) sink.entry({ ...entry, id: 6001 + nth, listId, entityId });
  const deal = { companyIds: [101], personIds: [1003], managerIds: [5], isRestricted: false, listId: 802, createdAt };
  sink.opportunity({ ...deal, id: 301, name: 'Series A' });
  sink.entry({ ...entry, id: 6301, listId: 802, entityId: 301 });
};

/** E-mails, meetings, calls and chat messages: `[id, when, people]`. */
const told = {
  email: [
    [7001, '2023-02-01T09:00:00Z', [1001, 5]],
    // Of a company, and of a person who is on another list.
    [7002, '2024-08-01T09:00:00Z', [1001, 5, 1003]],
    [7003, '2026-02-20T09:00:00Z', [1003, 5]],
    [7004, '2025-02-20T09:00:00Z', [1004, 5]],
  ],
  meeting: [
    [7101, '2025-06-01T09:00:00Z', [5, 1001]],
    [7102, '2026-04-01T09:00:00Z', [6, 1001, 1003]],
  ],
  call: [
    [7301, '2022-05-01T09:00:00Z', [5, 1001]],
    [7302, '2024-11-01T09:00:00Z', [5, 1001]],
  ],
  'chat-message': [[7401, '2026-01-01T09:00:00Z', [5, 1003]]],
} as const satisfies Record<SeedInteraction['type'], readonly (readonly [number, string, readonly number[]])[]>;

const interactions = (sink: FirmSink): void => {
  for (const type of ['email', 'meeting', 'call', 'chat-message'] as const) {
    for (const [id, at, personIds] of told[type]) {
      const isMessage = type === 'email' || type === 'chat-message';
      const about = { endsAt: null, allDay: false, toCount: 1, isPrivate: false, createdAt: at };
      const direction = isMessage ? ('received' as const) : null;
      const title = type === 'chat-message' ? null : `About ${id}`;
      sink.interaction({
        ...about,
        id,
        type,
        at,
        title,
        direction,
        personIds,
        creatorId: type === 'email' || type === 'meeting' ? null : 5,
      });
    }
  }
};

const firm = (sink: FirmSink): void => {
  people(sink);
  for (const entityType of ['company', 'person'] as const)
    for (const id of touchFields) sink.field(seedField(id, 'interaction', { type: 'relationship-intelligence', entityType }));
  companies(sink);
  lists(sink);
  interactions(sink);
};

/** Logs a chat message and takes it back: the dates of whoever took part are then what their interactions make them. */
const settleDates = async (sandbox: Sandbox): Promise<void> => {
  const { v1 } = clientOf(sandbox);
  const chat = { type: 2, person_ids: [5, 1001, 1003, 1004], content: 'x', date: '2021-02-01T00:00:00Z', direction: 0 } as const;
  const { id } = await v1.interactions.create({ body: chat });
  await v1.interactions.delete({ id, type: 2 });
};

/**
 * A firm that has been in touch for years with a company (101) and two persons (1001, 1003), who share an e-mail and a meeting, never with
 * company 102, and with a person of no list (1004). Lists: 801 companies, 802 an opportunity of them, 803 persons and a colleague.
 */
export const contactSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = createSandbox({ firm, now: '2026-03-01T00:00:00Z', limits: { perMinute: 1_000_000 }, ...options });
  await settleDates(sandbox);
  return sandbox;
};
