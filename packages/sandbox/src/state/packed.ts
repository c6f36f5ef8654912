import type { Sql, SqlValue } from './sql.ts';

const rowEnd = '\u001e';
const columnEnd = '\u001f';

/**
 * A statement that brings all rows of `inner` as one text: reading a row costs the driver more than the database, by far.
 *
 * `columns` are expressions over `inner` whose text holds no control characters 30 and 31: numbers, JSON, `json_quote(…)`.
 */
export const packed = (columns: readonly string[], inner: string): string =>
  `SELECT group_concat(${columns.join(' || char(31) || ')}, char(30)) FROM (${inner})`;

/** Runs a packed statement; the rows come in the order of `inner`. */
export const packedRows = (sql: Sql, statement: string, params: readonly SqlValue[]): readonly string[][] => {
  const text = sql.value<string | null>(statement, ...params);
  return text === undefined || text === null ? [] : text.split(rowEnd).map((row) => row.split(columnEnd));
};

/** A column that was read with `json_quote`. */
export const unquoted = <T extends string | number | null>(text: string | undefined): T => JSON.parse(text ?? 'null') as T; // the statement says what it is

/** Pairs of numbers. */
export const packedPairs = (sql: Sql, statement: string, params: readonly SqlValue[]): readonly (readonly [number, number])[] =>
  packedRows(sql, statement, params).map(([from, to]) => [Number(from), Number(to)]);

/** The ids that a statement selects, in its order, brought as one text. */
export const idList = (sql: Sql, inner: string, ...params: readonly SqlValue[]): number[] => {
  const text = sql.value<string | null>(`SELECT group_concat(id) FROM (${inner})`, ...params);
  return text === undefined || text === null ? [] : text.split(',').map(Number);
};
