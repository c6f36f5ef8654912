import type { SyncReport } from '@affinity-kit/pipeline';
import {
  destinationsOf,
  exitCodeOfLoad,
  type Loaded,
  type LoadView,
  loadOnce,
  notifierOf,
  notifying,
  publishAfter,
} from '../commands/sync.ts';
import { exitCodes } from '../exit-code.ts';
import { explainFailure } from '../explain-failure.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { onceADay } from '../notify/notifier.ts';
import { printJson } from '../output/print.ts';
import { noProgress } from '../output/progress.ts';
import { oneLine } from '../output/summary.ts';
import { readSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import type { FinishedRun, RunEnding } from './health.ts';

const endingOf = (loaded: Loaded): RunEnding => {
  const { report } = loaded;
  if (report.refusal === 'replica-locked') return 'skipped';
  if (report.status === 'interrupted') return report.budgetSpent ? 'partial' : 'interrupted';
  if (report.status === 'failed' || report.status === 'refused') return 'failed';
  return exitCodeOfLoad(loaded) === exitCodes.done ? 'succeeded' : 'partial';
};

/** How one run of a daemon ended. */
export type Ended = Omit<FinishedRun, 'startedAt' | 'finishedAt'>;

/** One run of a daemon; it never rejects. */
export type LoadRunner = (signal: AbortSignal, work?: (view: LoadView) => Promise<SyncReport>) => Promise<Ended>;

/** Makes the function by which a daemon loads (or does other `work`), publishes, says so in one line, and tells of trouble. */
export const loadRunner = async (terminal: Terminal, flags: Flags): Promise<LoadRunner> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const destinations = await destinationsOf(flags, terminal);
  const plain = await notifierOf(terminal, flags);
  const notifier = plain && onceADay(plain);
  const view = { ...noProgress, say: (text: string) => void terminal.err.write(`${text}\n`) };
  // A table of what was published in every run would drown what a daemon has to say.
  const quietly = { ...flags, quiet: true };
  const usual = (loadView: LoadView): Promise<SyncReport> => loadOnce(terminal, flags, loadView);
  return async (signal, work = usual) => {
    const load = async (): Promise<Loaded> => {
      const report = await work({ view, signal });
      const published = signal.aborted ? undefined : await publishAfter(report, { destinations, terminal, flags: quietly });
      if (isOn(flags, 'json')) printJson(terminal.out, published ? { ...report, published: published.outcomes } : report);
      else if (!isOn(flags, 'quiet')) terminal.out.write(`${new Date().toISOString()} ${oneLine(report)}\n`);
      return { report, published };
    };
    try {
      const loaded = await notifying(notifier, { database, load });
      return { status: endingOf(loaded), loadId: loaded.report.loadId, requests: loaded.report.requests };
    } catch (error) {
      explainFailure(error, terminal);
      return { status: signal.aborted ? 'interrupted' : 'failed', loadId: '', requests: 0 };
    }
  };
};
