import { answerHealth, type FinishedRun, Health } from '../daemon/health.ts';
import { intervalMsOf } from '../daemon/interval.ts';
import { loadRunner } from '../daemon/load-runner.ts';
import { type LoopbackServer, listenOnLoopback } from '../daemon/loopback-server.ts';
import { repeat } from '../daemon/repeat.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, textOf, wholeNumberOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { counted } from '../output/numbers.ts';
import { styled, type Terminal } from '../terminal.ts';

/** The port of `--health-port`. */
const healthPortOf = (flags: Flags): number | undefined =>
  textOf(flags, 'healthPort') === undefined ? undefined : wholeNumberOf(flags, 'healthPort', { min: 0, max: 65_535 });

/** Answers for the daemon's health where it is asked to. */
const serveHealth = async (terminal: Terminal, flags: Flags, health: Health): Promise<LoopbackServer | undefined> => {
  const port = healthPortOf(flags);
  const server = port === undefined ? undefined : await listenOnLoopback(port, answerHealth(health));
  if (server) terminal.err.write(`health: ${server.url}/health\n`);
  return server;
};

/** `affinity sync --every`: a load now and at every interval, until it is told to stop, which is no failure. */
export const syncEvery = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const intervalMs = intervalMsOf('every', textOf(flags, 'every') ?? '');
  const run = await loadRunner(terminal, flags);
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
