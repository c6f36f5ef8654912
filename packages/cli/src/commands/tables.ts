import { openReplica, type TableInfo } from '@affinity-kit/pipeline/replica';
import { usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { isOn, settingFlags } from '../flags.ts';
import { count } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable, type TextTable } from '../output/table.ts';
import type { Flags } from '../program.ts';
import { readSettings } from '../settings.ts';
import { type Terminal, widthOf } from '../terminal.ts';

const overview = (tables: readonly TableInfo[]): TextTable => ({
  columns: [{ title: 'name' }, { title: 'rows', align: 'right' }, { title: 'what it holds' }],
  rows: tables.map(({ name, rows, comment }) => [name, rows === null ? 'view' : count(rows), comment ?? '']),
});

const columnsOf = (table: TableInfo): TextTable => ({
  columns: [{ title: 'column' }, { title: 'type' }, { title: 'meaning' }],
  rows: table.columns.map(({ name, type, comment }) => [name, type, comment ?? '']),
});

const read = async (database: string): Promise<TableInfo[]> => {
  const replica = await openReplica(database);
  try {
    return await replica.tables();
  } finally {
    replica.close();
  }
};

const find = (tables: readonly TableInfo[], wanted: string): TableInfo => {
  const found = tables.find(({ name }) => name === wanted);
  if (found === undefined) throw usageError(`There is no table or view '${wanted}'.`, 'Run `affinity tables` for all of them.');
  return found;
};

/** `affinity tables [name]`: what there is, or the columns of one. */
export const tables = async (terminal: Terminal, flags: Flags, wanted: string | undefined): Promise<ExitCode> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const all = await read(database);
  const one = wanted === undefined ? undefined : find(all, wanted);
  if (isOn(flags, 'json')) {
    printJson(terminal.out, one ?? all);
    return exitCodes.done;
  }
  const width = widthOf(terminal.out);
  const heading = one?.comment ? [one.comment, ''] : [];
  printLines(terminal.out, [...heading, ...drawTable(one === undefined ? overview(all) : columnsOf(one), width)]);
  return exitCodes.done;
};
