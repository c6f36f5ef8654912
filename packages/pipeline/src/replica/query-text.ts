import type { DuckDBValue } from '@duckdb/node-api';
import { api } from './duckdb.ts';
import { name } from './sql.ts';
import type { TableName, TableRow } from './table-rows.ts';

/** A value that a query may be given. An array stands for the list behind `IN`. */
export type QueryValue = string | number | bigint | boolean | Date | null | readonly (string | number | bigint | boolean | Date | null)[];

/** A statement and the values of its placeholders, by position. */
export interface BoundQuery {
  readonly sql: string;
  readonly values: DuckDBValue[];
}

const microsPerMs = 1000n;

const bound = (value: Exclude<QueryValue, readonly unknown[]>): DuckDBValue => {
  if (value instanceof Date) return new api.DuckDBTimestampTZValue(BigInt(value.getTime()) * microsPerMs);
  return value;
};

/** Collects values, and gives each its placeholder. */
class Binder {
  readonly values: DuckDBValue[] = [];

  add(value: QueryValue): string {
    if (!isList(value)) return this.#one(value);
    // Nothing is in an empty list; DuckDB does not take one.
    return value.length === 0 ? '(NULL)' : `(${value.map((item) => this.#one(item)).join(', ')})`;
  }

  #one(value: Exclude<QueryValue, readonly unknown[]>): string {
    this.values.push(bound(value));
    return `$${this.values.length}`;
  }
}

const isList = (value: QueryValue): value is Extract<QueryValue, readonly unknown[]> => Array.isArray(value);

/** The statement of a template: what stands in `${}` is bound, never pasted. */
export function templateQuery(texts: readonly string[], values: readonly QueryValue[]): BoundQuery {
  const binder = new Binder();
  let sql = texts[0] ?? '';
  for (const [index, value] of values.entries()) sql += binder.add(value) + (texts[index + 1] ?? '');
  return { sql, values: binder.values };
}

/** Which rows and columns of a table, and in which order. */
export interface TableQuery<Name extends TableName, Column extends keyof TableRow<Name> = keyof TableRow<Name>> {
  /** All columns when left out. */
  readonly columns?: readonly Column[];
  /** Rows that have these values: several in an array, none as `null`. */
  readonly where?: { readonly [One in keyof TableRow<Name>]?: TableRow<Name>[One] | readonly NonNullable<TableRow<Name>[One]>[] };
  /** Columns to order by, descending with a minus before the name. Rows come in no particular order when left out. */
  readonly orderBy?: readonly (`${Extract<keyof TableRow<Name>, string>}` | `-${Extract<keyof TableRow<Name>, string>}`)[];
  readonly limit?: number;
}

const condition = (column: string, value: QueryValue, binder: Binder): string => {
  if (value === null) return `${name(column)} IS NULL`;
  return `${name(column)} ${isList(value) ? 'IN' : '='} ${binder.add(value)}`;
};

const orderOf = (column: string): string => (column.startsWith('-') ? `${name(column.slice(1))} DESC` : name(column));

interface AnyTableQuery {
  readonly columns?: readonly PropertyKey[];
  readonly where?: object;
  readonly orderBy?: readonly string[];
  readonly limit?: number;
}

/** The statement for rows of a table. */
export function tableQuery(table: string, { columns, where = {}, orderBy = [], limit }: AnyTableQuery): BoundQuery {
  const binder = new Binder();
  const chosen = columns === undefined ? '*' : columns.map((column) => name(String(column))).join(', ');
  // Columns of our tables hold nothing but such values, as `TableQuery` says.
  const wanted = Object.entries(where) as [string, QueryValue | undefined][];
  const conditions = wanted.flatMap(([column, value]) => (value === undefined ? [] : [condition(column, value, binder)]));
  const parts = [
    `SELECT ${chosen} FROM ${name(table)}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    ...(orderBy.length > 0 ? [`ORDER BY ${orderBy.map(orderOf).join(', ')}`] : []),
    ...(limit === undefined ? [] : [`LIMIT ${Math.trunc(limit)}`]),
  ];
  return { sql: parts.join(' '), values: binder.values };
}
