import { tmpdir } from 'node:os';
import { createAffinity } from '@affinity-kit/client';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { historySandbox } from './support/history-firm.ts';
import { adminKey } from './support/sync-firm.ts';
import { contents, query, type Synced, synced } from './support/synced.ts';

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

const streams = ['companies', 'lists', 'fields', 'list_entries'];

/** A client of an Affinity whose answers have changed in some way. */
const drifted = (change: (text: string, path: string) => string): ReturnType<typeof createAffinity> =>
  createAffinity({
    apiKey: adminKey,
    baseUrl: sandbox.url,
    pace: false,
    fetch: async (input, init) => {
      const response = await sandbox.fetch(input, init);
      const { pathname } = new URL(input);
      const text = change(await response.text(), pathname);
      return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } });
    },
  });

const load = async (change: (text: string, path: string) => string): Promise<void> => {
  const report = await place.sync({ client: drifted(change), streams, full: true });
  expect(report.streams.filter(({ status }) => status !== 'succeeded')).toEqual([]);
};

const changes = async (): Promise<Record<string, unknown>[]> =>
  await query(place.database, 'SELECT subject, id, change, before, after FROM _schema_changes ORDER BY ALL');

it('takes a new type of value, a new member of a set, a bigger integer and a long text, and says so once', async () => {
  await place.sync({ streams, full: true });
  const long = 'x'.repeat(40_000);
  const change = (text: string, path: string): string =>
    path === '/v2/companies'
      ? text
          .replace('"type":"number","data":1}', `"type":"mood","data":{"level":9007199254740000}}`)
          .replace('"name":"Company 2"', `"name":"${long}"`)
      : text;
  await load(change);
  await load((text, path) => change(text, path).replace('"name":"Company 3"', '"name":"Company Three"'));
  expect(await changes()).toEqual([{ subject: 'value type', id: 'mood', change: 'added', before: null, after: 'mood' }]);
  const [mood] = await query(place.database, "SELECT json FROM field_values WHERE value_type = 'mood'");
  expect(mood).toEqual({ json: '{"level":9007199254740000}' });
  expect(await query(place.database, 'SELECT length(name) AS n FROM companies WHERE id = 2')).toEqual([{ n: '40000' }]);
});

it('follows fields that are renamed, retyped, new or gone, and forks no column', async () => {
  await place.sync({ streams, full: true });
  await load((text, path) =>
    path === '/v2/lists/801/fields'
      ? text
          .replace('"name":"Amount"', '"name":"Size"')
          .replace('"name":"Rounds"', '"name":"Rounds"')
          .replace('"valueType":"number-multi"', '"valueType":"text"')
      : text,
  );
  expect(await changes()).toEqual([
    { subject: 'company', id: 'field-12', change: 'renamed', before: 'Amount', after: 'Size' },
    { subject: 'company', id: 'field-13', change: 'retyped', before: 'number-multi', after: 'text' },
  ]);
  const columns = await query(place.database, "SELECT column_name AS c FROM duckdb_columns() WHERE table_name = 'list_pipeline'");
  const names = columns.map(({ c }) => String(c));
  expect(names.filter((name) => name.startsWith('size') || name.startsWith('amount'))).toEqual(['size']);
});

it('keeps what cannot be read, shows it, and reads it from the journal when it is tried again', async () => {
  await load((text, path) =>
    path === '/v2/companies' ? text.replace('"type":"number","data":1}', '"type":"number","data":"one"}') : text,
  );
  const cli = (...args: string[]): ReturnType<typeof runCli> => runCli([...args, '--database', place.database], { cwd: tmpdir() });
  const shown = await cli('rejects', '--json');
  expect(JSON.parse(shown.out)).toMatchObject({
    values: 1,
    kinds: [{ stream: 'companies', where: 'fields.field-1', problem: 'expected a number', example: '"one"', record: '1' }],
  });
  expect((await cli('rejects')).out).toMatch(/expected a number/);
  const before = await contents(place.database);
  const requests = sandbox.requests().length;
  const retried = await cli('rejects', '--retry', '--json');
  expect(retried.exitCode).toBe(3);
  expect(JSON.parse(retried.out)).toMatchObject({ values: 1, solved: 0 });
  expect(await contents(place.database)).toEqual(before);
  expect((await cli('replay', '--json')).exitCode).toBe(0);
  expect(sandbox.requests()).toHaveLength(requests);
});

it('keeps the columns as they are when told to freeze, and follows with a word when told to report', async () => {
  await place.sync({ streams, full: true });
  const renamed = (text: string, path: string): string =>
    path === '/v2/lists/801/fields' ? text.replace('"name":"Amount"', '"name":"Size"') : text;
  const columns = async (): Promise<string[]> =>
    (await query(place.database, "SELECT column_name AS c FROM duckdb_columns() WHERE table_name = 'list_pipeline'")).map(({ c }) =>
      String(c),
    );
  for (let times = 0; times < 2; times++) {
    expect((await place.sync({ client: drifted(renamed), streams, full: true, schema: 'freeze' })).status).toBe('succeeded');
    expect(await changes()).toEqual([{ subject: 'company', id: 'field-12', change: 'renamed', before: 'Amount', after: 'Size' }]);
    expect(await columns()).toContain('amount');
  }
  const warnings: string[] = [];
  const onWarning = (warning: string): void => void warnings.push(warning);
  const report = await place.sync({ client: drifted(renamed), streams, full: true, schema: 'report', onWarning });
  expect(report.status).toBe('partial');
  expect(warnings).toEqual([expect.stringContaining('_schema_changes')]);
  expect(await columns()).toContain('size');
});
