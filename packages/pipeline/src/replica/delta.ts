import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber, readRows } from './connection.ts';
import type { Feed, SharedRows } from './feed.ts';
import { columnNames } from './schema.ts';
import { columnList, literal, name } from './sql.ts';
import type { Stage } from './stage.ts';
import type { Table } from './table.ts';

/** What one stream changes in one table. */
export interface Delta {
  readonly stage: Stage;
  readonly feed: Feed;
  readonly table: Table;
  /** Qualified name of the scratch table of row pairs, or `null` where every staged row is new. */
  readonly pairs: string | null;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  /** Rows among `deleted` whose record still exists. */
  readonly vanished: number;
}

/** Name of the database that the replica is attached under while rows are compared. */
export const live = 'live';

const joined = (names: readonly string[], operator: string, glue: string): string =>
  names.map((column) => `old.${name(column)} ${operator} new.${name(column)}`).join(glue);

/** Rows to compare at once. More would spill out of the memory limit, which costs half of the time again and 100 MB. */
const sliceRows = 200_000;

/** SQL conditions on a record's id, `?`, that divide the records a stream has met into parts of bounded size. */
async function slices(connection: DuckDBConnection, stage: Stage, { feed, staged }: Extent): Promise<string[]> {
  if (feed.shared) return ['true'];
  const parts = Math.ceil(staged / sliceRows);
  if (parts <= 1) return ['true'];
  const fractions = Array.from({ length: parts - 1 }, (_, index) => (index + 1) / parts);
  const cuts = `SELECT unnest(quantile_disc(id, [${fractions.join(', ')}])) AS cut FROM ${stage.read}`;
  const bounds = [...new Set((await readRows(connection, cuts)).map(({ cut }) => literal(cut as number | string)))];
  if (bounds.length === 0) return ['true'];
  const inner = bounds.slice(1).map((bound, index) => `? > ${bounds[index]} AND ? <= ${bound}`);
  return [`(? <= ${bounds[0]} OR ? IS NULL)`, ...inner, `? > ${bounds.at(-1)}`];
}

/** Stretches of ids to look for one by one. DuckDB passes over what lies outside of them; with more, looking takes longer than reading. */
const mostStretches = 40;

/** The records that a stream has read, or knows to be gone. */
interface Met {
  readonly any: boolean;
  /** SQL condition on a record's id, `?`: the stretches in which they lie; none where those are many. */
  readonly within: string | undefined;
}

/** A sweep and a tail read stretches of ascending ids, each page one. */
async function metBy(connection: DuckDBConnection, stage: Stage): Promise<Met> {
  const ids = `SELECT id, batch FROM ${stage.read} UNION ALL SELECT id, -1 FROM ${stage.gone}`;
  const pages = `SELECT min(id) AS first, max(id) AS last FROM (${ids}) GROUP BY batch LIMIT ${mostStretches + 1}`;
  const stretches = await readRows(connection, pages);
  if (stage.stream.idType === 'VARCHAR' || stretches.length > mostStretches) return { any: stretches.length > 0, within: undefined };
  const conditions = stretches.map(({ first, last }) => `? BETWEEN ${Number(first)} AND ${Number(last)}`);
  return { any: conditions.length > 0, within: conditions.join(' OR ') || undefined };
}

/** SQL condition for the rows in the replica that belong to the records a stream has read, or knows to be gone. */
function ownedByRead({ stage, feed, met }: Comparison): string {
  if (feed.shared) return `${tuple(feed.shared)} IN (SELECT ${columnList(feed.shared.of)} FROM ${stage.rowsOf(feed.table)})`;
  const ids = `SELECT id FROM ${stage.read} UNION SELECT id FROM ${stage.gone}`;
  const scope = feed.scope === undefined ? '' : `(${feed.scope}) AND `;
  const within = met.within === undefined ? '' : `(${met.within.replaceAll('?', `(${feed.owner})`)}) AND `;
  return `${scope}(${within}(${feed.owner}) IN (${ids}) OR (${feed.owner}) IS NULL)`;
}

/** Rows of a feed that were staged. */
interface Extent {
  readonly feed: Feed;
  readonly staged: number;
}

/** Whether rows in the replica can be touched. Rejected values may be of records that have no id. */
const mayDiffer = ({ feed, met, staged }: Comparison): boolean => {
  if (feed.shared) return staged > 0;
  return met.any || staged > 0 || feed.table === '_rejects';
};

const tuple = ({ of }: SharedRows): string => `(${columnList(of)})`;

/** Leaves of shared rows those that no other stream of the load tells of before or better, and that the replica does not know better. */
async function settleShared(connection: DuckDBConnection, stage: Stage, { feed, stages, stands }: Sharing): Promise<void> {
  const { shared, table } = feed;
  const others = stages.flatMap((other, index) =>
    other.feeds
      .filter((each) => each.table === table && other !== stage && (!each.shared || index < stages.indexOf(stage)))
      .map((each) => other.rowsOf(each.table)),
  );
  const columns = columnList(shared.of);
  const known = stands ? [`(SELECT ${columns} FROM ${live}.${name(table)} WHERE NOT (${shared.replaces}))`] : [];
  for (const rows of [...others, ...known])
    await connection.run(`DELETE FROM ${stage.rowsOf(table)} WHERE ${tuple(shared)} IN (SELECT ${columns} FROM ${rows})`);
}

