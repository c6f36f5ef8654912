import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliResult, runCli, startCli } from '../support/run-cli.ts';
import { adminKey, firmSandbox } from './support/sync-firm.ts';
import { type Synced, synced } from './support/synced.ts';

let sandbox: Sandbox;
let place: Synced;
let cwd: string;
let env: Record<string, string>;
beforeAll(async () => {
  sandbox = firmSandbox();
  place = await synced(sandbox);
  await place.sync({ streams: ['lists', 'users', 'list_entries'] });
  cwd = mkdtempSync(join(tmpdir(), 'reading-'));
  env = { AFFINITY_DATABASE: place.database, HOME: cwd };
});
afterAll(async () => {
  await place.remove();
  rmSync(cwd, { recursive: true, force: true });
  sandbox.close();
});

const affinity = (...args: string[]): Promise<CliResult> => runCli(args, { env, cwd });

describe('affinity sql', () => {
  it('takes values for $names: numbers, words and texts', async () => {
    const query = 'SELECT typeof($id) AS a, $half AS b, $yes AS c, $nothing AS d, $name AS e, $text AS f';
    const values = ['id=802', 'half=0.5', 'yes=true', 'nothing=null', "name=O'Neil = x", "text='007'"].flatMap((text) => ['--param', text]);
    const { out, exitCode } = await affinity('sql', query, '--jsonl', ...values);
    expect([JSON.parse(out), exitCode]).toEqual([{ a: 'INTEGER', b: 0.5, c: true, d: null, e: "O'Neil = x", f: '007' }, 0]);
    const { out: list } = await affinity('sql', 'SELECT name FROM lists WHERE id = $id', '--param', 'id=802', '--csv');
    expect(list).toBe('name\nDeals\n');
  });

  it('says what is wrong with a value, or that one is missing', async () => {
    expect(await affinity('sql', 'SELECT 1', '--param', 'id=1')).toMatchObject({ exitCode: 2, err: expect.stringContaining('$id') });
    expect(await affinity('sql', 'SELECT $id', '--param', 'id')).toMatchObject({ exitCode: 2, err: expect.stringContaining('name=value') });
    expect(await affinity('sql', 'SELECT $id')).toMatchObject({ exitCode: 1, err: expect.stringContaining('id') });
  });

  it('answers all queries of a file, or of what is piped in', async () => {
    const sql = "-- two; questions\nSELECT ';' AS a;\nSELECT $id AS b";
    writeFileSync(join(cwd, 'report.sql'), sql);
    const lines = '{"a":";"}\n{"b":5}\n';
    expect(await affinity('sql', '--file', 'report.sql', '--jsonl', '--param', 'id=5')).toMatchObject({ out: lines, exitCode: 0 });
    const piped = await runCli(['sql', '--jsonl', '--param', 'id=5'], { env, cwd, input: Readable.from([sql]) });
    expect(piped).toMatchObject({ out: lines, exitCode: 0 });
    expect(await affinity('sql', '--file', 'report.sql', '--json', '--param', 'id=5')).toMatchObject({ exitCode: 2 });
    expect(await affinity('sql', '--file', 'none.sql')).toMatchObject({ exitCode: 2, err: expect.stringContaining('none.sql') });
    expect(await affinity('sql', '--file', 'report.sql', 'SELECT 1')).toMatchObject({ exitCode: 2 });
    expect(await affinity('sql', ' -- nothing')).toMatchObject({ exitCode: 2 });
  });

  it('lists tables and columns: .tables and .schema', async () => {
    expect((await affinity('sql', '.tables')).out).toMatch(/^lists +2 /m);
    expect((await affinity('sql', '.schema lists')).out).toMatch(/^owner_id +BIGINT/m);
    expect((await affinity('sql', '.schema')).out).toMatch(/^companies\n[\s\S]*^funnel\n/m);
    expect(await affinity('sql', '.schema fnnel')).toMatchObject({ exitCode: 2, err: expect.stringContaining('Near to it: funnel, ') });
    expect(await affinity('sql', '.mode csv')).toMatchObject({ exitCode: 2 });
  });
});

/** A keyboard and a screen. */
const conversation = () => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const running = startCli(['sql'], { env, cwd, input });
  const shows = async (text: string | RegExp): Promise<void> => {
    for (let tries = 0; tries < 500 && !(typeof text === 'string' ? running.out().includes(text) : text.test(running.out())); tries++)
      await delay(10);
    if (typeof text === 'string') expect(running.out()).toContain(text);
    else expect(running.out()).toMatch(text);
  };
  return { type: (text: string) => input.write(text), shows, running };
};

