import type { Detail, Publication, PublishedRange, PublishedState, PublishedTable, TableChange } from '../destinations/destination.ts';
import { AffinityDestinationAheadError, AffinityDestinationNewerError, AffinityDestinationTenantError } from '../destinations/errors.ts';
import { name, text } from '../replica/sql.ts';
import { type CatalogTable, isMarked, readCatalog, selectAll } from './catalog.ts';
import { measureRanges, rangeCondition } from './ranges.ts';
import { goneRows, newRows } from './row-delta.ts';
import { type RowSource, replica } from './row-source.ts';

/** What a publication depends on besides the replica. */
export interface ComposeOptions {
  readonly address: string;
  readonly detail: Detail;
  /** Names of views whose rows are published, or `all`. */
  readonly views: readonly string[] | 'all';
  /** Sends everything, and lets go of a version that another replica published. */
  readonly full: boolean;
  readonly toolVersion: string;
  readonly now: Date;
}

/** What is common to all tables of one publication. */
interface Comparison {
  readonly source: RowSource;
  readonly detail: Detail;
  /** Version that the destination holds; `undefined` where nothing of it can be kept. */
  readonly held: PublishedState | undefined;
  /** Names of tables without rows. */
  readonly empty: ReadonlySet<string>;
}

/** The last load of the replica. */
const lastLoad = `SELECT load_id FROM ${replica}._loads ORDER BY rowid DESC LIMIT 1`;

function refuse(held: PublishedState, { address }: ComposeOptions, source: RowSource): void {
  if (held.format !== 1 || held.schemaVersion > source.meta.schemaVersion) throw new AffinityDestinationNewerError(address);
  if (held.tenantId !== source.meta.tenantId) throw new AffinityDestinationTenantError(address, held.tenantId, source.meta.tenantId);
}

async function knowsLoad(source: RowSource, loadId: string): Promise<boolean> {
  return (await source.number(`SELECT count(*) FROM ${replica}._loads WHERE load_id = ${text(loadId)}`)) > 0;
}

const shapeOf = ({ columns }: { readonly columns: PublishedTable['columns'] }): string =>
  JSON.stringify(columns.map(({ name: column, type }) => [column, type]));

/** Whether what a destination holds of a table can be compared with what the replica has. */
const isComparable = (table: CatalogTable, before: PublishedTable | undefined): before is PublishedTable =>
  before !== undefined && before.rangeColumn === table.rangeColumn && shapeOf(before) === shapeOf(table);

const sameKey = (range: PublishedRange): string => `${range.from}/${range.to}/${range.rows}/${range.digest}`;

async function changeByRanges({ source, detail, held }: Comparison, table: CatalogTable): Promise<TableChange | PublishedTable> {
  const before = held?.tables.find((one) => one.name === table.name);
  const known = !detail.whole && isComparable(table, before) ? before.ranges : [];
  const measured = await measureRanges(source, table, { known, rangeRows: detail.rangeRows });
  const kept = new Map(known.map((range) => [sameKey(range), range]));
  const ranges = measured.map((range) => kept.get(sameKey(range)) ?? range);
  const changed = ranges.filter((range) => !kept.has(sameKey(range)));
  const after: PublishedTable = { ...table, rows: ranges.reduce((sum, range) => sum + range.rows, 0), ranges };
  if (changed.length === 0) return after;
  const isWhole = changed.length === ranges.length;
  const conditions = changed.map((range) => rangeCondition(table.rangeColumn, range));
  return {
    table: after,
    before,
    how: isWhole ? 'replace' : 'ranges',
    ranges: changed,
    rows: isWhole ? selectAll(table) : `${selectAll(table)} WHERE ${conditions.join(' OR ')}`,
    gone: null,
    written: changed.reduce((sum, range) => sum + range.rows, 0),
    removed: 0,
  };
}

const replacementOf = (before: PublishedTable | undefined, table: PublishedTable): TableChange => ({
  table,
  before,
  how: 'replace',
  ranges: [],
  rows: selectAll(table),
  gone: null,
  written: table.rows,
  removed: 0,
});

