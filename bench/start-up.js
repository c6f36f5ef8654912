/**
 * Start-up: `affinity --version` and `affinity --help` against a Node that does nothing, and what importing the libraries costs.
 *
 *     npm run build && node bench/start-up.js [--rounds 15]
 *
 * Whole processes, in turn, so that a busy machine hurts all of them; the ratio is of the medians. Bar: `--version` ≤ 1.5.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const bin = fileURLToPath(new URL('../packages/cli/bin/affinity.js', import.meta.url));
const importing = (path) => ['--input-type=module', '-e', `await import(${JSON.stringify(path)})`];
const dist = (path) => new URL(`../packages/${path}`, import.meta.url).href;

const commands = {
  'node -e 0': ['-e', '0'],
  'affinity --version': [bin, '--version'],
  'affinity --help': [bin, '--help'],
  "import 'zod'": importing(import.meta.resolve('zod')),
  'import the contract': importing(dist('contract/dist/index.js')),
  'import the client': importing(dist('client/dist/index.js')),
  'import the pipeline': importing(dist('pipeline/dist/index.js')),
};

const wallMs = (args) => {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return performance.now() - start;
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const [name, args] of Object.entries(commands)) times[name].push(wallMs(args));
}
const bare = median(times['node -e 0']);
for (const [name, all] of Object.entries(times)) {
  console.log(`${name.padEnd(22)} ${median(all).toFixed(0).padStart(5)} ms  ${(median(all) / bare).toFixed(2)} × bare node`);
}
