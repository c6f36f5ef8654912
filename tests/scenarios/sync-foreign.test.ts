import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAffinity } from '@affinity-kit/client';
import { endpoint, pageOf, pageQuery } from '@affinity-kit/contract';
import { defineStream, plan, replay, type SyncOptions, type SyncReport, sync } from '@affinity-kit/pipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { query } from './support/synced.ts';

/** An answer as it is. */
class Raw {
  readonly status: number;
  readonly body: string;
  readonly type: string;
  constructor(status: number, body: string, type = 'application/json') {
    this.status = status;
    this.body = body;
    this.type = type;
  }
}

type Route = (url: URL) => unknown;

let folder: string;
let server: Server;
let routes: Record<string, Route>;
let asked: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affinity-foreign-'));
  asked = [];
  routes = {};
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(request.url ?? '');
    const route = routes[url.pathname];
    const answer = route ? route(url) : new Raw(404, JSON.stringify({ message: 'no such thing' }));
    if (answer instanceof Raw) response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const settings = (options: Partial<SyncOptions>): SyncOptions => {
  const { port } = server.address() as AddressInfo;
  const client = createAffinity({ apiKey: 'x', baseUrl: `http://127.0.0.1:${port}`, pace: false, retry: false });
  return { client, database: join(folder, 'test.duckdb'), ...options };
};
const run = (options: Partial<SyncOptions> = {}): Promise<SyncReport> => sync(settings(options));
const person = (id: number) => ({ id, firstName: 'Mira', lastName: null, primaryEmailAddress: null, emailAddresses: [], type: 'external' });
const company = (id: number, rest: object = {}) => ({ id, name: `C${id}`, domain: null, domains: [], isGlobal: false, ...rest });

