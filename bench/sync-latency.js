// What latency costs a sync: node bench/sync-latency.js [--latency 100]
// The bar: wall time ≤ 1.3 × (serial part + requests × latency / concurrency). The serial part is the longest chain of requests of which each
// needs the one before; each answer's latency along it is summed. Concurrency is what the client may have in flight at most. See README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAffinity } from '@affinity-kit/client';
import { sync } from '@affinity-kit/pipeline';
import { startServer } from './start-server.js';

const { values } = parseArgs({ options: { latency: { type: 'string', default: '100' } } });
const latencyMs = Number(values.latency);
const companies = 10_000;
const entries = 2000;
const companyPages = companies / 100;
/** Fewer where each page takes long. */
const slowCompanies = 3000;
const slowPages = slowCompanies / 100;
/** Pages in hand: `pagesInHand` of the pipeline; the client's own bound, 32, is above it. */
const concurrency = 24;
const folder = mkdtempSync(join(tmpdir(), 'affinity-bench-'));

const measure = async (server, what, { serialMs, parallelMs, ...options }) => {
  const client = createAffinity({ apiKey: 'bench', baseUrl: server.baseUrl });
  await server.stats();
  const report = await sync({ client, ...options });
  const { mostInFlight, requests } = await server.stats();
  const idealMs = serialMs + parallelMs(requests) / concurrency;
  const ratio = report.durationMs / idealMs;
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `${what}: ${seconds(report.durationMs)}, ${ratio.toFixed(2)} × the ideal ${seconds(idealMs)} (serial part ${seconds(serialMs)});`,
  );
  console.log(`  ${requests} requests, ${mostInFlight} in flight at most, ${report.status}`);
  if (ratio > 1.3 || report.status !== 'succeeded') process.exitCode = 1;
  return { report, mostInFlight };
};

const requireParallel = ({ mostInFlight }) => {
  if (mostInFlight < 8) process.exitCode = 1;
};

const sameLatency = async () => {
  const server = await startServer({ companies, lists: 60, entries, latency: latencyMs });
  const parallelMs = (requests) => requests * latencyMs;
  // whoami, then one page of companies after the other: nothing runs beside it.
  const serial = { serialMs: (1 + companyPages) * latencyMs, parallelMs: () => 0 };
  await measure(server, 'one serial walk (companies)', { ...serial, database: join(folder, 'a.duckdb'), streams: ['companies'] });
  // whoami, lists, fields of companies and persons, fields of lists, and the pages of one list after the other.
  const lists = { serialMs: (4 + entries / 100) * latencyMs, parallelMs };
  requireParallel(
    await measure(server, '60 lists (list_entries)', { ...lists, database: join(folder, 'b.duckdb'), streams: ['list_entries'] }),
  );
  const all = { serialMs: (1 + companyPages) * latencyMs, parallelMs };
  requireParallel(await measure(server, 'both', { ...all, database: join(folder, 'c.duckdb'), streams: ['companies', 'list_entries'] }));
  server.stop();
};

/** Answers that take the longer, the more records with fields they hold, as Affinity's do. */
const byRecord = async () => {
  const perRecordMs = latencyMs / 20;
  const pageMs = latencyMs + 100 * perRecordMs;
  const server = await startServer({ companies: slowCompanies, latency: latencyMs, 'per-record': perRecordMs });
  const quota = { serialMs: latencyMs + slowPages * pageMs, parallelMs: () => 0 };
  const common = { streams: ['companies'] };
  const byPages = await measure(server, 'slow records, --prefer quota', { ...common, ...quota, database: join(folder, 'd.duckdb') });
  // whoami, the pages of ids, and the batch of the last of them.
  const time = { serialMs: (1 + slowPages) * latencyMs + pageMs, parallelMs: () => slowPages * pageMs, prefer: 'time' };
  const first = await measure(server, 'slow records, --prefer time', { ...common, ...time, database: join(folder, 'e.duckdb') });
  requireParallel(
    await measure(server, 'the same once more, --full', { ...common, ...time, full: true, database: join(folder, 'e.duckdb') }),
  );
  console.log(`  preferring time takes ${Math.round((100 * first.report.durationMs) / byPages.report.durationMs)} % of the time`);
  server.stop();
};

try {
  await sameLatency();
  await byRecord();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
