import { Command, Option } from 'commander';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { addApi } from './program-api.ts';
import { addPublications } from './program-publications.ts';
import { addReading } from './program-reading.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** A program whose actions leave their exit code here. */
export interface Outcome {
  exitCode: ExitCode;
}

/** Runs a command's module, loaded only now, and keeps its exit code. */
type Action<Args extends unknown[]> = (terminal: Terminal, ...args: Args) => Promise<ExitCode>;

const connection = (command: Command): Command =>
  command
    .option('--base-url <url>', 'where Affinity answers (env AFFINITY_BASE_URL)')
    .option(
      '--api-key-file <file>',
      'read the API key from a file (env AFFINITY_API_KEY, AFFINITY_API_KEY_FILE, AFFINITY_API_KEY_COMMAND)',
    );

const configured = (command: Command): Command =>
  command
    .option('--profile <name>', 'a [profiles.NAME] table of affinity.toml')
    .option('--config <file>', 'settings file instead of the nearest affinity.toml');

const database = (command: Command): Command =>
  command.option('-d, --database <file>', 'the DuckDB file (env AFFINITY_DATABASE; default affinity.duckdb)');

const reading = (command: Command): Command =>
  command
    .option(
      '--streams <names>',
      'only these streams, separated by commas; emails, meetings, calls, chat_messages, transcripts, relationships only if named',
    )
    .option('--lists <names>', 'only these lists, by name or id, separated by commas')
    .option('--views <names>', 'these saved views as LIST/VIEW, each as a table of its rows and columns; without --streams nothing else')
    .option('--field-types <kinds>', 'only values of these kinds of fields: enriched, global, list, relationship-intelligence')
    .option('--fields <names>', 'only values of these fields, by label or id; what is known of others stays')
    .option('--include <what>', 'what is read only on demand: replies (a request per note that has some), file-contents (one per file)')
    .option('--prefer <what>', 'quota (default), or time: companies and persons by id, side by side, at twice the requests')
    .option('--sweep-days <days>', 'days in which everything is read again that Affinity does not tell the changes of (default 7)')
    .option('--max-requests <number>', 'send no more requests than that; the next run goes on from there')
    .option('--keep-month-above <number>', "leave so many of the account's requests of the month to others");

const streams = (command: Command): Command => reading(command).option('--full', 'read everything again instead of what changed');

const json = (command: Command): Command => command.option('--json', 'print one JSON document on standard output, and nothing else there');

const examples = (command: Command, lines: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);

const addSync = (program: Command, act: ActionOf): void => {
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
    .option('--accept-deletes', 'delete even when more than 5 % of a table vanished from Affinity')
    .option('-q, --quiet', 'no progress, no summary; errors only')
    .action(act(async (terminal, flags) => (await import('./commands/sync.ts')).sync(terminal, flags)));
  examples(command, [
    'affinity sync',
    'affinity sync --streams companies,list_entries --lists "Deal Flow"',
    'affinity sync --json > load.json',
    'affinity sync --every 15m --health-port 8080',
  ]);
};

const addDeploy = (program: Command, act: ActionOf): void => {
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
    .action(act(async (terminal, flags, target) => (await import('./commands/deploy.ts')).deploy(terminal, flags, String(target))));
  examples(command, [
    'affinity deploy cron --every 15m',
    'affinity deploy systemd -o units',
    'affinity deploy github-actions --to warehouse -o .',
  ]);
};

const addListen = (program: Command, act: ActionOf): void => {
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
    .action(act(async (terminal, flags) => (await import('./commands/listen.ts')).listen(terminal, flags)));
  examples(command, ['affinity listen --public-url https://hooks.example --register', 'affinity listen --lists "Deal Flow" --every 4h']);
};

const addPlan = (program: Command, act: ActionOf): void => {
  const command = program.command('plan').description('Say what a sync would ask for, how long it takes and what it costs of the quota');
  connection(configured(json(streams(database(command))))).action(
    act(async (terminal, flags) => (await import('./commands/plan.ts')).plan(terminal, flags)),
  );
  examples(command, ['affinity plan', 'affinity plan --full --json']);
};

