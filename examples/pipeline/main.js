// Loads persons and companies into a DuckDB file and prints what was loaded.
//
//   node examples/pipeline/main.js [file.duckdb]
//
// With AFFINITY_API_KEY it reads your account; without one it starts a local Affinity with an invented firm.
import { createAffinity } from '@affinity-kit/client';
import { sync } from '@affinity-kit/pipeline';
import { createSandbox } from '@affinity-kit/sandbox';

const database = process.argv[2] ?? 'example.duckdb';
const sandbox = process.env.AFFINITY_API_KEY ? undefined : createSandbox({ size: 'S' });
const client = createAffinity(sandbox && { apiKey: sandbox.keys[0].key, baseUrl: sandbox.url, fetch: sandbox.fetch });

const report = await sync({ client: client.readOnly(), database, streams: ['persons', 'companies'] });
sandbox?.close();

console.log(`${report.status}: ${report.requests} requests in ${(report.durationMs / 1000).toFixed(1)} s`);
for (const { table, rows, inserted, updated, deleted } of report.tables) {
  console.log(`${table.padEnd(16)} ${String(rows).padStart(8)} rows  +${inserted} ~${updated} -${deleted}`);
}
if (report.status !== 'succeeded') process.exitCode = 1;
