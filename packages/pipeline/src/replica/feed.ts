/**
 * How a stream fills a table.
 *
 * A stream reads *records* (a company, a list entry, a note). For every record that was read again, its rows in each fed table are replaced
 * by what was staged; rows of records that were not read are left alone. The rows of a record are those whose `owner` holds the record's id
 * and that satisfy `scope`.
 */
export interface Feed {
  /** Name of the table. */
  readonly table: string;
  /**
   * SQL expression over the table's columns that yields the id of the record; usually the name of a column. Where a record is not one row
   * but a whole listing, it names the listing, as `coalesce(CAST(list_id AS VARCHAR), entity_type)` does for fields.
   */
  readonly owner: string;
  /** SQL condition that tells this stream's rows from another's in the same table. */
  readonly scope?: string;
  /**
   * SQL condition over the table, asked for when all is read: rows of records that were read which this reading did not ask for. They stay
   * until their record is gone.
   */
  readonly keeps?: () => string;
  /** Set where the rows are of things that records of several streams tell of, and that no record owns; `owner` is then `NULL`. */
  readonly shared?: SharedRows;
}

/**
 * Rows about things that belong to no record. They are added, or take the place of what the replica has of the same thing; they never leave
 * with the record that told of them.
 */
export interface SharedRows {
  /** Columns that name the thing. */
  readonly of: readonly string[];
  /** SQL condition: rows in the replica that may be replaced. A thing with others is known better and stays as it is. */
  readonly replaces: string;
}

/** Id of a record of a stream: the API's, or the name of a listing. */
export type RecordId = number | string;

/** A stream as the replica knows it. */
export interface StreamFeeds {
  /** Public name of the stream. */
  readonly name: string;
  /** Type of its record ids; BIGINT when left out. */
  readonly idType?: 'BIGINT' | 'VARCHAR';
  /** Tables that it fills. The first is the table of the records themselves. */
  readonly feeds: readonly [Feed, ...Feed[]];
}
