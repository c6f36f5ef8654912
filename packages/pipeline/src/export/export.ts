import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { copyOptions, type FileFormat } from '../destinations/files/formats.ts';
import { RowSource, replica } from '../publish/row-source.ts';
import { AffinityReplicaQueryError } from '../replica/errors.ts';
import { name, text } from '../replica/sql.ts';
import { savedViewMark } from '../views/saved-view-views.ts';

/** What to export, and into which file. */
export interface ExportOptions {
  /** Path of the replica. */
  readonly database: string;
  /** Name of a table or view; a saved view as `List name/View name`; or a query. */
  readonly what: string;
  readonly format: FileFormat;
  /** The file; one that is there is replaced when the new one is complete. */
  readonly path: string;
  /** Told from time to time of the part that is done, from 0 to 1. */
  readonly onProgress?: ((part: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was exported: the object that `affinity export --json` prints. */
export interface ExportReport {
  readonly path: string;
  readonly format: FileFormat;
  readonly rows: number;
  readonly durationMs: number;
}

const isQuery = (what: string): boolean => /^\s*(?:select|with|from|pivot|unpivot|values|describe|summarize)\b\s/i.test(what);

/** The query for a table or view of that name. */
async function ofRelation(source: RowSource, what: string): Promise<string | undefined> {
  const sql = `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = '${replica}' AND table_name = ${text(what)}
    UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = '${replica}' AND NOT internal AND view_name = ${text(what)}`;
  return (await source.rows(sql)).length > 0 ? `SELECT * FROM ${name(what)}` : undefined;
}

/** The query for a saved view, `List name/View name`, that was loaded with its rows and columns (`--views`). */
async function ofLoadedView(source: RowSource, what: string): Promise<string | undefined> {
  const sql = `SELECT w.view_name AS wide FROM saved_views AS v JOIN lists AS l ON l.id = v.list_id
    JOIN duckdb_views() AS w ON w.database_name = '${replica}'
      AND starts_with(w.comment, '${savedViewMark}' || v.name || ' (' || v.id || ') of the list ' || l.name)
    WHERE l.name || '/' || v.name = ${text(what)}`;
  const [found] = await source.rows(sql);
  return found && `SELECT * FROM ${name(String(found['wide']))}`;
}

/** The query for a saved view, `List name/View name`: the rows of the list's view that the saved view lets through. */
async function ofSavedView(source: RowSource, what: string): Promise<string | undefined> {
  const sql = `SELECT v.id, w.view_name AS wide FROM saved_views AS v JOIN lists AS l ON l.id = v.list_id
    JOIN duckdb_views() AS w ON w.database_name = '${replica}' AND starts_with(w.comment, 'Entries of the list ' || l.name || ' (' || l.id || ')')
    WHERE l.name || '/' || v.name = ${text(what)}`;
  const [found] = await source.rows(sql);
  if (found === undefined) return undefined;
  return `SELECT * FROM ${name(String(found['wide']))} WHERE list_entry_id IN (SELECT list_entry_id FROM saved_view_entries WHERE saved_view_id = ${Number(found['id'])})`;
}

async function queryOf(source: RowSource, what: string): Promise<string> {
  const query =
    (await ofRelation(source, what)) ??
    (await ofLoadedView(source, what)) ??
    (await ofSavedView(source, what)) ??
    (isQuery(what) ? what.replace(/;\s*$/, '') : undefined);
  if (query === undefined)
    throw new AffinityReplicaQueryError(new Error(`There is no table, view or saved view '${what}', and it is no query.`));
  return query;
}

/** Watches how far the statement of a source is. */
function watch(source: RowSource, { onProgress, signal }: ExportOptions): () => void {
  const stop = (): void => source.connection.interrupt();
  signal?.addEventListener('abort', stop);
  const timer = setInterval(() => onProgress?.(Math.max(0, source.connection.progress.percentage) / 100), 100);
  return () => {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
  };
}

/** Lets the session write into one folder and reach nothing else: what is exported may be a query of anybody's. */
async function confine(source: RowSource, folder: string): Promise<void> {
  await source.run(`USE ${replica}`);
  await source.run(`SET allowed_directories = [${text(folder)}]`);
  await source.run('SET enable_external_access = false');
  await source.run('SET enable_progress_bar = true');
  await source.run('SET enable_progress_bar_print = false');
  await source.run('SET lock_configuration = true');
}

async function write(source: RowSource, path: string, options: ExportOptions): Promise<number> {
  const query = await queryOf(source, options.what);
  const unwatch = watch(source, options);
  try {
    const reader = await source.connection.runAndReadAll(`COPY (${query}\n) TO ${text(path)} (${copyOptions[options.format]})`);
    return Number(reader.getRows()[0]?.[0] ?? 0);
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw new AffinityReplicaQueryError(error instanceof Error ? error : new Error(String(error)));
  } finally {
    unwatch();
  }
}

/**
 * Writes a table, a view, a saved view or the rows of a query into a file, in the order in which they come. The file appears when it is
 * complete.
 *
 * @throws AffinityReplicaQueryError with DuckDB's own words; AffinityReplicaError when the replica cannot be read.
 */
export const exportRows = async (options: ExportOptions): Promise<ExportReport> => {
  const startedMs = performance.now();
  const path = resolve(options.path);
  await mkdir(dirname(path), { recursive: true });
  const folder = await mkdtemp(join(dirname(path), '.affinity-export-'));
  try {
    const source = await RowSource.open(resolve(options.database), folder);
    try {
      await source.run('SET preserve_insertion_order = true');
      await confine(source, folder);
      const rows = await write(source, join(folder, 'rows'), options);
      await rename(join(folder, 'rows'), path);
      return { path, format: options.format, rows, durationMs: Math.round(performance.now() - startedMs) };
    } finally {
      source.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
