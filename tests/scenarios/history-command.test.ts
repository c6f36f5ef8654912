import { tmpdir } from 'node:os';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli as runIn } from '../support/run-cli.ts';
import { historySandbox } from './support/history-firm.ts';
import { clientOf, query, type Synced, synced } from './support/synced.ts';

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

const runCli = (args: readonly string[]): ReturnType<typeof runIn> => runIn([...args, '--database', place.database], { cwd: tmpdir() });

const streams = ['companies', 'lists', 'fields', 'list_entries', 'field_value_changes', 'users'];

const minute = (time: unknown): string | null => (typeof time === 'string' ? time.slice(0, 16) : null);

const load = async (at: string): Promise<void> => {
  sandbox.clock.set(at);
  expect((await place.sync({ streams, full: true, now: () => new Date(at) })).status).toBe('succeeded');
};

const setStatus = async (at: string, dropdownOptionId: number): Promise<void> => {
  sandbox.clock.set(at);
  const value = { type: 'ranked-dropdown', data: { dropdownOptionId } } as const;
  await clientOf(sandbox).v2.lists.entries.fieldValues.update({ listId: 801, listEntryId: 6001, fieldId: 'field-11', body: { value } });
};

it('tells what a record was at which time, from the feed and from the loads', async () => {
  await load('2026-03-01T00:00:00Z');
  await setStatus('2026-03-02T10:00:00Z', 32);
  await setStatus('2026-03-03T10:00:00Z', 33);
  await clientOf(sandbox).v2.companies.fieldValues.update({
    companyId: 1,
    fieldId: 'field-1',
    body: { value: { type: 'number', data: 99 } },
  });
  await load('2026-03-04T00:00:00Z');
  const status = await runCli(['history', 'company', '1', '--field', 'status', '--json']);
  expect(status.exitCode).toBe(0);
  const { values } = JSON.parse(status.out) as { values: Record<string, unknown>[] };
  expect(
    values.map(({ value, valid_from: from, valid_to: to, source, changed_by: by }) => [value, minute(from), minute(to), source, by]),
  ).toEqual([
    ['New', '2026-01-01T00:00', '2026-03-02T10:00', 'diff', null],
    ['Diligence', '2026-03-02T10:00', '2026-03-03T10:00', 'feed', 'Mira Okafor'],
    ['Won', '2026-03-03T10:00', null, 'feed', 'Mira Okafor'],
  ]);
  const then = await runCli(['history', 'company', '1', '--as-of', '2026-03-02T12:00:00Z']);
  expect(then.out).toMatch(/Diligence/);
  expect(then.out).not.toMatch(/Won|99/);
  // A day is its first moment in UTC, and a time without a zone is of UTC too, wherever the command runs.
  const zone = process.env['TZ'];
  process.env['TZ'] = 'America/Los_Angeles';
  const asOf = async (time: string): Promise<string> =>
    (await runCli(['history', 'company', '1', '--field', 'status', '--as-of', time])).out;
  const days = [await asOf('2026-03-02'), await asOf('2026-03-02T10:30'), await asOf('2026-03-02T03:30-07:00'), await asOf('2026-03-03')];
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(days.map((out) => /New|Diligence|Won/.exec(out)?.[0])).toEqual(['New', 'Diligence', 'Diligence', 'Diligence']);
  expect((await runCli(['history', 'company', '1', '--field', 'field-1'])).out).toMatch(
    /^field-1 +1 +2026-03-01 00:00 +2026-03-04 00:00 +diff$/m,
  );
  const own = await runCli(['history', 'company', '1', '--field', 'field-1', '--json']);
  expect((JSON.parse(own.out) as { values: unknown }).values).toMatchObject([
    { value: 1, valid_to: '2026-03-04T00:00:00.000Z', source: 'diff' },
    { value: 99, valid_from: '2026-03-04T00:00:00.000Z', valid_to: null, source: 'diff' },
  ]);
});

it('tells when a record left a list and when it was deleted, and shows tables as they were', async () => {
  await load('2026-03-01T00:00:00Z');
  await clientOf(sandbox).v1.lists.entries.delete({ list_id: 801, list_entry_id: 6002 });
  await clientOf(sandbox).v1.organizations.delete({ organization_id: 3 });
  sandbox.clock.set('2026-03-02T00:00:00Z');
  await place.sync({ streams, full: true, acceptDeletes: true, now: () => new Date('2026-03-02T00:00:00Z') });
  const gone = await runCli(['history', 'company', '2', '--json']);
  expect(JSON.parse(gone.out)).toMatchObject({
    lists: [{ list_entry_id: 6002, valid_to: '2026-03-02T00:00:00.000Z', end_reason: 'deleted' }],
  });
  const ended = await runCli(['history', 'company', '3', '--json']);
  expect(JSON.parse(ended.out)).toMatchObject({ versions: [{ end_reason: 'deleted', valid_to: '2026-03-02T00:00:00.000Z' }] });
  const counts = await query(
    place.database,
    `SELECT (SELECT count(*) FROM companies_as_of('2026-03-01 12:00:00+00')) AS companies, (SELECT count(*) FROM companies_as_of(now())) AS now,
       (SELECT count(*) FROM list_entries_as_of('2026-03-01 12:00:00+00')) AS entries, (SELECT count(*) FROM persons_as_of(now())) AS persons`,
  );
  expect(counts).toEqual([{ companies: '3', now: '2', entries: '3', persons: '0' }]);
});

it.each([
  [['company', '424242'], /no company 424242 in this database\n.*FROM companies/],
  [['company', '424242', '--field', 'Status'], /no company 424242 in this database/],
  [['company', '1', '--field', 'Stage'], /Nothing is known of a field 'Stage' of company 1\n.*FROM fields/],
  [['company', '1', '--as-of', '2020-01-01'], /Nothing is known of company 1 at 2020-01-01 00:00 UTC\n.*Without --as-of/],
])('says whether the record is missing or what was asked of it, and what to do next: %j', async (args, message) => {
  await load('2026-03-01T00:00:00Z');
  const { exitCode, err } = await runCli(['history', ...args]);
  expect(exitCode).toBe(1);
  expect(err).toMatch(message);
});

it.each([
  [['history', 'firm', '1'], /does not know 'firm'/],
  [['history', 'company', 'x'], /'x' is no id/],
  [['history', 'company', '1', '--as-of', 'soon'], /must be a date or a time/],
  [['history', 'company', '1', '--as-of', '5'], /must be a date or a time/],
  [['history', 'company', '1', '--as-of', '2026-02-29'], /must be a date or a time/],
])('refuses what makes no sense: %j', async (args, message) => {
  const { exitCode, err } = await runIn(args, { cwd: tmpdir() });
  expect(exitCode).toBe(2);
  expect(err).toMatch(message);
});
