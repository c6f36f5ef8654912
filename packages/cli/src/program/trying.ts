import { Option } from 'commander';
import { type AddCommand, configured, connection, examples, json } from './options.ts';

const addWhoami: AddCommand = (program, act) => {
  const command = program.command('whoami').description('Say whose key this is, and how much of the quota is left');
  connection(configured(json(command))).action(
    act(async (terminal, flags) => (await import('../commands/whoami.ts')).whoami(terminal, flags)),
  );
};

const addSandbox: AddCommand = (program, act) => {
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
  json(command).action(act(async (terminal, flags) => (await import('../commands/sandbox.ts')).sandbox(terminal, flags)));
  examples(command, ['affinity sandbox', 'affinity sandbox --size M --file firm.sqlite']);
};

const addDemo: AddCommand = (program, act) => {
  program
    .command('demo')
    .description('Try it without an account: a local Affinity, synced into demo/affinity.duckdb')
    .option('--folder <path>', 'where the demo keeps its files', 'demo')
    .action(act(async (terminal, flags) => (await import('../commands/demo.ts')).demo(terminal, flags)));
};

/** The commands to begin with. */
export const tryingCommands: readonly AddCommand[] = [addDemo, addSandbox, addWhoami];
