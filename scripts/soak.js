// Kills syncs and publications with SIGKILL at random moments, and compares what is left with what should be.
//   npm run soak                     200 kills: half of them of syncs, the rest of publications to files and to Postgres
//   SOAK_KILLS=20 npm run soak       fewer
//   npm run soak -- publish 30 7     only parts whose name begins so, 30 kills in all, with the seed 7
// Parts: sync, publish-files, publish-postgres. A part is a function of a folder that gives one trial, and how to stop what it started.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from './soak/kill.js';
import { publishFilesPart, publishPostgresPart } from './soak/publish-part.js';
import { syncPart } from './soak/sync-part.js';

const parts = {
  sync: { prepare: syncPart, share: 2 },
  'publish-files': { prepare: publishFilesPart, share: 1 },
  'publish-postgres': { prepare: publishPostgresPart, share: 1 },
};

/** Runs trials until so many processes were killed, and says what was left of them. */
const soak = async (trial, { kills, seed }) => {
  const random = randomFrom(seed);
  const outcomes = new Map();
  let killed = 0;
  let repeated = 0;
  for (let number = 1; killed < kills; number++) {
    const result = await trial(random, { number, kills: kills - killed }).catch((error) => {
      throw new Error(`trial ${number}: ${error.message}`, { cause: error });
    });
    killed += result.killed;
    repeated += result.repeated ?? 0;
    outcomes.set(result.note, (outcomes.get(result.note) ?? 0) + 1);
  }
  const notes = [...outcomes].map(([note, times]) => `${times} × ${note}`).join(', ');
  return `${killed} kills; left: ${notes}; all whole${repeated > 0 ? `; ${repeated} pages that were on their way asked for again` : ''}`;
};

const runPart = async (name, options) => {
  const folder = mkdtempSync(join(tmpdir(), 'affinity-soak-'));
  let stop;
  try {
    const part = await parts[name].prepare(folder);
    stop = part.stop;
    console.log(`${name}: ${await soak(part.trial, options)}`);
  } catch (error) {
    console.error(`${name}: ${error.message} (seed ${options.seed})`);
    process.exitCode = 1;
  } finally {
    await stop?.();
    rmSync(folder, { recursive: true, force: true });
  }
};

const [prefix = '', killsArgument, seedArgument = '1'] = process.argv.slice(2);
const kills = Number(killsArgument ?? process.env.SOAK_KILLS ?? 200);
const seed = Number(seedArgument);
const chosen = Object.keys(parts).filter((name) => name.startsWith(prefix));
if (chosen.length === 0 || !(kills > 0) || !Number.isSafeInteger(seed)) {
  console.error(`Usage: npm run soak -- [part] [kills] [seed], where parts are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const shares = chosen.reduce((sum, name) => sum + parts[name].share, 0);
for (const name of chosen) await runPart(name, { kills: Math.ceil((kills * parts[name].share) / shares), seed });
// A server of the sandbox keeps connections of killed processes for a while.
process.exit();
