import { join } from 'node:path';
import { applyEvents, replay, sync } from '@affinity-kit/pipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historySandbox } from './support/history-firm.ts';
import { ListenerStage } from './support/listener.ts';
import { contents, query } from './support/synced.ts';
import { makeChanges, takeBack } from './support/told-changes.ts';

let stage: ListenerStage;
beforeEach(async () => {
  stage = await ListenerStage.open(historySandbox({ v2: false }));
});
afterEach(async () => {
  await stage.close();
});

const lists = ['801'];

/** What depends on when it was read apart. */
const facts = async (database: string) => {
  const { field_value_history: _, field_value_changes: __, record_spans: ___, webhooks: ____, ...tables } = await contents(database);
  return tables;
};

/** What a database that knows nothing yet gets told. */
const fresh = async () => {
  const database = join(stage.cwd, 'fresh.duckdb');
  await sync({ client: stage.client(), database, lists });
  return await facts(database);
};

describe('affinity listen, for an account without API v2', () => {
  it('has the tables follow records, values, entries, notes and fields that change, and those that go', async () => {
    const { sandbox, database } = stage;
    const listener = await stage.follow('--lists', '801');
    const made = await makeChanges(stage.client());
    await stage.followed(listener);
    expect(await query(database, 'SELECT name FROM companies WHERE id = 1')).toEqual([{ name: 'Renamed' }]);
    await takeBack(stage.client(), made);
    await stage.followed(listener);
    expect(await stage.stop()).toBe(0);
    // Company 2 left the list: what was read of it stays, and is not read of a list that it is not on.
    const { field_values: values, ...tables } = await facts(database);
    const { field_values: freshValues, ...freshTables } = await fresh();
    expect(tables).toEqual(freshTables);
    expect((values as { entity_id: string }[]).filter(({ entity_id: id }) => id !== '2')).toEqual(freshValues);
    expect(listener.err().match(/no API v2/g)).toHaveLength(1);
    // Who we are is asked of API v2 first.
    const asked = new Set(
      sandbox
        .requests()
        .filter(({ path }) => path.startsWith('/v2/'))
        .map(({ path }) => path),
    );
    expect([...asked]).toEqual(['/v2/auth/whoami']);
  }, 60_000);

  it('asks for what was told and no more, and all of it can be replayed', async () => {
    const { sandbox, database } = stage;
    const client = stage.client();
    await sync({ client, database, lists });
    await client.v1.organizations.update({ organization_id: 1, body: { name: 'Told' } });
    const before = sandbox.requests().length;
    const events = [{ receivedAt: new Date().toISOString(), touches: [{ kind: 'company', id: 1 }] }] as const;
    const { outcome, report } = await applyEvents({ client, database, lists }, events);
    expect([outcome, report?.status]).toEqual(['applied', 'succeeded']);
    const paths = sandbox
      .requests()
      .slice(before)
      .map(({ path }) => path);
    expect(paths).toEqual(['/v2/auth/whoami', '/auth/whoami', '/lists', '/organizations/1', '/field-values']);
    expect(await query(database, 'SELECT name FROM companies WHERE id = 1')).toEqual([{ name: 'Told' }]);
    const tables = await facts(database);
    await replay({ database, allowIncomplete: true });
    expect(await facts(database)).toEqual(tables);
  }, 30_000);
});
