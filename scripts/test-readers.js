// Publishes a firm as Parquet, CSV and JSONL, twice, and reads the files with pandas and pyarrow: npm run test:readers
// The Python packages are installed once into node_modules/.cache; without a Python, or a way to install them, there is nothing to do, and it says so.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commitRequest, companyBatches, firmBatches, streams } from '../bench/replica-firm.js';
import { openDestination, publish } from '../packages/pipeline/dist/index.js';
import { openReplica } from '../packages/pipeline/dist/replica/index.js';
import { ReplicaWriter } from '../packages/pipeline/dist/replica/writer.js';
import { pythonTools } from './python-tools.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const load = async (database, { companies, lists = {} }) => {
  const writer = await ReplicaWriter.open({ database, stateFolder: `${database}.journal`, streams, tenantId: 1, userId: 1 });
  for (const batch of companyBatches(companies)) await writer.scratch.append('companies', batch);
  for (const [stream, batch] of Object.entries(lists)) await writer.scratch.append(stream, batch);
  const request = commitRequest(['companies', ...Object.keys(lists)]);
  await writer.commit({ ...request, streams: request.streams.map((stream) => ({ ...stream, complete: false })) });
  await writer.close();
};

const expectedOf = async (database) => {
  const replica = await openReplica(database);
  try {
    const expected = {};
    for (const [table, id] of [
      ['companies', 'id'],
      ['list_entries', 'id'],
      ['field_values', 'entity_id'],
    ]) {
      const [row] = await replica.query(`SELECT count(*) AS n, CAST(sum(${id}) AS BIGINT) AS ids FROM ${table}`);
      expected[table] = { rows: Number(row.n), ids: Number(row.ids) };
    }
    return expected;
  } finally {
    replica.close();
  }
};

const problemsOf = (format, found, expected) =>
  Object.entries(expected).flatMap(([table, { rows, ids }]) => {
    const read = found[table];
    return read.rows === rows && read.ids === ids
      ? []
      : [`${format}: ${table} reads as ${read.rows} rows with ids of ${read.ids} in all; there are ${rows} with ${ids}`];
  });

const tools = pythonTools({ requirements: here('../tests/destinations/readers/requirements.txt'), minimum: [3, 10] });
if ('skipped' in tools) {
  console.error(`Not tested: ${tools.skipped}`);
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'affinity-readers-'));
const problems = [];
try {
  const database = join(folder, 'crm.duckdb');
  const formats = ['parquet', 'csv', 'jsonl'];
  const send = async (format) =>
    publish({ database, destination: await openDestination({ type: 'files', address: join(folder, format), format }) });
  await load(database, { companies: 1000, lists: firmBatches('S') });
  for (const format of formats) await send(format);
  // A second version, so that a table has files of two.
  await load(database, { companies: 1200 });
  for (const format of formats) await send(format);
  const expected = await expectedOf(database);
  for (const format of formats) {
    const { status, stdout, stderr } = spawnSync(
      join(tools.bin, 'python'),
      [here('../tests/destinations/readers/read_files.py'), join(folder, format)],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) problems.push(`${format}: ${stderr}`);
    else problems.push(...problemsOf(format, JSON.parse(stdout), expected));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('pandas and pyarrow read all rows of Parquet, CSV and JSONL.');
process.exit(problems.length === 0 ? 0 : 1);
