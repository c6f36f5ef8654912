import { type PublishReport, publish as runPublish } from '@affinity-kit/pipeline';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { explainFailure } from '../explain-failure.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { count, counted, duration } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { noProgress, type ProgressView, showProgress } from '../output/progress.ts';
import { drawTable } from '../output/table.ts';
import { readSettings } from '../settings.ts';
import { type ConfiguredDestination, chooseDestinations, withDestination } from '../settings-destinations.ts';
import { styled, type Terminal, widthOf } from '../terminal.ts';
import { toolVersion } from '../tool-version.ts';

const hows: Record<PublishReport['tables'][number]['how'], string> = { replace: 'whole', ranges: 'in part', rows: 'by row' };

const linesOf = (name: string, report: PublishReport, terminal: Terminal): string[] => {
  if (report.status === 'unchanged') return [`${name}: holds this version already; nothing was sent.`];
  const rows = report.tables.filter((table) => table.written + table.removed > 0);
  const table = {
    columns: [
      { title: 'table' },
      { title: 'sent', align: 'right' as const },
      { title: 'removed', align: 'right' as const },
      { title: 'how' },
    ],
    rows: rows.map((one) => [one.table, count(one.written), one.removed === 0 ? '·' : count(one.removed), hows[one.how]]),
  };
  const head = `${styled(terminal.out, 'green', name)}: ${counted(report.rows, 'row')} sent, ${duration(report.durationMs)}, ${report.destination}`;
  return [...(rows.length === 0 ? [] : ['', ...drawTable(table, widthOf(terminal.out)), '']), head];
};

interface Publishing {
  readonly terminal: Terminal;
  readonly database: string;
  readonly full: boolean;
  readonly view: ProgressView;
  readonly signal: AbortSignal;
}

const publishOne = (configured: ConfiguredDestination, { terminal, database, full, view, signal }: Publishing): Promise<PublishReport> =>
  withDestination(configured, terminal, (destination) =>
    runPublish({
      database,
      destination,
      views: configured.views,
      full,
      signal,
      toolVersion: toolVersion(),
      onProgress: ({ table, rows }) => view.note(`${configured.name}: ${table}, ${counted(rows, 'row')}`),
      onWarning: (warning) => view.say(`${styled(terminal.err, 'yellow', 'note:')} ${configured.name}: ${warning}`),
    }),
  );

/** What became of one destination, for `--json`. */
type Outcome =
  | PublishReport
  | { readonly destination: string; readonly status: 'failed' | 'refused' | 'interrupted'; readonly problem: string };

const failureOf = (destination: string, error: unknown, exitCode: ExitCode): Outcome => ({
  destination,
  status: exitCode === exitCodes.refused ? 'refused' : 'failed',
  problem: error instanceof Error ? error.message : String(error),
});

/** How a publication to several destinations ended. */
export interface PublishedTo {
  readonly exitCode: ExitCode;
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** Publishes to some destinations, one after the other; one that fails does not keep the others waiting. */
export const publishTo = async (
  destinations: readonly ConfiguredDestination[],
  { terminal, database, flags }: { readonly terminal: Terminal; readonly database: string; readonly flags: Flags },
): Promise<PublishedTo> => {
  const outcomes: Record<string, Outcome> = {};
  const codes: ExitCode[] = [];
  const isQuiet = isOn(flags, 'quiet') || isOn(flags, 'json');
  const view =
    isQuiet || terminal.err.isTTY !== true
      ? { ...noProgress, say: (text: string) => void terminal.err.write(`${text}\n`) }
      : showProgress(terminal.err);
  await untilInterrupted(view.note, async (signal) => {
    for (const configured of destinations) {
      try {
        if (signal.aborted) throw signal.reason;
        const report = await publishOne(configured, { terminal, database, full: isOn(flags, 'full'), view, signal });
        outcomes[configured.name] = report;
        view.stop();
        if (!isQuiet) printLines(terminal.out, linesOf(configured.name, report, terminal));
      } catch (error) {
        view.stop();
        const code = signal.aborted ? exitCodes.interrupted : explainFailure(error, terminal);
        codes.push(code);
        outcomes[configured.name] = failureOf(configured.name, error, code);
      }
    }
  });
  const [first] = codes;
  // Where some were brought up to date and others not, that is done in part.
  const exitCode =
    first === undefined
      ? exitCodes.done
      : codes.length < destinations.length && first !== exitCodes.interrupted
        ? exitCodes.partial
        : first;
  return { exitCode, outcomes };
};

/** `affinity publish`: brings destinations up to date with the local database. */
export const publish = async (terminal: Terminal, flags: Flags, names: readonly string[]): Promise<ExitCode> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const destinations = chooseDestinations(settingFlags(flags), terminal, names);
  const { exitCode, outcomes } = await publishTo(destinations, { terminal, database, flags });
  if (isOn(flags, 'json')) printJson(terminal.out, outcomes);
  return exitCode;
};
