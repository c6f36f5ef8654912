// One sync in a process of its own; prints what it cost as one line of JSON. Used by sync.js.
import { createAffinity } from '@affinity-kit/client';
import { sync } from '@affinity-kit/pipeline';

const [baseUrl, database, full] = process.argv.slice(2);
const client = createAffinity({ apiKey: 'bench', baseUrl });
const report = await sync({ client, database, streams: ['companies'], full: full === 'full' });
const { user, system } = process.cpuUsage();
const table = report.tables.find(({ table: name }) => name === 'field_values');
process.stdout.write(
  `${JSON.stringify({ status: report.status, cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024, wallMs: report.durationMs, requests: report.requests, values: table?.rows, changed: report.tables.reduce((sum, t) => sum + t.inserted + t.updated + t.deleted, 0) })}\n`,
);
process.exit(report.status === 'succeeded' ? 0 : 1);