const addReplay = (program: Command, act: ActionOf): void => {
  const command = program.command('replay').description('Rebuild the database from what Affinity answered before, without asking it');
  configured(json(database(command)))
    .option('--allow-incomplete', 'rebuild what the journal can tell, also where that is not everything')
    .action(act(async (terminal, flags) => (await import('./commands/replay.ts')).replay(terminal, flags)));
};

const addRejects = (program: Command, act: ActionOf): void => {
  const command = program.command('rejects').description('Say which values could not be read and why, or try them again');
  configured(json(database(command)))
    .option('--retry', 'read what Affinity answered once more, as this version does, without asking it')
    .action(act(async (terminal, flags) => (await import('./commands/rejects.ts')).rejects(terminal, flags)));
  examples(command, ['affinity rejects', 'affinity rejects --retry']);
};

const addWhoami = (program: Command, act: ActionOf): void => {
  const command = program.command('whoami').description('Say whose key this is, and how much of the quota is left');
  connection(configured(json(command))).action(
    act(async (terminal, flags) => (await import('./commands/whoami.ts')).whoami(terminal, flags)),
  );
};

const addSandbox = (program: Command, act: ActionOf): void => {
  const command = program
    .command('sandbox')
    .description('Run a local Affinity, filled with an invented firm')
    .option('-p, --port <number>', 'port on 127.0.0.1; 0 takes a free one', '4747')
    .addOption(new Option('-s, --size <size>', 'how large the firm is (default S)').choices(['S', 'M', 'L']))
    .option('--seed <number>', 'another number, another firm (default 1)')
    .option('--interactions', 'invent meetings, calls, chats and e-mails too, one by one')
    .option('--file <path>', 'keep the state in a file; one that exists opens at once')
    .addOption(new Option('--profile <name>', 'how far it keeps to the reference (default strict)').choices(['strict', 'realWorld']))
    .addOption(
      new Option('--api-version <date>', 'version of v2 for requests that name none (default the newest)').choices([
        '2024-01-01',
        '2026-07-15',
        '2026-09-17',
      ]),
    )
    .option('--latency <ms>', 'milliseconds that every answer takes', '0');
  json(command).action(act(async (terminal, flags) => (await import('./commands/sandbox.ts')).sandbox(terminal, flags)));
  examples(command, ['affinity sandbox', 'affinity sandbox --size M --file firm.sqlite']);
};

const addDemo = (program: Command, act: ActionOf): void => {
  program
    .command('demo')
    .description('Try it without an account: a local Affinity, synced into demo/affinity.duckdb')
    .option('--folder <path>', 'where the demo keeps its files', 'demo')
    .action(act(async (terminal, flags) => (await import('./commands/demo.ts')).demo(terminal, flags)));
};

/** Flags as commander hands them over; each command reads the ones it declared. */
export type Flags = Readonly<Record<string, unknown>>;

export type ActionOf = (action: Action<[flags: Flags, argument: unknown]>) => (...args: unknown[]) => Promise<void>;

/** Builds the command tree; nothing but commander is loaded until a command runs. */
export const buildProgram = (terminal: Terminal = processTerminal(), outcome: Outcome = { exitCode: exitCodes.done }): Command => {
  const program = new Command('affinity')
    .description(
      'Your Affinity CRM as data: sync it into DuckDB, query it, and try it all on a local Affinity.\nUnofficial; not made by Affinity.',
    )
    .version('0', '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain')
    .helpCommand('help [command]', 'explain a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) });
  const act: ActionOf =
    (action) =>
    async (...args) => {
      const command = args.pop() as Command;
      const [argument] = args;
      outcome.exitCode = await action(terminal, command.optsWithGlobals(), command.registeredArguments.length > 0 ? argument : undefined);
    };
  for (const add of [addSync, addListen, addDeploy, addPlan, addReplay, addRejects, addWhoami, addSandbox, addDemo]) add(program, act);
  addApi(program, { act, connection, configured, database, json, examples });
  addReading(program, { act, connection, configured, database, json, examples });
  addPublications(program, { act, connection, configured, database, json, examples });
  program.addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 4 refused, 130 interrupted.\nStart with: affinity demo',
  );
  return program;
};
