import { name } from '../../replica/sql.ts';
import type { PublishedColumn } from '../destination.ts';

/** What a JSON column becomes: `json` keeps the text as it is, so that a restore gives the very same; `jsonb` can be indexed. */
export type JsonType = 'json' | 'jsonb';

const types: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'smallint',
  SMALLINT: 'smallint',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  UTINYINT: 'smallint',
  USMALLINT: 'integer',
  UINTEGER: 'bigint',
  UBIGINT: 'numeric(20,0)',
  HUGEINT: 'numeric(39,0)',
  UHUGEINT: 'numeric(39,0)',
  FLOAT: 'real',
  DOUBLE: 'double precision',
  VARCHAR: 'text',
  UUID: 'uuid',
  DATE: 'date',
  TIME: 'time',
  INTERVAL: 'interval',
  TIMESTAMP: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  BLOB: 'bytea',
};

const isList = (type: string): boolean =>
  type.endsWith('[]') && !type.endsWith('[][]') && !type.startsWith('STRUCT') && !type.startsWith('MAP');

/** The Postgres type of a DuckDB type. What has no counterpart is JSON. */
export function postgresType(type: string, json: JsonType): string {
  if (isList(type)) return `${postgresType(type.slice(0, -2), json)}[]`;
  if (type.startsWith('DECIMAL')) return type.replace('DECIMAL', 'numeric');
  if (type.startsWith('ENUM')) return 'text';
  return types[type] ?? json;
}

/** Postgres has no NUL in texts; U+FFFD stands in its place. */
const withoutNul = (text: string): string => `replace(${text}, chr(0), '\uFFFD')`;

const listElement = `CASE WHEN x IS NULL THEN 'NULL' ELSE '"' || replace(replace(${withoutNul('CAST(x AS VARCHAR)')}, '\\', '\\\\'), '"', '\\"') || '"' END`;

/** A DuckDB expression whose value, written as CSV, is what Postgres reads into the column. */
function cell({ name: column, type }: PublishedColumn): string {
  const value = name(column);
  if (type === 'VARCHAR' || type.startsWith('ENUM')) return `${withoutNul(`CAST(${value} AS VARCHAR)`)} AS ${value}`;
  if (type === 'BLOB') return `'\\x' || hex(${value}) AS ${value}`;
  if (isList(type)) return `'{' || array_to_string(list_transform(${value}, lambda x: ${listElement}), ',') || '}' AS ${value}`;
  if (type === 'JSON') return `CAST(${value} AS VARCHAR) AS ${value}`;
  if (postgresType(type, 'json') === 'json') return `CAST(to_json(${value}) AS VARCHAR) AS ${value}`;
  return value;
}

/** A query whose rows, written as CSV, are what Postgres reads. */
export const csvQuery = (query: string, columns: readonly PublishedColumn[]): string =>
  `SELECT ${columns.map(cell).join(', ')} FROM (${query})`;
