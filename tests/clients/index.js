// Lets clients that others wrote read and write a sandbox: npm run test:clients
// Needs a build and a Python with pip; what cannot be installed is skipped, and says why.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '../../packages/sandbox/dist/index.js';
import { listen } from '../../packages/sandbox/dist/listen.js';
import { pythonTools } from '../../scripts/python-tools.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'tests', 'clients');
const example = join(root, 'examples', 'test-without-account', 'python');

const sdk = { requirements: join(here, 'requirements.txt'), minimum: [3, 10] };
const mcp = { requirements: join(here, 'requirements-mcp.txt'), minimum: [3, 13] };

const tours = [
  { name: 'affinity-sdk', script: 'sdk_tour.py', tools: sdk },
  { name: 'xaffinity', script: 'cli_tour.py', tools: sdk },
  { name: 'affinity-mcp', script: 'mcp_tour.py', tools: mcp },
];

const say = (text) => process.stdout.write(`${text}\n`);

const totals = { passed: 0, failed: 0, skipped: 0 };

const skip = (name, reason) => {
  totals.skipped += 1;
  say(`${name}: skipped: ${reason}`);
};

/** Standard output and exit code; standard error goes to ours. Other than `spawnSync` it lets the sandbox answer meanwhile. */
const run = (command, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject).once('close', (status) => resolve({ status, output }));
  });

/** The counts in the last line; a tour that broke off has none, and counts as one failure. */
const countsOf = ({ status, output }) => {
  const last = output.trim().split('\n').at(-1) ?? '';
  return status === 0 && last.startsWith('{') ? JSON.parse(last) : { passed: 0, failed: 1 };
};

const count = (name, { passed, failed }) => {
  totals.passed += passed;
  totals.failed += failed;
  say(`${name}: ${passed} passed, ${failed} failed`);
};

const take = async ({ name, script, tools: wanted }, sandbox, url) => {
  const tools = pythonTools(wanted);
  if ('skipped' in tools) return skip(name, tools.skipped);
  const env = { ...process.env, SANDBOX_URL: url, SANDBOX_KEY: sandbox.keys[0].key, PYTHONDONTWRITEBYTECODE: '1' };
  count(name, countsOf(await run(join(tools.bin, 'python'), [join(here, script)], { env })));
  sandbox.reset();
};

/** The guide's example in Python, with a sandbox of its own. */
const runExample = async () => {
  const tools = pythonTools(sdk);
  if ('skipped' in tools) return skip('example in Python', tools.skipped);
  const command = `"${process.execPath}" "${join(root, 'packages', 'cli', 'bin', 'affinity.js')}" sandbox`;
  const env = { ...process.env, AFFINITY_SANDBOX: command, PYTHONDONTWRITEBYTECODE: '1' };
  const { status, output } = await run(join(tools.bin, 'python'), ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], { env, cwd: example });
  if (status !== 0) process.stderr.write(output);
  count('example in Python', { passed: Number(/(\d+) passed/.exec(output)?.[1] ?? 0), failed: status === 0 ? 0 : 1 });
};

const sandbox = createSandbox({ interactions: true, checkResponses: true, limits: { perMinute: 1_000_000 } });
const server = await listen(sandbox);
try {
  for (const tour of tours) await take(tour, sandbox, server.url);
  await runExample();
} finally {
  await server.close();
  sandbox.close();
}
say(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
if (totals.failed > 0) process.exitCode = 1;
