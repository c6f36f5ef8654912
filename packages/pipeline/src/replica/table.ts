/** DuckDB types that our tables use. */
export type ColumnType = 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' | 'DATE' | 'TIMESTAMPTZ' | 'JSON';

/**
 * The JavaScript value of each column type on its way to DuckDB: BIGINT, INTEGER and DOUBLE a number; BOOLEAN a boolean; VARCHAR and JSON a
 * string; DATE days since 1970-01-01; TIMESTAMPTZ microseconds since 1970-01-01 UTC. `null` is NULL everywhere.
 */
export type Cell = number | string | boolean | null;

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** One sentence, shown as the column's comment. */
  readonly comment: string;
}

/** A table of the replica. `_load_id`, `_first_seen_at` and `_changed_at` are added to each. */
export interface Table {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly Column[];
  /** Columns that identify a row. NULL is a value like any other here. */
  readonly key: readonly string[];
  /** Whether a load that would remove a large part of the table removes nothing until it is told to. */
  readonly guarded?: true;
}

/** Rows of one table, column-wise, on their way into the scratch database. */
export class RowBuffer {
  readonly table: Table;
  readonly columns: Cell[][];

  constructor(table: Table) {
    this.table = table;
    this.columns = table.columns.map(() => []);
  }

  get length(): number {
    return this.columns[0]?.length ?? 0;
  }

  /** Appends one row; the cells come in the order of the table's columns. */
  add(...cells: readonly Cell[]): void {
    const { columns } = this;
    for (let i = 0; i < columns.length; i++) (columns[i] as Cell[]).push(cells[i] as Cell);
  }

  clear(): void {
    for (const column of this.columns) column.length = 0;
  }
}
