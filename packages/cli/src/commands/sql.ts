import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { openReplica, type ReplicaReader } from '@affinity-kit/pipeline/replica';
import { usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags, textOf } from '../flags.ts';
import { formatOf, type RowFormat, writeRows } from '../output/rows.ts';
import { readSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { isDotCommand, runDotCommand } from './sql/dot-commands.ts';
import { type Parameter, parametersIn, parametersOf } from './sql/parameters.ts';
import { prompt } from './sql/prompt.ts';
import { splitStatements } from './sql/split-statements.ts';

/** What is asked, where it is not a conversation: the argument, a file, or what is piped in. */
const askedOf = async (terminal: Terminal, flags: Flags, query: string | undefined): Promise<string | undefined> => {
  const file = textOf(flags, 'file');
  if (file !== undefined && query !== undefined) throw usageError('A query and --file at once', 'Leave one of them out.');
  if (query !== undefined) return query;
  if (file !== undefined && file !== '-') {
    return readFile(resolve(terminal.cwd, file), 'utf8').catch((error: unknown) => {
      throw usageError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  const { in: input = process.stdin } = terminal;
  return input.isTTY === true && file === undefined ? undefined : readText(input);
};

interface Asked {
  readonly text: string;
  readonly format: RowFormat;
  readonly parameters: ReadonlyMap<string, Parameter>;
}

const answer = async (replica: ReplicaReader, { text, format, parameters }: Asked, terminal: Terminal): Promise<void> => {
  if (isDotCommand(text)) {
    await runDotCommand(text, { replica, terminal });
    return;
  }
  const { statements, rest } = splitStatements(text);
  const all = rest === '' ? statements : [...statements, rest];
  if (all.length === 0) throw usageError('The query is empty');
  if (all.length > 1 && format === 'json') throw usageError('--json prints one document, and there are several queries', 'Take --jsonl.');
  for (const statement of all) await writeRows(await replica.stream(statement, parametersIn(statement, parameters)), format, terminal);
};

/** `affinity sql`: queries on the replica, as tables or for programs; without one in a terminal, a prompt. */
export const sql = async (terminal: Terminal, flags: Flags, query: string | undefined): Promise<ExitCode> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const text = await askedOf(terminal, flags, query);
  const texts = Array.isArray(flags['param']) ? flags['param'].map(String) : [];
  const replica = await openReplica(database, { follow: text === undefined });
  try {
    const format = formatOf({ json: isOn(flags, 'json'), jsonl: isOn(flags, 'jsonl'), csv: isOn(flags, 'csv') });
    if (text === undefined) await prompt(replica, terminal);
    else await answer(replica, { text, format, parameters: parametersOf(texts, text) }, terminal);
  } finally {
    replica.close();
  }
  return exitCodes.done;
};
