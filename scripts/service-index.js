/** Makes the page of the client's services: every method with its first sentence, and beside them what another client calls them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAffinity } from '../packages/client/dist/index.js';
import { parity } from './service-parity.js';

const affinity = createAffinity({ apiKey: 'no-key', baseUrl: 'http://localhost' });
const { v1, v2, ...above } = affinity;
const ways = ['iter', 'pages', 'all', 'first'];

const methodsOf = (node, prefix = '') =>
  Object.entries(node).flatMap(([name, value]) => {
    if (typeof value === 'function') return [prefix + name];
    return typeof value === 'object' && value !== null ? methodsOf(value, `${prefix}${name}.`) : [];
  });

const services = methodsOf(above).filter((name) => name.includes('.') || ['semanticSearch', 'whoami'].includes(name));
const entries = methodsOf(affinity.lists.entries(1), 'lists.entries().');
const known = new Set([...services, ...entries, ...methodsOf(v1, 'v1.'), ...methodsOf(v2, 'v2.')]);

/** Files in which the methods of a service are written. */
const filesOf = {
  companies: /^company-/,
  persons: /^person-/,
  opportunities: /^opportunity-/,
  'lists.entries()': /^list-entries/,
  savedViews: /^saved-views/,
  users: /^directory/,
  teams: /^directory/,
  quota: /^account/,
  semanticSearch: /^services\.ts/,
  whoami: /^services\.ts/,
};

const collectionText = 'Await it for one page, iterate it for all items; `iter`, `pages`, `all` and `first` take the same arguments.';

const sentenceOf = (comment) => {
  const text = comment
    .replace(/\s*\n\s*\*\s?/g, ' ')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .trim();
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
};

const commentsIn = (root, folder, pattern) => {
  const found = new Map();
  for (const file of readdirSync(join(root, folder)).filter((name) => pattern.test(name) && !name.includes('.test.'))) {
    const source = readFileSync(join(root, folder, file), 'utf8');
    for (const [, comment, name] of source.matchAll(/\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(?:readonly |const )?(\w+)\s*[:=(,]/g))
      found.set(name, sentenceOf(comment));
  }
  return found;
};

const serviceOf = (name) => (name.startsWith('lists.entries().') ? 'lists.entries()' : name.split('.')[0]);

/** @param {string} root - Folder of the repository. */
export const serviceIndex = (root) => {
  const texts = new Map();
  const textOf = (name) => {
    const service = serviceOf(name);
    const folder = service === 'metadata' ? 'packages/client/src/values' : 'packages/client/src/services';
    const pattern = filesOf[service] ?? new RegExp(`^${service}\\.ts`);
    if (!texts.has(service)) texts.set(service, commentsIn(root, folder, pattern));
    const [last, of, ...others] = name.slice(service.length).split('.').filter(Boolean).toReversed();
    if (others.length > 0) throw new Error(`${name} is deeper than this page goes`);
    const above = of === undefined ? undefined : texts.get(service).get(of);
    if (last === 'list') return above === undefined ? collectionText : `${above} ${collectionText}`;
    return of === undefined ? (texts.get(service).get(last ?? service) ?? '') : 'Fetches one of them.';
  };
  const shown = [...services.filter((name) => name !== 'lists.entries'), ...entries].filter(
    (name) => !ways.some((way) => name.endsWith(`.${way}`)),
  );
  const groups = new Map(shown.map((name) => [serviceOf(name), shown.filter((one) => serviceOf(one) === serviceOf(name))]));
  const index = [...groups].flatMap(([service, names]) => [
    `### ${service}`,
    '',
    '| method | |',
    '| --- | --- |',
    ...names.map((name) => `| \`${name}\` | ${textOf(name)} |`),
    '',
  ]);
  const missing = parity.flatMap(([, rows]) => rows.flatMap(([, ...names]) => names)).filter((name) => !known.has(name));
  if (missing.length > 0) throw new Error(`The client has no ${missing.join(', ')}`);
  const beside = parity.flatMap(([service, rows]) =>
    rows.map(([theirs, ...ours], nth) => `| ${nth === 0 ? service : ''} | ${theirs} | ${ours.map((name) => `\`${name}\``).join(', ')} |`),
  );
  return `# Services of the client

Made by \`scripts/write-services.js\`. The exact layer, \`affinity.v1.*\` and \`affinity.v2.*\`, stands below these; its operations are in \`docs/openapi\`.

## Every method

${index.join('\n')}
## Coming from affinity-sdk for Python

What its services offer (1.26), and what does it here.

| service | there | here |
| --- | --- | --- |
${beside.join('\n')}
`;
};