describe('a server written by others', () => {
  it('may page in its own way, with empty pages in between, and lack what is not asked for', async () => {
    routes['/v2/companies'] = (url) => {
      const page = Number(url.searchParams.get('page') ?? 1);
      const next = page < 4 ? `?page=${page + 1}&token=a%2Bb` : undefined;
      return { pagination: { nextUrl: next }, data: page === 2 ? null : page === 3 ? [] : [company(page)] };
    };
    const warnings: string[] = [];
    const report = await run({ streams: ['companies', 'persons'], onWarning: (warning) => warnings.push(warning) });
    expect(report.streams).toMatchObject([
      { stream: 'companies', status: 'succeeded', records: 2, requests: 4 },
      { stream: 'persons', status: 'failed' },
    ]);
    expect(report.status).toBe('partial');
    expect(asked.filter((url) => url.includes('page=')).every((url) => url.includes('token=a%2Bb'))).toBe(true);
    expect(warnings).toEqual([expect.stringContaining('/v2/auth/whoami')]);
    const again = await run({ streams: ['companies'] });
    expect(again.tables.find(({ table }) => table === 'companies')).toMatchObject({ rows: 2, inserted: 0, updated: 0, deleted: 0 });
  });

  it('may send values and fields that nobody has heard of, and broken ones', async () => {
    const fields = [
      { id: 'field-1', name: 'New', type: 'unheard', value: { type: 'hologram', data: { a: [1] } } },
      { id: 'field-2', name: 'Bad', type: 'global', value: { type: 'number', data: 'many' } },
    ];
    routes['/v2/companies'] = () => ({ data: [company(1, { fields, novelty: true }), { name: 'nameless' }, 'nonsense'], pagination: {} });
    const report = await run({ streams: ['companies'] });
    expect(report.streams[0]).toMatchObject({ status: 'succeeded', records: 1, rejected: 3 });
    const database = join(folder, 'test.duckdb');
    expect(await query(database, 'SELECT field_id, value_type, json FROM field_values')).toEqual([
      { field_id: 'field-1', value_type: 'hologram', json: '{"a":[1]}' },
    ]);
    expect(await query(database, 'SELECT record_id, path FROM _rejects ORDER BY ALL')).toEqual([
      { record_id: '1', path: 'fields.field-2' },
      { record_id: '?', path: 'data[1]' },
      { record_id: '?', path: 'data[2]' },
    ]);
  });

  it('may ignore time filters: the feed is then read from beginning to end', async () => {
    const change = (id: number) => ({
      id,
      field: { id: 'field-1', entityType: 'company', name: 'F', type: 'global' },
      entity: { id: 1 },
      listEntry: null,
      changer: null,
      changedAt: new Date(Date.UTC(2026, 0, id)).toISOString(),
      actionType: 'update',
      type: 'number',
      value: id,
    });
    routes['/v2/field-value-changes'] = () => ({ data: Array.from({ length: 30 }, (_, index) => change(index + 1)), pagination: {} });
    await run({ streams: ['field_value_changes'] });
    const again = await run({ streams: ['field_value_changes'] });
    expect(again.streams[0]).toMatchObject({ status: 'succeeded', records: 30, reason: expect.stringContaining('ignores time filters') });
    const database = join(folder, 'test.duckdb');
    await replay({ database });
    expect(await query(database, 'SELECT count(*) AS n FROM field_value_changes')).toEqual([{ n: '30' }]);
  });

  it('may know no ids: companies are then read from beginning to end, and time is not spared', async () => {
    routes['/v2/companies'] = (url) => {
      const page = Number(url.searchParams.get('page') ?? 0);
      const data = Array.from({ length: 100 }, (_, index) => company(page * 100 + index + 1));
      return { data, pagination: { nextUrl: page < 2 ? `?page=${page + 1}` : null } };
    };
    const report = await run({ streams: ['companies'], prefer: 'time' });
    expect(report.streams[0]).toMatchObject({
      status: 'succeeded',
      records: 300,
      reason: expect.stringContaining('the server ignores ids: read from beginning to end'),
    });
  });

  it.each([
    ['an absolute link', (base: string, page: number) => `${base}/v2/companies?page=${page}`],
    ['a path', (_: string, page: number) => `/v2/companies?offset=${page * 2}&page=${page}`],
    ['a bare query', (_: string, page: number) => `?page=${page}`],
  ])('may link to its next page by %s', async (_, link) => {
    const { port } = server.address() as AddressInfo;
    routes['/v2/companies'] = (url) => {
      const page = Number(url.searchParams.get('page') ?? 1);
      const nextUrl = page < 3 ? link(`http://127.0.0.1:${port}`, page + 1) : null;
      return { data: [company(2 * page), company(2 * page + 1)], pagination: { nextUrl } };
    };
    const report = await run({ streams: ['companies'] });
    expect(report.streams[0]).toMatchObject({ status: 'succeeded', records: 6, requests: 3 });
  });

  it.each([
    ['no pagination', { data: [company(1), company(2)] }],
    ['pagination that is null', { data: [company(1), company(2)], pagination: null }],
    ['nothing but an array', [company(1), company(2)]],
  ])('may answer with %s: that is all there is', async (_, answer) => {
    routes['/v2/companies'] = () => answer;
    expect((await run({ streams: ['companies'] })).streams[0]).toMatchObject({ status: 'succeeded', records: 2, requests: 1 });
  });

  it('may hold ids that are texts: the stream fails and says so, and what was loaded before stays', async () => {
    routes['/v2/companies'] = () => ({ data: [company(1), company(2)], pagination: {} });
    await run({ streams: ['companies'] });
    routes['/v2/companies'] = () => ({
      data: [
        { ...company(1), id: '1' },
        { ...company(2), id: '2' },
      ],
      pagination: {},
    });
    const report = await run({ streams: ['companies'] });
    expect(report.streams[0]).toMatchObject({
      status: 'failed',
      reason: 'None of 2 records has a usable id: expected a positive integer, got "1"',
    });
    expect(await query(join(folder, 'test.duckdb'), 'SELECT id FROM companies ORDER BY id')).toEqual([{ id: '1' }, { id: '2' }]);
  });

  it('deletes nothing while some records come without usable ids', async () => {
    routes['/v2/companies'] = () => ({ data: [company(1), company(2)], pagination: {} });
    await run({ streams: ['companies'] });
    routes['/v2/companies'] = () => ({ data: [company(1), { ...company(2), id: '2' }], pagination: {} });
    const report = await run({ streams: ['companies'] });
    expect(report.streams[0]).toMatchObject({
      status: 'succeeded',
      rejected: 1,
      reason: expect.stringContaining('1 record has no usable id; deletions wait'),
    });
    expect(await query(join(folder, 'test.duckdb'), 'SELECT count(*) AS n FROM companies')).toEqual([{ n: '2' }]);
  });

  it.each([
    ['an HTML error', new Raw(502, '<html><h1>Bad Gateway</h1></html>', 'text/html'), '502'],
    ['a JSON error', new Raw(500, '{"errors":[{"code":"internal","message":"oops"}]}'), '500'],
    ['HTML with a good status', new Raw(200, '<html>Please sign in</html>', 'text/html'), 'JSON'],
    ['an object that is no page', { companies: [] }, 'The answer has no "data"'],
    ['a missing endpoint', new Raw(404, '{"message":"not found"}'), 'not found'],
  ])('may answer with %s: the stream fails and says why, the others go on', async (_, answer, reason) => {
    routes['/v2/companies'] = () => answer;
    routes['/v2/persons'] = () => ({ data: [person(1)], pagination: {} });
    const report = await run({ streams: ['companies', 'persons'] });
    expect(report).toMatchObject({
      status: 'partial',
      streams: [
        { stream: 'companies', status: 'failed', reason: expect.stringContaining(reason) },
        { stream: 'persons', status: 'succeeded', records: 1 },
      ],
    });
  });

  it('may lead in a circle: the stream fails instead of going round for ever', async () => {
    routes['/v2/companies'] = (url) => ({
      data: [company(1)],
      pagination: { nextUrl: `?page=${url.searchParams.get('page') === '2' ? 1 : 2}` },
    });
    const report = await run({ streams: ['companies'] });
    expect(report.streams[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('lead in a circle') });
  });

  it('may serve only a part of the API: every stream that it serves is loaded, with types that nobody has heard of', async () => {
    const one =
      (...data: unknown[]): Route =>
      () => ({ data });
    routes['/v2/companies'] = one(company(1));
    routes['/v2/persons'] = one(person(1));
    routes['/v2/companies/fields'] = one({ id: 'field-1', name: 'Odd', type: 'quantum', valueType: 'hologram', extra: 1 });
    routes['/v2/persons/fields'] = one();
    routes['/v2/lists'] = one({ id: 8, name: 'Deals', type: 'company', isPublic: true, ownerId: 5, creatorId: 5, colour: 'red' });
    routes['/v2/lists/8/fields'] = one({ id: 'field-9', name: 'Stage', type: 'list', valueType: 'ranked-dropdown' });
    routes['/v2/lists/8/list-entries'] = one({
      id: 70,
      listId: 8,
      type: 'company',
      entity: company(1, { fields: [{ id: 'field-9', name: 'Stage', type: 'list', value: { type: 'mood', data: 'sunny' } }] }),
    });
    const report = await run();
    const statuses = Object.fromEntries(report.streams.map(({ stream, status }) => [stream, status]));
    expect(statuses).toEqual({
      companies: 'succeeded',
      persons: 'succeeded',
      opportunities: 'failed',
      lists: 'succeeded',
      fields: 'succeeded',
      list_entries: 'succeeded',
      saved_views: 'failed',
      notes: 'failed',
      reminders: 'failed',
      // What not every account has is no failure.
      files: 'succeeded',
      teams: 'succeeded',
      merges: 'succeeded',
      duplicates: 'succeeded',
      webhooks: 'succeeded',
      users: 'failed',
      field_value_changes: 'failed',
    });
    expect(await query(join(folder, 'test.duckdb'), 'SELECT list_entry_id, value_type, json FROM field_values')).toEqual([
      { list_entry_id: '70', value_type: 'mood', json: '"sunny"' },
    ]);
    expect(await query(join(folder, 'test.duckdb'), 'SELECT id, value_type FROM fields ORDER BY id')).toEqual([
      { id: 'field-1', value_type: 'hologram' },
      { id: 'field-9', value_type: 'ranked-dropdown' },
    ]);
  });

  it('is not followed to another host', async () => {
    routes['/v2/companies'] = () => ({ data: [company(1)], pagination: { nextUrl: 'http://elsewhere.example/v2/companies?cursor=1' } });
    const report = await run({ streams: ['companies'] });
    expect(report.streams[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('http://elsewhere.example') });
  });

  it('may refuse the values beyond the hundredth: those that came are kept, and the report says so', async () => {
    const fields = [
      { id: 'field-1', name: 'Many', type: 'global', value: { type: 'number-multi', data: new Array(100).fill(1), totalCount: 120 } },
    ];
    routes['/v2/companies'] = () => ({ data: [company(1, { fields })], pagination: {} });
    const report = await run({ streams: ['companies'] });
    expect(report.streams[0]).toMatchObject({
      status: 'succeeded',
      reason: expect.stringContaining('1 value cut at 100 could not be completed'),
    });
    expect(await query(join(folder, 'test.duckdb'), 'SELECT count(*) AS n FROM field_values')).toEqual([{ n: '100' }]);
  });
});

