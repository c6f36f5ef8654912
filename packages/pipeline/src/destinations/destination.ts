import type { RowSource } from '../publish/row-source.ts';

/** A column of a published table. */
export interface PublishedColumn {
  readonly name: string;
  /** DuckDB's name of its type. */
  readonly type: string;
  readonly comment: string | null;
}

/** Rows of a table between two values of its range column. */
export interface PublishedRange {
  /** First value as an SQL literal that DuckDB and Postgres read alike; `null` for no lower end, which takes the NULLs too. */
  readonly from: string | null;
  /** The value after the last; `null` for no upper end. */
  readonly to: string | null;
  readonly rows: number;
  /** Tells whether the rows are the same as before. */
  readonly digest: string;
  /** Where a destination keeps the rows, for those that keep them in files. */
  readonly file?: string;
}

/** A table as a destination holds it. */
export interface PublishedTable {
  readonly name: string;
  /** A view of the replica is published as the rows that it had. */
  readonly kind: 'table' | 'view';
  readonly comment: string | null;
  readonly columns: readonly PublishedColumn[];
  /** Columns that identify a row; empty where nobody said so. NULL is a value like any other. */
  readonly key: readonly string[];
  readonly rangeColumn: string | null;
  readonly rows: number;
  /** Empty where single rows are replaced. */
  readonly ranges: readonly PublishedRange[];
}

/** What a destination knows about the version that it holds. It travels with the data, so that a bare machine can go on from it. */
export interface PublishedState {
  readonly format: 1;
  readonly tenantId: string;
  readonly userId: string;
  readonly schemaVersion: number;
  readonly toolVersion: string;
  /** Last load of the version. */
  readonly loadId: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly tables: readonly PublishedTable[];
}

/** What becomes of one table. */
export interface TableChange {
  /** The table as it is afterwards. */
  readonly table: PublishedTable;
  /** The table as the destination holds it; `undefined` when it is new there. */
  readonly before: PublishedTable | undefined;
  /** `replace`: all rows are sent. `ranges`: the rows of some ranges are. `rows`: single rows are, by key. */
  readonly how: 'replace' | 'ranges' | 'rows';
  /** Ranges whose rows take the place of those that stand in them; with `replace` all of them, with `rows` none. */
  readonly ranges: readonly PublishedRange[];
  /** DuckDB query over the source: the rows to write, the table's columns in order. */
  readonly rows: string;
  /** DuckDB query over the source: with `rows`, the keys of rows that are gone. */
  readonly gone: string | null;
  /** Rows to write. */
  readonly written: number;
  /** Rows that are gone; only counted with `rows`. */
  readonly removed: number;
}

/** Everything that makes the version that a destination holds into the next one. */
export interface Publication {
  readonly state: PublishedState;
  readonly changes: readonly TableChange[];
  /** Tables that the destination holds and the replica has no more. */
  readonly dropped: readonly PublishedTable[];
  /** Names of the replica's views, for destinations that have views of their own. */
  readonly views: readonly string[];
  /** Runs the queries of the changes. */
  readonly source: RowSource;
  /** Told of rows as they leave. */
  readonly onRows: (table: string, rows: number) => void;
  /** Told, in a sentence, of what the user should know. */
  readonly onWarning: (warning: string) => void;
  readonly signal: AbortSignal;
}

/** How a destination wants its changes. */
export interface Detail {
  /** Whether it can replace single rows by key. */
  readonly byRow: boolean;
  /** Rows of a range, about. */
  readonly rangeRows: number;
  /** Whether every publication sends everything. */
  readonly whole: boolean;
}

/** One thing that a destination was tried for. */
export interface Check {
  /** What was tried, such as `create tables in the schema affinity`. */
  readonly what: string;
  /** `null` when it works. */
  readonly problem: string | null;
}

/** A version as it came back from a destination. */
export interface Fetched {
  readonly state: PublishedState;
  /** DuckDB's FROM clause for each table, by name: files of the folder that was given, or of the destination itself. */
  readonly relations: ReadonlyMap<string, string>;
}

/**
 * A place that holds a copy of the replica. To add one, implement these five methods and let it pass the tests in `tests/destinations`.
 *
 * A publication takes effect as a whole or not at all: until it does, readers see the version before, also when the process is killed.
 */
export interface Destination {
  /** What people call it, without credentials: `postgres://host/database, schema affinity`. */
  readonly address: string;
  readonly detail: Detail;
  /** Tries reach and rights without leaving anything behind; the first thing that fails is the last that is tried. */
  check(): Promise<readonly Check[]>;
  /** What it says about the version that it holds; `undefined` when it holds none. */
  readState(): Promise<PublishedState | undefined>;
  /**
   * Keeps other publications out, asks `compose` for what makes the version that it holds into the next one, and makes it so; `null` means
   * that there is nothing to do.
   *
   * @throws AffinityDestinationLostError where trying again may help.
   */
  publish(compose: (held: PublishedState | undefined) => Promise<Publication | null>): Promise<void>;
  /** Brings one complete version into an empty folder; `undefined` when it holds none. */
  fetch(folder: string): Promise<Fetched | undefined>;
  /** Gives back what it has opened. */
  close(): Promise<void>;
}
