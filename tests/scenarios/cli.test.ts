import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../support/run-cli.ts';

let sandbox: Sandbox;
let server: SandboxServer;
let cwd: string;
let env: Record<string, string>;
const servers: Server[] = [];

const keyOf = (index: number): string => sandbox.keys[index]?.key ?? '';
const affinity = (...args: string[]): Promise<CliResult> => runCli(args, { env, cwd });

/** A server that answers everything in one way. */
const answering = async (listener: RequestListener): Promise<string> => {
  const other = createServer(listener);
  servers.push(other);
  await new Promise<void>((done) => {
    other.listen(0, '127.0.0.1', done);
  });
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  sandbox = createSandbox({ size: 'S', seed: 1 });
  server = await listen(sandbox);
});
afterAll(async () => {
  await server.close();
  sandbox.close();
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-'));
  env = { AFFINITY_BASE_URL: server.url, AFFINITY_API_KEY: keyOf(0) };
  sandbox.limits.change({ perMinute: 1_000_000 });
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
  for (const other of servers.splice(0)) {
    other.close();
    other.closeAllConnections();
  }
});

describe('affinity, asked wrongly', () => {
  it('explains itself and ends well without arguments and with --help, at every level', async () => {
    expect(await affinity()).toMatchObject({ exitCode: 0, out: expect.stringContaining('affinity demo') });
    for (const command of ['sync', 'plan', 'sql', 'tables', 'whoami', 'sandbox', 'demo']) {
      expect(await affinity(command, '--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining(`Usage: affinity ${command}`) });
    }
  });

  it('names what it does not know: commands, flags, streams, lists, settings', async () => {
    expect(await affinity('snyc')).toMatchObject({ exitCode: 2, err: "affinity: unknown command 'snyc'\n  Did you mean sync?\n" });
    expect(await affinity('sync', '--fulll')).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/^affinity: .*\n {2}Did .*--full\?/),
    });
    expect(await affinity('export')).toMatchObject({ exitCode: 2, err: expect.stringMatching(/^affinity: .*--output/) });
    expect(await affinity('sync', '--max-requests', 'few')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--max-requests') });
    expect(await affinity('sync', '--streams', 'company')).toMatchObject({ exitCode: 2, err: expect.stringContaining('companies') });
    expect(await affinity('sync', '--lists', 'No such list')).toMatchObject({ exitCode: 2, err: expect.stringContaining('No such list') });
    writeFileSync(join(cwd, 'affinity.toml'), 'databse = "x"');
    expect(await affinity('tables')).toMatchObject({ exitCode: 2, err: expect.stringContaining("'databse'") });
  });
});

describe('affinity, when it cannot get in', () => {
  it('says which ways there are to give a key when none is given', async () => {
    env = { AFFINITY_BASE_URL: server.url };
    expect(await affinity('whoami')).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining('AFFINITY_API_KEY_FILE') });
  });

  it('says that the key is wrong without repeating it', async () => {
    env = { AFFINITY_BASE_URL: server.url, AFFINITY_API_KEY: 'wrong-key-wrong-key-wrong-key-wrong-key-wro' };
    for (const command of ['whoami', 'sync', 'plan']) {
      const result = await affinity(command);
      expect(result).toMatchObject({ exitCode: 1, err: expect.stringMatching(/key/i) });
      expect(result.err + result.out).not.toContain('wrong-key');
    }
  });

  it('tells an unreachable host, a host that answers 404 to everything, and a web page from Affinity', async () => {
    const unreachable = await answering(() => {});
    servers.pop()?.close();
    env = { ...env, AFFINITY_BASE_URL: unreachable };
    expect(await affinity('whoami')).toMatchObject({ exitCode: 1, err: expect.stringContaining('AFFINITY_BASE_URL') });
    env = { ...env, AFFINITY_BASE_URL: await answering((_, response) => void response.writeHead(404).end()) };
    expect(await affinity('sync')).toMatchObject({ exitCode: 1, err: expect.stringContaining('AFFINITY_BASE_URL') });
    env = {
      ...env,
      AFFINITY_BASE_URL: await answering((_, response) => void response.setHeader('content-type', 'text/html').end('<html>Hello</html>')),
    };
    expect(await affinity('whoami')).toMatchObject({ exitCode: 1, err: expect.stringContaining('AFFINITY_BASE_URL') });
  }, 120_000);
});

describe('affinity whoami', () => {
  it('says whose key it is and what is left', async () => {
    const { exitCode, out } = await affinity('whoami');
    expect(exitCode).toBe(0);
    expect(out).toContain(sandbox.keys[0]?.email);
    expect(out).toMatch(/left this minute/);
  });

  it('reads the key from a file named by a flag, before the environment', async () => {
    writeFileSync(join(cwd, 'key.txt'), `${keyOf(1)}\n`);
    const { out } = await affinity('whoami', '--json', '--api-key-file', 'key.txt');
    expect(JSON.parse(out)).toMatchObject({ user: { emailAddress: sandbox.keys[1]?.email } });
  });
});

