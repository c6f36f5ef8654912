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
