// What a sync of companies costs: node bench/sync.js [--companies 20000,100000] [--profile]
// Each figure is of a whole process over the built packages, against a server in another process. See README.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServer } from './start-server.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values: args } = parseArgs({
  options: { companies: { type: 'string', default: '20000,100000' }, profile: { type: 'boolean', default: false } },
});

const once = (...parameters) => {
  const profile = args.profile ? ['--cpu-prof', `--cpu-prof-dir=${join(tmpdir(), 'affinity-bench-profile')}`] : [];
  const { stdout, status, stderr } = spawnSync(process.execPath, [...profile, here('./sync-once.js'), ...parameters], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`sync failed: ${stdout}${stderr}`);
  return JSON.parse(stdout);
};

for (const companies of args.companies.split(',').map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'affinity-bench-'));
  const { baseUrl, stop } = await startServer({ companies });
  try {
    const database = join(folder, 'bench.duckdb');
    const first = once(baseUrl, database);
    const second = once(baseUrl, database, 'full');
    const show = ({ cpuMs, peakMb, wallMs, requests, changed }) =>
      `${(cpuMs / companies).toFixed(3)} ms CPU per company, ${Math.round(peakMb)} MB, ${(wallMs / 1000).toFixed(1)} s, ${requests} requests, ${changed} rows written`;
    console.log(`${companies} companies, ${first.values} values`);
    console.log(`  first load          ${show(first)}`);
    console.log(`  again, --full       ${show(second)} (${Math.round((100 * second.cpuMs) / first.cpuMs)} % of the first)`);
  } finally {
    stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
