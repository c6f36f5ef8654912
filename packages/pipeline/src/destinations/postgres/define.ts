import { isMarked } from '../../publish/catalog.ts';
import type { PublishedColumn, PublishedTable } from '../destination.ts';
import type { PostgresClient } from './client.ts';
import { quoted, quotedList } from './names.ts';
import { type JsonType, postgresType } from './types.ts';

/** Where tables are made, and with which types. */
export interface Schema {
  readonly client: PostgresClient;
  readonly name: string;
  readonly json: JsonType;
}

/** Name of a table with its schema. */
export const qualified = (schema: Schema, table: string): string => `${quoted(schema.name)}.${quoted(table)}`;

const literal = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

const definition = ({ name: column, type }: PublishedColumn, json: JsonType): string => `${quoted(column)} ${postgresType(type, json)}`;

/** Sets the comments that are not what they were, in one statement. */
async function comment(schema: Schema, table: PublishedTable, before: PublishedTable | undefined): Promise<void> {
  const known = new Map(before?.columns.map((column) => [column.name, column.comment]));
  const target = qualified(schema, table.name);
  const statements = table.columns
    .filter((column) => (known.get(column.name) ?? null) !== column.comment)
    .map((column) => `COMMENT ON COLUMN ${target}.${quoted(column.name)} IS ${literal(column.comment)}`);
  if ((before?.comment ?? null) !== table.comment) statements.push(`COMMENT ON TABLE ${target} IS ${literal(table.comment)}`);
  if (statements.length > 0) await schema.client.query(statements.join(';\n'));
}

/** Makes a table with its comments. */
export async function createTable(schema: Schema, table: PublishedTable): Promise<void> {
  const columns = table.columns.map((column) => definition(column, schema.json)).join(', ');
  await schema.client.query(`CREATE TABLE ${qualified(schema, table.name)} (${columns})`);
  await comment(schema, table, undefined);
}

/** Runs a statement that may be refused, for instance because a view of the user's stands on a column. Says whether it took effect. */
export async function attempt(client: PostgresClient, statement: string): Promise<Error | undefined> {
  await client.query('SAVEPOINT affinity_attempt');
  try {
    await client.query(statement);
    await client.query('RELEASE SAVEPOINT affinity_attempt');
    return undefined;
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT affinity_attempt');
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Brings a table that stands to the columns that it should have, keeping the table itself, its permissions and what was built on it. A column
 * that is gone stays, empty from now on, where something of the user's needs it.
 */
export async function alterTable(schema: Schema, table: PublishedTable, before: PublishedTable): Promise<void> {
  const target = qualified(schema, table.name);
  const standing = new Map(before.columns.map((column) => [column.name, column.type]));
  for (const column of table.columns) {
    const type = standing.get(column.name);
    if (type === undefined) await schema.client.query(`ALTER TABLE ${target} ADD COLUMN IF NOT EXISTS ${definition(column, schema.json)}`);
    else if (postgresType(type, schema.json) !== postgresType(column.type, schema.json)) await retype(schema, target, column);
  }
  const wanted = new Set(table.columns.map((column) => column.name));
  for (const column of before.columns.filter((one) => !wanted.has(one.name)))
    await attempt(schema.client, `ALTER TABLE ${target} DROP COLUMN IF EXISTS ${quoted(column.name)}`);
  await comment(schema, table, before);
}

/** All rows of a table whose columns changed are sent anew, so that nothing needs to be converted. */
async function retype({ client, json }: Schema, target: string, column: PublishedColumn): Promise<void> {
  await client.query(`ALTER TABLE ${target} ALTER COLUMN ${quoted(column.name)} TYPE ${postgresType(column.type, json)} USING NULL`);
}

/** Columns of the key with ids first, so that its index finds a record by its id alone. */
function indexColumns({ key, columns }: PublishedTable): string[] {
  const isId = (column: string): boolean => columns.some((one) => one.name === column && one.type === 'BIGINT');
  return [...key.filter(isId), ...key.filter((column) => !isId(column))];
}

/** Columns by which tables are joined. */
const joined = ['entity_id', 'list_entry_id'] as const;

/** Statements that make the indexes of a table. Loads see to it that a record has one row; of other tables the key is only where to look. */
function indexes(schema: Schema, table: PublishedTable): string[] {
  // What loads keep for themselves is read whole or not at all.
  if (table.name.startsWith('_') && !isMarked(table)) return [];
  const target = qualified(schema, table.name);
  const [first, ...others] = indexColumns(table);
  const key = quotedList([...(first === undefined ? [] : [first]), ...others]);
  const isUnique = isMarked(table);
  const keyIndex =
    first === undefined
      ? []
      : isUnique && others.length === 0
        ? [`ALTER TABLE ${target} ADD CONSTRAINT ${quoted(`${table.name}_pkey`)} PRIMARY KEY (${key})`]
        : [
            `CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX ${quoted(`${table.name}_key`)} ON ${target} (${key})${isUnique ? ' NULLS NOT DISTINCT' : ''}`,
          ];
  const extra = joined.filter((column) => column !== first && table.columns.some((one) => one.name === column));
  // A lookup of an id never means NULL, and most values belong to no entry of a list.
  const extraIndex = (column: string): string =>
    `CREATE INDEX ${quoted(`${table.name}_${column}`)} ON ${target} (${quoted(column)}) WHERE ${quoted(column)} IS NOT NULL`;
  return [...keyIndex, ...extra.map(extraIndex)];
}

/** Makes the indexes of a table that was just filled. */
export async function createIndexes(schema: Schema, table: PublishedTable): Promise<void> {
  for (const statement of indexes(schema, table)) await schema.client.query(statement);
}
