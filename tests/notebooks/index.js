// Runs both notebooks over the database of a sync, with a second sync in between: npm run test:notebooks
// Needs a build and a Python with pip; where their packages cannot be installed they are skipped, and it says why.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createAffinity } from '../../packages/client/dist/index.js';
import { sync } from '../../packages/pipeline/dist/index.js';
import { openReplica } from '../../packages/pipeline/dist/replica/index.js';
import { createSandbox } from '../../packages/sandbox/dist/index.js';
import { pythonTools } from '../../scripts/python-tools.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'tests', 'notebooks');
const folder = mkdtempSync(join(tmpdir(), 'affinity-notebooks-'));
const database = join(folder, 'affinity.duckdb');

const say = (text) => process.stdout.write(`${text}\n`);
const totals = { passed: 0, failed: 0, skipped: 0 };

const check = (what, holds) => {
  totals[holds ? 'passed' : 'failed'] += 1;
  if (!holds) say(`not so: ${what}`);
};

/** Runs a script; lines of its standard output go to `take`, which may answer on its standard input. */
const run = (python, args, take) =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, AFFINITY_DATABASE: database, PYTHONDONTWRITEBYTECODE: '1' };
    // Whether marimo writes down what it runs, and where, is no business of a test.
    const child = spawn(python, args, {
      cwd: folder,
      env: { ...env, HOME: folder, JUPYTER_PLATFORM_DIRS: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout }).on('line', (line) => take(line, child.stdin));
    child.once('error', reject).once('close', resolve);
  });

const sandbox = createSandbox({ size: 'S', limits: { perMinute: 1_000_000 } });
const client = createAffinity({ apiKey: sandbox.keys[0].key, baseUrl: sandbox.url, fetch: sandbox.fetch, pace: false });
const load = (streams) => sync({ client, database, streams });

/** What both must show, asked with our own reader. */
const expected = async () => {
  const replica = await openReplica(database);
  const [{ list_name: list }] =
    await replica.sql`SELECT list_name FROM funnel GROUP BY ALL ORDER BY max(entries_ever) DESC, list_name LIMIT 1`;
  const ever = await replica.sql`SELECT entries_ever FROM funnel WHERE list_name = ${list} ORDER BY rank`;
  const [{ n: loads }] = await replica.sql`SELECT count(*) AS n FROM _loads`;
  replica.close();
  return { list, loads, ever: ever.map((row) => row.entries_ever) };
};

const shows = (name, found, wanted) => {
  for (const [what, value] of Object.entries(wanted))
    check(`${name} shows ${what} ${value}, not ${found[what]}`, String(found[what]) === String(value));
};

const jupyter = async (python) => {
  const before = await expected();
  let found;
  let second = Promise.resolve();
  const status = await run(python, [join(here, 'run_jupyter.py'), join(root, 'notebooks', 'pipeline.ipynb')], (line, answer) => {
    if (line === 'ready') {
      second = load(['users']).then(() => answer.end('\n'));
    } else if (line.startsWith('{')) found = JSON.parse(line);
  });
  await second;
  check('the Jupyter notebook runs to its end', status === 0 && found !== undefined);
  if (found === undefined) return;
  shows('Jupyter', found.first, { ...before, shown: 7 });
  const after = await expected();
  check('a sync came in between', after.loads === before.loads + 1);
  shows('Jupyter, after the sync,', found.second, after);
};

const marimo = async (python) => {
  let found;
  const status = await run(python, [join(here, 'run_marimo.py'), join(root, 'notebooks', 'pipeline.py')], (line) => {
    if (line.startsWith('{')) found = JSON.parse(line);
  });
  check('the marimo notebook runs to its end', status === 0 && found !== undefined);
  if (found === undefined) return;
  const { list, loads, ever } = await expected();
  shows('marimo', found, { list, loads, ever, stages: ever.length });
};

try {
  await load(['companies', 'lists', 'list_entries', 'field_value_changes', 'notes']);
  const tools = pythonTools({ requirements: join(root, 'notebooks', 'requirements.txt'), minimum: [3, 11] });
  if ('skipped' in tools) {
    totals.skipped += 2;
    say(`skipped: ${tools.skipped}`);
  } else {
    const python = join(tools.bin, 'python');
    await jupyter(python);
    await marimo(python);
  }
} finally {
  sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
say(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
if (totals.failed > 0) process.exitCode = 1;
