import { tmpdir } from 'node:os';
import { replay, type SyncOptions } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { historySandbox } from './support/history-firm.ts';
import { clientOf, query, type Synced, synced } from './support/synced.ts';

const hourMs = 3_600_000;
const start = Date.parse('2026-03-01T00:00:00Z');
const streams = ['companies', 'lists', 'fields', 'list_entries', 'field_value_changes'];

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = historySandbox();
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

/** A load so many hours after the beginning, on a machine whose clock is so many hours ahead. */
const load = async (hours: number, { ahead = 0, ...rest }: Partial<SyncOptions> & { ahead?: number } = {}): Promise<string> => {
  sandbox.clock.set(start + hours * hourMs);
  const now = (): Date => new Date(start + (hours + ahead) * hourMs);
  return (await place.sync({ streams, full: true, acceptDeletes: true, now, ...rest })).status;
};

const setStatus = async (hours: number, dropdownOptionId: number): Promise<void> => {
  sandbox.clock.set(start + hours * hourMs);
  const value = { type: 'ranked-dropdown', data: { dropdownOptionId } } as const;
  await clientOf(sandbox).v2.lists.entries.fieldValues.update({ listId: 801, listEntryId: 6001, fieldId: 'field-11', body: { value } });
};

const setAmount = async (hours: number, data: number): Promise<void> => {
  sandbox.clock.set(start + hours * hourMs);
  const body = { value: { type: 'number', data } } as const;
  await clientOf(sandbox).v2.lists.entries.fieldValues.update({ listId: 801, listEntryId: 6001, fieldId: 'field-12', body });
};

/** Hours after the beginning, to a tenth. */
const hoursOf = (column: string): string => `round((epoch_ms(${column}) - ${start}) / ${hourMs}, 1) AS ${column}`;

const loads = (): Promise<unknown> =>
  query(place.database, `SELECT ${hoursOf('started_at')}, ${hoursOf('finished_at')} FROM _loads ORDER BY rowid`);

const dates = async (): Promise<unknown> => ({
  loads: await query(place.database, 'SELECT load_id, started_at, finished_at FROM _loads ORDER BY rowid'),
  values: await query(place.database, 'SELECT * FROM field_value_history ORDER BY ALL'),
  rows: await query(place.database, 'SELECT table_name, key, valid_from, valid_to FROM record_history ORDER BY ALL'),
});

it('dates what it reads, sees and misses by the clock of Affinity, whatever the machine says', async () => {
  await load(0, { ahead: 5 });
  await setStatus(1, 32);
  await setAmount(1, 70);
  await load(2, { ahead: -7 });
  await setStatus(3, 33);
  await clientOf(sandbox).v1.organizations.delete({ organization_id: 3 });
  await load(4, { ahead: 5 });
  expect(await loads()).toEqual([0, 2, 4].map((hours) => ({ started_at: hours, finished_at: hours })));
  const history = `SELECT field_id, coalesce(option_id, number) AS value, ${hoursOf('valid_from')}, ${hoursOf('valid_to')}, source
    FROM field_value_history WHERE list_entry_id = 6001 AND field_id IN ('field-11', 'field-12') ORDER BY 1, field_value_history.valid_from`;
  expect(await query(place.database, history)).toMatchObject([
    { field_id: 'field-11', value: 31, valid_to: 1, source: 'diff' },
    { field_id: 'field-11', value: 32, valid_from: 1, valid_to: 3, source: 'feed' },
    { field_id: 'field-11', value: 33, valid_from: 3, valid_to: null, source: 'feed' },
    { field_id: 'field-12', value: 1, valid_to: 2, source: 'diff' },
    { field_id: 'field-12', value: 70, valid_from: 2, valid_to: null, source: 'diff' },
  ]);
  const gone = `SELECT ${hoursOf('valid_to')} FROM record_history WHERE table_name = 'companies' AND end_reason = 'deleted'`;
  expect(await query(place.database, gone)).toEqual([{ valid_to: 4 }]);
  expect(await query(place.database, `SELECT DISTINCT ${hoursOf('seen_at')} FROM _freshness WHERE stream = 'companies'`)).toEqual([
    { seen_at: 4 },
  ]);
  const companies = (hours: number): string =>
    `SELECT count(*) AS n FROM companies_as_of(TIMESTAMPTZ '2026-03-01 00:00:00+00' + INTERVAL ${hours} HOUR)`;
  expect(await query(place.database, `${companies(3)} UNION ALL ${companies(5)}`)).toEqual([{ n: '3' }, { n: '2' }]);
});

