// Kills first loads of the sandbox's firm at random moments until they are whole. Each ends with the data of a load that nobody killed, and has
// asked for no page twice but for those that were on their way when it was killed.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox } from '../../packages/sandbox/dist/index.js';
import { listen } from '../../packages/sandbox/dist/listen.js';
import { contentsOf, differing } from './compare.js';
import { runFor } from './kill.js';

/** Requests that a sync has on their way at once, at most. */
const inFlight = 24;

/** Kills of one load; the run after them is left alone, so that every load ends. */
const killsPerLoad = 8;

/** Requests that were made twice or more, but for the one that every run begins with. */
const repeated = (sandbox) => {
  const urls = sandbox
    .requests()
    .filter(({ path }) => path !== '/v2/auth/whoami')
    .map(({ path, query }) => `${path}?${query}`);
  return urls.length - new Set(urls).size;
};

const succeeded = (out) => {
  const { status } = JSON.parse(out);
  if (status !== 'succeeded') throw new Error(`a sync that nobody killed ended as ${status}: ${out.slice(0, 2000)}`);
};

export const syncPart = async (folder) => {
  const sandbox = createSandbox({
    size: 'S',
    clock: 'frozen',
    now: '2026-03-01T00:00:00Z',
    limits: { perMinute: 10_000_000 },
    logSize: 100_000,
  });
  const server = await listen(sandbox);
  const database = join(folder, 'crm.duckdb');
  const run = (killAfterMs) => runFor('sync-child.js', [server.url, sandbox.keys[0].key, database], killAfterMs);
  const begin = () => {
    for (const suffix of ['', '.journal', '.load', '.lock', '.wal']) rmSync(`${database}${suffix}`, { recursive: true, force: true });
    sandbox.reset();
  };
  begin();
  const whole = await run();
  succeeded(whole.out);
  const expected = await contentsOf(database, { crmOnly: true });
  const trial = async (random, { kills }) => {
    begin();
    let killed = 0;
    for (let isDone = false; !isDone; ) {
      const isLast = killed === Math.min(killsPerLoad, kills);
      const result = await run(isLast ? undefined : 150 + random() * whole.ms * (1 - killed / (killsPerLoad + 2)));
      killed += Number(result.killed);
      isDone = !result.killed;
      if (isDone) succeeded(result.out);
    }
    const different = differing(await contentsOf(database, { crmOnly: true }), expected);
    if (different.length > 0) throw new Error(`after ${killed} kills other rows in ${different.join(', ')}`);
    const twice = repeated(sandbox);
    if (twice > inFlight * killed) throw new Error(`after ${killed} kills ${twice} pages were asked for twice`);
    return { killed, note: 'whole load', repeated: twice };
  };
  const stop = async () => {
    await server.close();
    sandbox.close();
  };
  return { trial, stop };
};
