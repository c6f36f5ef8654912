/**
 * Start-up: `affinity --version` and `affinity --help` against a Node that does nothing, and what importing the libraries costs.
 *
 *     npm run build && node bench/start-up.js [--rounds 15]
 *
 * Whole processes, in turn, so that a busy machine hurts all of them; the ratio is of the medians. Imports also tell their processor time, which
 * a busy machine hurts less, beyond that of `import 'zod'`. Bars: `--version` ≤ 1.5, one resource ≤ 20 ms beyond zod.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const bin = fileURLToPath(new URL('../packages/cli/bin/affinity.js', import.meta.url));
const importing = (path) => [
  '--input-type=module',
  '-e',
  `await import(${JSON.stringify(path)}); const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);`,
];
const dist = (path) => new URL(`../packages/${path}`, import.meta.url).href;

const commands = {
  'node -e 0': ['-e', '0'],
  'affinity --version': [bin, '--version'],
  'affinity --help': [bin, '--help'],
  "import 'zod'": importing(import.meta.resolve('zod')),
  'import companies (v2)': importing(dist('contract/dist/v2/companies.js')),
  'import persons (v1)': importing(dist('contract/dist/v1/persons.js')),
  'import the client core': importing(dist('client/dist/core.js')),
  'import the contract': importing(dist('contract/dist/index.js')),
  'import the client': importing(dist('client/dist/index.js')),
  'import the pipeline': importing(dist('pipeline/dist/index.js')),
};

const run = (args) => {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return { wallMs: performance.now() - start, cpuMs: Number(stdout) };
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const medians = (runs) => ({ wallMs: median(runs.map(({ wallMs }) => wallMs)), cpuMs: median(runs.map(({ cpuMs }) => cpuMs)) });

const runs = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const [name, args] of Object.entries(commands)) runs[name].push(run(args));
}
const bare = medians(runs['node -e 0']);
const zod = medians(runs["import 'zod'"]);
for (const [name, all] of Object.entries(runs)) {
  const { wallMs, cpuMs } = medians(all);
  const beyond = name.startsWith('import ')
    ? `  beyond zod ${(wallMs - zod.wallMs).toFixed(0).padStart(4)} ms, processor ${(cpuMs - zod.cpuMs).toFixed(0).padStart(4)} ms`
    : '';
  console.log(`${name.padEnd(22)} ${wallMs.toFixed(0).padStart(5)} ms  ${(wallMs / bare.wallMs).toFixed(2)} × bare node${beyond}`);
}
