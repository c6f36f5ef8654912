import { type ReplayReport, replay as replayJournal } from '@affinity-kit/pipeline';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { count, counted } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { noProgress, showProgress } from '../output/progress.ts';
import { drawTable } from '../output/table.ts';
import { readSettings } from '../settings.ts';
import { type Terminal, widthOf } from '../terminal.ts';

const linesOf = ({ loads, tables, database, previous }: ReplayReport, width: number): string[] => {
  const columns = [{ title: 'table' }, { title: 'rows', align: 'right' as const }];
  const rows = tables.filter((table) => table.rows > 0).map((table) => [table.table, count(table.rows)]);
  const kept = previous === null ? '' : ` The one before is kept at ${previous}.`;
  return [
    ...drawTable({ columns, rows }, width),
    '',
    `${database} was rebuilt from ${counted(loads.length, 'load')} of the journal.${kept}`,
  ];
};

/** Rebuilds the database of a command from its journal. */
export const rebuild = async (terminal: Terminal, flags: Flags): Promise<ReplayReport> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const view = isOn(flags, 'quiet') ? noProgress : showProgress(terminal.err);
  return await untilInterrupted(view.note, async (signal) => {
    try {
      return await replayJournal({ database, allowIncomplete: isOn(flags, 'allowIncomplete'), signal });
    } finally {
      view.stop();
    }
  });
};

/** `affinity replay`: the database once more, from what Affinity answered before, without asking it. */
export const replay = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const report = await rebuild(terminal, flags);
  if (isOn(flags, 'json')) printJson(terminal.out, report);
  else printLines(terminal.out, linesOf(report, widthOf(terminal.out)));
  return exitCodes.done;
};
