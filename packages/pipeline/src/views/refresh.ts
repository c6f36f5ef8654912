import type { DuckDBConnection } from '@duckdb/node-api';
import { createAsOfMacros } from '../history/as-of.ts';
import { type ResultRow, readRows, readTexts } from '../replica/connection.ts';
import { name, text } from '../replica/sql.ts';
import { type FixedView, fixedViews, fixedViewsDigest } from './fixed-views.ts';
import { type SourceView, savedViewMark, savedViewViews } from './saved-view-views.ts';
import type { View } from './view.ts';
import type { WideField } from './wide-columns.ts';
import { type CrmShape, listViewMark, type WideList, wideViews } from './wide-views.ts';

/** Tables on which the set of views and their columns depend. */
const shapingTables: readonly string[] = ['lists', 'fields', 'saved_views', 'saved_view_fields'];

const fieldOf = (row: ResultRow): WideField => ({
  ids: [String(row['id'])],
  label: String(row['name'] ?? ''),
  valueType: String(row['value_type'] ?? ''),
  source: row['source'] === null || row['source'] === undefined ? null : String(row['source']),
});

/** A list of a type that is not known yet has no wide view. */
function listOf({ id, name: label, type }: ResultRow): WideList[] {
  if (type !== 'company' && type !== 'person' && type !== 'opportunity') return [];
  return [{ id: Number(id), name: String(label), type }];
}

/** Reads what the CRM looks like from the current database of the connection. */
async function readShape(connection: DuckDBConnection): Promise<CrmShape> {
  const lists = await readRows(connection, 'SELECT id, name, type FROM lists ORDER BY id');
  const fields = await readRows(connection, 'SELECT id, entity_type, list_id, name, value_type, source FROM fields ORDER BY ordinal, id');
  const ofEntity = (type: string): WideField[] =>
    fields.filter((row) => row['list_id'] === null && row['entity_type'] === type).map(fieldOf);
  const ofList = new Map<number, WideField[]>();
  for (const row of fields) {
    const listId = row['list_id'];
    if (typeof listId === 'number') ofList.set(listId, [...(ofList.get(listId) ?? []), fieldOf(row)]);
  }
  return {
    lists: lists.flatMap(listOf),
    entityFields: { company: ofEntity('company'), person: ofEntity('person') },
    listFields: ofList,
  };
}

/** Reads which saved views are sources of their own. */
async function readSources(connection: DuckDBConnection): Promise<SourceView[]> {
  const columns = await readRows(
    connection,
    `SELECT f.saved_view_id, f.field_id AS id, f.name, f.value_type, f.source, v.name AS view_name, l.name AS list_name
    FROM saved_view_fields AS f JOIN saved_views AS v ON v.id = f.saved_view_id LEFT JOIN lists AS l ON l.id = v.list_id
    ORDER BY f.saved_view_id, f.ordinal`,
  );
  const sources = new Map<number, SourceView & { fields: WideField[] }>();
  for (const row of columns) {
    const id = Number(row['saved_view_id']);
    const about = { id, name: String(row['view_name'] ?? ''), listName: String(row['list_name'] ?? '') };
    const source = sources.get(id) ?? { ...about, fields: [] };
    source.fields.push(fieldOf(row));
    sources.set(id, source);
  }
  return [...sources.values()];
}

async function createView(connection: DuckDBConnection, view: View): Promise<void> {
  const target = name(view.name);
  const comments = Object.entries(view.columns ?? {}).map(
    ([column, about]) => `COMMENT ON COLUMN ${target}.${name(column)} IS ${text(about)};`,
  );
  await connection.run(`CREATE OR REPLACE VIEW ${target} AS ${view.sql.trim()}`);
  await connection.run([`COMMENT ON VIEW ${target} IS ${text(view.comment)};`, ...comments].join('\n'));
}

/** Views that follow the lists, fields and saved views that exist now; those of others go. */
async function createShapedViews(connection: DuckDBConnection, schema: string): Promise<void> {
  const ours = `FROM duckdb_views() WHERE database_name = ${text(schema)} AND NOT internal`;
  const outdated = await readTexts(
    connection,
    `SELECT view_name ${ours} AND (starts_with(comment, ${text(listViewMark)}) OR starts_with(comment, ${text(savedViewMark)}))`,
  );
  for (const view of outdated) await connection.run(`DROP VIEW ${name(view)}`);
  const tables = await readTexts(connection, `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(schema)}`);
  const taken = new Set([...tables, ...fixedViews().map((view) => view.name)]);
  const wide = wideViews(await readShape(connection), taken);
  const sources = savedViewViews(await readSources(connection), new Set([...taken, ...wide.map((view) => view.name)]));
  for (const view of [...wide, ...sources]) await createView(connection, view);
}

const digestKey = 'views';

/** Whether the views of the database are those of another version of this package. */
async function areOutdated(connection: DuckDBConnection): Promise<boolean> {
  const [digest] = await readTexts(connection, `SELECT value FROM _meta WHERE key = ${text(digestKey)}`);
  return digest !== fixedViewsDigest();
}

async function createFixedViews(connection: DuckDBConnection, views: readonly FixedView[]): Promise<void> {
  for (const { sql } of views) await connection.run(sql);
  await connection.run(`DELETE FROM _meta WHERE key = ${text(digestKey)}`);
  await connection.run(`INSERT INTO _meta VALUES (${text(digestKey)}, ${text(fixedViewsDigest())})`);
}

/**
 * Brings views up to date with a load that changed the tables `changed`, all of them when `changed` is `undefined`, or when another version
 * of this package made them. The connection's current database is the replica `schema`, which nobody else sees. A transaction around this would
 * hold a copy of a view for every comment on a column.
 */
export async function refreshViews(connection: DuckDBConnection, schema: string, changed: ReadonlySet<string> | undefined): Promise<void> {
  const isAnew = changed === undefined || (await areOutdated(connection));
  const touches = (tables: readonly string[]): boolean => isAnew || tables.some((table) => changed.has(table));
  if (isAnew) await createFixedViews(connection, fixedViews());
  else for (const { sql, stored } of fixedViews()) if (stored && touches(stored)) await connection.run(sql);
  if (!touches(shapingTables)) return;
  await createShapedViews(connection, schema);
  await createAsOfMacros(connection);
}
