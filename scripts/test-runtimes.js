// Runs the client's smoke test in every JavaScript runtime that can be had here: npm run test:runtimes [-- node bun …]
//
// Bun, Deno and Node 24 are installed from npm into node_modules/.cache once, Chromium is used where it is installed (CHROMIUM_PATH, or the path).
// A runtime that cannot be had is said to be missing and is no failure; one that fails is.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { createSandbox } from '@affinity-kit/sandbox';
import { listen } from '@affinity-kit/sandbox/listen';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const runtimes = join(root, 'scripts/runtimes');
const { platform, arch } = process;

/** What a program prints and how it ends, or `undefined` where there is no such program. */
const run = (command, args, { env = {}, timeoutMs = 120_000 } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, timeout: timeoutMs });
    const output = { out: '', error: '' };
    child.stdout.on('data', (chunk) => void (output.out += chunk));
    child.stderr.on('data', (chunk) => void (output.error += chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (status) => resolve({ ...output, status }));
  });

/** A program that npm carries, installed once. */
const installed = async (name, version, file) => {
  const folder = join(root, 'node_modules', '.cache', `${name.replaceAll('/', '-')}-${version}`);
  const binary = join(folder, 'node_modules', file);
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...flags, `${name}@${version}`], { timeoutMs: 600_000 });
  return existsSync(binary) ? binary : undefined;
};

/** Runs the smoke test as a command. */
const asCommand =
  (binaryOf, args = []) =>
  async (affinity) => {
    const binary = await binaryOf();
    const env = { AFFINITY_BASE_URL: affinity.url, AFFINITY_API_KEY: affinity.key };
    const result = binary === undefined ? undefined : await run(binary, [...args, join(runtimes, 'command.js')], { env });
    if (result === undefined) return undefined;
    if (result.status !== 0) throw new Error(result.error || `ended with ${result.status}`);
    return result.out.trim();
  };

/** The smoke test as one classic script that leaves `affinitySmoke` behind, as a page or an edge platform would load it. */
const bundled = async () => {
  const [{ output }] = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(runtimes, 'smoke.js'), formats: ['iife'], name: 'affinitySmoke' },
      rollupOptions: { external: [/^node:/] },
    },
  });
  return output[0].code;
};

const webGlobals =
  `AbortController AbortSignal Blob DOMException Event EventTarget FormData Headers ReadableStream Request Response TextDecoder
  TextEncoder TransformStream URL URLSearchParams WritableStream atob btoa clearTimeout crypto fetch performance queueMicrotask setTimeout
  structuredClone`.split(/\s+/);

/** The globals of the web and no others: no `process`, no `Buffer`, no `require`, no code from text. */
const edge = async (affinity) => {
  const globals = Object.fromEntries(webGlobals.map((name) => [name, globalThis[name]]));
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  new Script(await bundled()).runInContext(context);
  return new Script('affinitySmoke.smoke').runInContext(context)(affinity);
};

/** A page and Affinity under one address, since Affinity answers no other origin's pages. */
const pageServer = (affinity, script) =>
  new Promise((resolve) => {
    const input = JSON.stringify({ key: affinity.key });
    const page = `<!doctype html><title>…</title><script>${script.replaceAll('</script', '<\\/script')}</script><script>
affinitySmoke.smoke({ ...${input}, url: location.origin }).then((text) => 'passed: ' + text, (error) => 'failed: ' + error.stack)
  .then((text) => fetch('/result', { method: 'POST', body: text }));</script>`;
    let report;
    const reported = new Promise((done) => void (report = done));
    const answerTo = async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      if (request.url === '/') return response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
      if (request.url === '/result') return response.end(report(body.toString()));
      const { authorization = '', 'content-type': type } = request.headers;
      const headers = { authorization, ...(type !== undefined && { 'content-type': type }) };
      const answer = await fetch(affinity.url + request.url, { method: request.method, headers, ...(body.length > 0 && { body }) });
      const text = (await answer.text()).replaceAll(affinity.url, `http://${request.headers.host}`);
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' }).end(text);
    };
    const server = createServer((request, response) => void answerTo(request, response));
    server.listen(0, '127.0.0.1', () => resolve({ server, reported, url: `http://127.0.0.1:${server.address().port}/` }));
  });

const chromiumNames = [process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome'].filter((name) => name !== undefined);

const chromium = async (affinity) => {
  let binary;
  for (const name of chromiumNames) binary ??= (await run(name, ['--version'])) === undefined ? undefined : name;
  if (binary === undefined) return undefined;
  const { server, reported, url } = await pageServer(affinity, await bundled());
  const child = spawn(binary, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync', url]);
  const tooLate = new Promise((resolve) => setTimeout(resolve, 60_000, 'failed: no answer in a minute').unref());
  const report = await Promise.race([reported, tooLate]);
  child.kill();
  server.closeAllConnections();
  server.close();
  if (!report.startsWith('passed: ')) throw new Error(report);
  return report.slice('passed: '.length);
};

const node24 = `node-${platform}-${arch}`;
const tests = {
  node: asCommand(async () => process.execPath),
  'node 24': asCommand(() => installed(node24, '24.21.0', `${node24}/bin/node`)),
  bun: asCommand(() => installed('bun', '1.4.5', '.bin/bun')),
  deno: asCommand(
    () => installed('deno', '2.9.6', '.bin/deno'),
    ['run', '--allow-env', '--allow-net', '--allow-read', '--node-modules-dir=manual'],
  ),
  edge,
  chromium,
};

const wanted = process.argv.slice(2);
const sandbox = createSandbox({ size: 'S', seed: 1 });
const server = await listen(sandbox);
const affinity = { url: server.url, key: sandbox.keys.find(({ role }) => role === 'Admin').key };
for (const [name, test] of Object.entries(tests).filter(([name]) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))) {
  try {
    const told = await test(affinity);
    console.log(`${name.padEnd(9)} ${told === undefined ? 'not here, so it was not run' : `passed: ${told}`}`);
  } catch (error) {
    console.log(`${name.padEnd(9)} FAILED: ${error.stack}`);
    process.exitCode = 1;
  }
}
await server.close();
sandbox.close();
