// How long the analytics take on the sandbox's firm of size M (15 lists, one of 9,000 entries, 150,000 changes) with 500,000 interactions:
// node bench/funnel.js
// One warm-up, then the median of 15 runs, in one process. See README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReplica } from '../packages/pipeline/dist/replica/index.js';
import { ReplicaWriter } from '../packages/pipeline/dist/replica/writer.js';
import { commitRequest, firmBatches, interactionBatches, streams } from './replica-firm.js';

const build = async (database) => {
  const writer = await ReplicaWriter.open({ database, stateFolder: `${database}.journal`, streams, tenantId: 1, userId: 1 });
  const batches = firmBatches('M');
  for (const [stream, batch] of Object.entries(batches)) await writer.scratch.append(stream, batch);
  for (const batch of interactionBatches(500_000)) await writer.scratch.append('interactions', batch);
  await writer.commit(commitRequest([...Object.keys(batches), 'interactions']));
  await writer.close();
};

const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const cost = async (reader, sql) => {
  const walls = [];
  const cpus = [];
  for (let run = 0; run < 16; run++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await reader.query(sql);
    const { user, system } = process.cpuUsage(before);
    walls.push(performance.now() - start);
    cpus.push((user + system) / 1000);
  }
  return { wallMs: middle(walls.slice(1)), cpuMs: middle(cpus.slice(1)) };
};

const queries = {
  funnel: 'SELECT * FROM funnel',
  'funnel of one list':
    'SELECT * FROM funnel WHERE list_id = (SELECT list_id FROM list_entries GROUP BY list_id ORDER BY count(*) DESC LIMIT 1)',
  status_spans: 'SELECT count(*), avg(days) FROM status_spans',
  'time in stage': 'SELECT * FROM time_in_stage',
  activity: 'SELECT * FROM activity_by_user',
  forecast: 'SELECT * FROM forecast',
  'stale deals': 'SELECT * FROM stale_deals',
  'cohorts, one kind': "SELECT * FROM funnel_by_cohort WHERE rule = 'added' AND period = 'quarter'",
  'cohorts, all': 'SELECT * FROM funnel_by_cohort',
  'data quality': 'SELECT * FROM data_quality',
};

const folder = mkdtempSync(join(tmpdir(), 'affinity-bench-'));
try {
  const database = join(folder, 'bench.duckdb');
  await build(database);
  const reader = await openReplica(database);
  const [{ entries, changes, spans, interactions }] = await reader.query(
    `SELECT (SELECT count(*) FROM list_entries) AS entries, (SELECT count(*) FROM field_value_changes) AS changes,
      (SELECT count(*) FROM status_spans) AS spans, (SELECT count(*) FROM interactions) AS interactions`,
  );
  console.log(`firm M: ${entries} entries, ${changes} changes, ${spans} spans in a status, ${interactions} interactions`);
  for (const [name, sql] of Object.entries(queries)) {
    const { wallMs, cpuMs } = await cost(reader, sql);
    console.log(`  ${name.padEnd(20)}${wallMs.toFixed(1)} ms, ${cpuMs.toFixed(1)} ms CPU`);
  }
  reader.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
