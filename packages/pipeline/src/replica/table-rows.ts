import type { Table } from './table.ts';
import type { DataTable, LedgerTable } from './tables/index.ts';

/** What a column of each type is in JavaScript, when a replica is read. Dates are `YYYY-MM-DD`, moments ISO 8601 in UTC, JSON its text. */
interface ValueOf {
  readonly BIGINT: number;
  readonly INTEGER: number;
  readonly DOUBLE: number;
  readonly BOOLEAN: boolean;
  readonly VARCHAR: string;
  readonly DATE: string;
  readonly TIMESTAMPTZ: string;
  readonly JSON: string;
}

/** Columns of keys that may be NULL: what belongs to a record itself is on no list. */
type Absent = 'list_id' | 'list_entry_id';

type Present<Of extends Table> = Of['key'] extends readonly [infer Only] ? Only : Exclude<Of['key'][number], Absent>;

type ColumnOf<Of extends Table> = Of['columns'][number];

/** The row of a table: columns of its key are there, all others may be NULL. */
type RowOf<Of extends Table> = {
  readonly [Column in ColumnOf<Of> as Column['name']]: ValueOf[Column['type']] | (Column['name'] extends Present<Of> ? never : null);
};

/** What loads say about each row of a table that streams fill. */
interface Bookkeeping {
  readonly _load_id: string;
  readonly _first_seen_at: string;
  readonly _changed_at: string;
}

type RowsOfData = { readonly [Of in DataTable as Of['name']]: RowOf<Of> & Bookkeeping };
type RowsOfLedger = { readonly [Of in LedgerTable as Of['name']]: RowOf<Of> };

/** Rows of our tables by the name of the table, made from the tables themselves. */
export interface TableRows extends RowsOfData, RowsOfLedger {}

/** Name of a table whose rows have a type. Views are read with `sql`: their columns are the firm's. */
export type TableName = keyof TableRows;

/** A row of a table, as in `TableRow<'companies'>`. */
export type TableRow<Name extends TableName> = TableRows[Name];
