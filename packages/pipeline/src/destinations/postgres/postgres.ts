import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Check, Destination, Detail, Fetched, Publication, PublishedState, PublishedTable, TableChange } from '../destination.ts';
import { AffinityDestinationBusyError, AffinityDestinationForeignError } from '../errors.ts';
import { readFiles } from '../files/formats.ts';
import { checkPostgres, hasSchema } from './check.ts';
import { connectPostgres, type PostgresAddress, type PostgresClient, shownAddress } from './client.ts';
import { alterTable, attempt, createIndexes, createTable, qualified, type Schema } from './define.ts';
import { postgresFailure } from './failure.ts';
import { FileWriter, fillTable, type Loading, mergeRows, replaceRanges, replaceTable } from './load.ts';
import { quoted } from './names.ts';
import { readPublishedState, relationsOf, stateTable, writePublishedState } from './state.ts';
import type { JsonType } from './types.ts';
import { postgresViews } from './views.ts';

/** Where in Postgres the tables stand. */
export interface PostgresOptions extends PostgresAddress {
  /** Schema of the tables; made when it is missing. */
  readonly schema: string;
  readonly json: JsonType;
  /** Another way to connect than with the package `pg`. */
  readonly connect?: (() => Promise<PostgresClient>) | undefined;
}

/** Rows of a range of a table whose rows have no key of their own. */
const rangeRows = 2000;

/**
 * Tables of a schema of PostgreSQL 15 or newer.
 *
 * A publication is one transaction, so that readers see the version before until it commits, and a cut connection leaves nothing behind. Tables
 * are altered and filled, never replaced: permissions and what was built on them stay.
 */
export class PostgresDestination implements Destination {
  readonly address: string;
  readonly detail: Detail = { byRow: true, rangeRows, whole: false };
  readonly #options: PostgresOptions;
  readonly #connect: () => Promise<PostgresClient>;

  constructor(options: PostgresOptions) {
    this.#options = options;
    this.address = `${shownAddress(options.url)}, schema ${options.schema}`;
    this.#connect = options.connect ?? (() => connectPostgres(options));
  }

  check(): Promise<readonly Check[]> {
    const { schema: name, json } = this.#options;
    return checkPostgres(this.#connect, { name, json }, this.address);
  }

  readState(): Promise<PublishedState | undefined> {
    return this.#connected(async (schema) => readPublishedState(schema, await relationsOf(schema), this.address));
  }

  publish(compose: (held: PublishedState | undefined) => Promise<Publication | null>): Promise<void> {
    return this.#connected(async (schema) => {
      await this.#begin(schema);
      const relations = await relationsOf(schema);
      const held = await readPublishedState(schema, relations, this.address);
      const publication = await compose(held);
      if (publication === null) {
        await schema.client.query('ROLLBACK');
        return;
      }
      if (held === undefined) this.#refuseForeign(relations, publication);
      const files = new FileWriter(publication.source);
      try {
        await write(schema, { publication, relations, held, files });
      } finally {
        await files.settle();
      }
      publication.signal.throwIfAborted();
      await schema.client.query('COMMIT');
    });
  }

  fetch(folder: string): Promise<Fetched | undefined> {
    return this.#connected(async (schema) => {
      await schema.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await schema.client.query("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1");
      const state = await readPublishedState(schema, await relationsOf(schema), this.address);
      if (state === undefined) return undefined;
      const relations = new Map<string, string>();
      for (const [index, table] of state.tables.filter(({ rows }) => rows > 0).entries()) {
        const path = join(folder, `table-${index}`);
        await pipeline(schema.client.copyTo(fetchStatement(schema, table)), createWriteStream(path));
        relations.set(table.name, relationOf(path, table));
      }
      await schema.client.query('COMMIT');
      return { state, relations };
    });
  }

  async close(): Promise<void> {}

  /** Opens the transaction and keeps other publications out of the schema until it ends, however it ends. */
  async #begin({ client, name }: Schema): Promise<void> {
    await client.query('BEGIN');
    await client.query(
      "SET LOCAL TimeZone = 'UTC'; SET LOCAL lock_timeout = '60s'; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0",
    );
    const [row] = await client.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS is_ours', [`affinity-kit ${name}`]);
    if (row?.['is_ours'] !== true) throw new AffinityDestinationBusyError(this.address);
  }

  #refuseForeign(relations: ReadonlyMap<string, string>, { state, views }: Publication): void {
    const ours = [...state.tables.map((table) => table.name), ...views.filter((view) => view in postgresViews)];
    const foreign = ours.find((name) => relations.has(name));
    if (foreign !== undefined) throw new AffinityDestinationForeignError(this.address, `a table ${foreign}`);
  }

  async #connected<T>(work: (schema: Schema) => Promise<T>): Promise<T> {
    let client: PostgresClient | undefined;
    try {
      client = await this.#connect();
      return await work({ client, name: this.#options.schema, json: this.#options.json });
    } catch (error) {
      throw postgresFailure(this.address, error);
    } finally {
      await client?.end();
    }
  }
}

interface Writing extends Loading {
  readonly relations: ReadonlyMap<string, string>;
  readonly held: PublishedState | undefined;
}

