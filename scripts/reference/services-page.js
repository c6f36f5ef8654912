/** Makes the page of the client's services: every method with its first sentence, and beside them what another client calls them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAffinity } from '../../packages/client/dist/index.js';
import { operationText } from './operation-texts.js';
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

/** Services of one file, whose methods of one name a look at comments cannot tell apart. */
const sharesFile = new Set(['users', 'teams']);

const nodeAt = (name) =>
  name.startsWith('lists.entries().')
    ? affinity.lists.entries(1)[name.slice('lists.entries().'.length)]
    : name.split('.').reduce((node, key) => node[key], affinity);

/** Splits at the commas that stand in no bracket. */
const topLevel = (text) => {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
};

const argumentOf = (text) => {
  const [name] = text.split(/\s=(?!>)/);
  const isOptional = name !== text;
  if (!isOptional && name.startsWith('{')) return name.replace(/\s+/g, ' ');
  const shown = /^[{[]/.test(name) ? 'options' : name;
  return `${shown}${isOptional ? '?' : ''}`;
};

/** `get(company, query?)`, from the function itself. */
const callOf = (name) => {
  if (name.endsWith('.list')) return `${name}(${name === 'savedViews.list' ? 'list, ' : ''}query?, options?)`; // all of them are made in one way
  const source = String(nodeAt(name)).replace(/^async\s*/, '');
  const bare = /^(\w+)\s*=>/.exec(source);
  if (bare !== null) return `${name}(${bare[1]})`;
  let depth = 0;
  const start = source.indexOf('(');
  const end = source.split('').findIndex((letter, at) => {
    if (at < start) return false;
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    return depth === 0;
  });
  return `${name}(${topLevel(source.slice(start + 1, end))
    .map(argumentOf)
    .join(', ')})`;
};

const serviceOf = (name) => (name.startsWith('lists.entries().') ? 'lists.entries()' : name.split('.')[0]);

/** @param {string} root - Folder of the repository. */
export const servicesPage = (root) => {
  const texts = new Map();
  const textOf = (name) => {
    const service = serviceOf(name);
    const folder = service === 'metadata' ? 'packages/client/src/values' : 'packages/client/src/services';
    const pattern = filesOf[service] ?? new RegExp(`^${service}\\.ts`);
    if (!texts.has(service)) texts.set(service, commentsIn(root, folder, pattern));
    const [last, of, ...others] = name.slice(service.length).split('.').filter(Boolean).toReversed();
    if (others.length > 0) throw new Error(`${name} is deeper than this page goes`);
    const above = of === undefined ? undefined : texts.get(service).get(of);
    if (last === 'list') return above ?? operationText(name.replace('()', ''));
    if (of !== undefined) return 'Fetches one of them.';
    return sharesFile.has(service) && last === 'get' ? operationText(name) : (texts.get(service).get(last ?? service) ?? '');
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
    ...names.map((name) => `| \`${callOf(name)}\` | ${textOf(name)} |`),
    '',
  ]);
  const missing = parity.flatMap(([, rows]) => rows.flatMap(([, ...names]) => names)).filter((name) => !known.has(name));
  if (missing.length > 0) throw new Error(`The client has no ${missing.join(', ')}`);
  const beside = parity.flatMap(([service, rows]) =>
    rows.map(([theirs, ...ours], nth) => `| ${nth === 0 ? service : ''} | ${theirs} | ${ours.map((name) => `\`${name}\``).join(', ')} |`),
  );
  return `# Services of the client

Made by \`scripts/write-reference.js\` from the client and its comments. The exact layer, \`affinity.v1.*\` and \`affinity.v2.*\`, stands below these: [operations.md](operations.md).

What ends in \`.list\` is a collection: await it for one page, iterate it for all items; \`iter\`, \`pages\`, \`all\` and \`first\` take the same arguments.
Options of every call: \`signal\`, which ends it.

## Every method

${index.join('\n')}
## Coming from affinity-sdk for Python

What its services offer (1.26), and what does it here.

| service | there | here |
| --- | --- | --- |
${beside.join('\n')}
`;
};