describe('the prompt of affinity sql', () => {
  it('takes queries over several lines, goes on after mistakes, and remembers', async () => {
    const { type, shows, running } = conversation();
    await shows('affinity> ');
    type('SELECT 40 +\n');
    await shows('...> ');
    // A command is one within a query too: who forgot the semicolon is not caught.
    type('.help\n');
    await shows('so does Ctrl-D');
    type('2 AS answer; SELECT nme FROM lists;\n');
    await shows(/answer[\s\S]*42/);
    type('.mode csv\nSELECT name FROM lists ORDER BY id;\n');
    await shows('name\nPipeline\nDeals\n');
    // Ctrl-C clears a query that was begun; Ctrl-D leaves.
    type('SELECT 1 +\n');
    await shows(/SELECT 1 \+\s[\s\S]*\.\.\.> /);
    type('\u0003');
    await shows('^C');
    type('\u0004');
    expect(await running.done).toMatchObject({ exitCode: 0, err: expect.stringContaining('nme') });
    const file = join(cwd, '.local', 'state', 'affinity', 'sql-history');
    expect(readFileSync(file, 'utf8')).toBe(
      '.help\nSELECT 40 + 2 AS answer; SELECT nme FROM lists;\n.mode csv\nSELECT name FROM lists ORDER BY id;\n',
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('completes names of tables and columns, recalls the last query, and stops one that runs', async () => {
    const { type, shows, running } = conversation();
    await shows('affinity> ');
    type('\u001b[A');
    await shows('SELECT name FROM lists ORDER BY id;');
    type('\u0005\u0015SELECT count(*) AS deals FROM list_deal');
    await shows('list_deal');
    type('\t');
    await shows('list_deals');
    type(';\n');
    await shows(/deals[\s\S]*40/);
    type('SELECT count(*) FROM range(1000000000000) AS a WHERE a.range % 7 = 3;\n');
    await delay(50);
    type('\u0003');
    await shows('Stopped.');
    type('.quit\n');
    expect(await running.done).toMatchObject({ exitCode: 0 });
  });

  it('sees what a sync brings meanwhile', async () => {
    const { type, shows, running } = conversation();
    await shows('affinity> ');
    type("SELECT 'notes ' || count(*) AS n FROM notes;\n");
    await shows('notes 0');
    await place.sync({ streams: ['notes'] });
    type("SELECT 'notes ' || count(*) AS n FROM notes;\n");
    await shows('notes 127');
    type('\u0004');
    await running.done;
  });
});

describe('affinity tables', () => {
  it('says how many rows there are and how fresh they are', async () => {
    const { out } = await affinity('tables');
    expect(out).toMatch(/^list_entries +160 +just now/m);
    expect(out).toMatch(/^companies +0 +Companies/m);
    const { readAt, rows } = JSON.parse((await affinity('tables', 'lists', '--json')).out);
    expect([Number.isNaN(Date.parse(readAt)), rows]).toEqual([false, 2]);
    expect((await affinity('tables', 'lists')).out).toContain(`Last read just now, at ${readAt}.`);
  });
});

describe('affinity status', () => {
  it('tells of loads, streams, rejects and changes, without a key and without Affinity', async () => {
    const { out, exitCode } = await affinity('status');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^just now +succeeded/m);
    expect(out).toMatch(/^list_entries +succeeded +just now/m);
    expect(out).toContain('Every value could be read.');
    expect(out).toContain('Quota: not known without a key.');
  });

  it('counts loads that found nothing new', async () => {
    const before = JSON.parse((await affinity('status', '--offline', '--json')).out);
    await place.sync({ streams: ['lists'] });
    const after = JSON.parse((await affinity('status', '--offline', '--json')).out);
    expect(after.loads.length).toBe(before.loads.length + 1);
    expect(after.loads[0]).toMatchObject({ status: 'succeeded', rowsInserted: 0 });
    const readAt = (status: typeof before) => status.streams.find(({ stream }: { stream: string }) => stream === 'lists').readAt;
    expect(readAt(after) > readAt(before)).toBe(true);
    expect(after.quota).toEqual({ minute: null, month: null, problem: 'not asked for' });
  });

  it('asks for the quota with one request', async () => {
    const { listen } = await import('@affinity-kit/sandbox/listen');
    const server = await listen(sandbox);
    const withKey = { ...env, AFFINITY_API_KEY: adminKey, AFFINITY_BASE_URL: server.url };
    const { out } = await runCli(['status'], { env: withKey, cwd });
    await server.close();
    expect(out).toMatch(/Quota: [\d,]+ of 1,000,000 left this minute/);
  });
});
