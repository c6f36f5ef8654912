import type { PublishedRange } from '../destinations/destination.ts';
import { name, text } from '../replica/sql.ts';
import { type CatalogTable, isMarked, selectAll } from './catalog.ts';
import { type RowSource, replica } from './row-source.ts';

/** SQL condition for the rows of a range; the same in DuckDB and Postgres. */
export function rangeCondition(column: string | null, { from, to }: Pick<PublishedRange, 'from' | 'to'>): string {
  if (column === null || (from === null && to === null)) return 'true';
  const upper = to === null ? [] : [`${name(column)} < ${to}`];
  if (from === null) return `(${upper.join('')} OR ${name(column)} IS NULL)`;
  return `(${[`${name(column)} >= ${from}`, ...upper].join(' AND ')})`;
}

/** A value of the range column as a literal. */
const literalOf = (type: string, value: string): string => (type === 'BIGINT' ? value : `TIMESTAMPTZ ${text(value)}`);

const typeOf = ({ columns, rangeColumn }: CatalogTable): string => columns.find((column) => column.name === rangeColumn)?.type ?? '';

/** What tells whether rows are the same: for those of streams the load that wrote them, which costs two columns instead of all. */
function digestOf(table: CatalogTable): string {
  const columns = isMarked(table) ? [...table.key, '_load_id'] : table.columns.map((column) => column.name);
  return `CAST(sum(hash(${columns.map(name).join(', ')})) AS VARCHAR)`;
}

/** Counts and digests of the rows between bounds, in the order of the ranges. */
async function measure(source: RowSource, table: CatalogTable, bounds: readonly string[]): Promise<PublishedRange[]> {
  const target = `${replica}.${name(table.name)}`;
  const figures = `count(*) AS row_count, coalesce(${digestOf(table)}, '0') AS digest`;
  const sql =
    bounds.length === 0 || table.rangeColumn === null
      ? `SELECT 0 AS n, ${figures} FROM ${target}`
      : `WITH bounds(n, first) AS (VALUES ${bounds.map((bound, index) => `(${index + 1}, ${bound})`).join(', ')})
         SELECT coalesce(n, 0) AS n, ${figures} FROM ${target} AS t ASOF LEFT JOIN bounds ON t.${name(table.rangeColumn)} >= bounds.first GROUP BY ALL`;
  const found = new Map((await source.rows(sql)).map((row) => [Number(row['n']), row]));
  return [null, ...bounds].map((from, index) => ({
    from,
    to: bounds[index] ?? null,
    rows: Number(found.get(index)?.['row_count'] ?? 0),
    digest: String(found.get(index)?.['digest'] ?? '0'),
  }));
}

/** Values that cut a range which has grown too large into parts of about `rangeRows`. */
async function cutsOf(
  source: RowSource,
  table: CatalogTable,
  { range, rangeRows }: { range: PublishedRange; rangeRows: number },
): Promise<string[]> {
  const parts = Math.ceil(range.rows / rangeRows);
  const fractions = Array.from({ length: parts - 1 }, (_, index) => (index + 1) / parts).join(', ');
  const column = name(table.rangeColumn ?? '');
  const sql = `SELECT DISTINCT CAST(cut AS VARCHAR) AS cut, cut AS position FROM (
      SELECT unnest(quantile_disc(${column}, [${fractions}])) AS cut FROM ${replica}.${name(table.name)} WHERE ${rangeCondition(table.rangeColumn, range)}
    ) WHERE cut IS NOT NULL ORDER BY position`;
  return (await source.rows(sql)).map((row) => literalOf(typeOf(table), String(row['cut']))).filter((cut) => cut !== range.from);
}

/** Divides a table that no destination knows; nothing but its size is looked at before. */
async function measureNew(source: RowSource, table: CatalogTable, rangeRows: number): Promise<PublishedRange[]> {
  const rows = await source.number(`SELECT count(*) FROM ${replica}.${name(table.name)}`);
  const range: PublishedRange = { from: null, to: null, rows, digest: '' };
  return measure(source, table, rows > 2 * rangeRows ? await cutsOf(source, table, { range, rangeRows }) : []);
}

/**
 * Divides a table into ranges and says what is in each. Ranges that a destination knows are kept, so that they can be compared; those that
 * have grown to more than twice `rangeRows` are cut.
 */
export async function measureRanges(
  source: RowSource,
  table: CatalogTable,
  { known, rangeRows }: { readonly known: readonly PublishedRange[]; readonly rangeRows: number },
): Promise<PublishedRange[]> {
  if (table.rangeColumn === null) return measure(source, table, []);
  if (known.length === 0) return measureNew(source, table, rangeRows);
  const ranges = await measure(
    source,
    table,
    known.flatMap(({ from }) => from ?? []),
  );
  const cut: string[] = [];
  let isCut = false;
  for (const range of ranges) {
    const cuts = range.rows > 2 * rangeRows ? await cutsOf(source, table, { range, rangeRows }) : [];
    isCut ||= cuts.length > 0;
    cut.push(...(range.from === null ? [] : [range.from]), ...cuts);
  }
  return isCut ? measure(source, table, cut) : ranges;
}

/** DuckDB query for the rows of one range, in the order of its column. */
export function rangeQuery(table: CatalogTable, range: PublishedRange): string {
  const order = table.rangeColumn === null ? '' : ` ORDER BY ${name(table.rangeColumn)}`;
  return `${selectAll(table)} WHERE ${rangeCondition(table.rangeColumn, range)}${order}`;
}
