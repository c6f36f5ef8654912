/**
 * What the client costs beside `fetch` and `JSON.parse` of the same page: CPU and time per request, alternating in one process against a
 * server in another. Run it on the built packages: `npm run build && node bench/client-overhead.js [fields] [rounds] [concurrency]`.
 *
 * The cost of a request does not grow with its page, so the ratio falls with the fields of a company: 20 unless stated, 0 for the worst case.
 * Beside the bare one stands `bounded`: the same, but it can be aborted and ends after a minute, as every call of the client does.
 */
import { fork } from 'node:child_process';
import { createAffinity } from '../packages/client/dist/index.js';

const fields = process.argv[2] ?? '20';
const rounds = Number(process.argv[3] ?? 16);
const requests = 400;
const concurrency = Number(process.argv[4] ?? 8);

const server = fork(new URL('./client-overhead-server.js', import.meta.url), [fields]);
const { port, bytes } = await new Promise((resolve) => server.once('message', resolve));

const baseUrl = `http://127.0.0.1:${port}`;
const affinity = createAffinity({ baseUrl, apiKey: 'bench-key' });
const headers = { accept: 'application/json', authorization: 'Bearer bench-key' };

const url = `${baseUrl}/v2/companies?limit=100`;
const minuteMs = 60_000;

const bounded = async () => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), minuteMs);
  try {
    return JSON.parse(await (await fetch(url, { headers, signal: controller.signal })).text()).data.length;
  } finally {
    clearTimeout(timer);
  }
};

const contenders = {
  bare: async () => JSON.parse(await (await fetch(url, { headers })).text()).data.length,
  bounded,
  client: async () => (await affinity.v2.companies.list({ limit: 100 })).data.length,
};

/** Keeps `concurrency` requests in flight until all are done. */
const load = async (request) => {
  let left = requests;
  const worker = async () => {
    while (left-- > 0) if ((await request()) !== 100) throw new Error('The page is not whole');
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
};

const measure = async (request) => {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const start = performance.now();
  await load(request);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuUs: (user + system) / requests, perSecond: (requests / ms) * 1000 };
};

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

for (const request of Object.values(contenders)) for (let round = 0; round < 3; round += 1) await load(request);

const names = Object.keys(contenders);
const results = Object.fromEntries(names.map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  const order = names.map((_, index) => names[(index + round) % names.length]);
  for (const name of order) results[name].push(await measure(contenders[name]));
}

const figure = (name, key) => median(results[name].map((result) => result[key]));
const cpuRatio = (name) => {
  const ratios = results[name].map((other, round) => results.client[round].cpuUs / other.cpuUs);
  return Number(median(ratios).toFixed(3));
};
console.log(
  JSON.stringify({
    page: { records: 100, fields: Number(fields), bytes },
    requests: requests * rounds,
    concurrency,
    cpuUsPerRequest: Object.fromEntries(names.map((name) => [name, Math.round(figure(name, 'cpuUs'))])),
    requestsPerSecond: Object.fromEntries(names.map((name) => [name, Math.round(figure(name, 'perSecond'))])),
    cpuRatio: cpuRatio('bare'),
    cpuRatioToBounded: cpuRatio('bounded'),
    timeRatio: Number((figure('bare', 'perSecond') / figure('client', 'perSecond')).toFixed(3)),
  }),
);
server.disconnect();
