/** Makes the page of all operations from the OpenAPI documents, which are made from the contract. */
import { operations, sentenceOf } from './operation-texts.js';

const titleOf = (tag) => tag.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());
const code = (text) => `\`${text}\``;
const isError = (status) => /^4\d\d$/.test(status) && status !== '401' && status !== '429';

const pagesOf = ({ 'x-paging': paging, 'x-order': order }) => {
  if (paging === undefined) return [];
  const { default: usual, max } = paging;
  const size =
    max === undefined
      ? 'pages'
      : usual === undefined
        ? `all at once, or pages of at most ${max}`
        : usual === max
          ? `pages of ${max}`
          : `pages of ${usual}, at most ${max}`;
  return [order === undefined ? size : `${size} by ${code(order)}`];
};

const permissionOf = ({ 'x-permission': permission, 'x-rights': rights = [] }) =>
  [...(permission === undefined ? [] : [permission]), ...rights].map((right) => `needs “${right}”`);

const filterOf = ({ 'x-filter': filter }) => (filter === undefined ? [] : [`filters by ${Object.keys(filter).map(code).join(', ')}`]);

const statusesOf = ({ responses }) => {
  const known = Object.keys(responses);
  const success = known.find((status) => /^[23]/.test(status));
  const errors = known.filter(isError);
  return [errors.length === 0 ? success : `${success}; ${errors.join(', ')}`];
};

const factsOf = (operation) =>
  [
    ...(operation['x-effect'] === 'write' ? ['**writes**'] : []),
    ...(operation['x-stability-level'] === 'beta' ? ['beta'] : []),
    ...permissionOf(operation),
    ...pagesOf(operation),
    ...filterOf(operation),
    ...(operation['x-since'] === undefined || operation['x-since'] === 'initial' ? [] : [`since ${operation['x-since']}`]),
    ...statusesOf(operation),
  ].join(' · ');

const row = ({ name, method, path, operation }) =>
  `| ${code(name)}<br>${code(`${method} ${path}`)} | ${sentenceOf(operation)} | ${factsOf(operation)} |`;

const tableOf = (tag, rows) => [`### ${titleOf(tag)}`, '', '| operation | | |', '| --- | --- | --- |', ...rows.map(row), ''];

const sectionOf = (api, title) => {
  const own = operations.filter((one) => one.api === api);
  const tags = [...new Set(own.map(({ operation }) => operation.tags[0]))].toSorted();
  return [
    `## ${title}`,
    '',
    ...tags.flatMap((tag) =>
      tableOf(
        tag,
        own.filter(({ operation }) => operation.tags[0] === tag),
      ),
    ),
  ];
};

/** The page. */
export const operationsPage = () => `# Operations of the API

Made by \`scripts/write-reference.js\` from the contract: ${operations.length} operations, ${operations.filter(({ api }) => api === 'v1').length} of v1 and ${operations.filter(({ api }) => api === 'v2').length} of v2. An operation has one name everywhere:
\`affinity.v2.companies.list({ limit: 10 })\` in the client, \`affinity api v2.companies.list --limit 10\` in a terminal. \`affinity api v2.companies.list --help\` tells parameters and types; the
documents \`docs/openapi/v1.json\` and \`docs/openapi/v2.json\` tell all shapes.

The last column tells what is special: whether it writes, whether it is beta and may change without a new version, the permission without which it answers 403, the size and order of
its pages, what its \`filter\` takes, since when it exists, and with which status it succeeds and fails. Besides, every operation may answer 401 (the key), 429 (a limit) and 5xx.

${[...sectionOf('v2', 'v2'), ...sectionOf('v1', 'v1')].join('\n').trimEnd()}
`;
