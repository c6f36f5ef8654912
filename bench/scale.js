// What loads of whole firms cost, first and by the hour: node bench/scale.js [S] [M] [L] [--profile FOLDER] [--keep FOLDER] [--no-time]
// S and M unless sizes are named. Each load is a process of its own over the built packages, the sandbox another. See README.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openReplica } from '@affinity-kit/pipeline/replica';
import { compareReplicas } from './compare-replicas.js';
import { fewestPages } from './fewest-pages.js';
import { liveAnHour } from './scale-hour.js';
import { startSandbox } from './start-sandbox.js';

const { values: args, positionals: sizes } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: { profile: { type: 'string' }, keep: { type: 'string' }, time: { type: 'boolean', default: true } },
});
const hourMs = 3_600_000;
const bars = {
  first: { S: {}, M: { cpuMs: 60_000, peakMb: 400 }, L: { peakMb: 600 } },
  quiet: { requests: 45, cpuMs: 3000 },
  busy: { requests: 90 },
};

const once = (parameters) => {
  const profile = args.profile ? ['--cpu-prof', `--cpu-prof-dir=${args.profile}`] : [];
  const script = fileURLToPath(new URL('./scale-once.js', import.meta.url));
  const { stdout, status, stderr } = spawnSync(process.execPath, [...profile, script, JSON.stringify(parameters)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`sync failed: ${stdout}${stderr}`);
  return JSON.parse(stdout);
};

const against = (value, bar, unit = '') => (bar === undefined ? `${value}${unit}` : `${value}${unit} (≤ ${bar})`);

const print = (what, run, bar = {}) => {
  const cells = [
    `${against(Math.round(run.cpuMs / 100) / 10, bar.cpuMs && bar.cpuMs / 1000, ' s')} CPU`,
    `${(run.wallMs / 1000).toFixed(1)} s`,
    against(Math.round(run.peakMb), bar.peakMb, ' MB'),
    `${against(run.requests, bar.requests)} requests`,
    `${run.changed} rows written`,
  ];
  console.log(`  ${what.padEnd(26)}${cells.join(', ')}`);
};

const rowsOf = async (database) => {
  const replica = await openReplica(database);
  try {
    const tables = await replica.query("SELECT table_name AS name FROM duckdb_tables() WHERE NOT starts_with(table_name, '_')");
    const counts = tables.map(({ name }) => `(SELECT count(*) FROM "${name}")`);
    const [{ rows }] = await replica.query(`SELECT ${counts.join(' + ')} AS rows`);
    return { rows: Number(rows), fewest: await fewestPages(replica) };
  } finally {
    replica.close();
  }
};

const curve = [];

/** The first load in both ways, and how its requests compare with the pages that could hold it all. */
const firstLoads = async (size, at, folder) => {
  const first = once({ ...at, prefer: 'quota' });
  const { rows, fewest } = await rowsOf(at.database);
  print('first load', first, bars.first[size]);
  const ratio = (requests) => (requests / fewest).toFixed(2);
  console.log(`  ${''.padEnd(26)}${rows} rows; ${fewest} pages could hold them: ${ratio(first.requests)} × (≤ 1.10)`);
  curve.push({ size, rows, ...first, fileMb: Math.round(statSync(at.database).size / 1e6) });
  if (!args.time) return;
  const parallel = once({ ...at, database: join(folder, 'time.duckdb'), prefer: 'time' });
  print('first load, --prefer time', parallel);
  console.log(`  ${''.padEnd(26)}${ratio(parallel.requests)} × (≤ 1.60)`);
};

/** What an hour brought, held against a first load after it. */
const showDifferences = async (at, folder) => {
  const fresh = { ...at, database: join(folder, 'fresh.duckdb') };
  once({ ...fresh, prefer: 'quota' });
  const differences = await compareReplicas(at.database, fresh.database);
  const texts = differences.map(({ table, missing, extra }) => `${table} lacks ${missing} and has ${extra} too many`);
  console.log(
    `  ${'against a first load'.padEnd(26)}${texts.join('; ') || 'no difference'} (left to the sweep: deletions, and what shows them)`,
  );
};

const bench = async (size) => {
  const folder = args.keep ?? mkdtempSync(join(tmpdir(), 'affinity-bench-'));
  mkdirSync(folder, { recursive: true });
  const server = await startSandbox({ size, file: join(folder, `${size}.sqlite`) });
  try {
    const at = { baseUrl: server.baseUrl, key: server.key, database: join(folder, `${size}.duckdb`), now: server.now };
    console.log(`firm ${size}`);
    await firstLoads(size, at, folder);
    print('quiet hour', once({ ...at, now: await server.advance(hourMs) }), bars.quiet);
    const second = once({ ...at, now: await server.advance(hourMs) });
    print('second quiet hour', second, bars.quiet);
    console.log(`  ${''.padEnd(26)}${second.isSameFile ? 'the file was not touched' : 'THE FILE WAS WRITTEN'}`);
    const told = await liveAnHour(at);
    const busy = once({ ...at, now: await server.advance(hourMs) });
    print('busy hour', busy, bars.busy);
    console.log(`  ${''.padEnd(26)}${told.values} values changed, ${told.added} records added, ${told.deleted} deleted`);
    if (size !== 'L') await showDifferences({ ...at, now: await server.advance(0) }, folder);
  } finally {
    server.stop();
    if (!args.keep) rmSync(folder, { recursive: true, force: true });
  }
};

for (const size of sizes.length > 0 ? sizes : ['S', 'M']) await bench(size);
console.log('memory against size, first load');
for (const { size, rows, peakMb, fileMb } of curve)
  console.log(`  ${size}  ${String(rows).padStart(10)} rows  ${String(fileMb).padStart(5)} MB file  ${Math.round(peakMb)} MB peak`);
