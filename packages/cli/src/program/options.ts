import type { Command } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import type { Flags } from '../flags.ts';
import type { Terminal } from '../terminal.ts';

/** What a command does; its module is loaded only then. */
type Action = (terminal: Terminal, flags: Flags, argument: unknown) => Promise<ExitCode>;

/** Makes an action one that commander can call, and keeps its exit code. */
export type ActionOf = (action: Action) => (...args: unknown[]) => Promise<void>;

/** Adds a command to the program. */
export type AddCommand = (program: Command, act: ActionOf) => void;

/** A text argument, or `undefined` where none was given. */
export const textOrNone = (argument: unknown): string | undefined => (typeof argument === 'string' ? argument : undefined);

/** Names of a variadic argument. */
export const namesOf = (argument: unknown): string[] => (Array.isArray(argument) ? argument.map(String) : []);

/** Where Affinity answers, and whose key asks. */
export const connection = (command: Command): Command =>
  command
    .option('--base-url <url>', 'where Affinity answers (env AFFINITY_BASE_URL)')
    .option(
      '--api-key-file <file>',
      'read the API key from a file (env AFFINITY_API_KEY, AFFINITY_API_KEY_FILE, AFFINITY_API_KEY_COMMAND)',
    );

/** Which settings hold. */
export const configured = (command: Command): Command =>
  command
    .option('--profile <name>', 'a [profiles.NAME] table of affinity.toml')
    .option('--config <file>', 'settings file instead of the nearest affinity.toml');

/** Which file is the database. */
export const database = (command: Command): Command =>
  command.option('-d, --database <file>', 'the DuckDB file (env AFFINITY_DATABASE; default affinity.duckdb)');

/** What a load reads. */
export const reading = (command: Command): Command =>
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

/** What a load reads, and whether from the beginning. */
export const streams = (command: Command): Command => reading(command).option('--full', 'read everything again instead of what changed');

/** Output for programs. */
export const json = (command: Command): Command =>
  command.option('--json', 'print one JSON document on standard output, and nothing else there');

/** Adds examples to what a command says of itself. */
export const examples = (command: Command, lines: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
