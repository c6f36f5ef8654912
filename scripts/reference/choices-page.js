/** Makes the page of what the sandbox does where the reference is silent, and of what its profile `realWorld` does against it. */
import { oddities, unspecifiedChoices } from '../../packages/sandbox/dist/index.js';

const choicesOf = (api) =>
  unspecifiedChoices.filter((one) => one.api === api).map(({ id, point, choice }) => `| ${point} | ${choice} | \`${id}\` |`);

const oddityRow = ([name, { shows, where, oneIn, source }]) =>
  `| \`${name}\` | ${shows} | ${where}${oneIn === undefined ? '' : `, one in ${oneIn}`} | ${source} |`;

const head = ['| what is open | what the sandbox does | |', '| --- | --- | --- |'];

/** The page. */
export const choicesPage = () => `# Where the sandbox had to choose

Made by \`scripts/write-reference.js\` from the lists that the sandbox itself goes by.

Affinity's reference leaves points open. The sandbox has to do something there, and does this, each proved by a test; a client must not depend on it, and ours does not.

## v2

${[...head, ...choicesOf('v2')].join('\n')}

## v1

${[...head, ...choicesOf('v1')].join('\n')}

## Oddities of the real world

The profile \`strict\`, which applies unless stated, keeps to the reference. The profile \`realWorld\` adds what Affinity's servers have been seen to do against it:
\`affinity sandbox --profile realWorld\`, or \`createSandbox({ profile: 'realWorld' })\`; the option \`oddities\` takes some of them by name.

| name | what a client gets to see | where | where it was seen |
| --- | --- | --- | --- |
${Object.entries(oddities).map(oddityRow).join('\n')}
`;
