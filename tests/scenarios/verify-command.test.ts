import { tmpdir } from 'node:os';
import { type VerifyReport, verify } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { adminKey, firmSandbox } from './support/sync-firm.ts';
import { clientOf, query, type Synced, synced } from './support/synced.ts';

let sandbox: Sandbox;
let server: SandboxServer;
let place: Synced;
beforeEach(async () => {
  sandbox = firmSandbox();
  server = await listen(sandbox);
  place = await synced(sandbox);
  await place.sync();
});
afterEach(async () => {
  await place.remove();
  await server.close();
  sandbox.close();
});

const cli = (...args: readonly string[]): Promise<CliResult> =>
  runCli(['verify', ...args, '--database', place.database], {
    cwd: tmpdir(),
    env: { AFFINITY_API_KEY: adminKey, AFFINITY_BASE_URL: server.url },
  });

const change = async (sql: string): Promise<void> => {
  const instance = await DuckDBInstance.create(place.database);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
};

const found = (report: VerifyReport): unknown[] =>
  report.checks.filter(({ outcome }) => outcome !== 'same').map(({ subject, kind, ids, columns }) => ({ subject, kind, ids, columns }));

it('finds a database that was just synced to be what Affinity holds', async () => {
  const result = await cli('--json');
  const report = JSON.parse(result.out) as VerifyReport;
  expect(found(report)).toEqual([]);
  expect(result.exitCode).toBe(0);
  expect(report.checks.map(({ subject, kind }) => `${kind} ${subject}`)).toEqual(
    expect.arrayContaining([
      'count companies',
      'count persons',
      'count notes',
      'sample lists',
      'sample companies',
      'sample persons',
      'sample notes',
      'sample list_entries',
    ]),
  );
  expect(report.checks.filter(({ subject }) => subject.startsWith('entries of ')).length).toBeGreaterThan(0);
  expect(report.checks.every(({ here }) => here > 0)).toBe(true);
});

it('names the tables, records and columns that differ, and what to do about it', async () => {
  await change(`UPDATE companies SET domain = 'doctored.example' WHERE id = (SELECT min(id) FROM companies);
    DELETE FROM persons WHERE id = (SELECT max(id) FROM persons);
    UPDATE notes SET html = 'doctored' WHERE id = (SELECT min(id) FROM notes WHERE parent_id IS NULL);
    UPDATE lists SET name = 'doctored' WHERE id = (SELECT min(id) FROM lists);
    DELETE FROM list_entries WHERE id = (SELECT min(id) FROM list_entries);
    UPDATE list_entries SET creator_id = 6 WHERE id = 6050;
    UPDATE field_values SET option_id = 99 WHERE list_entry_id = 6050 AND field_id = 'field-11';
    DELETE FROM field_values WHERE list_entry_id = 6510 AND field_id = 'field-12'`);
  const [ids] = await query(
    place.database,
    'SELECT min(id) AS company, (SELECT min(id) FROM notes WHERE parent_id IS NULL) AS note, (SELECT min(id) FROM lists) AS list FROM companies',
  );
  const report = await verify({ client: clientOf(sandbox), database: place.database, sample: 1000 });
  const entryColumns = ['creator_id', 'field-11', 'field-12'];
  expect(found(report)).toEqual(
    expect.arrayContaining([
      { subject: 'companies', kind: 'sample', ids: [Number(ids?.['company'])], columns: ['domain'] },
      { subject: 'notes', kind: 'sample', ids: [Number(ids?.['note'])], columns: ['html'] },
      { subject: 'lists', kind: 'sample', ids: [Number(ids?.['list'])], columns: ['name'] },
      { subject: 'list_entries', kind: 'sample', ids: expect.arrayContaining([6050, 6510]), columns: expect.arrayContaining(entryColumns) },
      { subject: 'persons', kind: 'count', ids: [], columns: [] },
      { subject: expect.stringMatching(/^entries of /), kind: 'count', ids: [], columns: [] },
    ]),
  );
  const result = await cli('--sample', '1000');
  expect(result.exitCode).toBe(3);
  expect(result.out).toContain('different: domain');
  expect(result.out).toContain(String(ids?.['company']));
  expect(result.out).toContain('affinity sync');
});

it('says that nothing could be compared where nothing was loaded, or nothing is permitted', async () => {
  await change('DELETE FROM _streams');
  const result = await cli();
  expect(result.exitCode).toBe(1);
  expect(result.out).toContain('Nothing could be compared');
});
