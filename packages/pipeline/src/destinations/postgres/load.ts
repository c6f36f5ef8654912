import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { selectAll } from '../../publish/catalog.ts';
import { rangeCondition } from '../../publish/ranges.ts';
import type { RowSource } from '../../publish/row-source.ts';
import { name } from '../../replica/sql.ts';
import type { Publication, PublishedTable, TableChange } from '../destination.ts';
import { qualified, type Schema } from './define.ts';
import { quoted, quotedList } from './names.ts';
import { csvQuery } from './types.ts';

/** Rows to write into a file at once: the next file is written while this one is sent. */
const chunkRows = 200_000;

const csv = "FORMAT csv, HEADER false, DELIMITER ',', NULLSTR ''";

/** All rows of a table, as queries for one file each. */
function wholeTable(table: PublishedTable): string[] {
  if (table.kind === 'view' || table.rows <= chunkRows) return [selectAll(table)];
  const chunks = Math.ceil(table.rows / chunkRows) - 1;
  const bounded = Array.from({ length: chunks }, (_, index) => `rowid >= ${index * chunkRows} AND rowid < ${(index + 1) * chunkRows}`);
  // Numbers of rows may have gaps, so that the last file takes whatever is left.
  return [...bounded, `rowid >= ${chunks * chunkRows}`].map((condition) => `${selectAll(table)} WHERE ${condition}`);
}

/** The queries whose files hold all rows of a table as Postgres reads them. */
const tableQueries = (table: PublishedTable): string[] => wholeTable(table).map((query) => csvQuery(query, table.columns));

/**
 * Writes files of rows. The file that will be asked for next can be named early, so that it is written while the server is busy with the one
 * before or with indexes.
 */
export class FileWriter {
  readonly #source: RowSource;
  #early: { readonly query: string; readonly file: Promise<string> } | undefined;

  constructor(source: RowSource) {
    this.#source = source;
  }

  /** Begins the first file of a table whose turn comes later, unless another one waits to be read. */
  prepareTable(table: PublishedTable): void {
    if (table.rows > 0) this.#prepare(tableQueries(table)[0]);
  }

  /** Bytes of the files of some queries, one after the other; each is written while the one before is read. */
  async *bytes(queries: readonly string[]): AsyncGenerator<Buffer> {
    for (const [index, query] of queries.entries()) {
      const path = await this.#take(query);
      this.#prepare(queries[index + 1]);
      for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) yield bytes as Buffer;
      await this.#source.removeFile(path);
    }
  }

  /** Waits for a file that nobody asked for in the end, so that its source can be closed. */
  async settle(): Promise<void> {
    await this.#early?.file.catch(() => undefined);
  }

  #prepare(query: string | undefined): void {
    if (query === undefined || this.#early !== undefined) return;
    const file = this.#source.writeFile(query, csv);
    // Looked at when its turn comes.
    file.catch(() => undefined);
    this.#early = { query, file };
  }

  #take(query: string): Promise<string> {
    const early = this.#early;
    if (early?.query !== query) return this.#source.writeFile(query, csv);
    this.#early = undefined;
    return early.file;
  }
}

/** What writing rows needs besides the schema. */
export interface Loading {
  readonly publication: Publication;
  readonly files: FileWriter;
}

/** What to send into a table. */
interface Copy {
  /** The table with its schema, and its columns where they are not all. */
  readonly target: string;
  readonly queries: readonly string[];
  /** Whether this transaction has made the table, so that its rows need no second look. */
  readonly fresh: boolean;
}

/** Sends the rows of queries into a table. */
async function copyInto({ client }: Schema, { publication, files }: Loading, { target, queries, fresh }: Copy): Promise<void> {
  const stream = client.copyFrom(`COPY ${target} FROM STDIN (FORMAT csv, NULL ''${fresh ? ', FREEZE true' : ''})`);
  await pipeline(Readable.from(files.bytes(queries), { objectMode: false, highWaterMark: 1 << 20 }), stream, {
    signal: publication.signal,
  });
}

const columnsOf = ({ columns }: PublishedTable): string => quotedList(columns.map((column) => column.name));

