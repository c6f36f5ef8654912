import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { rename } from 'node:fs/promises';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeSession, openSession } from './connection.ts';
import { AffinityReplicaError } from './errors.ts';
import { openReplica } from './index.ts';
import { readyPath, swap, workFolder } from './swap.ts';
import { companies } from './tables/entities.ts';
import { outcomeOf, type ReplicaFixture, type Rows, replicaFixture, requestOf, stageReading } from './testing/replica-fixture.ts';

let replica: ReplicaFixture;
beforeEach(async () => {
  replica = await replicaFixture();
});
afterEach(() => replica.remove());

const load = (rows: Rows, options = {}) =>
  replica.load({ companies: { read: rows.map((row) => Number(row['id'])), rows: [[companies, rows]] } }, options);
const names = async () => (await replica.query('SELECT name FROM companies ORDER BY id')).map(({ name }) => name);

/** Runs SQL on the database file as another program would. */
async function asAnother(sql: string): Promise<void> {
  const session = await openSession(replica.database);
  await session.connection.run(sql);
  closeSession(session);
}

/** A process that has the database open, until its input ends. */
async function holdOpen(script: string) {
  const code = `import { DuckDBInstance } from '@duckdb/node-api';
    const connection = await (await DuckDBInstance.create(${JSON.stringify(replica.database)})).connect();
    ${script}
    process.stdout.write('ready');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    pid: child.pid,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('a file that is not ours to write', () => {
  it.each([
    ['holds no DuckDB database', async () => writeFile(replica.database, 'a,b\n1,2\n'.repeat(2000)), 'replica-corrupt', 'failed'],
    ['was made by another program', () => asAnother('CREATE TABLE t (a INTEGER)'), 'replica-foreign', 'refused'],
    ['has a _meta of another program', () => asAnother('CREATE TABLE _meta (a INTEGER)'), 'replica-foreign', 'refused'],
  ])('is refused and left as it is when it %s', async (_case, make, code, category) => {
    await make();
    const before = await readFile(replica.database);
    const error = await replica.open().catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(AffinityReplicaError);
    expect(error).toMatchObject({ code, category });
    expect((error as AffinityReplicaError).nextStep).not.toBe('');
    expect(before.equals(await readFile(replica.database))).toBe(true);
    expect(await readdir(replica.folder)).toEqual(['affinity.duckdb']);
    await expect(openReplica(replica.database)).rejects.toMatchObject({ code });
  });

  it('is refused when a newer version wrote it', async () => {
    await load([{ id: 1 }]);
    await asAnother("UPDATE _meta SET value = '99' WHERE key = 'schema_version'");
    await expect(replica.open()).rejects.toMatchObject({ code: 'replica-newer', category: 'refused' });
    await expect(openReplica(replica.database)).rejects.toMatchObject({ code: 'replica-newer' });
  });

  it('is refused when it holds the data of another account', async () => {
    await load([{ id: 1 }]);
    await expect(replica.open({ tenantId: 7 })).rejects.toMatchObject({ code: 'replica-tenant', category: 'refused' });
  });

  it('is refused when its middle is damaged', async () => {
    await load([{ id: 1 }]);
    const bytes = await readFile(replica.database);
    bytes.fill(0xab, 4096, 3 * 4096);
    await writeFile(replica.database, bytes);
    await expect(replica.open()).rejects.toMatchObject({ code: 'replica-corrupt' });
  });

  it('is refused while another process has it open for writing, and named', async () => {
    await load([{ id: 1 }]);
    const other = await holdOpen('');
    const error = await replica.open().catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'replica-busy', category: 'refused' });
    expect(String(error)).toContain(String(other.pid));
    await expect(openReplica(replica.database)).rejects.toMatchObject({ code: 'replica-busy' });
    await other.kill();
    await load([{ id: 2 }]);
  });

  it('is refused for reading when it is missing', async () => {
    await expect(openReplica(replica.database)).rejects.toMatchObject({ code: 'replica-missing' });
  });
});

describe('a write-ahead log beside the database', () => {
  it('that a killed program left is written into the database first', async () => {
    await load([{ id: 1, name: 'Kestrel' }]);
    const other = await holdOpen('await connection.run("UPDATE companies SET name = \'Osprey\'");');
    await other.kill();
    expect(existsSync(`${replica.database}.wal`)).toBe(true);
    await load([{ id: 2, name: 'Merlin' }]);
    expect(existsSync(`${replica.database}.wal`)).toBe(false);
    expect(await names()).toEqual(['Osprey', 'Merlin']);
  });

  it('refuses the load when it does not belong to it', async () => {
    await load([{ id: 1, name: 'Kestrel' }]);
    const before = await readFile(replica.database);
    await writeFile(`${replica.database}.wal`, 'not a log of this database');
    await expect(replica.open()).rejects.toMatchObject({ code: 'replica-wal', category: 'refused' });
    expect(before.equals(await readFile(replica.database))).toBe(true);
  });

  it('refuses the load when its database is gone', async () => {
    await writeFile(`${replica.database}.wal`, 'left alone');
    await expect(replica.open()).rejects.toMatchObject({ code: 'replica-wal' });
  });
});

describe('a load that does not come to its end', () => {
  it('leaves the last version, and its remains are cleared', async () => {
    await load([{ id: 1, name: 'Kestrel' }]);
    const writer = await replica.open();
    await stageReading(writer, 'companies', { read: [1], rows: [[companies, [{ id: 1, name: 'half' }]]] });
    await writer.close();
    expect(await names()).toEqual(['Kestrel']);
    const killed = await replica.open();
    await writeFile(`${workFolder(replica.database)}/next.duckdb`, 'a torn copy');
    killed.scratch.close();
    await writeFile(`${replica.database}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: null }));
    await load([{ id: 1, name: 'Osprey' }]);
    expect(await names()).toEqual(['Osprey']);
    expect((await readdir(replica.folder)).sort()).toEqual(['affinity.duckdb']);
  });

  it('leaves the last version when a table cannot be written', async () => {
    await load([{ id: 1, name: 'Kestrel' }]);
    const writer = await replica.open();
    await stageReading(writer, 'companies', { read: [1], rows: [[companies, [{ id: 1, name: 'Osprey' }]]] });
    const request = requestOf([outcomeOf('companies', { finishedAt: 'not a time' })]);
    await expect(writer.commit(request)).rejects.toThrow();
    await writer.close();
    expect(await names()).toEqual(['Kestrel']);
    await load([{ id: 1, name: 'Osprey' }]);
    expect(await names()).toEqual(['Osprey']);
  });
});