async function changeByRows(comparison: Comparison, table: CatalogTable): Promise<TableChange | PublishedTable> {
  const { source, held } = comparison;
  const before = held?.tables.find((one) => one.name === table.name);
  const count = `SELECT count(*) FROM ${replica}.${name(table.name)}`;
  const wholly = async (): Promise<TableChange> => replacementOf(before, { ...table, rows: await source.number(count), ranges: [] });
  if (held === undefined || !isComparable(table, before)) return wholly();
  const historyRows = held.tables.find((one) => one.name === 'record_history')?.rows ?? 0;
  const rows = newRows(table, held.loadId);
  const gone = goneRows(table, historyRows);
  const [found] = await source.rows(
    `SELECT (${count}) AS here, (SELECT count(*) FROM (${rows})) AS written, (SELECT count(*) FROM (${gone})) AS removed`,
  );
  const [written, removed] = [Number(found?.['written']), Number(found?.['removed'])];
  const after: PublishedTable = { ...table, rows: Number(found?.['here']), ranges: [] };
  const all = replacementOf(before, after);
  if (written + removed === 0 && after.rows === before.rows) return after;
  // Beyond half of a table its replacement costs less than looking for each row.
  if (written + removed > after.rows / 2 && after.rows > 1000) return all;
  return { ...all, how: 'rows', rows, gone, written, removed };
}

const isChange = (one: TableChange | PublishedTable): one is TableChange => 'how' in one;

/** Views that were asked for by name must exist; of all others only those that do are published. */
function chosenViews(views: readonly CatalogTable[], wanted: readonly string[] | 'all'): readonly CatalogTable[] {
  return wanted === 'all' ? views : views.filter((view) => wanted.includes(view.name));
}

/** What measuring a table without rows would give. */
const emptyRange: PublishedRange = { from: null, to: null, rows: 0, digest: '0' };

function changeOfEmpty({ held, detail }: Comparison, table: CatalogTable): TableChange | PublishedTable {
  const before = held?.tables.find((one) => one.name === table.name);
  if (!detail.whole && isComparable(table, before) && before.rows === 0) return { ...before, ...table };
  const ranges = [emptyRange];
  return { ...replacementOf(before, { ...table, rows: 0, ranges }), ranges };
}

/** Where single rows are replaced, whatever the history of a row's key misses is found by counting; see the destination. */
async function changeOf(comparison: Comparison, table: CatalogTable): Promise<TableChange | PublishedTable> {
  if (comparison.empty.has(table.name)) return changeOfEmpty(comparison, table);
  return comparison.detail.byRow && isMarked(table) ? changeByRows(comparison, table) : changeByRanges(comparison, table);
}

/** Finds the version that a destination holds among the loads of the replica. */
async function comparableState(
  source: RowSource,
  held: PublishedState | undefined,
  options: ComposeOptions,
): Promise<PublishedState | undefined> {
  if (held === undefined) return undefined;
  refuse(held, options, source);
  if (options.full) return undefined;
  if (!(await knowsLoad(source, held.loadId))) throw new AffinityDestinationAheadError(options.address, held.loadId);
  // A migration writes rows without a load.
  return held.schemaVersion === source.meta.schemaVersion ? held : undefined;
}

const isSameVersion = (held: PublishedState, loadId: string, names: readonly string[]): boolean =>
  held.loadId === loadId && JSON.stringify(held.tables.map((table) => table.name).sort()) === JSON.stringify([...names].sort());

/**
 * Compares the replica with what a destination says it holds, in DuckDB and set by set.
 *
 * @returns `null` when the destination holds this very version.
 * @throws AffinityDestinationError when the destination must not be written: newer, of another account, or ahead of the replica.
 */
export async function compose(
  source: RowSource,
  held: PublishedState | undefined,
  options: ComposeOptions,
): Promise<Pick<Publication, 'state' | 'changes' | 'dropped' | 'views'> | null> {
  const comparable = await comparableState(source, held, options);
  const catalog = await readCatalog(source);
  const tables = [...catalog.tables, ...chosenViews(catalog.views, options.views)];
  const [last] = await source.rows(lastLoad);
  const loadId = String(last?.['load_id'] ?? '');
  if (
    comparable !== undefined &&
    isSameVersion(
      comparable,
      loadId,
      tables.map((table) => table.name),
    )
  )
    return null;
  const found: (TableChange | PublishedTable)[] = [];
  for (const table of tables) found.push(await changeOf({ source, detail: options.detail, held: comparable, empty: catalog.empty }, table));
  const { tenantId, userId, schemaVersion } = source.meta;
  const state: PublishedState = {
    format: 1,
    tenantId,
    userId,
    schemaVersion,
    toolVersion: options.toolVersion,
    loadId,
    publishedAt: options.now.toISOString(),
    tables: found.map((one) => (isChange(one) ? one.table : one)),
  };
  const names = new Set(tables.map((table) => table.name));
  return {
    state,
    changes: found.filter(isChange).map((change) => withBefore(change, held)),
    dropped: (held?.tables ?? []).filter((table) => !names.has(table.name)),
    views: catalog.views.map((view) => view.name),
  };
}

/** Where nothing can be compared the tables still stand there, and must be found. */
const withBefore = (change: TableChange, held: PublishedState | undefined): TableChange => ({
  ...change,
  before: change.before ?? held?.tables.find((table) => table.name === change.table.name),
});
