import { restore as runRestore } from '@affinity-kit/pipeline';
import { usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags, textOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { counted, duration } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { readSettings } from '../settings.ts';
import { chooseDestinations, withDestination } from '../settings-destinations.ts';
import { styled, type Terminal } from '../terminal.ts';

/** `affinity restore --from NAME`: makes the local database anew from what was published, without the API. */
export const restore = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const name = textOf(flags, 'from');
  if (name === undefined) throw usageError('--from is missing', 'Name a destination: `affinity destinations` lists them.');
  const { database } = readSettings(settingFlags(flags), terminal);
  const [configured] = chooseDestinations(settingFlags(flags), terminal, [name]);
  if (configured === undefined) throw usageError(`There is no destination '${name}'`);
  const tell = (text: string): void => void terminal.err.write(`${text}\n`);
  const report = await untilInterrupted(tell, (signal) =>
    withDestination(configured, terminal, (destination) => runRestore({ destination, database, signal })),
  );
  const rows = report.tables.reduce((sum, table) => sum + table.rows, 0);
  if (isOn(flags, 'json')) printJson(terminal.out, report);
  else
    printLines(terminal.out, [
      `${styled(terminal.out, 'green', 'Restored.')} ${counted(rows, 'row')} in ${counted(report.tables.length, 'table')}, ${duration(report.durationMs)}, ${report.database}`,
      `It is what ${report.destination} held since ${report.publishedAt}; the next \`affinity sync\` goes on from there.`,
    ]);
  return exitCodes.done;
};