describe('the new version of the database', () => {
  it('and all that stands beside it can be read by its owner only', async () => {
    await load([{ id: 1 }]);
    await load([{ id: 1 }]);
    await chmod(replica.database, 0o644);
    await load([{ id: 2 }]);
    expect((await stat(replica.database)).mode & 0o777).toBe(0o600);
    expect((await stat(`${replica.folder}/journal`).catch(() => undefined))?.mode ?? 0o700).toSatisfy(
      (mode: number) => (mode & 0o077) === 0,
    );
  });

  it('does not disturb a reader of the last one', async () => {
    await load([{ id: 1, name: 'Kestrel' }]);
    const reader = await openReplica(replica.database);
    await load([{ id: 1, name: 'Osprey' }]);
    expect(await reader.query('SELECT name FROM companies')).toEqual([{ name: 'Kestrel' }]);
    reader.close();
    expect(await names()).toEqual(['Osprey']);
  });

  it('waits for the next load where an open file keeps it from its place', async () => {
    await load([{ id: 1, name: 'Kestrel' }]);
    const writer = await replica.open();
    await writeFile(`${workFolder(replica.database)}/next.duckdb`, await readFile(replica.database));
    await asAnother("UPDATE companies SET name = 'standing'");
    let attempts = 0;
    const refuse: typeof rename = async () => {
      attempts++;
      throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' });
    };
    expect(await swap(replica.database, refuse)).toEqual({ inPlace: false, waitingAt: readyPath(replica.database) });
    expect(attempts).toBeGreaterThan(3);
    await writer.close();
    expect(existsSync(readyPath(replica.database))).toBe(true);
    await load([{ id: 2, name: 'Osprey' }]);
    expect(await names()).toEqual(['Kestrel', 'Osprey']);
  });
});
