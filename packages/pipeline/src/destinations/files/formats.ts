import { name, text } from '../../replica/sql.ts';
import type { PublishedColumn } from '../destination.ts';

/** Formats of published files. */
export const fileFormats = ['parquet', 'csv', 'jsonl'] as const;
export type FileFormat = (typeof fileFormats)[number];

/**
 * DuckDB's COPY options for a format. In CSV an empty cell is NULL and `""` the empty text; in both text formats moments are in UTC, and JSON
 * and lists keep their JSON form.
 */
export const copyOptions: Readonly<Record<FileFormat, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  csv: "FORMAT csv, HEADER, DELIMITER ',', NULLSTR ''",
  jsonl: 'FORMAT json',
};

const isNested = ({ type }: PublishedColumn): boolean => /\[\]$|^(?:STRUCT|MAP|UNION)\b/.test(type);

/** Lists come as JSON where a format has none. */
function structOf(columns: readonly PublishedColumn[], hasLists: boolean): string {
  const typeOf = (column: PublishedColumn): string => (isNested(column) && !hasLists ? 'JSON' : column.type);
  return `{${columns.map((column) => `${text(column.name)}: ${text(typeOf(column))}`).join(', ')}}`;
}

const csvDialect = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false`;

/** Bytes that one row may have. The reader sets several times as much aside, whether it is needed or not. */
const longestBytes = 16_777_216;

/** DuckDB's FROM clause that reads files of a format back with the types they had. */
export function readFiles(format: FileFormat, paths: readonly string[], columns: readonly PublishedColumn[]): string {
  const files = `[${paths.map(text).join(', ')}]`;
  if (format === 'parquet') return `read_parquet(${files})`;
  if (format === 'jsonl')
    return `read_json(${files}, format = 'newline_delimited', columns = ${structOf(columns, true)}, maximum_object_size = ${longestBytes})`;
  const rows = `read_csv(${files}, ${csvDialect}, columns = ${structOf(columns, false)}, max_line_size = ${longestBytes}, buffer_size = ${longestBytes})`;
  const lists = columns.filter(isNested).map((column) => `CAST(${name(column.name)} AS ${column.type}) AS ${name(column.name)}`);
  return lists.length === 0 ? rows : `(SELECT * REPLACE (${lists.join(', ')}) FROM ${rows})`;
}

/** Columns of a query as a format can hold them: CSV has no lists. */
export function writable(format: FileFormat, query: string, columns: readonly PublishedColumn[]): string {
  if (format !== 'csv' || !columns.some(isNested)) return query;
  const cells = columns.map((column) =>
    isNested(column) ? `CAST(to_json(${name(column.name)}) AS VARCHAR) AS ${name(column.name)}` : name(column.name),
  );
  return `SELECT ${cells.join(', ')} FROM (${query})`;
}