describe('affinity sync', () => {
  it('prints one JSON object and nothing else on standard output, and changes nothing the second time', async () => {
    const first = await affinity('sync', '--streams', 'companies,lists', '--json');
    expect(first.exitCode).toBe(0);
    const report = JSON.parse(first.out);
    expect(Object.keys(report)).toEqual(['loadId', 'status', 'database', 'requests', 'durationMs', 'streams', 'tables']);
    expect(report).toMatchObject({ status: 'succeeded', database: join(cwd, 'affinity.duckdb') });
    expect(report.streams[0]).toMatchObject({ stream: 'companies', status: 'succeeded', mode: 'full', records: 3000, rejected: 0 });
    expect(report.tables[0]).toMatchObject({ table: 'companies', rows: 3000, inserted: 3000, updated: 0, deleted: 0, unchanged: 0 });
    const second = JSON.parse((await affinity('sync', '--streams', 'companies,lists', '--json')).out);
    expect(second.tables[0]).toMatchObject({ rows: 3000, inserted: 0, updated: 0, deleted: 0, unchanged: 3000 });
  });

  it('tells progress on standard error in plain lines, and is silent with --quiet', async () => {
    expect((await affinity('sync', '--streams', 'lists')).err).toMatch(/^lists: 3 records, 1 request, /m);
    expect(await affinity('sync', '--streams', 'lists', '--quiet')).toMatchObject({ exitCode: 0, out: '', err: '' });
  });

  it('ends with 3 when a stream is not permitted, and names the permission', async () => {
    const outsider = sandbox.keys.find(({ permissions }) => !permissions.includes('Export All Organizations directory'));
    env = { ...env, AFFINITY_API_KEY: outsider?.key ?? '' };
    const { exitCode, out } = await affinity('sync', '--streams', 'companies,users');
    expect(exitCode).toBe(3);
    expect(out).toMatch(/companies: not permitted: .*Export All Organizations directory/);
  });

  it('refuses a DuckDB file that is not ours with 4, and a file that is not DuckDB with 1, and leaves both as they were', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const foreign = await DuckDBInstance.create(join(cwd, 'foreign.duckdb'));
    const connection = await foreign.connect();
    await connection.run('CREATE TABLE mine AS SELECT 42 AS answer');
    connection.closeSync();
    foreign.closeSync();
    expect(await affinity('sync', '-d', 'foreign.duckdb', '--streams', 'lists')).toMatchObject({ exitCode: 4 });
    writeFileSync(join(cwd, 'text.duckdb'), 'this is no database'.repeat(1000));
    expect(await affinity('sync', '-d', 'text.duckdb', '--streams', 'lists')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('text.duckdb'),
    });
  });

  it('fails with the path and a next step where the folder cannot be written', async () => {
    expect(await affinity('sync', '-d', '/proc/nowhere/affinity.duckdb')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('/proc/nowhere'),
    });
  });
});

describe('affinity plan', () => {
  it('says per stream how it is read and why, and what all of it costs', async () => {
    const { exitCode, out } = await affinity('plan', '--streams', 'lists,notes,saved_views');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^lists +full +1 /m);
    expect(out).toMatch(/^notes +full +~\d/m);
    expect(out).toMatch(/^saved_views +full +≤ \d/m);
    const [, planned] = /^about (\d+) requests/m.exec(out) ?? [];
    expect(out).toContain('In that sum with the most that they can take: saved_views.');
    expect((await affinity('plan', '--streams', 'lists,notes', '--max-requests', '2')).out).toMatch(
      /^lists, notes: not there until the last of \d+ runs\.$[^]*^Of \d+ that cannot wait, 2 may be sent at once/m,
    );
    await affinity('plan', '--streams', 'lists,notes,saved_views');
    expect((await affinity('sync', '--streams', 'lists,notes,saved_views')).out).toMatch(
      new RegExp(`\\d+ requests \\(${planned} planned\\)`),
    );
  });
});

describe('affinity sql and tables', () => {
  beforeEach(async () => {
    await affinity('sync', '--streams', 'lists', '--quiet');
  });

  it('print a table, JSON, JSON lines or CSV', async () => {
    const query = `SELECT 1 AS n, 'a "quoted", text' AS t UNION ALL SELECT 2, NULL ORDER BY n`;
    expect((await affinity('sql', query)).out).toBe('n  t\n─  ────────────────\n1  a "quoted", text\n2\n(2 rows)\n');
    expect(JSON.parse((await affinity('sql', '--json', query)).out)).toEqual([
      { n: 1, t: 'a "quoted", text' },
      { n: 2, t: null },
    ]);
    expect((await affinity('sql', '--jsonl', query)).out).toBe('{"n":1,"t":"a \\"quoted\\", text"}\n{"n":2,"t":null}\n');
    expect((await affinity('sql', '--csv', query)).out).toBe('n,t\n1,"a ""quoted"", text"\n2,\n');
  });

  it('refuse to write, to read other files, and to guess', async () => {
    expect((await affinity('sql', 'DELETE FROM lists')).exitCode).toBe(1);
    expect((await affinity('sql', "SELECT * FROM read_text('/etc/hostname')")).exitCode).toBe(1);
    expect((await affinity('sql', `COPY lists TO '${join(cwd, 'stolen.csv')}'`)).exitCode).toBe(1);
    expect(await affinity('tables', 'nothing')).toMatchObject({ exitCode: 2, err: expect.stringContaining("'nothing'") });
    expect(await affinity('sql', '-d', 'missing.duckdb', 'SELECT 1')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('affinity sync'),
    });
  });

  it('tell what there is and what it means', async () => {
    expect((await affinity('tables')).out).toMatch(/^lists +3 {2}/m);
    expect((await affinity('tables', 'lists')).out).toMatch(/^owner_id +BIGINT/m);
  });
});
