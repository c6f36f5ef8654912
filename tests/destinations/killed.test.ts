import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DestinationSettings, openDestination, publish, restore } from '@affinity-kit/pipeline';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildChild } from '../scenarios/support/build-child.ts';
import { postgresPlace } from './support/postgres-place.ts';
import { changeReplica, differences, smallReplica } from './support/replica.ts';

let child: { readonly folder: string; readonly script: string };
beforeAll(async () => {
  child = await buildChild('../../destinations/support/child-publish.ts');
});
afterAll(() => rm(child.folder, { recursive: true, force: true }));

/** Publishes in another process and kills it when it has reported so many tables, a few milliseconds later. Says whether it was killed. */
const killedAt = async (database: string, settings: DestinationSettings, tables: number): Promise<boolean> => {
  const running = spawn(process.execPath, [child.script, database, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let dots = 0;
  running.stdout.on('data', (text: Buffer) => {
    dots += text.length;
    if (dots >= tables) setTimeout(() => running.kill('SIGKILL'), tables % 7);
  });
  return await new Promise((resolve) => running.once('close', (_code, signal) => resolve(signal === 'SIGKILL')));
};

const restored = async (settings: DestinationSettings, folder: string): Promise<string> => {
  const database = join(folder, 'restored.duckdb');
  await rm(database, { force: true });
  await restore({ destination: await openDestination(settings), database });
  return database;
};

describe('a publication that is killed at any moment', () => {
  const trial = async (settings: DestinationSettings, moments: readonly number[]): Promise<void> => {
    const replica = await smallReplica();
    const folder = await mkdtemp(join(tmpdir(), 'affinity-killed-'));
    const before = join(folder, 'before.duckdb');
    await publish({ database: replica.database, destination: await openDestination(settings), toolVersion: '1.0.0' });
    await copyFile(replica.database, before);
    await changeReplica(replica);
    let kills = 0;
    for (const moment of moments) {
      kills += Number(await killedAt(replica.database, settings, moment));
      const held = await restored(settings, folder);
      const isBefore = (await differences(held, before)).length === 0;
      expect(isBefore || (await differences(held, replica.database)).length === 0).toBe(true);
    }
    expect(kills).toBeGreaterThan(0);
    await publish({ database: replica.database, destination: await openDestination(settings), toolVersion: '1.0.0' });
    expect(await differences(await restored(settings, folder), replica.database)).toEqual([]);
    await replica.remove();
    await rm(folder, { recursive: true, force: true });
  };

  it('leaves files whole, and the next one completes them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'affinity-lake-'));
    await trial({ type: 'files', address: join(folder, 'lake') }, [1, 11]);
    await rm(folder, { recursive: true, force: true });
  });

  it.skipIf(inject('postgresUrl') === '')('leaves Postgres whole, and the next one completes it', async () => {
    const place = await postgresPlace(inject('postgresUrl'));
    await trial(place.settings, [1, 6]);
    await place.remove();
  });
});
