/**
 * Pages of 100 companies with all their fields: the sandbox, from its SQL state and with authentication, limits and headers, against a
 * bare `node:http` server that holds the same objects in memory and serialises them for each request.
 *
 *     npm run build && node bench/sandbox.js [--seconds 3] [--rounds 5] [--size S]
 *
 * Both servers run in worker threads of this process, and are asked in turn, so that a busy machine hurts both. The client asks over
 * keep-alive connections and reads every answer to its end.
 */
import { once } from 'node:events';
import http from 'node:http';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const connections = 4;
const pages = 20;
const limit = 'limit=100&fieldTypes=enriched&fieldTypes=global&fieldTypes=relationship-intelligence';

const startSandbox = async ({ size }) => {
  const [{ createSandbox }, { listen }] = await Promise.all([
    import('../packages/sandbox/dist/index.js'),
    import('../packages/sandbox/dist/listen.js'),
  ]);
  const sandbox = createSandbox({ size, limits: { perMinute: 1_000_000_000 } });
  const { url } = await listen(sandbox, { port: 0 });
  const key = sandbox.keys.find(({ role }) => role === 'Admin') ?? sandbox.keys[0];
  return { url, key: key.key };
};

const startBare = async ({ bodies }) => {
  const answers = new Map(bodies.map(([target, text]) => [target, JSON.parse(text)]));
  const server = http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers.get(request.url)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}` };
};

const agent = new http.Agent({ keepAlive: true, maxSockets: connections });

const get = (url, headers) =>
  new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${response.statusCode} ${body.toString().slice(0, 300)}`));
      });
    });
    request.on('error', reject);
  });

/** Requests answered in a second. */
const measure = async (base, targets, headers, seconds) => {
  const end = performance.now() + seconds * 1000;
  const start = performance.now();
  let done = 0;
  const ask = async (first) => {
    for (let at = first; performance.now() < end; at += 1) {
      await get(base + targets[at % targets.length], headers);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => ask(index)));
  return done / ((performance.now() - start) / 1000);
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const inWorker = async (name, options) => {
  const worker = new Worker(new URL(import.meta.url), { workerData: { name, options } });
  const [started] = await once(worker, 'message');
  return { ...started, stop: () => worker.terminate() };
};

const walk = async (base, headers) => {
  const found = [];
  let target = `/v2/companies?${limit}`;
  while (target !== undefined && found.length < pages) {
    const text = (await get(base + target, headers)).toString();
    found.push([target, text]);
    const { nextUrl } = JSON.parse(text).pagination;
    target = nextUrl === null ? undefined : nextUrl.slice(new URL(nextUrl).origin.length);
  }
  return found;
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '2' },
      rounds: { type: 'string', default: '5' },
      size: { type: 'string', default: 'S' },
    },
  });
  const sandbox = await inWorker('sandbox', { size: values.size });
  const headers = { authorization: `Bearer ${sandbox.key}` };
  const bodies = await walk(sandbox.url, headers);
  const targets = bodies.map(([target]) => target);
  const bare = await inWorker('bare', { bodies });
  const rounds = [];
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const ours = await measure(sandbox.url, targets, headers, Number(values.seconds));
    const theirs = await measure(bare.url, targets, headers, Number(values.seconds));
    if (round > 0) rounds.push({ ours, theirs, ratio: ours / theirs }); // the first round warms both up
  }
  const bytes = bodies.reduce((sum, [, text]) => sum + text.length, 0) / bodies.length;
  const fields = JSON.parse(bodies[0][1]).data[0].fields.length;
  console.log(`page: 100 companies × ${fields} fields, ${Math.round(bytes / 1024)} KiB`);
  console.log(`sandbox: ${median(rounds.map(({ ours }) => ours)).toFixed(0)} pages/s`);
  console.log(`bare node:http: ${median(rounds.map(({ theirs }) => theirs)).toFixed(0)} pages/s`);
  console.log(
    `ratio: ${median(rounds.map(({ ratio }) => ratio)).toFixed(2)} (bar: 0.60), rounds: ${rounds.map(({ ratio }) => ratio.toFixed(2)).join(' ')}`,
  );
  agent.destroy();
  await Promise.all([sandbox.stop(), bare.stop()]);
};

const starters = { sandbox: startSandbox, bare: startBare };

if (isMainThread) await main();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port knows no origins
else parentPort.postMessage(await starters[workerData.name](workerData.options));