it.each([undefined, 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
  'goes by its own clock where a server says that it is %s',
  async (date) => {
    const fetch: typeof sandbox.fetch = async (input, init) => {
      const response = await sandbox.fetch(input, init);
      const headers = new Headers(response.headers);
      if (date === undefined) headers.delete('date');
      else headers.set('date', date);
      return new Response(await response.text(), { status: response.status, headers });
    };
    expect(await load(1, { ahead: 6, streams: ['companies'], client: clientOf({ ...sandbox, fetch }) })).toBe('succeeded');
    const now = new Date(start + 7 * hourMs).toISOString();
    const told = 'SELECT epoch_ms(started_at) AS started, epoch_ms(finished_at) AS finished FROM _loads';
    expect(await query(place.database, told)).toEqual([{ started: String(Date.parse(now)), finished: String(Date.parse(now)) }]);
  },
);

it('keeps the dates of a load that is gone on with, and gives them again when it is replayed', async () => {
  await load(0, { ahead: -3 });
  await setStatus(1, 32);
  // What a full load reads makes the pages before it needless.
  const inParts = { full: false, wholeUpTo: 0 };
  expect(await load(2, { ...inParts, ahead: 4, maxRequests: 3 })).toBe('interrupted');
  expect(await load(3, { ...inParts, ahead: -9 })).toBe('succeeded');
  expect(await loads()).toEqual([
    { started_at: 0, finished_at: 0 },
    { started_at: 2, finished_at: 3 },
  ]);
  const before = await dates();
  await replay({ database: place.database });
  expect(await dates()).toEqual(before);
});

it('knows which load was the last one where the clock of the server itself was set back', async () => {
  for (const [hours, amount] of [
    [10, 70],
    [5, 80],
    [6, 70],
  ] as const) {
    await setAmount(hours, amount);
    await load(hours);
    const [row] = await query(place.database, "SELECT number FROM field_values WHERE list_entry_id = 6001 AND field_id = 'field-12'");
    expect(row).toEqual({ number: amount });
  }
  const amounts = "SELECT number FROM field_value_history WHERE list_entry_id = 6001 AND field_id = 'field-12' ORDER BY valid_from";
  expect(await query(place.database, amounts)).toEqual([{ number: 70 }, { number: 80 }, { number: 70 }]);
});

it('lets a row go that was changed before it left its list', async () => {
  await load(0);
  await setStatus(1, 32);
  await clientOf(sandbox).v1.lists.entries.delete({ list_id: 801, list_entry_id: 6001 });
  await load(2);
  expect(await query(place.database, 'SELECT count(*) AS n FROM list_entries WHERE id = 6001')).toEqual([{ n: '0' }]);
  expect(await query(place.database, 'SELECT count(*) AS n FROM field_values WHERE list_entry_id = 6001')).toEqual([{ n: '0' }]);
});

it('tells ages by the clock of Affinity, and by how much the machine has another', async () => {
  await load(0, { streams: ['companies'], now: () => new Date(Date.now() - 26 * hourMs) });
  const cli = (...args: string[]): ReturnType<typeof runCli> => runCli([...args, '--database', place.database], { cwd: tmpdir() });
  const { out } = await cli('status', '--offline');
  expect(out).toMatch(/^Times here are by Affinity's clock, which is \d+ \w+ behind this machine's\.$/m);
  expect(out).toMatch(/^1 day ago +succeeded/m);
  expect((await cli('tables', 'companies')).out).toContain('Last read 1 day ago, at 2026-03-01T00:00');
});
