import { usageError } from '../cli-error.ts';
import { type Deployment, packagesOf, type Rendered } from './deployment.ts';
import { workflowWord, yamlText } from './quote.ts';
import { cronOf, rhythmOf } from './rhythm.ts';

const path = '.github/workflows/affinity-sync.yml';
const database = 'affinity-data/affinity.duckdb';

/** GitHub starts nothing more often. */
const shortestMs = 5 * 60_000;

interface Keeping {
  /** Why the database is there again in the next run. */
  readonly says: readonly string[];
  readonly before: string;
  readonly after: string;
}

const inDestination = (name: string, secrets: string): Keeping => ({
  says: [
    `The database is not kept between runs: each run makes it anew from the destination '${name}', without asking Affinity, and`,
    'publishes what is new. The very first run has nothing to restore: start it by hand, with `first` ticked.',
  ],
  before: `
      - name: Restore the database
        if: \${{ !inputs.first }}
        run: affinity restore --from ${workflowWord(name)} --database ${database}
        env:${secrets}
`,
  after: '',
});

const inCache: Keeping = {
  says: [
    'The database is kept in a cache of this repository. Whoever can run workflows here can read it: keep the repository private. GitHub',
    'deletes caches that nobody used for 7 days, and the next run then loads everything: a destination (--to) keeps it for good.',
  ],
  before: `
      - name: Bring back the database
        uses: actions/cache/restore@v4
        with:
          path: affinity-data
          key: affinity-\${{ github.run_id }}-\${{ github.run_attempt }}
          restore-keys: affinity-
`,
  after: `
      - name: Keep the database
        # Also what came before something went wrong: the next run goes on from there.
        if: always()
        uses: actions/cache/save@v4
        with:
          path: affinity-data
          key: affinity-\${{ github.run_id }}-\${{ github.run_attempt }}
`,
};

const secretLines = (names: readonly string[]): string => names.map((name) => `\n          ${name}: \${{ secrets.${name} }}`).join('');

const render = (deployment: Deployment, keeping: Keeping, secrets: string): string => {
  const { intervalMs, phase, hasSettings, flags } = deployment;
  const words = ['affinity', 'sync', '--database', database, ...flags, '--quiet'].map(workflowWord).join(' ');
  const packages = packagesOf(deployment).map(workflowWord).join(' ');
  const inputs =
    keeping === inCache
      ? ''
      : `
    inputs:
      first:
        description: Load everything, because nothing was published yet
        type: boolean
        default: false`;
  const checkout = hasSettings
    ? `
      - name: Fetch affinity.toml
        uses: actions/checkout@v4
        with:
          persist-credentials: false
`
    : '';
  return `${keeping.says.map((line) => `# ${line}\n`).join('')}name: affinity-sync
on:
  schedule:
    # UTC. GitHub may begin late, and stops schedules of repositories in which nothing happened for 60 days.
    - cron: ${yamlText(cronOf(rhythmOf(intervalMs), phase))}
  workflow_dispatch:${inputs}
permissions:
  contents: read
concurrency:
  group: affinity-sync
  cancel-in-progress: false
jobs:
  sync:
    runs-on: ubuntu-latest
    timeout-minutes: 350
    steps:${checkout}
      - uses: actions/setup-node@v4
        with:
          node-version: "20"

      - name: Install
        run: npm install --global ${packages}
${keeping.before}
      - name: Load
        run: |
          mkdir -p affinity-data
          ${words}
        env:
          AFFINITY_API_KEY: \${{ secrets.AFFINITY_API_KEY }}${secrets}
${keeping.after}`;
};

/** A workflow. Its machines keep nothing, so the database travels through a destination where there is one, else through a cache. */
export const renderGithubActions = (deployment: Deployment): Rendered => {
  if (deployment.intervalMs < shortestMs)
    throw usageError('GitHub Actions starts nothing more often than every 5 minutes', 'Take --every 15m.');
  const { destinations } = deployment;
  const [first] = destinations;
  const variables = [...new Set(destinations.map(({ secretVariable }) => secretVariable))];
  const secrets = secretLines(variables);
  const keeping = first ? inDestination(first.name, secrets) : inCache;
  const set = ['AFFINITY_API_KEY', ...variables].map((name) => `gh secret set ${name}`);
  return {
    files: [{ path, text: `${render(deployment, keeping, secrets).trimEnd()}\n` }],
    steps: [`Store the secrets: ${set.join(', ')}`, `Commit ${path}; start it once by hand under Actions.`, ...keeping.says],
  };
};
