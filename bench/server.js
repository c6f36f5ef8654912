// A server of believable companies and lists, every record serialised before the first request. Run as a process of its own:
//   node bench/server.js --companies 20000 [--fields 20] [--lists 0] [--entries 0] [--latency MS] [--per-record MS] [--limit N --window MS]
// `--latency` is what every answer takes, `--per-record` what each record with fields adds; `--limit` allows so many requests per window.
// Prints one line, the base URL, and ends with its parent's stdin. `GET /_bench` tells what was asked of it so far and starts counting anew.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { company, list, listEntry, listField, whoami } from './crm.js';

const number = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({
  options: {
    companies: number(20_000),
    fields: number(20),
    lists: number(0),
    entries: number(0),
    latency: number(0),
    'per-record': number(0),
    limit: number(1_000_000),
    window: number(60_000),
  },
});
const args = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
const pageSize = 100;
const range = (count, make) => Array.from({ length: count }, (_, n) => make(n));

// Whole pages are kept as bytes, single companies as texts, since batches of ids put them together anew.
const json = (value) => Buffer.from(JSON.stringify(value));
const wantsBatches = args.latency > 0 || args['per-record'] > 0;
const bare = wantsBatches ? range(args.companies, (n) => JSON.stringify(company(n, 0))) : [];
const whole = wantsBatches ? range(args.companies, (n) => JSON.stringify(company(n, args.fields))) : [];
let base = '';

const pagesOf = (path, query, { count, text }) => {
  const pages = [];
  for (let from = 0; from < Math.max(1, count); from += pageSize) {
    const data = range(Math.min(pageSize, count - from), (index) => text(from + index)).join(',');
    const nextUrl = from + pageSize < count ? `${base}${path}?${query}&cursor=${from + pageSize}` : null;
    pages.push(Buffer.from(`{"data":[${data}],"pagination":{"prevUrl":null,"nextUrl":${JSON.stringify(nextUrl)}}}`));
  }
  return pages;
};

const selection = 'limit=100&fieldTypes=enriched&fieldTypes=global&fieldTypes=relationship-intelligence';
const paths = new Map();
const addCompanies = () => {
  const withFields = pagesOf('/v2/companies', selection, {
    count: args.companies,
    text: (n) => whole[n] ?? JSON.stringify(company(n, args.fields)),
  });
  const withoutFields = wantsBatches ? pagesOf('/v2/companies', 'limit=100', { count: args.companies, text: (n) => bare[n] }) : [];
  paths.set('/v2/companies', (query) => {
    const ids = query.getAll('ids').map(Number);
    const records = ids.length || pageSize;
    const isWhole = query.has('fieldTypes');
    if (ids.length > 0) {
      const data = ids.map((id) => (isWhole ? whole : bare)[id - 1]).filter(Boolean);
      return {
        body: Buffer.from(`{"data":[${data.join(',')}],"pagination":{"prevUrl":null,"nextUrl":null}}`),
        records: isWhole ? records : 0,
      };
    }
    return { body: (isWhole ? withFields : withoutFields)[Number(query.get('cursor') ?? 0) / pageSize], records: isWhole ? records : 0 };
  });
};

const addPages = (path, collection) => {
  const pages = pagesOf(path, 'limit=100', collection);
  paths.set(path, (query) => ({ body: pages[Number(query.get('cursor') ?? 0) / pageSize], records: 0 }));
};

const addLists = () => {
  addPages('/v2/lists', { count: args.lists, text: (n) => JSON.stringify(list(n)) });
  for (const entity of ['companies', 'persons']) addPages(`/v2/${entity}/fields`, { count: 0, text: String });
  for (let id = 1; id <= args.lists; id++) {
    addPages(`/v2/lists/${id}/fields`, { count: 1, text: () => JSON.stringify(listField(id)) });
    addPages(`/v2/lists/${id}/list-entries`, { count: args.entries, text: (n) => JSON.stringify(listEntry(id, n)) });
  }
};

/** How many requests there were, of which the most at once, and how many were answered and refused in each window. */
const fresh = () => ({ requests: 0, inFlight: 0, mostInFlight: 0, windows: [] });
let stats = fresh();
let windowEndsAt = 0;
const currentWindow = () => {
  const now = performance.now();
  if (now >= windowEndsAt) {
    windowEndsAt = now + args.window;
    stats.windows.push({ used: 0, refused: 0 });
  }
  return stats.windows.at(-1) ?? stats.windows[stats.windows.push({ used: 0, refused: 0 }) - 1];
};

const headers = ({ used }, length) => ({
  'content-type': 'application/json',
  'content-length': length,
  'x-ratelimit-limit-user': String(args.limit),
  'x-ratelimit-limit-user-remaining': String(args.limit - used),
  'x-ratelimit-limit-user-reset': String(Math.ceil((windowEndsAt - performance.now()) / 1000)),
});

const refusal = json({ errors: [{ code: 'rate-limit', message: 'Too many requests' }] });
const nothing = json({ errors: [{ code: 'not-found', message: 'Resource not found' }] });

const answerOf = (url, window) => {
  if (window.used >= args.limit) {
    window.refused++;
    return { status: 429, body: refusal, records: 0 };
  }
  window.used++;
  const found = paths.get(url.pathname)?.(url.searchParams);
  return found?.body ? { status: 200, ...found } : { status: 404, body: nothing, records: 0 };
};

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/_bench') {
    const { inFlight, ...told } = stats;
    stats = { ...fresh(), inFlight };
    windowEndsAt = 0;
    return response.end(JSON.stringify(told));
  }
  stats.requests++;
  stats.inFlight++;
  stats.mostInFlight = Math.max(stats.mostInFlight, stats.inFlight);
  const window = currentWindow();
  const { status, body, records } = answerOf(url, window);
  const answer = () => {
    stats.inFlight--;
    response.writeHead(status, headers(window, body.length)).end(body);
  };
  const delayMs = args.latency + args['per-record'] * records;
  if (delayMs > 0) setTimeout(answer, delayMs);
  else answer();
});
server.keepAliveTimeout = 60_000;

server.listen(0, '127.0.0.1', () => {
  base = `http://127.0.0.1:${server.address().port}`;
  paths.set('/v2/auth/whoami', () => ({ body: json(whoami), records: 0 }));
  addCompanies();
  if (args.lists > 0) addLists();
  process.stdout.write(`${base}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
