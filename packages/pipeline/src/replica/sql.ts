/** Quotes a name for SQL. */
export const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** Quotes a text for SQL. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A JavaScript value as an SQL literal. */
export function literal(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'string' ? text(value) : String(value);
}

/** A moment as an SQL literal. */
export const instant = (date: Date): string => `TIMESTAMPTZ ${text(date.toISOString())}`;

/** Columns as a list for SELECT or INSERT, each with an optional prefix. */
export const columnList = (names: readonly string[], prefix = ''): string => names.map((column) => `${prefix}${name(column)}`).join(', ');
