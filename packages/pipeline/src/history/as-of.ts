import type { DuckDBConnection } from '@duckdb/node-api';
import { columnNames } from '../replica/schema.ts';
import { columnList, name, text } from '../replica/sql.ts';
import type { Table } from '../replica/table.ts';
import { companies, persons } from '../replica/tables/entities.ts';
import { listEntries } from '../replica/tables/lists.ts';

const columnsFromJson = ({ columns }: Table): string =>
  columns
    .map(({ name: column, type }) => `CAST(json_extract_string(row, ${text(`$.${column}`)}) AS ${type}) AS ${name(column)}`)
    .join(', ');

/**
 * SQL for a table macro that gives the rows of a table as they were. \`birth\` says since when a record's first version was valid: what was
 * there when loads began to look was there before, for all that is known.
 */
const versionsMacro = (table: Table, birth: string): string => {
  const columns = columnList(columnNames(table));
  return `CREATE OR REPLACE MACRO ${name(`${table.name}_as_of`)}(t) AS TABLE
    WITH versions AS (
      SELECT ${columns}, _changed_at AS valid_from, NULL::TIMESTAMPTZ AS valid_to FROM ${name(table.name)}
      UNION ALL
      SELECT ${columnsFromJson(table)}, valid_from, valid_to FROM record_history WHERE table_name = ${text(table.name)}
    ), dated AS (
      SELECT *, CASE WHEN row_number() OVER (PARTITION BY id ORDER BY valid_from) = 1 THEN ${birth} ELSE valid_from END AS since FROM versions
    )
    SELECT ${columns} FROM dated WHERE since <= CAST(t AS TIMESTAMPTZ) AND (valid_to IS NULL OR valid_to > CAST(t AS TIMESTAMPTZ))`;
};

const seenAtFirst = "CASE WHEN valid_from = min(valid_from) OVER () THEN TIMESTAMPTZ '-infinity' ELSE valid_from END";

const valuesMacro = `CREATE OR REPLACE MACRO field_values_as_of(t) AS TABLE
  SELECT * FROM field_value_history
  WHERE valid_from <= CAST(t AS TIMESTAMPTZ) AND (valid_to IS NULL OR valid_to > CAST(t AS TIMESTAMPTZ))
    AND (list_entry_id IS NULL OR list_entry_id IN (SELECT id FROM list_entries_as_of(t)))
    AND (list_entry_id IS NOT NULL OR entity_type <> 'company' OR entity_id IN (SELECT id FROM companies_as_of(t)))
    AND (list_entry_id IS NOT NULL OR entity_type <> 'person' OR entity_id IN (SELECT id FROM persons_as_of(t)))`;

/** The table macros that show the CRM as it was at a time. */
const asOfMacros: readonly string[] = [
  versionsMacro(companies, seenAtFirst),
  versionsMacro(persons, seenAtFirst),
  versionsMacro(listEntries, 'coalesce(created_at, valid_from)'),
  valuesMacro,
];

/** Makes the table macros in the current database of the connection. */
export const createAsOfMacros = async (connection: DuckDBConnection): Promise<void> => {
  for (const macro of asOfMacros) await connection.run(macro);
};
