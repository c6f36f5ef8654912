import { createServer } from 'node:http';
import { join } from 'node:path';
import { applyEvents, EventQueue, eventsFolder, replay, sync, touchesOf } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historySandbox } from './support/history-firm.ts';
import { ListenerStage } from './support/listener.ts';
import { contents, query } from './support/synced.ts';
import { makeChanges, takeBack } from './support/told-changes.ts';

let stage: ListenerStage;
let sandbox: Sandbox;
let database: string;

beforeEach(async () => {
  stage = await ListenerStage.open(historySandbox());
  ({ sandbox, database } = stage);
});
afterEach(async () => {
  await stage.close();
});

const client = () => stage.client();

/** What a database that knows nothing yet gets told. */
const fresh = async () => {
  const other = join(stage.cwd, 'fresh.duckdb');
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
    const listener = await stage.follow();
    const made = await makeChanges(client());
    await stage.followed(listener);
    expect(await query(database, 'SELECT name FROM companies WHERE id = 1')).toEqual([{ name: 'Renamed' }]);
    await takeBack(client(), made);
    await stage.followed(listener);
    expect(await stage.stop()).toBe(0);
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
    const listener = await stage.follow();
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
    const { exitCode, err } = await stage.start('--register', '--port', '0').done;
    expect([exitCode, err]).toEqual([1, expect.stringContaining(host)]);
    expect(await v1.webhooks.list()).toEqual(before);
    other.close();
  }, 30_000);
});
