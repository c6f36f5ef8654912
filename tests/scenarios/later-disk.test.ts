import { access, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventQueue, eventsFolder, openDestination, publish, type SyncOptions, type SyncReport, sync } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noSmallDisk, type SmallDisk, smallDisk } from './support/small-disk.ts';
import { streamsSandbox } from './support/streams-firm.ts';
import { clientOf, contents } from './support/synced.ts';

const streams = ['companies', 'list_entries', 'notes', 'field_value_changes'];

describe.skipIf(noSmallDisk !== undefined)(`after a first load, a disk${noSmallDisk ? ` (${noSmallDisk})` : ''}`, () => {
  let sandbox: Sandbox;
  let disk: SmallDisk;
  let elsewhere: string;
  let database: string;
  beforeEach(async () => {
    sandbox = streamsSandbox();
    disk = await smallDisk(64);
    elsewhere = await mkdtemp(join(tmpdir(), 'affinity-elsewhere-'));
    database = join(disk.folder, 'test.duckdb');
  });
  afterEach(async () => {
    await disk.protect(false);
    await disk.remove();
    await rm(elsewhere, { recursive: true, force: true });
    sandbox.close();
  });

  const load = (options: Partial<SyncOptions> = {}): Promise<SyncReport> =>
    sync({ client: clientOf(sandbox), database, streams, wholeUpTo: 0, now: sandbox.clock.now, ...options });

  /** A company, a note and a status that were not there at the last load. */
  const work = async (): Promise<void> => {
    sandbox.clock.advance(3_600_000);
    const client = clientOf(sandbox);
    await client.v1.organizations.create({ body: { name: 'New & Co', domain: 'new.example' } });
    await client.v1.notes.create({ body: { content: 'New', organization_ids: [101] } });
    const value = { type: 'ranked-dropdown', data: { dropdownOptionId: 32 } } as const;
    await client.v2.lists.entries.fieldValues.update({ listId: 801, listEntryId: 6001, fieldId: 'field-11', body: { value } });
  };

  const told = async (file: string): Promise<Record<string, unknown>> => {
    const { field_value_history: _, ...rest } = await contents(file);
    return rest;
  };

  /** The next load brings everything that a new database would get. */
  const recovers = async (): Promise<void> => {
    expect((await load()).status).toBe('succeeded');
    const other = join(elsewhere, 'fresh.duckdb');
    await sync({ client: clientOf(sandbox), database: other, streams, now: sandbox.clock.now });
    expect(await told(database)).toEqual(await told(other));
  };

  it.each(['journal', 'database'])(
    'that is full with its %s on it: says what to do, keeps the database, and the next load goes on',
    async (what) => {
      const [folder, other] = what === 'journal' ? [disk.folder, elsewhere] : [elsewhere, disk.folder];
      database = join(other, 'test.duckdb');
      await mkdir(join(folder, 'journal'));
      await symlink(join(folder, 'journal'), `${database}.journal`);
      await load();
      await work();
      const before = await contents(database);
      await expect(load({ onProgress: () => disk.fill() })).rejects.toMatchObject({
        code: what === 'journal' ? 'journal' : 'replica-space',
        nextStep: expect.stringContaining('Make room on the disk'),
      });
      expect(await contents(database)).toEqual(before);
      await disk.free();
      await recovers();
    },
  );

  it('that nobody may write on: says so, keeps the database, and the next load goes on', async () => {
    await load();
    await work();
    const before = await contents(database);
    await disk.protect(true);
    await expect(load()).rejects.toMatchObject({ code: 'replica-folder', nextStep: expect.stringContaining('Make the folder writable') });
    expect(await contents(database)).toEqual(before);
    await disk.protect(false);
    await recovers();
  });

  it.each(['full', 'read-only'])(
    'that is %s while files are published leaves the set as it was, and the next publication completes it',
    async (how) => {
      database = join(elsewhere, 'test.duckdb');
      const address = join(disk.folder, 'crm');
      const destination = (): ReturnType<typeof openDestination> => openDestination({ type: 'files', address, format: 'csv' });
      await load();
      await publish({ database, destination: await destination() });
      const manifest = await readFile(join(address, 'manifest.json'), 'utf8');
      await work();
      await load();
      if (how === 'full') disk.fill();
      else await disk.protect(true);
      await expect(publish({ database, destination: await destination() })).rejects.toMatchObject({
        name: how === 'full' ? 'AffinityDestinationFailedError' : 'AffinityDestinationRightsError',
      });
      expect(await readFile(join(address, 'manifest.json'), 'utf8')).toBe(manifest);
      const named = manifest.match(/[\w/.-]+\.csv\b[\w.]*/g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      for (const path of named) await access(join(address, path));
      await disk.free();
      await disk.protect(false);
      expect((await publish({ database, destination: await destination() })).status).toBe('published');
      expect(await readFile(join(address, 'manifest.json'), 'utf8')).not.toBe(manifest);
    },
  );

  it.each(['full', 'read-only'])('that is %s takes no event in, says so to the one who brings it, and takes the next ones', async (how) => {
    const event = { receivedAt: '2026-03-01T00:00:00Z', touches: [{ kind: 'company', id: 101 }] } as const;
    const queue = await EventQueue.open(eventsFolder(database));
    await queue.add(event);
    if (how === 'full') disk.fill();
    else await disk.protect(true);
    // A few more may fit into what is left of the file.
    const many = Array.from({ length: 200 }, () => queue.add(event));
    await expect(Promise.all(many)).rejects.toThrow(how === 'full' ? 'ENOSPC' : 'EROFS');
    await disk.free();
    await disk.protect(false);
    await queue.add(event);
    const kept = await (await EventQueue.open(eventsFolder(database))).take();
    expect(kept?.events.length).toBeGreaterThanOrEqual(2);
    for (const one of kept?.events ?? []) expect(one).toEqual(event);
  });
});
