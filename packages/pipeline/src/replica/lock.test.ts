import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AffinityReplicaFolderError, AffinityReplicaLockedError } from './errors.ts';
import { acquireLock } from './lock.ts';

let folder: string;
let database: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affinity-lock-'));
  database = join(folder, 'affinity.duckdb');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const holder = (content: object): Promise<void> => writeFile(`${database}.lock`, JSON.stringify(content));

describe('the lock of a database', () => {
  it('refuses a second holder and names the first', async () => {
    const lock = await acquireLock(database);
    const refused = await acquireLock(database).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AffinityReplicaLockedError);
    expect(refused).toMatchObject({ code: 'replica-locked', category: 'refused', pid: process.pid });
    await lock.release();
    await (await acquireLock(database)).release();
  });

  it('goes to one of many that ask at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(database)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of a process that was killed is taken over', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    await holder({ pid: child.pid, startedAt: null });
    await expect(acquireLock(database)).rejects.toMatchObject({ pid: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await acquireLock(database)).release();
  });

  it.runIf(process.platform === 'linux')('is not mistaken for that of a newer process with the same id', async () => {
    await holder({ pid: process.pid, startedAt: '1' });
    await (await acquireLock(database)).release();
  });

  it('that was torn while it was written is taken over once it is old', async () => {
    await writeFile(`${database}.lock`, '{"pi');
    await expect(acquireLock(database)).rejects.toBeInstanceOf(AffinityReplicaLockedError);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(`${database}.lock`, longAgo, longAgo);
    const lock = await acquireLock(database);
    expect(JSON.parse(await readFile(`${database}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it('says so when its folder cannot be written', async () => {
    await expect(acquireLock(join(folder, 'missing', 'affinity.duckdb'))).rejects.toBeInstanceOf(AffinityReplicaFolderError);
  });
});
