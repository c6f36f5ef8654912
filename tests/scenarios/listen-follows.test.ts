import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAffinity } from '@affinity-kit/client';
import { applyEvents, EventQueue, eventsFolder, replay, sync, touchesOf } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCli, startCli } from '../support/run-cli.ts';
import { historySandbox } from './support/history-firm.ts';
import { adminKey } from './support/sync-firm.ts';
import { contents, query } from './support/synced.ts';

let sandbox: Sandbox;
let server: SandboxServer;
let cwd: string;
let database: string;
let running: RunningCli | undefined;

beforeEach(async () => {
  sandbox = historySandbox();
  server = await listen(sandbox);
  cwd = mkdtempSync(join(tmpdir(), 'listen-'));
  database = join(cwd, 'affinity.duckdb');
});
afterEach(async () => {
  await stop();
  await server.close();
  sandbox.close();
  rmSync(cwd, { recursive: true, force: true });
});

const env = (rest: Record<string, string> = {}) => ({
  AFFINITY_BASE_URL: server.url,
  AFFINITY_API_KEY: adminKey,
  AFFINITY_LISTEN_SETTLE_MS: '0',
  AFFINITY_LISTEN_GATHER_MS: '10',
  ...rest,
});

const client = () => createAffinity({ apiKey: adminKey, baseUrl: server.url, pace: false });

/** Waits until something is so; the test's own limit ends it otherwise. */
const until = async <T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    await sleep(20);
  }
};

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((done) => {
    probe.listen(0, '127.0.0.1', done);
  });
  const address = probe.address();
  await new Promise((done) => {
    probe.close(done);
  });
  return typeof address === 'object' && address ? address.port : 0;
};

const start = (...args: string[]): RunningCli => {
  running = startCli(['listen', '--quiet', ...args], { env: env(), cwd });
  return running;
};

/** What the system does to a process that shall end. */
const stop = async (): Promise<number | undefined> => {
  const left = running;
  running = undefined;
  if (!left) return undefined;
  for (const handler of process.listeners('SIGTERM')) if (handler.name === 'stop') handler('SIGTERM');
  return (await left.done).exitCode;
};

interface Health {
  readonly waiting: number;
  readonly failures: number;
  readonly running: boolean;
  readonly nextRun: string | null;
}

const healthOf = async ({ err }: RunningCli): Promise<Health> => {
  const url = await until(() => /health: (\S+?)\)/.exec(err())?.[1]);
  return (await (await fetch(url)).json()) as Health;
};

/** Waits until every delivery has come and all of them are in the tables. */
const followed = async (listener: RunningCli): Promise<void> => {
  await sandbox.webhooks.settled();
  await until(async () => {
    const { waiting, running: busy, nextRun } = await healthOf(listener);
    return waiting === 0 && !busy && nextRun !== null ? true : undefined;
  });
};

/** A listener that has loaded, and is registered. */
const follow = async (): Promise<RunningCli> => {
  const listener = start('--register', '--port', String(await freePort()));
  await until(async () => ((await healthOf(listener)).nextRun === null ? undefined : true));
  return listener;
};

/** What a database that knows nothing yet gets told. */
const fresh = async () => {
  const other = join(cwd, 'fresh.duckdb');
  await sync({ client: client(), database: other });
  return contents(other);
};

/** What depends on when it was read apart. */
const facts = async (file: string) => {
  const { field_value_history: _, record_spans: __, webhooks: ___, ...tables } = await contents(file);
  return tables;
};

