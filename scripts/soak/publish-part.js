// Kills publications at random moments. Each leaves one of two versions, whole: the one before, or the new one.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../bench/publish-server.js';
import { commitRequest, companyBatches, firmBatches, streams } from '../../bench/replica-firm.js';
import { openDestination, publish, restore } from '../../packages/pipeline/dist/index.js';
import { ReplicaWriter } from '../../packages/pipeline/dist/replica/writer.js';
import { contentsOf, differing } from './compare.js';
import { runFor } from './kill.js';

/** Loads some companies into a database; each time under other names. */
const load = async (database, { first = false, count, mark }) => {
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

const publishing = async (folder, settings) => {
  const database = join(folder, 'crm.duckdb');
  const restored = join(folder, 'restored.duckdb');
  const held = async () => {
    rmSync(restored, { force: true });
    await restore({ destination: await openDestination(settings), database: restored });
    return await contentsOf(restored);
  };
  await load(database, { first: true, count: 1000, mark: 'first' });
  await publish({ database, destination: await openDestination(settings) });
  let before = await contentsOf(database);
  let wholeMs = 1500;
  return async (random, { number }) => {
    await load(database, { count: 1 + Math.floor(random() * 900), mark: `trial ${number}` });
    const { ms, killed } = await runFor('publish-child.js', [database, JSON.stringify(settings)], 200 + random() * wholeMs);
    if (!killed) wholeMs = ms;
    const after = await contentsOf(database);
    const left = await held();
    const isNew = differing(left, after).length === 0;
    const isOld = differing(left, before).length === 0;
    if (!isNew && !isOld) throw new Error(`neither version is whole; not as before: ${differing(left, before).join(', ')}`);
    if (!killed && !isNew) throw new Error('a publication that nobody killed left the version before');
    if (isNew) before = after;
    return { killed: Number(killed), note: isNew ? 'new version' : 'version before' };
  };
};

export const publishFilesPart = async (folder) => ({ trial: await publishing(folder, { type: 'files', address: join(folder, 'lake') }) });

export const publishPostgresPart = async (folder) => {
  const { url, stop } = await startPostgres();
  try {
    return { trial: await publishing(folder, { type: 'postgres', address: url, schema: 'soak' }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
