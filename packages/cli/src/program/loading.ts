import { type AddCommand, configured, connection, database, examples, json, reading, streams } from './options.ts';

const addSync: AddCommand = (program, act) => {
  const command = program.command('sync').description('Load the whole CRM into a DuckDB file, or bring it up to date');
  connection(configured(json(streams(database(command)))));
  command
    .option('--to <names>', 'publish to these destinations of affinity.toml afterwards, separated by commas')
    .option(
      '--schema <policy>',
      'new, gone or renamed fields: evolve (default) follows, freeze keeps the columns, report follows and exits with 3',
    )
    .option('--every <interval>', 'keep running, and load at every interval: 15m, 1h, 1d')
    .option('--health-port <number>', 'with --every: answer http://127.0.0.1:PORT/health with 200, or 503 while loads keep failing')
    .option('--notify <url>', 'post a JSON summary of a failed or partial load there (env AFFINITY_NOTIFY_URL)')
    .option('--dry-run', 'say what would be read and what that costs, as affinity plan does, and stop')
    .option('--accept-deletes', 'delete even when more than 5 % of a table vanished from Affinity, or other users may still see it')
    .option('-q, --quiet', 'no progress, no summary; errors only')
    .action(act(async (terminal, flags) => (await import('../commands/sync.ts')).sync(terminal, flags)));
  examples(command, [
    'affinity sync',
    'affinity sync --streams companies,list_entries --lists "Deal Flow"',
    'affinity sync --json > load.json',
    'affinity sync --every 15m --health-port 8080',
  ]);
};

const addListen: AddCommand = (program, act) => {
  const command = program
    .command('listen')
    .description('Receive webhooks on this machine, behind your own tunnel or proxy, and have the tables follow within seconds');
  connection(configured(json(reading(database(command)))));
  command
    .option('-p, --port <number>', 'port on 127.0.0.1; 0 takes a free one (default 4748)')
    .option('--public-url <url>', 'where Affinity reaches that port: the https address of your tunnel or proxy')
    .option('--register', "make the webhook in Affinity, if it is not there; nobody else's is touched")
    .option('--every <interval>', 'also load at this interval, for what no delivery told of (default 1h)')
    .option('--notify <url>', 'post a JSON summary of a failed or partial load there (env AFFINITY_NOTIFY_URL)')
    .option('-q, --quiet', 'errors only')
    .action(act(async (terminal, flags) => (await import('../commands/listen.ts')).listen(terminal, flags)));
  examples(command, ['affinity listen --public-url https://hooks.example --register', 'affinity listen --lists "Deal Flow" --every 4h']);
};

const addDeploy: AddCommand = (program, act) => {
  const command = program
    .command('deploy')
    .description("Write what makes your own scheduler load at every interval; the key stays in its file or the scheduler's secrets")
    .argument('<target>', 'cron, systemd, github-actions or docker');
  connection(configured(json(reading(database(command)))));
  command
    .option('--every <interval>', 'how often to load (default 1h)')
    .option('--to <names>', 'publish to these destinations of affinity.toml after each load')
    .option('-o, --output <folder>', 'write the files there instead of printing them')
    .option('--force', 'replace files that are there')
    .action(act(async (terminal, flags, target) => (await import('../commands/deploy.ts')).deploy(terminal, flags, String(target))));
  examples(command, [
    'affinity deploy cron --every 15m',
    'affinity deploy systemd -o units',
    'affinity deploy github-actions --to warehouse -o .',
  ]);
};

const addPlan: AddCommand = (program, act) => {
  const command = program.command('plan').description('Say what a sync would ask for, how long it takes and what it costs of the quota');
  connection(configured(json(streams(database(command))))).action(
    act(async (terminal, flags) => (await import('../commands/plan.ts')).plan(terminal, flags)),
  );
  examples(command, ['affinity plan', 'affinity plan --full --json']);
};

const addReplay: AddCommand = (program, act) => {
  const command = program.command('replay').description('Rebuild the database from what Affinity answered before, without asking it');
  configured(json(database(command)))
    .option('--allow-incomplete', 'rebuild what the journal can tell, also where that is not everything')
    .action(act(async (terminal, flags) => (await import('../commands/replay.ts')).replay(terminal, flags)));
};

const addRejects: AddCommand = (program, act) => {
  const command = program.command('rejects').description('Say which values could not be read and why, or try them again');
  configured(json(database(command)))
    .option('--retry', 'read what Affinity answered once more, as this version does, without asking it')
    .action(act(async (terminal, flags) => (await import('../commands/rejects.ts')).rejects(terminal, flags)));
  examples(command, ['affinity rejects', 'affinity rejects --retry']);
};

/** The commands that load the database, keep it up to date, and tell what that costs. */
export const loadingCommands: readonly AddCommand[] = [addSync, addListen, addDeploy, addPlan, addReplay, addRejects];
