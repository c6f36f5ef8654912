import { openReplica, type TableInfo } from '@affinity-kit/pipeline/replica';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { findTable } from '../find-table.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { age } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { columnLines, tableLines } from '../output/tables.ts';
import { readSettings } from '../settings.ts';
import { type Terminal, widthOf } from '../terminal.ts';

/** Tables and views, and the time by the clock that dated them. */
const read = async (database: string): Promise<{ readonly all: readonly TableInfo[]; readonly now: number }> => {
  const replica = await openReplica(database);
  try {
    return { all: await replica.tables(), now: Date.now() + replica.meta.clockOffsetMs };
  } finally {
    replica.close();
  }
};

const freshness = ({ readAt }: TableInfo, now: number): string[] =>
  readAt === null ? [] : ['', `Last read ${age(readAt, now)}, at ${readAt}.`];

/** `affinity tables [name]`: what there is and how fresh it is, or the columns of one. */
export const tables = async (terminal: Terminal, flags: Flags, wanted: string | undefined): Promise<ExitCode> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const { all, now } = await read(database);
  const one = wanted === undefined ? undefined : await findTable(all, wanted, 'Run `affinity tables` for all of them.');
  const width = widthOf(terminal.out);
  if (isOn(flags, 'json')) printJson(terminal.out, one ?? all);
  else printLines(terminal.out, one === undefined ? tableLines(all, { width, now }) : [...columnLines(one, width), ...freshness(one, now)]);
  return exitCodes.done;
};
