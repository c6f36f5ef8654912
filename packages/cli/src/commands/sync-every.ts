import { answerHealth, type FinishedRun, Health, type RunEnding } from '../daemon/health.ts';
import { intervalMsOf } from '../daemon/interval.ts';
import { type LoopbackServer, listenOnLoopback } from '../daemon/loopback-server.ts';
import { repeat } from '../daemon/repeat.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { explainFailure } from '../explain-failure.ts';
import { isOn, settingFlags, textOf, wholeNumberOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { onceADay } from '../notify/notifier.ts';
import { counted } from '../output/numbers.ts';
import { printJson } from '../output/print.ts';
import { noProgress, type ProgressView } from '../output/progress.ts';
import { oneLine } from '../output/summary.ts';
import type { Flags } from '../program.ts';
import { readSettings } from '../settings.ts';
import { styled, type Terminal } from '../terminal.ts';
import { destinationsOf, exitCodeOfLoad, type Loaded, loadOnce, notifierOf, notifying, publishAfter } from './sync.ts';

/** The port of `--health-port`. */
export const healthPortOf = (flags: Flags): number | undefined =>
  textOf(flags, 'healthPort') === undefined ? undefined : wholeNumberOf(flags, 'healthPort', { min: 0, max: 65_535 });

/** Answers for the daemon's health where it is asked to. */
export const serveHealth = async (terminal: Terminal, flags: Flags, health: Health): Promise<LoopbackServer | undefined> => {
  const port = healthPortOf(flags);
  const server = port === undefined ? undefined : await listenOnLoopback(port, answerHealth(health));
  if (server) terminal.err.write(`health: ${server.url}/health\n`);
  return server;
};

const endingOf = (loaded: Loaded): RunEnding => {
  const { report } = loaded;
  if (report.refusal === 'replica-locked') return 'skipped';
  if (report.status === 'interrupted') return report.budgetSpent ? 'partial' : 'interrupted';
  if (report.status === 'failed' || report.status === 'refused') return 'failed';
  return exitCodeOfLoad(loaded) === exitCodes.done ? 'succeeded' : 'partial';
};

type Ended = Omit<FinishedRun, 'startedAt' | 'finishedAt'>;

/** Another process that loads at this time is no trouble. */
const isSkipped = ({ report }: Loaded): boolean => report.refusal === 'replica-locked';

/** Makes the function that loads and publishes once and says so in one line. */
const runner = async (terminal: Terminal, flags: Flags): Promise<(signal: AbortSignal) => Promise<Ended>> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const destinations = await destinationsOf(flags, terminal);
  const plain = await notifierOf(terminal, flags);
  const notifier = plain && onceADay(plain);
  const view: ProgressView = { ...noProgress, say: (text) => void terminal.err.write(`${text}\n`) };
  // A published table for every run would drown what a daemon has to say.
  const quietly = { ...flags, quiet: true };
  const load = async (signal: AbortSignal): Promise<Loaded> => {
    const report = await loadOnce(terminal, flags, { view, signal });
    const published = signal.aborted ? undefined : await publishAfter(report, { destinations, terminal, flags: quietly });
    if (isOn(flags, 'json')) printJson(terminal.out, published ? { ...report, published: published.outcomes } : report);
    else if (!isOn(flags, 'quiet')) terminal.out.write(`${new Date().toISOString()} ${oneLine(report)}\n`);
    return { report, published };
  };
  return async (signal) => {
    let last: Loaded | undefined;
    try {
      const loaded = await notifying(
        notifier && { post: async (trouble) => (last && isSkipped(last) ? undefined : await notifier.post(trouble)) },
        {
          database,
          load: async () => (last = await load(signal)),
        },
      );
      return { status: endingOf(loaded), loadId: loaded.report.loadId, requests: loaded.report.requests };
    } catch (error) {
      explainFailure(error, terminal);
      return { status: signal.aborted ? 'interrupted' : 'failed', loadId: '', requests: 0 };
    }
  };
};

/** `affinity sync --every`: a load now and at every interval, until it is told to stop, which is no failure. */
export const syncEvery = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const intervalMs = intervalMsOf('every', textOf(flags, 'every') ?? '');
  const run = await runner(terminal, flags);
  const health = new Health();
  const server = await serveHealth(terminal, flags, health);
  const onEnd = ({ status }: FinishedRun, nextMs: number): void => {
    if (isOn(flags, 'quiet') || status === 'interrupted') return;
    const failures = health.failures > 1 ? `${counted(health.failures, 'failure')} in a row; ` : '';
    terminal.err.write(`${styled(terminal.err, 'dim', `${failures}next load at ${new Date(nextMs).toISOString()}`)}\n`);
  };
  try {
    const tell = (text: string): void => void terminal.err.write(`${text}\n`);
    await untilInterrupted(tell, (signal) => repeat({ intervalMs, health, signal, run: () => run(signal), onEnd }));
  } finally {
    await server?.close();
  }
  return exitCodes.done;
};