interface Sharing {
  readonly feed: Feed & { readonly shared: SharedRows };
  /** All stages of the load, in order. */
  readonly stages: readonly Stage[];
  /** Whether the replica has rows of the table. */
  readonly stands: boolean;
}

/** SQL for the pairs of rows of one slice: the row that goes, the row that comes, or both; pairs of equal rows are left out. */
function pairsQuery(comparison: Comparison, slice: string): string {
  const { stage, feed, table } = comparison;
  const columns = columnNames(table);
  const compared = columns.filter((column) => !table.key.includes(column));
  const differ = compared.length === 0 ? '' : ` OR ${joined(compared, 'IS DISTINCT FROM', ' OR ')}`;
  const within = slice.replaceAll('?', `(${feed.owner})`);
  const old = `SELECT rowid AS _row, ${feed.owner} AS _owner, _first_seen_at, ${columnList(columns)}
    FROM ${live}.${name(table.name)} WHERE ${ownedByRead(comparison)} AND ${within}`;
  const fresh = `SELECT rowid AS _row, ${columnList(columns)} FROM ${stage.rowsOf(table.name)} WHERE ${within}`;
  return `SELECT old._row AS old_row, new._row AS new_row, old._first_seen_at AS first_seen_at,
      old._owner AS owner, gone.id IS NOT NULL AS is_gone, gone.merged_into
    FROM (${old}) AS old
    FULL JOIN (${fresh}) AS new ON ${joined(table.key, 'IS NOT DISTINCT FROM', ' AND ')}
    LEFT JOIN ${stage.gone} AS gone ON gone.id = old._owner AND new._row IS NULL
    WHERE old._row IS NULL OR new._row IS NULL${differ}`;
}

interface Comparison extends Extent {
  readonly stage: Stage;
  readonly table: Table;
  readonly met: Met;
}

const counts = `count(*) FILTER (old_row IS NULL) AS inserted,
  count(*) FILTER (old_row IS NOT NULL AND new_row IS NOT NULL) AS updated,
  count(*) FILTER (new_row IS NULL) AS deleted,
  count(*) FILTER (new_row IS NULL AND NOT is_gone) AS vanished`;

/** Compares what a stream has staged for a table with the attached replica. */
async function compare(connection: DuckDBConnection, comparison: Comparison): Promise<Delta> {
  const { stage, feed, table } = comparison;
  const pairs = stage.rowsOf(`${table.name}/@pairs`);
  await connection.run(`CREATE OR REPLACE TABLE ${pairs} (old_row BIGINT, new_row BIGINT, first_seen_at TIMESTAMPTZ,
    owner ${stage.stream.idType ?? 'BIGINT'}, is_gone BOOLEAN, merged_into BIGINT)`);
  if (!mayDiffer(comparison)) return { stage, feed, table, pairs, inserted: 0, updated: 0, deleted: 0, vanished: 0 };
  for (const slice of await slices(connection, stage, comparison)) {
    await connection.run(`INSERT INTO ${pairs} ${pairsQuery(comparison, slice)}`);
  }
  const [row] = await readRows(connection, `SELECT ${counts} FROM ${pairs}`);
  const of = (column: string): number => Number(row?.[column] ?? 0);
  return { stage, feed, table, pairs, inserted: of('inserted'), updated: of('updated'), deleted: of('deleted'), vanished: of('vanished') };
}

const countRows = (connection: DuckDBConnection, table: string): Promise<number> => readNumber(connection, `SELECT count(*) FROM ${table}`);

/** All staged rows are new: there is nothing to compare them with. */
const takeAll = ({ stage, feed, table, staged: inserted }: Comparison): Delta => ({
  stage,
  feed,
  table,
  pairs: null,
  inserted,
  updated: 0,
  deleted: 0,
  vanished: 0,
});

/** What one stream of a load is compared with. */
export interface LoadParts {
  /** All stages of the load, in order. */
  readonly stages: readonly Stage[];
  /** Tables of the attached replica that have rows. */
  readonly filled: ReadonlyMap<string, number>;
}

/** Finds what a stream changes, table by table. */
export async function findDeltas(connection: DuckDBConnection, stage: Stage, { stages, filled }: LoadParts): Promise<Delta[]> {
  const deltas: Delta[] = [];
  const met = await metBy(connection, stage);
  for (const feed of stage.feeds) {
    const stands = filled.has(feed.table);
    if (feed.shared) await settleShared(connection, stage, { feed: { ...feed, shared: feed.shared }, stages, stands });
    const staged = await countRows(connection, stage.rowsOf(feed.table));
    const comparison = { stage, feed, table: stage.table(feed), met, staged };
    deltas.push(stands ? await compare(connection, comparison) : takeAll(comparison));
  }
  return deltas;
}