async function sendAll(schema: Schema, loading: Loading, { table, fresh }: { table: PublishedTable; fresh: boolean }): Promise<void> {
  const target = `${qualified(schema, table.name)} (${columnsOf(table)})`;
  if (table.rows > 0) await copyInto(schema, loading, { target, queries: tableQueries(table), fresh });
  loading.publication.onRows(table.name, table.rows);
}

/** Fills a table that this transaction has made. */
export const fillTable = (schema: Schema, table: PublishedTable, loading: Loading): Promise<void> =>
  sendAll(schema, loading, { table, fresh: true });

/** Puts all rows in the place of those that stand. TRUNCATE would show readers of older snapshots an empty table. */
export async function replaceTable(schema: Schema, table: PublishedTable, loading: Loading): Promise<void> {
  await schema.client.query(`DELETE FROM ${qualified(schema, table.name)}`);
  await sendAll(schema, loading, { table, fresh: false });
}

/** Puts the rows of some ranges in the place of those that stand in them. */
export async function replaceRanges(schema: Schema, { table, ranges, rows, written }: TableChange, loading: Loading): Promise<void> {
  const conditions = ranges.map((range) => rangeCondition(table.rangeColumn && postgresColumn(table.rangeColumn), range)).join(' OR ');
  await schema.client.query(`DELETE FROM ${qualified(schema, table.name)} WHERE ${conditions}`);
  const target = `${qualified(schema, table.name)} (${columnsOf(table)})`;
  await copyInto(schema, loading, { target, queries: [csvQuery(rows, table.columns)], fresh: false });
  loading.publication.onRows(table.name, written);
}

const postgresColumn = (column: string): string => quoted(column).slice(1, -1).replaceAll('""', '"');

/** New rows and the keys of those that are gone, as one query. */
function stagedRows({ table, rows, gone }: TableChange): string {
  const isKey = (column: string): boolean => table.key.includes(column);
  const keys = table.columns.map(({ name: column, type }) => (isKey(column) ? name(column) : `CAST(NULL AS ${type}) AS ${name(column)}`));
  const alive = `SELECT *, false AS _gone FROM (${rows})`;
  return gone === null ? alive : `${alive} UNION ALL SELECT ${keys.join(', ')}, true AS _gone FROM (${gone})`;
}

const stage = 'pg_temp.affinity_stage';

/** NULL is a value like any other in a key; but where there is none, only plain equality lets the server use an index. */
async function keyCondition({ client }: Schema, { key }: PublishedTable): Promise<string> {
  const flags = key.map((column, index) => `coalesce(bool_or(${quoted(column)} IS NULL), false) AS n${index}`).join(', ');
  const [nulls] = await client.query(`SELECT ${flags} FROM ${stage}`);
  return key
    .map((column, index) => `t.${quoted(column)} ${nulls?.[`n${index}`] === true ? 'IS NOT DISTINCT FROM' : '='} s.${quoted(column)}`)
    .join(' AND ');
}

/** Brings single rows in: staged, then merged by key in one statement. */
export async function mergeRows(schema: Schema, change: TableChange, loading: Loading): Promise<void> {
  const { table } = change;
  const { client } = schema;
  const target = qualified(schema, table.name);
  const columns = table.columns.map((column) => column.name);
  await client.query(`DROP TABLE IF EXISTS ${stage}`);
  await client.query(
    `CREATE TEMP TABLE affinity_stage ON COMMIT DROP AS SELECT ${columnsOf(table)}, false AS _gone FROM ${target} WHERE false`,
  );
  const staged = [...table.columns, { name: '_gone', type: 'BOOLEAN', comment: null }];
  await copyInto(schema, loading, { target: stage, queries: [csvQuery(stagedRows(change), staged)], fresh: false });
  await client.query(`ANALYZE ${stage}`);
  const others = columns.filter((column) => !table.key.includes(column));
  const sets = others.map((column) => `${quoted(column)} = s.${quoted(column)}`).join(', ');
  await client.query(`MERGE INTO ${target} AS t USING ${stage} AS s ON ${await keyCondition(schema, table)}
    WHEN MATCHED AND s._gone THEN DELETE
    ${sets === '' ? '' : `WHEN MATCHED THEN UPDATE SET ${sets}`}
    WHEN NOT MATCHED AND NOT s._gone THEN INSERT (${quotedList(columns)}) VALUES (${quotedList(columns, 's.')})`);
  loading.publication.onRows(table.name, change.written);
}