describe("a stream of one's own", () => {
  const Rocket = z.object({ id: z.int(), launchedAt: z.iso.datetime().nullable(), stageCount: z.int(), crew: z.array(z.string()) });
  const rockets = endpoint({
    method: 'GET',
    path: '/v2/rockets',
    effect: 'read',
    query: () => pageQuery({ default: 100, min: 1, max: 100 }),
    response: () => pageOf(Rocket),
    paging: 'next-url',
  });

  it('fills a table with a column for each property', async () => {
    routes['/v2/rockets'] = () => ({
      data: [{ id: 1, launchedAt: '2026-01-01T00:00:00Z', stageCount: 2, crew: ['Mira'] }],
      pagination: {},
    });
    const report = await run({ streams: [defineStream(rockets, { table: 'rockets' })] });
    expect(report.streams).toMatchObject([{ stream: 'rockets', status: 'succeeded', records: 1 }]);
    expect(await query(join(folder, 'test.duckdb'), 'SELECT id, launched_at, stage_count, crew FROM rockets')).toEqual([
      { id: '1', launched_at: '2026-01-01 00:00:00+00', stage_count: '2', crew: '["Mira"]' },
    ]);
  });
});

describe('a plan', () => {
  it('knows no price before the first sync, and that of the last one after it', async () => {
    routes['/v2/companies'] = () => ({ data: [company(1)], pagination: {} });
    routes['/v2/rate-limit'] = () => ({ callerPerMinute: { limit: 60 }, orgPerMonth: { remaining: 10 } });
    const before = await plan(settings({ streams: ['companies'] }));
    expect(before).toMatchObject({
      isLowerBound: true,
      streams: [{ mode: 'full', reason: expect.stringContaining('first load'), estimatedRequests: null }],
    });
    await run({ streams: ['companies'] });
    expect(await plan(settings({ streams: ['companies'] }))).toMatchObject({
      estimatedRequests: 2,
      isLowerBound: false,
      minutes: 2 / 60,
      shareOfMonth: 0.2,
    });
  });
});
