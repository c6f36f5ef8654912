/**
 * How a stream fills a table.
 *
 * A stream reads *records* (a company, a list entry, a note). For every record that was read again, its rows in each fed table are replaced
 * by what was staged; rows of records that were not read are left alone. The rows of a record are those whose `owner` column holds the
 * record's id and that satisfy `scope`.
 */
export interface Feed {
  /** Name of the table. */
  readonly table: string;
  /** Column that holds the id of the record. */
  readonly owner: string;
  /** SQL condition that tells this stream's rows from another's in the same table. */
  readonly scope?: string;
}
