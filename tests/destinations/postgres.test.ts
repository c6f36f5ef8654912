import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDestination, type PublishReport, publish, restore } from '@affinity-kit/pipeline';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectPostgres, type PostgresClient } from '../../packages/pipeline/src/destinations/postgres/client.ts';
import { PostgresDestination } from '../../packages/pipeline/src/destinations/postgres/postgres.ts';
import type { ReplicaFixture } from '../../packages/pipeline/src/replica/testing/replica-fixture.ts';
import { asAdmin, postgresPlace } from './support/postgres-place.ts';
import { changeReplica, companiesReading, differences, smallReplica, span } from './support/replica.ts';
import { destinationSuite, type Place } from './support/suite.ts';

const missing = inject('postgresMissing');

describe.skipIf(missing !== '')(`on a server${missing === '' ? '' : `, of which there is none (${missing})`}`, () =>
  destinationSuite('Postgres', () => postgresPlace(inject('postgresUrl'))),
);

describe.skipIf(missing !== '')('Postgres, besides', () => {
  const url = inject('postgresUrl');
  let place: Place & { readonly schema: string; readonly reader: string };
  let replica: ReplicaFixture;

  beforeEach(async () => {
    [place, replica] = await Promise.all([postgresPlace(url), smallReplica()]);
  });
  afterEach(async () => {
    await place.remove();
    await replica.remove();
  });

  const send = async (options: { readonly toolVersion?: string } = {}): Promise<PublishReport> =>
    publish({
      database: replica.database,
      destination: await openDestination(place.settings),
      toolVersion: '1.0.0',
      retryDelaysMs: [],
      ...options,
    });
  const ask = (sql: string): Promise<Record<string, unknown>[]> => asAdmin(url, `SET search_path = "${place.schema}"; ${sql}`);
  const expectSame = async (): Promise<void> => {
    const database = join(replica.folder, 'restored.duckdb');
    await restore({ destination: await openDestination(place.settings), database });
    expect(await differences(database, replica.database)).toEqual([]);
    await rm(database);
  };

  /** A destination whose connection the server ends before the statement of a number. */
  const cutAt = (number: number, seen: { statements: number }): PostgresDestination => {
    const connect = async (): Promise<PostgresClient> => {
      const client = await connectPostgres({ url });
      const [row] = await client.query('SELECT pg_backend_pid() AS pid');
      const step = async (): Promise<void> => {
        seen.statements += 1;
        if (seen.statements === number) await asAdmin(url, `SELECT pg_terminate_backend(${Number(row?.['pid'])})`);
      };
      return {
        ...client,
        query: async (sql, values) => {
          await step();
          return await client.query(sql, values);
        },
        copyFrom: (sql) => {
          void step();
          return client.copyFrom(sql);
        },
      };
    };
    return new PostgresDestination({ url, schema: place.schema, json: 'json', connect });
  };

  it('survives its connection being cut at any statement: readers have the version before, and the next try completes it', async () => {
    await send();
    const held = async (): Promise<unknown> =>
      (await ask('SELECT count(*)::int AS rows, max(id)::int AS last, min(name) AS name FROM companies'))[0];
    const before = await held();
    await changeReplica(replica);
    for (let number = 1; ; number += 6) {
      const seen = { statements: 0 };
      const outcome = await publish({
        database: replica.database,
        destination: cutAt(number, seen),
        toolVersion: '1.0.0',
        retryDelaysMs: [],
      }).catch((error: unknown) => error);
      if (seen.statements < number) {
        expect(number).toBeGreaterThan(25);
        expect(outcome).toMatchObject({ status: 'published' });
        break;
      }
      expect(outcome).toMatchObject({ code: 'destination-lost' });
      expect(await held()).toEqual(before);
    }
    expect(await held()).not.toEqual(before);
    await expectSame();
  });

  it('tries again by itself when the connection is cut', async () => {
    await send();
    await changeReplica(replica);
    const warnings: string[] = [];
    const report = await publish({
      database: replica.database,
      destination: cutAt(9, { statements: 0 }),
      toolVersion: '1.0.0',
      retryDelaysMs: [1],
      onWarning: (warning) => warnings.push(warning),
    });
    expect(report.status).toBe('published');
    expect(warnings).toHaveLength(1);
    await expectSame();
  });

  it('leaves permissions, views and tables of others in the schema alone', async () => {
    await send();
    await ask(`CREATE TABLE mine (id int);
      CREATE VIEW names AS SELECT id, name FROM companies;
      GRANT USAGE ON SCHEMA "${place.schema}" TO "${place.reader}"; GRANT SELECT ON names, companies, funnel TO "${place.reader}"`);
    await replica.alter('ALTER TABLE companies ADD COLUMN headcount BIGINT');
    await changeReplica(replica);
    await send({ toolVersion: '1.0.1' });
    await ask(`SET ROLE "${place.reader}"; SELECT * FROM funnel; SELECT headcount FROM companies`);
    expect(await ask(`SET ROLE "${place.reader}"; SELECT count(*)::int AS rows FROM names`)).toEqual([{ rows: 59 }]);
    expect(await ask('SELECT * FROM mine')).toEqual([]);
  });

  it('has types, comments, keys and indexes', async () => {
    await send();
    const columns = await ask(`SELECT attname AS name, format_type(atttypid, atttypmod) AS type, col_description(attrelid, attnum) AS about
      FROM pg_attribute WHERE attrelid = 'field_values'::regclass AND attnum > 0 ORDER BY attnum`);
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject({
      entity_id: 'bigint',
      ordinal: 'integer',
      text: 'text',
      number: 'double precision',
      date: 'date',
      instant: 'timestamp with time zone',
      json: 'json',
    });
    expect(columns[0]?.['about']).toBe('company, person or opportunity.');
    const indexes = await ask(
      `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = '${place.schema}' AND tablename IN ('companies', 'field_values')`,
    );
    expect(indexes.map(({ indexname }) => indexname)).toEqual(
      expect.arrayContaining(['companies_pkey', 'field_values_key', 'field_values_list_entry_id']),
    );
  });

  it('answers the funnel and the spans as the replica does', async () => {
    await send();
    const funnel =
      'SELECT rank, status, category, entries_now, entries_ever, round(conversion::numeric, 6) AS conversion, round(median_days::numeric, 6) AS days FROM funnel ORDER BY rank';
    const spans = 'SELECT list_entry_id, status, rank, category, entered_at, left_at, changer_id FROM status_spans ORDER BY 1, 5';
    const plain = (rows: readonly Record<string, unknown>[]): unknown[] =>
      rows.map((row) =>
        Object.values(row).map((value) =>
          value instanceof Date ? value.getTime() : value === null || Number.isNaN(Number(value)) ? value : Number(value),
        ),
      );
    for (const sql of [funnel, spans]) {
      const here = plain(await replica.query(sql.replaceAll('::numeric', '::DOUBLE')));
      expect(here.length).toBeGreaterThan(3);
      expect(plain(await ask(sql))).toEqual(here);
    }
  });

  it('repairs a table that somebody changed or dropped', async () => {
    await send();
    await ask('DELETE FROM companies WHERE id > 30; DROP TABLE fields CASCADE');
    await replica.load({ companies: companiesReading(span(1, 2), 'again ') });
    await send();
    await expectSame();
  });

  it('shows readers whole versions only, while it writes', async () => {
    await send();
    const seen = new Set<string>();
    let isDone = false;
    const reading = (async () => {
      while (!isDone) {
        const [row] = await ask('SELECT (SELECT count(*)::int FROM companies) AS c, (SELECT count(*)::int FROM company_domains) AS d');
        seen.add(`${String(row?.['c'])}/${String(row?.['d'])}`);
      }
    })();
    await changeReplica(replica);
    await send();
    isDone = true;
    await reading;
    expect([...seen].filter((pair) => pair !== '60/60' && pair !== '59/59')).toEqual([]);
  });
});
