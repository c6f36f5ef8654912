/**
 * Every benchmark, one after the other; see `bench/README.md` for what each figure means and which bar it is held against.
 *
 *     npm run bench            all of them, about ten minutes on two cores
 *     npm run bench -- sync    those whose name begins with a word
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const benches = [
  'start-up',
  'bundle',
  'type-check',
  'client-overhead',
  'sandbox',
  'sync',
  'sync-limit',
  'sync-latency',
  'normalise',
  'funnel',
  'publish',
  'scale',
];

const wanted = process.argv.slice(2);
const chosen = benches.filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
if (chosen.length === 0) {
  console.error(`No benchmark begins with ${wanted.join(' or ')}. There are: ${benches.join(', ')}`);
  process.exitCode = 2;
}
for (const name of chosen) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`${name}.js`, import.meta.url))], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
