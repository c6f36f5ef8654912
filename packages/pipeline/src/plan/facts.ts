import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber, readRows, readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import { instant, literal, name } from '../replica/sql.ts';
import type { Include, Stream } from '../streams/stream.ts';
import type { ChainCount } from './due.ts';
import type { StreamMarks } from './marks.ts';

/** The replica as it stands, attached for reading; `undefined` where there is none. */
export type Standing = { readonly connection: DuckDBConnection; readonly tables: ReadonlySet<string> } | undefined;

/** A unit of a stream, and what reading it takes. */
export interface UnitFact {
  readonly unit: string;
  readonly requests: number;
  /** Whether it may be read a few pages at a time. */
  readonly inPieces?: boolean;
  /** Pages of it that were read, where it is being read so. */
  readonly done?: number;
}

/** What the replica tells of a stream. */
export interface StreamFacts {
  readonly records: number;
  /** Newest time that the replica holds, in milliseconds; `null` when it holds none. */
  readonly watermarkMs: number | null;
  /** Records by chain. */
  readonly chains: Readonly<Record<string, ChainCount>>;
  readonly units: readonly UnitFact[];
  /** Records of the past, and how many of them this round has met. */
  readonly past: ChainCount;
}

/** Takes stock of the replica that a connection has attached under the name `live`. */
export const standingOf = async (connection: DuckDBConnection): Promise<Standing> => {
  const tables = await readTexts(connection, `SELECT table_name FROM duckdb_tables() WHERE database_name = '${live}'`);
  return { connection, tables: new Set(tables) };
};

const nothing: StreamFacts = { records: 0, watermarkMs: null, chains: {}, units: [], past: { records: 0, swept: 0 } };

const scopeOf = ({ feeds: [{ scope }] }: Stream): string => scope ?? 'true';

const chainsOf = async (connection: DuckDBConnection, stream: Stream, { chains = {} }: StreamMarks): Promise<StreamFacts['chains']> => {
  if (!stream.chains) return {};
  const { table, owner } = stream.feeds[0];
  const rounds = Object.entries(chains).map(([chain, { sweptTo }]) => `(${literal(chain)}, ${sweptTo})`);
  const known = rounds.length === 0 ? "(VALUES ('', 0))" : `(VALUES ${rounds.join(', ')})`;
  const rows = await readRows(
    connection,
    `SELECT r.chain, count(*) AS records, count(*) FILTER (r.id <= coalesce(k.swept_to, 0)) AS swept
     FROM (SELECT CAST(${stream.chains.key} AS VARCHAR) AS chain, ${owner} AS id FROM ${live}.${name(table)} WHERE ${scopeOf(stream)}) AS r
     LEFT JOIN ${known} AS k(chain, swept_to) ON k.chain = r.chain GROUP BY ALL`,
  );
  return Object.fromEntries(rows.map((row) => [String(row['chain']), { records: Number(row['records']), swept: Number(row['swept']) }]));
};

const pastOf = async (connection: DuckDBConnection, stream: Stream, { past }: StreamMarks): Promise<ChainCount> => {
  const where = stream.later?.past;
  if (!where) return nothing.past;
  const swept = past?.sweptTo ? `count(*) FILTER (${where.column} <= ${instant(new Date(past.sweptTo))})` : '0';
  const [row] = await readRows(
    connection,
    `SELECT count(*) AS records, ${swept} AS swept FROM ${live}.${name(stream.feeds[0].table)} WHERE ${where.of}`,
  );
  return { records: Number(row?.['records'] ?? 0), swept: Number(row?.['swept'] ?? 0) };
};

const unitsOf = async (
  { connection, tables }: NonNullable<Standing>,
  stream: Stream,
  { took = {}, pieces = {} }: StreamMarks,
): Promise<readonly UnitFact[]> => {
  if (!stream.units?.tables.every((table) => tables.has(table))) return [];
  const { query, inPieces } = stream.units;
  const rows = await readRows(connection, query.replaceAll('$', live));
  return rows.map((row) => {
    const unit = String(row['unit']);
    const done = pieces[unit]?.pages;
    return { unit, requests: took[unit] ?? Number(row['requests']), ...(inPieces?.(unit) && { inPieces: true }), ...(done && { done }) };
  });
};

/** Whether the replica has all tables that a query reads. */
const isKnown = ({ tables }: NonNullable<Standing>, query: string): boolean =>
  [...query.matchAll(/\$\.(\w+)/g)].every(([, table = '']) => tables.has(table));

/** Requests that what is read only on demand takes besides, as far as the replica tells. */
export const extraRequests = async (standing: Standing, { optionalCost = {} }: Stream, asked: readonly Include[]): Promise<number> => {
  if (!standing) return 0;
  let requests = 0;
  for (const query of asked.flatMap((include) => optionalCost[include] ?? [])) {
    if (isKnown(standing, query)) requests += await readNumber(standing.connection, query.replaceAll('$', live));
  }
  return requests;
};

/** Requests that reading a stream whole takes by its own account, for these lists; 0 where it has none, or nothing is known yet. */
export const costOf = async (standing: Standing, { cost }: Stream, listIds: string): Promise<number> => {
  if (!standing || !cost) return 0;
  if (!isKnown(standing, cost.query)) return 0;
  return await readNumber(standing.connection, cost.query.replaceAll('$', live).replaceAll('@lists', listIds));
};

/** Reads what the replica tells of a stream. */
export const factsOf = async (standing: Standing, stream: Stream, marks: StreamMarks): Promise<StreamFacts> => {
  const { table } = stream.feeds[0];
  if (!standing?.tables.has(table)) return nothing;
  const { connection } = standing;
  const of = `FROM ${live}.${name(table)}`;
  const watermarkMs = stream.later ? await readNumber(connection, `SELECT epoch_ms(${stream.later.watermark}) ${of}`) : 0;
  return {
    records: await readNumber(connection, `SELECT count(*) ${of} WHERE ${scopeOf(stream)}`),
    watermarkMs: watermarkMs || null,
    chains: await chainsOf(connection, stream, marks),
    units: await unitsOf(standing, stream, marks),
    past: await pastOf(connection, stream, marks),
  };
};

/** When the last of the next so many records was written, ISO 8601; `null` where there are fewer. */
export const pastEnd = async (
  standing: Standing,
  { stream, marks, records }: { readonly stream: Stream; readonly marks: StreamMarks; readonly records: number },
): Promise<string | null> => {
  const where = stream.later?.past;
  if (!standing || !where || !Number.isFinite(records)) return null;
  const from = marks.past?.sweptTo ? `${where.column} > ${instant(new Date(marks.past.sweptTo))}` : 'true';
  const rows = await readRows(
    standing.connection,
    `SELECT epoch_ms(${where.column}) AS at FROM ${live}.${name(stream.feeds[0].table)} WHERE ${where.of} AND ${from}
     ORDER BY ${where.column} LIMIT 1 OFFSET ${Math.max(0, Math.floor(records) - 1)}`,
  );
  const at = rows[0]?.['at'];
  return typeof at === 'number' ? new Date(at).toISOString() : null;
};
