// What a publication to Postgres costs: a whole firm against a bare COPY of the same rows, and a delta: node bench/publish.js [companies]
// The firm has 25,000 companies with 20 values each and the lists of the sandbox's firm M. Both loads write the same rows into the same server,
// one after the other; the bare one from files that lie there ready, into tables without keys, indexes or comments. See README.md.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { csvQuery, postgresType } from '../packages/pipeline/dist/destinations/postgres/types.js';
import { openDestination, publish } from '../packages/pipeline/dist/index.js';
import { readCatalog, selectAll } from '../packages/pipeline/dist/publish/catalog.js';
import { RowSource } from '../packages/pipeline/dist/publish/row-source.js';
import { ReplicaWriter } from '../packages/pipeline/dist/replica/writer.js';
import { startPostgres } from './publish-server.js';
import { commitRequest, companyBatches, firmBatches, streams } from './replica-firm.js';

const companies = Number(process.argv[2] ?? 25_000);

const load = async (database, count, firm) => {
  const writer = await ReplicaWriter.open({ database, stateFolder: `${database}.journal`, streams, tenantId: 1, userId: 1 });
  let read = 0;
  for (const batch of companyBatches(count)) {
    if (!firm) for (let row = 0; row < batch.rows[0].length; row++) batch.rows[0].columns[1][row] += ` ${Date.now()}`;
    await writer.scratch.append('companies', batch);
    read += batch.read.length;
  }
  const lists = firm ? firmBatches('M') : {};
  for (const [stream, batch] of Object.entries(lists)) await writer.scratch.append(stream, batch);
  const request = commitRequest(['companies', ...Object.keys(lists)]);
  await writer.commit({ ...request, streams: request.streams.map((stream) => ({ ...stream, complete: false })) });
  await writer.close();
  return read;
};

const bareCopy = async (database, url, folder) => {
  const source = await RowSource.open(database, folder);
  const { tables } = await readCatalog(source);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE SCHEMA bare');
  const files = [];
  for (const table of tables) {
    const path = await source.writeFile(csvQuery(selectAll(table), table.columns), "FORMAT csv, HEADER false, DELIMITER ',', NULLSTR ''");
    files.push([table, path]);
  }
  const start = performance.now();
  await client.query('BEGIN');
  for (const [table, path] of files) {
    const columns = table.columns.map(({ name, type }) => `"${name}" ${postgresType(type, 'json')}`).join(', ');
    await client.query(`CREATE TABLE bare."${table.name}" (${columns})`);
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      client.query(copyFrom(`COPY bare."${table.name}" FROM STDIN (FORMAT csv, NULL '')`)),
    );
  }
  await client.query('COMMIT');
  const wallMs = performance.now() - start;
  await client.query('DROP SCHEMA bare CASCADE');
  await client.end();
  source.close();
  for (const [, path] of files) rmSync(path);
  return wallMs;
};

const folder = mkdtempSync(join(tmpdir(), 'affinity-bench-'));
const server = await startPostgres();
try {
  const database = join(folder, 'bench.duckdb');
  await load(database, companies, true);
  const perSecond = (rows, ms) => `${Math.round(rows / ms).toLocaleString('en')} k rows/s`;
  const ratios = [];
  for (let round = 1; round <= 3; round++) {
    const destination = await openDestination({ type: 'postgres', address: server.url, schema: `round_${round}` });
    const bareMs = await bareCopy(database, server.url, folder);
    const { rows, durationMs } = await publish({ database, destination });
    ratios.push(bareMs / durationMs);
    console.log(
      `  ${rows.toLocaleString('en')} rows: bare COPY ${perSecond(rows, bareMs)}, publication ${perSecond(rows, durationMs)} = ${((100 * bareMs) / durationMs).toFixed(0)} %`,
    );
  }
  console.log(`  median ${(100 * ratios.sort((a, b) => a - b)[1]).toFixed(0)} % of a bare COPY (bar: 60 %)`);
  const destination = await openDestination({ type: 'postgres', address: server.url, schema: 'round_3' });
  for (let round = 1; round <= 3; round++) {
    await load(database, 1000, false);
    const { rows, durationMs } = await publish({ database, destination });
    console.log(`  delta of 1,000 companies (${rows.toLocaleString('en')} rows with history and ledger): ${durationMs} ms (bar: 1,000 ms)`);
  }
  const { durationMs } = await publish({ database, destination });
  console.log(`  nothing new: ${durationMs} ms`);
  const files = await openDestination({ type: 'files', address: join(folder, 'lake') });
  const whole = await publish({ database, destination: files });
  console.log(`  Parquet files, whole: ${whole.durationMs} ms, ${perSecond(whole.rows, whole.durationMs)}`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
