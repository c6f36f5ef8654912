import type { ReplicaReader } from '@affinity-kit/pipeline/replica';
import { usageError } from '../../cli-error.ts';
import { findTable } from '../../find-table.ts';
import { printLines } from '../../output/print.ts';
import { type RowFormat, rowFormats } from '../../output/rows.ts';
import { columnLines, tableLines } from '../../output/tables.ts';
import { type Terminal, widthOf } from '../../terminal.ts';

/** What a line that begins with a dot is run with. */
export interface DotContext {
  readonly replica: ReplicaReader;
  readonly terminal: Terminal;
  /** Chooses the format of the results that follow; where nothing follows there is no choice. */
  readonly choose?: (format: RowFormat) => void;
}

const help = [
  '.tables          tables and views, their rows and how fresh they are',
  '.schema NAME     columns of a table or view and what they mean; of all tables without a name',
  '.mode FORMAT     table, json, jsonl or csv for the results that follow',
  '.help            this',
  '.quit            leave; so does Ctrl-D',
  'A query ends with a semicolon and may go over several lines. Ctrl-C clears it, or stops the one that runs.',
];

const schema = async ({ replica, terminal }: DotContext, wanted: string | undefined): Promise<void> => {
  const tables = await replica.tables();
  const chosen =
    wanted === undefined
      ? tables.filter(({ name }) => !name.startsWith('_'))
      : [await findTable(tables, wanted, '.tables lists all of them.')];
  const width = widthOf(terminal.out);
  for (const table of chosen) printLines(terminal.out, [...(chosen.length > 1 ? [table.name] : []), ...columnLines(table, width), '']);
};

const mode = ({ choose }: DotContext, word: string | undefined): void => {
  const format = rowFormats.find((known) => known === word);
  if (format === undefined) throw usageError(`.mode does not know '${word ?? ''}'`, `It takes: ${rowFormats.join(', ')}.`);
  if (choose === undefined) throw usageError('.mode is for the prompt', 'Here --json, --jsonl and --csv do that.');
  choose(format);
};

/** Whether a line is a command of the prompt and not SQL. */
export const isDotCommand = (line: string): boolean => line.trimStart().startsWith('.');

const tables = async ({ replica, terminal }: DotContext): Promise<void> => {
  const now = Date.now() + replica.meta.clockOffsetMs;
  printLines(terminal.out, tableLines(await replica.tables(), { width: widthOf(terminal.out), now }));
};

/** Runs a line such as `.tables`. Resolves to false where it says to leave. */
export const runDotCommand = async (line: string, context: DotContext): Promise<boolean> => {
  const { terminal } = context;
  const [command = '', argument] = line.trim().replace(/;$/, '').split(/\s+/);
  if (command === '.quit' || command === '.exit') return false;
  if (command === '.tables') await tables(context);
  else if (command === '.schema') await schema(context, argument);
  else if (command === '.mode') mode(context, argument);
  else if (command === '.help') printLines(terminal.out, help);
  else throw usageError(`There is no command '${command}'`, '.help lists them.');
  return true;
};
