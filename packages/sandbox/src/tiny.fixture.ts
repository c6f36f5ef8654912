import { endpoint, operations, pageOf, pageQuery } from '@affinity-kit/contract';
import * as z from 'zod';
import { pageOfArray } from './behaviour/paging.ts';
import type { HandlersOf } from './context.ts';
import { operationsOf } from './mount.ts';
import type { BehaviourOptions } from './options.ts';
import { assemble, type Sandbox } from './sandbox.ts';
import type { FirmSink, SeedUser } from './seed/model.ts';
import { openState } from './state/open.ts';

const user = (id: number, role: SeedUser['role'], letter: string | null): SeedUser => ({
  id,
  firstName: `First${id}`,
  lastName: `Last${id}`,
  email: `user${id}@firm.example`,
  role,
  status: id === 3 ? 'deactivated' : 'active',
  permissions: role === 'Admin' ? ['Generate an API key', 'Export All Organizations directory'] : ['Generate an API key'],
  apiKey: letter === null ? null : letter.repeat(43),
  createdAt: '2024-01-01T00:00:00.000Z',
});

/** The key of an admin with the export permission. */
export const adminKey = 'A'.repeat(43);
/** The key of a member without it. */
export const memberKey = 'm'.repeat(43);
/** The key of a user who has left. */
export const formerKey = 'x'.repeat(43);

/** Four users: an admin, a member, one who has left, and one without a key. */
export const tinyFirm = (sink: FirmSink): void => {
  sink.tenant({ id: 77, name: 'Tiny Capital', subdomain: 'tiny' });
  sink.user(user(1, 'Admin', 'A'));
  sink.user(user(2, 'Member', 'm'));
  sink.user(user(3, 'Member', 'x'));
  sink.user(user(4, 'Member', null));
};

const Thing = z.object({ id: z.int(), name: z.string() });
const NewThing = z.object({ name: z.string(), count: z.int().min(1), tags: z.array(z.string()).optional(), flag: z.boolean().optional() });

const v2 = {
  companies: {
    list: endpoint({
      method: 'GET',
      path: '/v2/companies',
      effect: 'read',
      query: () => pageQuery({ default: 2, min: 1, max: 100 }),
      response: () => pageOf(Thing),
      paging: 'next-url',
      limit: { default: 2, min: 1, max: 100 },
      permission: 'Export All Organizations directory',
    }),
    get: endpoint({
      method: 'GET',
      path: '/v2/companies/{companyId}',
      effect: 'read',
      params: () => z.object({ companyId: z.int().min(1) }),
      response: () => Thing,
    }),
    fields: endpoint({ method: 'GET', path: '/v2/companies/fields', effect: 'read', response: () => z.object({ version: z.string() }) }),
  },
  notes: {
    create: endpoint({
      method: 'POST',
      path: '/v2/notes',
      effect: 'write',
      body: () => NewThing,
      response: () => z.object({ got: NewThing }),
      status: 201,
    }),
    delete: endpoint({
      method: 'DELETE',
      path: '/v2/notes/{noteId}',
      effect: 'write',
      params: () => z.object({ noteId: z.int() }),
      response: () => z.undefined(),
      status: 204,
    }),
  },
  rateLimit: {
    get: endpoint({ method: 'GET', path: '/v2/rate-limit', effect: 'read', response: () => z.object({ used: z.int().nullable() }) }),
  },
};

const v1 = {
  lists: {
    get: endpoint({
      method: 'GET',
      path: '/lists/{list_id}',
      effect: 'read',
      params: () => z.object({ list_id: z.int() }),
      response: () => z.object({ id: z.int() }),
    }),
    create: endpoint({
      method: 'POST',
      path: '/lists',
      effect: 'write',
      body: () => NewThing,
      response: () => z.object({ got: NewThing }),
    }),
  },
};

const things = [1, 2, 3, 4, 5].map((id) => ({ id, name: `Thing ${id}` }));

/** Things that were created, by how often. */
export const createdThings = { count: 0 };

const v2Handlers: HandlersOf<typeof v2> = {
  companies: {
    list: ({ cursor, limit = 2 }, { url }) => {
      const { rows, pagination } = pageOfArray({ url, cursor, limit }, things, ({ id }) => id);
      return { data: rows, pagination };
    },
    // 500 has a name of the wrong type, 501 throws: both are mistakes that a handler could make
    get: ({ companyId }) => {
      if (companyId === 501) throw new Error('a table is missing');
      return { id: companyId, name: companyId === 500 ? (5 as unknown as string) : 'Café "Ünïcode" 🦊' };
    },
    fields: (_, { version }) => ({ version }),
  },
  notes: {
    create: ({ body }) => {
      createdThings.count += 1;
      return { got: body };
    },
    delete: () => undefined,
  },
  rateLimit: { get: (_, { rate }) => ({ used: rate.month?.used ?? null }) },
};

const v1Handlers: HandlersOf<typeof v1> = {
  lists: { get: ({ list_id }) => ({ id: list_id }), create: ({ body }) => ({ got: body }) },
};

/** A sandbox over a firm of four users and a handful of operations, with its clock standing still at noon. */
export const tinySandbox = (behaviour: BehaviourOptions = {}): Sandbox => {
  const state = openState();
  state.load('tiny', tinyFirm);
  return assemble({
    state,
    operations: [...operationsOf(v2, v2Handlers), ...operationsOf(v1, v1Handlers)],
    known: operations,
    seed: 1,
    start: new Date('2026-11-20T12:00:00.000Z'),
    behaviour: { clock: 'frozen', checkResponses: true, ...behaviour },
  });
};
