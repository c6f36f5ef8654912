import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Destination,
  type DestinationSettings,
  openDestination,
  type PublishOptions,
  type PublishReport,
  publish,
  restore,
} from '@affinity-kit/pipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReplicaFixture } from '../../../packages/pipeline/src/replica/testing/replica-fixture.ts';
import { changeReplica, companiesReading, differences, shape, smallReplica } from './replica.ts';

/** What the tests need to know of a kind of destination. */
export interface Place {
  /** A destination that nobody has written to. */
  readonly settings: DestinationSettings;
  /** Makes the place hold something that is not ours. */
  makeForeign(): Promise<void>;
  /** Settings of the same place with credentials that may not write; left out where the kind has none. */
  readonly withoutRights?: DestinationSettings | undefined;
  /** Settings of a place where nothing answers. */
  readonly nowhere: DestinationSettings;
  /** Secrets that no message may hold. */
  readonly secrets: readonly string[];
  remove(): Promise<void>;
}

/** What a kind of destination does in its own way. */
export interface Variation {
  /** Set where only the data is another than in a kind that passes all tests. */
  readonly dataOnly?: true;
  /** Set where tables that did not change are written too. */
  readonly writesAll?: true;
}

/** The tests that every destination passes. `makePlace` is called for each test. */
export const destinationSuite = (name: string, makePlace: () => Promise<Place>, { dataOnly, writesAll }: Variation = {}): void => {
  describe(name, () => {
    let place: Place;
    let replica: ReplicaFixture;
    let folder: string;

    beforeEach(async () => {
      [place, replica] = await Promise.all([makePlace(), smallReplica()]);
      folder = await mkdtemp(join(tmpdir(), 'affinity-restored-'));
    });
    afterEach(async () => {
      await place.remove();
      await replica.remove();
      await rm(folder, { recursive: true, force: true });
    });

    const using = async <T>(work: (destination: Destination) => Promise<T>, settings = place.settings): Promise<T> => {
      const destination = await openDestination(settings);
      try {
        return await work(destination);
      } finally {
        await destination.close();
      }
    };
    const send = (options: Partial<PublishOptions> = {}, settings = place.settings): Promise<PublishReport> =>
      using(
        (destination) => publish({ database: replica.database, destination, toolVersion: '1.0.0', retryDelaysMs: [1], ...options }),
        settings,
      );
    let restores = 0;
    const restored = async (): Promise<string> => {
      const database = join(folder, `restored-${++restores}.duckdb`);
      await using((destination) => restore({ destination, database }));
      return database;
    };
    const expectSame = async (): Promise<void> => {
      const database = await restored();
      expect(await differences(database, replica.database)).toEqual([]);
    };
    const failure = async (work: Promise<unknown>): Promise<Error> => {
      const error = await work.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Error);
      const text = `${String(error)} ${JSON.stringify(error)} ${error instanceof Error && 'nextStep' in error ? String(error.nextStep) : ''}`;
      for (const secret of place.secrets) expect(text).not.toContain(secret);
      return error as Error; // asserted above
    };

    if (dataOnly) {
      it('takes everything, follows what changes, and gives it back', async () => {
        await send();
        expect(await send()).toMatchObject({ status: 'unchanged', tables: [], rows: 0 });
        await replica.alter('ALTER TABLE companies ADD COLUMN headcount BIGINT; CREATE TABLE extra (id BIGINT, tags VARCHAR[])');
        await replica.alter(`INSERT INTO extra VALUES (1, ['a', 'b "c"', NULL, '']), (2, NULL), (3, [])`);
        await changeReplica(replica);
        const changed = (await send()).tables.map((table) => table.table);
        expect(changed).toEqual(
          expect.arrayContaining(['companies', 'company_domains', 'extra', 'field_values', 'record_history', '_loads']),
        );
        expect(changed.includes('fields')).toBe(writesAll === true);
        const database = await restored();
        expect(await differences(database, replica.database)).toEqual([]);
        expect(await shape(database)).toEqual(await shape(replica.database));
      });
      return;
    }

    it('takes everything the first time, nothing when nothing changed, and gives it back: tables, types, comments, views and history', async () => {
      const report = await send();
      expect(report.status).toBe('published');
      expect(await send()).toMatchObject({ status: 'unchanged', tables: [], rows: 0 });
      expect(report.tables.map((table) => table.table)).toEqual(
        expect.arrayContaining(['companies', 'field_values', '_loads', 'record_history']),
      );
      const database = await restored();
      expect(await differences(database, replica.database)).toEqual([]);
      expect(await shape(database)).toEqual(await shape(replica.database));
    });

    it('follows changed, added, deleted and merged rows, and leaves the other tables alone', async () => {
      await send();
      await changeReplica(replica);
      const report = await send();
      const changed = report.tables.map((table) => table.table);
      expect(changed).toEqual(expect.arrayContaining(['companies', 'company_domains', 'field_values', 'record_history', '_loads']));
      expect(changed).not.toContain('fields');
      expect(changed).not.toContain('field_value_changes');
      await expectSame();
      // Several loads at once, one of them by a clock that went back, and a record that comes back.
      await replica.load({ companies: companiesReading([58, 7, 70], 'back ') });
      await replica.load({ companies: { ...companiesReading([70, 71], 'x '), gone: [{ id: 9 }] } }, { at: '2020-01-01T00:00:00.000Z' });
      await send();
      await expectSame();
    });

    it('takes a column, and a table, that the replica has only since its last version', async () => {
      await send();
      await replica.alter(
        'ALTER TABLE companies ADD COLUMN headcount BIGINT; CREATE TABLE extra (id BIGINT, tags VARCHAR[]); CREATE TABLE nothing (id BIGINT)',
      );
      await replica.alter(`INSERT INTO extra VALUES (1, ['a', 'b "c"', NULL, '']), (2, NULL), (3, [])`);
      await replica.alter('UPDATE companies SET headcount = id * 10');
      await replica.load({ companies: companiesReading([3], 'after ') });
      await send();
      await expectSame();
    });

    it('goes on from a restored database as from the original', async () => {
      await send();
      const database = await restored();
      await replica.load({ companies: companiesReading([2], 'here ') });
      await send();
      // The other database has not seen that load: it would take it back.
      const other = { ...replica, database };
      const behind = await failure(send({ database: other.database }));
      expect(behind).toMatchObject({ code: 'destination-ahead', category: 'refused' });
      await expectSame();
      expect(await send({ database: other.database, full: true })).toMatchObject({ status: 'published' });
      expect(await differences(await restored(), database)).toEqual([]);
    });

    it('publishes the rows of views that are asked for, and lets them go again', async () => {
      const report = await send({ views: ['list_deal_flow', 'companies_wide'] });
      expect(report.tables.find((table) => table.table === 'list_deal_flow')).toMatchObject({ rows: 24 });
      await changeReplica(replica);
      await send({ views: ['list_deal_flow'] });
      const state = await using((destination) => destination.readState());
      expect(state?.tables.filter((table) => table.kind === 'view').map((table) => table.name)).toEqual(['list_deal_flow']);
      await expectSame();
    });

    it('refuses a place with something in it that is not ours, and changes nothing there', async () => {
      await place.makeForeign();
      expect(await failure(send())).toMatchObject({ code: 'destination-foreign', category: 'refused' });
      const checks = await using((destination) => destination.check());
      expect(await using((destination) => destination.readState()).catch(() => undefined)).toBeUndefined();
      expect(checks.length).toBeGreaterThan(0);
    });

    it('refuses the data of another account', async () => {
      await send();
      await replica.alter(`UPDATE _meta SET value = '99' WHERE key = 'tenant_id'`);
      expect(await failure(send())).toMatchObject({ code: 'destination-tenant', category: 'refused' });
    });

    it('keeps a second publication out while one is at work, and both versions whole', async () => {
      await send();
      await changeReplica(replica);
      const outcomes = await Promise.allSettled([send(), send()]);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      for (const outcome of refused) expect(outcome.reason).toMatchObject({ code: 'destination-busy', category: 'refused' });
      expect(refused.length).toBeLessThan(2);
      await expectSame();
    });

    it('says what is wrong where nothing answers, without the credentials', async () => {
      expect(await failure(send({}, place.nowhere))).toMatchObject({ category: 'failed' });
      const checks = await using((destination) => destination.check(), place.nowhere);
      expect(checks.at(-1)?.problem).toEqual(expect.any(String));
      for (const secret of place.secrets) expect(JSON.stringify(checks)).not.toContain(secret);
    });

    it('says what is not allowed before anything is sent', async (context) => {
      if (place.withoutRights === undefined) return context.skip();
      const checks = await using((destination) => destination.check(), place.withoutRights);
      expect(checks.at(-1)?.problem).toEqual(expect.any(String));
      expect(await failure(send({}, place.withoutRights))).toMatchObject({ category: 'failed' });
    });

    it('passes its own check, which leaves nothing behind', async () => {
      const before = await using((destination) => destination.check());
      expect(before.map(({ problem }) => problem)).toEqual(before.map(() => null));
      expect(await using((destination) => destination.readState())).toBeUndefined();
      await send();
      const after = await using((destination) => destination.check());
      expect(after.map(({ problem }) => problem)).toEqual(after.map(() => null));
      expect(await send()).toMatchObject({ status: 'unchanged' });
    });

    it('keeps the version before when a publication is stopped', async () => {
      await send();
      const before = join(folder, 'before.duckdb');
      await copyFile(replica.database, before);
      await changeReplica(replica);
      const controller = new AbortController();
      await failure(send({ signal: controller.signal, onProgress: () => controller.abort() }));
      expect(await differences(await restored(), before)).toEqual([]);
    });

    it('has nothing to restore before the first publication', async () => {
      expect(await failure(restored())).toMatchObject({ code: 'destination-empty' });
    });
  });
};
