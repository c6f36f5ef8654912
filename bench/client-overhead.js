/**
 * What the client costs beside `fetch` and `JSON.parse` of the same page: CPU and time per request, alternating in one process against a
 * server in another. Run it on the built packages: `npm run build && node bench/client-overhead.js [fields] [rounds] [concurrency]`.
 *
 * The cost of a request does not grow with its page, so the ratio falls with the fields of a company: 20 unless stated, 0 for the worst case.
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

const contenders = {
  bare: async () => JSON.parse(await (await fetch(`${baseUrl}/v2/companies?limit=100`, { headers })).text()).data.length,
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

const results = { bare: [], client: [] };
for (let round = 0; round < rounds; round += 1) {
  const order = round % 2 === 0 ? ['bare', 'client'] : ['client', 'bare'];
  for (const name of order) results[name].push(await measure(contenders[name]));
}

const figure = (name, key) => median(results[name].map((result) => result[key]));
const ratios = results.bare.map((bare, round) => results.client[round].cpuUs / bare.cpuUs);
console.log(
  JSON.stringify({
    page: { records: 100, fields: Number(fields), bytes },
    requests: requests * rounds,
    concurrency,
    cpuUsPerRequest: { bare: Math.round(figure('bare', 'cpuUs')), client: Math.round(figure('client', 'cpuUs')) },
    requestsPerSecond: { bare: Math.round(figure('bare', 'perSecond')), client: Math.round(figure('client', 'perSecond')) },
    cpuRatio: Number(median(ratios).toFixed(3)),
    timeRatio: Number((figure('bare', 'perSecond') / figure('client', 'perSecond')).toFixed(3)),
  }),
);
server.disconnect();
