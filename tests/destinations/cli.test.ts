import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ReplicaFixture } from '../../packages/pipeline/src/replica/testing/replica-fixture.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { differences, smallReplica } from './support/replica.ts';

let folder: string;
let replica: ReplicaFixture;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affinity-cli-'));
  replica = await smallReplica();
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await replica.remove();
});

const toml = (text: string): Promise<void> => writeFile(join(folder, 'affinity.toml'), `database = "${replica.database}"\n${text}`);
const cli = (args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> => runCli(args, { cwd: folder, env });

describe('publishing from the terminal', () => {
  it('publishes to a folder and restores from it', async () => {
    await toml('[destinations.lake]\ntype = "files"\naddress = "lake"\nviews = ["funnel", "no_such_view"]');
    expect(await cli(['destinations', 'test', 'lake'])).toMatchObject({ exitCode: 0 });
    const first = await cli(['publish']);
    expect(first).toMatchObject({ exitCode: 0, err: expect.stringContaining('There is no view no_such_view') });
    expect(JSON.parse((await cli(['publish', 'lake', '--json'])).out)).toMatchObject({ lake: { status: 'unchanged' } });
    expect(await cli(['restore', '--from', 'lake'])).toMatchObject({ exitCode: 4 });
    const restored = join(folder, 'restored.duckdb');
    expect(await cli(['restore', '--from', 'lake', '--database', restored])).toMatchObject({ exitCode: 0 });
    expect(await differences(restored, replica.database)).toEqual([]);
  });

  it.skipIf(inject('postgresUrl') === '')('goes on with the others when one destination fails, and prints no secret', async () => {
    const target = new URL(inject('postgresUrl'));
    const address = `postgres://${target.username}@${target.host}${target.pathname}`;
    await toml(`[destinations.broken]\ntype = "postgres"\naddress = "${address}"\n[destinations.lake]\ntype = "files"\naddress = "lake"`);
    const result = await cli(['publish'], { AFFINITY_BROKEN_SECRET: 'hush-of-the-shell' });
    expect(result.exitCode).toBe(3);
    expect(result.err).toContain('Cannot reach postgres://');
    expect(result.out + result.err).not.toContain('hush-of-the-shell');
    expect(result.out).toContain('lake');
  });

  it('refuses secrets in the file that is shared, unknown settings and unknown names', async () => {
    await toml('[destinations.a]\ntype = "postgres"\naddress = "postgres://me:hush@db/crm"');
    expect(await cli(['publish'])).toMatchObject({ exitCode: 2, err: expect.not.stringContaining('hush') });
    await toml('[destinations.a]\ntype = "postgres"\naddress = "postgres://me@db/crm"\npassword = "hush"');
    expect(await cli(['destinations'])).toMatchObject({ exitCode: 2, err: expect.not.stringContaining('hush') });
    await toml('[destinations.a]\ntype = "postgres"\naddress = "db.example"');
    expect(await cli(['publish'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('[destinations.a]') });
    await toml('[destinations.a]\ntype = "files"\naddress = "lake"\nformat = "xml"');
    expect((await cli(['destinations'])).err).toContain('parquet, csv, jsonl');
    await toml('');
    expect(await cli(['publish', 'a'])).toMatchObject({ exitCode: 2 });
  });
});

describe('exporting from the terminal', () => {
  it('writes tables and queries, and leaves nothing behind where it cannot', async () => {
    await toml('');
    expect(await cli(['export', 'SELECT id, name FROM companies WHERE id < 3 ORDER BY id', '-o', 'c.csv'])).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(folder, 'c.csv'), 'utf8')).toBe('id,name\n1,""\n2,NULL\n');
    expect(await cli(['export', 'companies', '-o', 'c.jsonl'])).toMatchObject({ exitCode: 0 });
    expect((await readFile(join(folder, 'c.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(60);
    expect((await cli(['export', 'nothing', '-o', 'x.csv'])).exitCode).toBe(1);
    expect((await cli(['export', "SELECT * FROM read_text('/etc/hosts')", '-o', 'x.csv'])).err).toContain('disabled');
    await expect(readFile(join(folder, 'x.csv'))).rejects.toThrow('ENOENT');
  });
});
