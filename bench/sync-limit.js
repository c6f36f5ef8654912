// How much of its allowance a sync uses: node bench/sync-limit.js [--limit 100] [--window 2000] [--lists 30]
// The server, a process of its own, counts. A full window is one after which work remained: every window but the last. See README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAffinity } from '@affinity-kit/client';
import { sync } from '@affinity-kit/pipeline';
import { startServer } from './start-server.js';

const { values: args } = parseArgs({
  options: {
    limit: { type: 'string', default: '100' },
    window: { type: 'string', default: '2000' },
    lists: { type: 'string', default: '30' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'affinity-bench-'));
const server = await startServer({
  companies: 10_000,
  fields: 5,
  lists: args.lists,
  entries: 2000,
  limit: args.limit,
  window: args.window,
});

const run = async (what, streams) => {
  const client = createAffinity({ apiKey: `bench-${what.length}`, baseUrl: server.baseUrl });
  await server.stats();
  const report = await sync({ client, database: join(folder, `${what.length}.duckdb`), streams });
  const { windows } = await server.stats();
  const full = windows.slice(0, -1);
  const used = full.reduce((sum, window) => sum + window.used, 0);
  const refused = windows.reduce((sum, window) => sum + window.refused, 0);
  const share = (100 * used) / (full.length * Number(args.limit));
  const failed = report.streams.filter(({ status }) => status !== 'succeeded');
  console.log(
    `${what}: ${share.toFixed(1)} % of ${full.length} full windows of ${args.limit} requests used, least ${Math.min(...full.map((window) => window.used))};`,
  );
  console.log(
    `  ${report.requests} requests, ${refused} refused, ${(report.durationMs / 1000).toFixed(1)} s, streams failed: ${failed.length}`,
  );
  if (share < 95 || failed.length > 0) process.exitCode = 1;
};

try {
  await run('one serial walk (companies)', ['companies']);
  await run('many walks (companies, list entries)', ['companies', 'list_entries']);
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
