// Kills processes at random moments, many times, and compares what is left with what should be: npm run soak -- [part] [kills] [seed]
// Parts: publish-files, publish-postgres; all of them when none is named. A part is a function that gives one trial: it prepares a state, says
// which process to run, and checks what a kill left. To add one, add it to `parts`.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { startPostgres } from '../bench/publish-server.js';
import { commitRequest, companyBatches, firmBatches, streams } from '../bench/replica-firm.js';
import { openDestination, publish, restore } from '../packages/pipeline/dist/index.js';
import { ReplicaWriter } from '../packages/pipeline/dist/replica/writer.js';

/** A random number that is the same for the same seed. */
const randomFrom = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Runs a script until it ends or is killed after so many milliseconds. Gives how long it ran, and whether it was killed. */
const runFor = (script, args, ms) =>
  new Promise((resolve) => {
    const startMs = performance.now();
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.once('close', (_code, signal) => {
      clearTimeout(timer);
      resolve({ ms: performance.now() - startMs, killed: signal === 'SIGKILL' });
    });
  });

/** Tables that differ between two databases. */
const differences = async (left, right) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${left}' AS l (READ_ONLY); ATTACH '${right}' AS r (READ_ONLY)`);
  const tables = await connection.runAndReadAll(
    "SELECT table_name, count(*) FROM duckdb_tables() WHERE database_name IN ('l', 'r') GROUP BY ALL",
  );
  const found = [];
  for (const [table, places] of tables.getRowsJson()) {
    const both = `(FROM l."${table}" EXCEPT ALL FROM r."${table}") UNION ALL (FROM r."${table}" EXCEPT ALL FROM l."${table}")`;
    const rest = Number(places) === 2 && (await connection.runAndReadAll(`SELECT 1 FROM (${both}) LIMIT 1`)).currentRowCount;
    if (rest !== 0) found.push(table);
  }
  connection.closeSync();
  instance.closeSync();
  return found;
};

/** Loads some companies into a database; each time under other names. */
const load = async (database, first, count, mark) => {
  const writer = await ReplicaWriter.open({ database, stateFolder: `${database}.journal`, streams, tenantId: 1, userId: 1 });
  for (const batch of companyBatches(count)) {
    for (let row = 0; row < batch.rows[0].length; row++) batch.rows[0].columns[1][row] += ` ${mark}`;
    await writer.scratch.append('companies', batch);
  }
  const lists = first ? firmBatches('S') : {};
  for (const [stream, batch] of Object.entries(lists)) await writer.scratch.append(stream, batch);
  const request = commitRequest(['companies', ...Object.keys(lists)]);
  await writer.commit({ ...request, streams: request.streams.map((stream) => ({ ...stream, complete: false })) });
  await writer.close();
};

const publishChild = fileURLToPath(new URL('soak-publish.js', import.meta.url));

/** One destination over all trials: each changes the replica, kills the publication, and finds one of the two versions, whole. */
const publishPart = async (folder, settings) => {
  const database = join(folder, 'crm.duckdb');
  const before = join(folder, 'before.duckdb');
  const restored = join(folder, 'restored.duckdb');
  const held = async () => {
    rmSync(restored, { force: true });
    await restore({ destination: await openDestination(settings), database: restored });
    return restored;
  };
  await load(database, true, 1000, 'first');
  await publish({ database, destination: await openDestination(settings) });
  copyFileSync(database, before);
  let fullMs = 1500;
  return async (random, trial) => {
    await load(database, false, 1 + Math.floor(random() * 900), `trial ${trial}`);
    const { ms, killed } = await runFor(publishChild, [database, JSON.stringify(settings)], 200 + random() * fullMs);
    if (!killed) fullMs = ms;
    const left = await held();
    const old = await differences(left, before);
    const problems = old.length === 0 ? [] : await differences(left, database);
    if (problems.length > 0) throw new Error(`trial ${trial}: neither version is whole: ${problems.join(', ')}`);
    const isNew = old.length > 0;
    if (isNew) copyFileSync(database, before);
    return { killed, note: isNew ? 'new version' : 'version before' };
  };
};

const parts = {
  'publish-files': async (folder) => ({ trial: await publishPart(folder, { type: 'files', address: join(folder, 'lake') }) }),
  'publish-postgres': async (folder) => {
    const { url, stop } = await startPostgres();
    return { trial: await publishPart(folder, { type: 'postgres', address: url }), stop };
  },
};

const [part, kills = '100', seed = '1'] = process.argv.slice(2);
const chosen = Object.entries(parts).filter(([name]) => part === undefined || name.startsWith(part));
if (chosen.length === 0) {
  console.error(`No part begins with ${part}. There are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
for (const [name, prepare] of chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'affinity-soak-'));
  const { trial, stop } = await prepare(folder);
  const random = randomFrom(Number(seed));
  const outcomes = { killed: 0, 'new version': 0, 'version before': 0 };
  try {
    for (let number = 1; outcomes.killed < Number(kills); number++) {
      const { killed, note } = await trial(random, number);
      outcomes.killed += Number(killed);
      outcomes[note] += 1;
    }
    console.log(
      `${name}: ${outcomes.killed} kills; ${outcomes['version before']} times the version before stood, ${outcomes['new version']} times the new one; all whole`,
    );
  } catch (error) {
    console.error(`${name}: ${error.message} (seed ${seed})`);
    process.exitCode = 1;
  } finally {
    await stop?.();
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit();
