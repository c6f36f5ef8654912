// One sync in a process of its own, told by one line of JSON on its command line; prints what it cost as another. Used by scale.js.
import { statSync } from 'node:fs';
import { createAffinity } from '@affinity-kit/client';
import { sync } from '@affinity-kit/pipeline';

const { baseUrl, key, database, now, prefer } = JSON.parse(process.argv[2]);
const fileOf = () => {
  const stat = statSync(database, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.mtimeNs}`;
};
const before = fileOf();
const client = createAffinity({ apiKey: key, baseUrl });
const report = await sync({ client, database, prefer, now: () => new Date(now) });
const { user, system } = process.cpuUsage();
const changed = report.tables.reduce((sum, { inserted, updated, deleted }) => sum + inserted + updated + deleted, 0);
process.stdout.write(
  `${JSON.stringify({
    status: report.status,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    wallMs: report.durationMs,
    requests: report.requests,
    changed,
    isSameFile: before === fileOf(),
    streams: report.streams,
  })}\n`,
);
process.exit(report.status === 'succeeded' ? 0 : 1);
