/**
 * Searches over all companies of a firm, each answered whole: request in, JSON out, first page of 100 with the number of all.
 *
 *     npm run build && node bench/search.js [--size M] [--rounds 30]
 *
 * The first search of a field reads its column out of the records; it is told apart from those that follow.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { size: { type: 'string', default: 'M' }, rounds: { type: 'string', default: '30' } } });
const { createSandbox } = await import('../packages/sandbox/dist/index.js');

const sandbox = createSandbox({ size: values.size, limits: { perMinute: 1_000_000_000 } });
const { key } = sandbox.keys.find(({ role }) => role === 'Admin') ?? sandbox.keys[0];
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };

const three = {
  operator: 'and',
  filters: [
    { fieldId: 'affinity-data-industry', valueType: 'filterable-text-multi', operator: 'is-not-empty' },
    { fieldId: 'affinity-data-number-of-employees', valueType: 'number', operator: 'is-greater-than', value: 50 },
    {
      fieldId: 'affinity-data-location',
      valueType: 'location',
      operator: 'is-any-of',
      value: [{ country: 'Germany' }, { country: 'United States' }],
    },
  ],
};
const searches = {
  'three filters': { filters: three },
  'three filters, sorted': { filters: three, sorts: [{ fieldId: 'affinity-data-number-of-employees', direction: 'desc' }] },
  'a term': { search: { term: 'robot' } },
};

const search = async (body) => {
  const start = performance.now();
  const response = await sandbox.fetch(`${sandbox.url}/v2/companies/search?totalCount=true`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const { pagination } = await response.json();
  return { ms: performance.now() - start, count: pagination.totalCount };
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

for (const [name, body] of Object.entries(searches)) {
  const first = await search(body);
  const rounds = [];
  for (let round = 0; round < Number(values.rounds); round += 1) rounds.push((await search(body)).ms);
  console.log(`${name}: ${median(rounds).toFixed(1)} ms, first ${first.ms.toFixed(0)} ms, ${first.count} found`);
}
console.log('bar: three filters over M within 30 ms');
sandbox.close();
