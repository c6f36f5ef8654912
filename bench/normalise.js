// What append, compare, merge and views cost, without HTTP and JSON: node bench/normalise.js [--companies 20000,100000]
// Runs one process per load, over the built packages. See README.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ReplicaWriter } from '../packages/pipeline/dist/replica/writer.js';
import { commitRequest, companyBatches, companyFieldsBatch, streams } from './replica-firm.js';

const { values: args } = parseArgs({
  options: { companies: { type: 'string', default: '20000,100000' }, database: { type: 'string' } },
});

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const load = async (database, companies) => {
  const writer = await ReplicaWriter.open({ database, stateFolder: `${database}.journal`, streams, tenantId: 1, userId: 1 });
  await writer.scratch.append('fields', companyFieldsBatch());
  let appendMs = 0;
  for (const batch of companyBatches(companies)) {
    const before = cpuMs();
    await writer.scratch.append('companies', batch);
    appendMs += cpuMs() - before;
  }
  const before = cpuMs();
  const { written } = await writer.commit(commitRequest(['companies', 'fields']));
  await writer.close();
  const mergeMs = cpuMs() - before;
  return { appendMs, mergeMs, written, peakMb: process.resourceUsage().maxRSS / 1024, fileMb: statSync(database).size / 1e6 };
};

const inOwnProcess = (database, companies) => {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--database', database, '--companies', String(companies)], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
};

const show = ({ appendMs, mergeMs, written, peakMb, fileMb }, companies) =>
  `append ${(appendMs / companies).toFixed(3)} + merge ${(mergeMs / companies).toFixed(3)} ms CPU per company, peak ${Math.round(peakMb)} MB, ` +
  `file ${fileMb.toFixed(0)} MB${written ? '' : ', nothing written'}`;

if (args.database === undefined) {
  for (const companies of args.companies.split(',').map(Number)) {
    const folder = mkdtempSync(join(tmpdir(), 'affinity-bench-'));
    try {
      const database = join(folder, 'bench.duckdb');
      console.log(`${companies} companies, ${companies * 20} values`);
      console.log(`  first load            ${show(inOwnProcess(database, companies), companies)}`);
      console.log(`  again, all compared   ${show(inOwnProcess(database, companies), companies)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
} else {
  console.log(JSON.stringify(await load(args.database, Number(args.companies))));
}
