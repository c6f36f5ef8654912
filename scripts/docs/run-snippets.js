/** Runs the snippets of the documents that are marked `run`, against one sandbox that is put back before each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { run } from '../../packages/cli/dist/main.js';
import { createSandbox } from '../../packages/sandbox/dist/index.js';
import { listen } from '../../packages/sandbox/dist/listen.js';

/** Splits a line of a shell into words; quotes are the only thing in it that we use. */
const wordsOf = (line) =>
  [...line.matchAll(/(?:'([^']*)'|"([^"]*)"|([^\s'"]+))/g)].map(([, single, double, bare]) => single ?? double ?? bare);

const commandLines = (code) =>
  code
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s#\s.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const runShell = async (code) => {
  let printed = '';
  for (const line of commandLines(code)) {
    const [, command, ...args] = wordsOf(line);
    if (!['affinity', 'affinity-kit'].includes(command))
      throw new Error(`only lines that begin with \`npx affinity\` are run, not: ${line}`);
    const [out, err] = [new PassThrough(), new PassThrough()];
    const [told, wrong] = [text(out), text(err)];
    const code = await run(args, { out, err, env: process.env, cwd: process.cwd() });
    out.end();
    err.end();
    if (code !== 0) throw new Error(`${line} ended with ${code}: ${await wrong}`);
    printed += await told;
  }
  return printed;
};

const runModule = async (path) => {
  const lines = [];
  const { log } = console;
  console.log = (...parts) => lines.push(`${format(...parts)}\n`);
  try {
    await import(pathToFileURL(path).href);
    return lines.join('');
  } finally {
    console.log = log;
  }
};

/** @param snippets - `{ language, code, module, output, report }`; `report` is told what goes wrong. */
export const runSnippets = async (snippets) => {
  const sandbox = createSandbox({ size: 'S', seed: 1, mergeDelayMs: 0, limits: { perMinute: 1_000_000 } });
  const server = await listen(sandbox);
  const back = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'affinity-docs-'));
  process.chdir(folder);
  Object.assign(process.env, { AFFINITY_BASE_URL: server.url, AFFINITY_API_KEY: sandbox.keys[0].key });
  try {
    for (const { language, code, module, output, report } of snippets) {
      sandbox.reset();
      try {
        const printed = language === 'ts' ? await runModule(module) : await runShell(code);
        if (output !== undefined && printed !== output) report(`a snippet prints\n${printed}and not\n${output}`);
      } catch (error) {
        report(`a snippet fails: ${error instanceof Error ? error.stack : error}\n${code}`);
      }
    }
  } finally {
    process.chdir(back);
    rmSync(folder, { recursive: true, force: true });
    await server.close();
    sandbox.close();
  }
};
