import type { Sandbox } from '@affinity-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firmSandbox } from './support/sync-firm.ts';
import { query, type Synced, synced } from './support/synced.ts';

interface Loaded {
  readonly sandbox: Sandbox;
  readonly place: Synced;
}

const load = async (sandbox: Sandbox): Promise<Loaded> => {
  const place = await synced(sandbox);
  await place.sync();
  return { sandbox, place };
};

let strict: Loaded;
let odd: Loaded;
beforeAll(async () => {
  [strict, odd] = [await load(firmSandbox()), await load(firmSandbox({ profile: 'realWorld' }))];
}, 60_000);
afterAll(async () => {
  for (const { sandbox, place } of [strict, odd]) {
    await place.remove();
    sandbox.close();
  }
});

const count = async ({ place }: Loaded, table: string): Promise<number> =>
  Number((await query(place.database, `SELECT count(*) AS n FROM ${table}`))[0]?.['n']);

test('a sync lives with a firm as odd as the real world, and no record is lost to it', async () => {
  for (const table of ['companies', 'persons', 'opportunities', 'lists', 'list_entries', 'notes', 'fields', 'users'])
    expect([table, await count(odd, table)]).toEqual([table, await count(strict, table)]);
});

test('names that are missing are NULL, not a reason to stop', async () => {
  const nameless = 'SELECT count(*) AS n FROM persons WHERE first_name IS NULL';
  expect(Number((await query(strict.place.database, nameless))[0]?.['n'])).toBe(0);
  expect(Number((await query(odd.place.database, nameless))[0]?.['n'])).toBeGreaterThan(0);
});

test('a value that cannot be read is kept as it came, with its record', async () => {
  const known = await count(strict, '_rejects');
  const rejects = await query(odd.place.database, 'SELECT record_id, path, problem, raw FROM _rejects');
  expect(rejects.length).toBeGreaterThanOrEqual(known);
  for (const { record_id: id, raw } of rejects) expect([id, raw]).not.toContain(null);
});