describe('affinity listen', () => {
  it('has the tables follow records, values, entries, notes and fields that change, and those that go', async () => {
    const listener = await follow();
    const { v1 } = client();
    const company = await v1.organizations.create({ body: { name: 'Kestrel Robotics', domain: 'kestrel.example' } });
    await v1.organizations.update({ organization_id: 1, body: { name: 'Renamed' } });
    const entry = await v1.lists.entries.create({ list_id: 801, body: { entity_id: company.id } });
    await v1.fieldValues.create({ body: { field_id: 12, entity_id: company.id, list_entry_id: entry.id, value: 250 } });
    const status = (await v1.fieldValues.list({ list_entry_id: 6001 })).find(({ field_id }) => field_id === 11);
    await v1.fieldValues.update({ field_value_id: status?.id ?? 0, body: { value: 32 } });
    await v1.fieldValues.create({ body: { field_id: 1, entity_id: company.id, value: 7 } });
    const note = await v1.notes.create({ body: { content: 'They sell robots', organization_ids: [company.id] } });
    await v1.notes.create({ body: { content: 'And they weld', organization_ids: [company.id] } });
    await v1.persons.create({ body: { first_name: 'Ines', last_name: 'Vahl', emails: ['ines@vahl.example'] } });
    await followed(listener);
    expect(await query(database, 'SELECT name FROM companies WHERE id = 1')).toEqual([{ name: 'Renamed' }]);
    await v1.notes.delete({ note_id: note.id });
    await v1.lists.entries.delete({ list_id: 801, list_entry_id: 6002 });
    await v1.organizations.delete({ organization_id: 3 });
    await v1.fields.create({ body: { name: 'Region', entity_type: 1, value_type: 6, list_id: 801 } });
    await followed(listener);
    expect(await stop()).toBe(0);
    const { field_value_history: _, record_spans: __, webhooks: ___, ...expected } = await fresh();
    expect(await facts(database)).toEqual(expected);
    const gone = await query(database, "SELECT end_reason FROM record_history WHERE table_name = 'companies' AND end_reason <> 'changed'");
    expect(gone).toEqual([{ end_reason: 'deleted' }]);
  }, 60_000);

  it('asks once for a record that many events are about, and follows what changed before it was started', async () => {
    await sync({ client: client(), database });
    const queue = await EventQueue.open(eventsFolder(database));
    const body = { id: 1, name: 'Nobody believes this', domain: null, domains: [], crunchbase_uuid: null, global: false };
    await client().v1.organizations.update({ organization_id: 1, body: { name: 'Believed' } });
    const touches = touchesOf({ type: 'organization.updated', body: { ...body, organization_ids: [], person_ids: [] }, sent_at: 1 });
    expect(touches).toEqual([{ kind: 'company', id: 1 }]);
    for (let nth = 0; nth < 50; nth++) await queue.add({ receivedAt: new Date().toISOString(), touches });
    const batch = await queue.take();
    const before = sandbox.requests().length;
    const { outcome, report } = await applyEvents({ client: client(), database }, batch?.events ?? []);
    expect([outcome, report?.streams.map(({ stream, mode }) => [stream, mode])]).toEqual(['applied', [['companies', 'event']]]);
    expect(sandbox.requests().length - before).toBe(2);
    expect(await query(database, 'SELECT name FROM companies WHERE id = 1')).toEqual([{ name: 'Believed' }]);
    // Nobody said that they were done with: after a crash they come again, and change nothing.
    const reopened = await EventQueue.open(eventsFolder(database));
    expect(reopened.size).toBe(50);
    const again = await reopened.take();
    const repeated = await applyEvents({ client: client(), database }, again?.events ?? []);
    expect(repeated.report?.tables.flatMap(({ inserted, updated, deleted }) => [inserted, updated, deleted]).every((n) => n === 0)).toBe(
      true,
    );
    await again?.done();
    expect((await EventQueue.open(eventsFolder(database))).size).toBe(0);
  }, 30_000);

  it('leaves what a load goes by as it is: a missed delivery is found by the next load, and all can be replayed', async () => {
    const now = (): Date => sandbox.clock.now();
    await sync({ client: client(), database, now });
    const { v1 } = client();
    await v1.notes.create({ body: { content: 'Missed', organization_ids: [1] } });
    sandbox.clock.advance(3_600_000);
    const told = await v1.notes.create({ body: { content: 'Told', organization_ids: [1] } });
    const events = [{ receivedAt: new Date().toISOString(), touches: [{ kind: 'note', id: told.id }] }] as const;
    await applyEvents({ client: client(), database, now }, events);
    const texts = 'SELECT text FROM notes ORDER BY id';
    expect(await query(database, texts)).toEqual([{ text: 'Told' }]);
    expect((await sync({ client: client(), database, now })).streams.find(({ stream }) => stream === 'notes')?.mode).toBe('filter');
    expect(await query(database, texts)).toEqual([{ text: 'Missed' }, { text: 'Told' }]);
    const tables = await facts(database);
    await replay({ database });
    expect(await facts(database)).toEqual(tables);
  }, 30_000);

  it('waits where a load was begun that is not at its end, and where there is no database yet', async () => {
    const events = [{ receivedAt: new Date().toISOString(), touches: [{ kind: 'company', id: 1 }] }] as const;
    expect((await applyEvents({ client: client(), database }, events)).outcome).toBe('waits');
    await sync({ client: client(), database });
    await sync({ client: client(), database, full: true, maxRequests: 3 });
    expect((await applyEvents({ client: client(), database }, events)).outcome).toBe('waits');
    await sync({ client: client(), database, full: true });
    expect((await applyEvents({ client: client(), database }, events)).outcome).toBe('applied');
  }, 30_000);

  it('believes who knows the path, and keeps browsers and other names out', async () => {
    const listener = await follow();
    const webhook = (await client().v1.webhooks.list())[0];
    const url = new URL(webhook?.webhook_url ?? '');
    const post = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(new URL(path, url), { method: 'POST', body: JSON.stringify({ type: 'x.y', body: {}, sent_at: 1 }), headers })).status;
    expect(await post(url.pathname)).toBe(200);
    expect(await post('/affinity/guess')).toBe(404);
    expect(await post(url.pathname, { origin: 'https://evil.example' })).toBe(403);
    expect(webhook?.subscriptions).toHaveLength(29);
    expect(listener.out()).not.toContain(url.pathname);
  }, 30_000);

  it('touches no webhook of others, and says where they go when there is no room', async () => {
    const { v1 } = client();
    const other = createServer((_, response) => void response.end());
    await new Promise<void>((done) => {
      other.listen(0, '127.0.0.1', done);
    });
    const address = other.address();
    const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    for (const nth of [1, 2, 3]) await v1.webhooks.create({ body: { webhook_url: `http://${host}/${nth}` } });
    const before = await v1.webhooks.list();
    const { exitCode, err } = await start('--register', '--port', '0').done;
    running = undefined;
    expect([exitCode, err]).toEqual([1, expect.stringContaining(host)]);
    expect(await v1.webhooks.list()).toEqual(before);
    other.close();
  }, 30_000);
});