/** Everything that makes one version into the next; the caller holds the transaction. */
async function write(schema: Schema, writing: Writing): Promise<void> {
  const { publication, relations, files } = writing;
  if (!(await hasSchema(schema))) await schema.client.query(`CREATE SCHEMA ${quoted(schema.name)}`);
  const changes = [...publication.changes, ...missing(writing)];
  for (const [index, change] of changes.entries()) {
    publication.signal.throwIfAborted();
    const next = changes[index + 1]?.table;
    await writeTable(schema, change, { ...writing, onSent: () => next && !relations.has(next.name) && files.prepareTable(next) });
  }
  for (const table of publication.dropped) await dropTable(schema, table, writing);
  await writeViews(schema, writing);
  await writePublishedState(schema, publication, relations.has(stateTable));
}

/** Tables that did not change, but were dropped by somebody. */
function missing({ publication, relations }: Writing): TableChange[] {
  const changed = new Set(publication.changes.map(({ table }) => table.name));
  return publication.state.tables
    .filter((table) => !changed.has(table.name) && !relations.has(table.name))
    .map((table) => ({
      table,
      before: undefined,
      how: 'replace',
      ranges: table.ranges,
      rows: '',
      gone: null,
      written: table.rows,
      removed: 0,
    }));
}

/** Writes one table; `onSent` is called when its rows have left and, of a new table, its indexes are about to be made. */
async function writeTable(schema: Schema, change: TableChange, writing: Writing & { readonly onSent: () => void }): Promise<void> {
  const { table, before, how } = change;
  if (!writing.relations.has(table.name)) {
    await createTable(schema, table);
    await fillTable(schema, table, writing);
    writing.onSent();
    await createIndexes(schema, table);
    return;
  }
  if (before !== undefined) await alterTable(schema, table, before);
  if (how === 'rows') await mergeRows(schema, change, writing);
  else if (how === 'ranges') await replaceRanges(schema, change, writing);
  else await replaceTable(schema, table, writing);
  await verifyCount(schema, change, writing);
}

const countRows = async (schema: Schema, table: PublishedTable): Promise<number> => {
  const [row] = await schema.client.query(`SELECT count(*) AS rows FROM ${qualified(schema, table.name)}`);
  return Number(row?.['rows']);
};

/** A table that then does not have as many rows as the replica was changed by somebody, or lost rows without a trace: it is sent whole. */
async function verifyCount(schema: Schema, { table, how }: TableChange, loading: Loading): Promise<void> {
  if ((await countRows(schema, table)) === table.rows) return;
  if (how !== 'replace') await replaceTable(schema, table, loading);
  const rows = await countRows(schema, table);
  if (rows !== table.rows) throw new Error(`${table.name} has ${rows} rows after it was written, and should have ${table.rows}.`);
}

async function dropTable(schema: Schema, { name: table }: PublishedTable, { publication, relations }: Writing): Promise<void> {
  if (!relations.has(table)) return;
  const refusal = await attempt(schema.client, `DROP TABLE ${qualified(schema, table)}`);
  if (refusal !== undefined) publication.onWarning(`${table} is not published any more, but stays as it is: ${refusal.message}`);
}

/** Views are made once per version of the tool; what cannot be replaced, because something stands on it, stays. */
async function writeViews(schema: Schema, { publication, relations, held }: Writing): Promise<void> {
  const isNewTool = held?.toolVersion !== publication.state.toolVersion;
  const tables = new Set(publication.state.tables.map((table) => table.name));
  const wanted = Object.entries(postgresViews).filter(([view]) => publication.views.includes(view) && !tables.has(view));
  const due = wanted.filter(([view]) => isNewTool || !relations.has(view));
  if (due.length === 0) return;
  await schema.client.query(`SET LOCAL search_path = ${quoted(schema.name)}, pg_catalog`);
  for (const [view, sql] of due) {
    const refusal = await attempt(schema.client, `CREATE OR REPLACE VIEW ${quoted(view)} AS ${sql.trim()}`);
    if (refusal !== undefined) publication.onWarning(`The view ${view} could not be made: ${refusal.message}`);
  }
}

const isNested = (type: string): boolean => /\[\]$|^(?:STRUCT|MAP|UNION)\b/.test(type);

/** Lists leave as JSON and bytes as hexadecimal digits, which DuckDB can read. */
function fetchStatement(schema: Schema, table: PublishedTable): string {
  const cells = table.columns.map(({ name, type }) => {
    if (isNested(type)) return `to_json(${quoted(name)})`;
    return type === 'BLOB' ? `encode(${quoted(name)}, 'hex')` : quoted(name);
  });
  return `COPY (SELECT ${cells.join(', ')} FROM ${qualified(schema, table.name)}) TO STDOUT (FORMAT csv, HEADER)`;
}

function relationOf(path: string, table: PublishedTable): string {
  const blobs = table.columns.filter(({ type }) => type === 'BLOB');
  const columns = table.columns.map((column) => (column.type === 'BLOB' ? { ...column, type: 'VARCHAR' } : column));
  const rows = readFiles('csv', [path], columns);
  if (blobs.length === 0) return rows;
  const bytes = blobs.map(({ name }) => `unhex(${quotedName(name)}) AS ${quotedName(name)}`).join(', ');
  return `(SELECT * REPLACE (${bytes}) FROM ${rows})`;
}

const quotedName = (column: string): string => `"${column.replaceAll('"', '""')}"`;
