import { join } from 'node:path';
import type { WebhookEvent } from '@affinity-kit/contract';
import {
  type AppliedEvents,
  applyEvents,
  EventQueue,
  eventsFolder,
  lockEvents,
  type QueuedEvent,
  type SyncReport,
  touchesOf,
} from '@affinity-kit/pipeline';
import { usageError } from '../cli-error.ts';
import { clientOf } from '../client-of.ts';
import { answerHealth, type FinishedRun, Health, type HealthReport } from '../daemon/health.ts';
import { intervalMsOf } from '../daemon/interval.ts';
import { type LoadRunner, loadRunner } from '../daemon/load-runner.ts';
import { listenOnLoopback } from '../daemon/loopback-server.ts';
import { nextRunMs } from '../daemon/next-run.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { explainFailure } from '../explain-failure.ts';
import { type Flags, isOn, settingFlags, textOf, wholeNumberOf } from '../flags.ts';
import { untilInterrupted } from '../interrupt.ts';
import { Follower, timingOf } from '../listen/follower.ts';
import { receiver } from '../listen/receive.ts';
import { secretPathIn } from '../listen/secret-path.ts';
import { counted } from '../output/numbers.ts';
import { printJson } from '../output/print.ts';
import { noProgress } from '../output/progress.ts';
import { oneLine } from '../output/summary.ts';
import { readSettings } from '../settings.ts';
import { styled, type Terminal } from '../terminal.ts';
import { loadOptions } from './sync.ts';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Where Affinity reaches this machine. */
const publicUrlOf = (flags: Flags): URL | undefined => {
  const text = textOf(flags, 'publicUrl');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
  if (url === undefined || !isSafe || url.username !== '' || url.search !== '' || url.hash !== '')
    throw usageError(
      '--public-url must be an https: address without credentials, query and fragment',
      'The address of your tunnel or proxy: https://hooks.example',
    );
  return url;
};

const joined = (base: string, path: string): string => `${base.replace(/\/+$/, '')}${path}`;

/** What one call of `affinity listen` is made of. */
interface Listening {
  readonly terminal: Terminal;
  readonly flags: Flags;
  readonly health: Health;
  readonly signal: AbortSignal;
}

/** How events went, as the daemon's health has it. */
const endingOf = ({ outcome, report }: AppliedEvents): FinishedRun['status'] => {
  if (report?.refusal === 'replica-locked') return 'skipped';
  if (report?.status === 'interrupted' && !report.budgetSpent) return 'interrupted';
  return outcome === 'failed' ? 'failed' : 'succeeded';
};

/** Reads what events were about, and says so in one line. */
const applyWith =
  ({ terminal, flags, health, signal }: Listening) =>
  async (events: readonly QueuedEvent[]): Promise<AppliedEvents['outcome']> => {
    const startedAt = new Date().toISOString();
    const end = (status: FinishedRun['status'], report?: SyncReport): void =>
      health.ended({
        status,
        loadId: report?.loadId ?? '',
        requests: report?.requests ?? 0,
        startedAt,
        finishedAt: new Date().toISOString(),
      });
    const say = (text: string): void => void terminal.err.write(`${text}\n`);
    try {
      const applied = await applyEvents(loadOptions(terminal, flags, { view: { ...noProgress, say }, signal }), events);
      const { outcome, report } = applied;
      if (report === undefined) return outcome;
      end(endingOf(applied), report);
      if (isOn(flags, 'json')) printJson(terminal.out, { ...report, events: events.length });
      else if (!isOn(flags, 'quiet')) terminal.out.write(`${startedAt} ${counted(events.length, 'event')}: ${oneLine(report)}\n`);
      return outcome;
    } catch (error) {
      if (!signal.aborted) explainFailure(error, terminal);
      end(signal.aborted ? 'interrupted' : 'failed');
      return 'failed';
    }
  };

/** Loads, and says when to load again. */
const reconcileWith = ({ flags, health, signal }: Listening, run: LoadRunner): (() => Promise<number>) => {
  const intervalMs = intervalMsOf('every', textOf(flags, 'every') ?? '1h');
  const firstMs = Date.now();
  return async () => {
    const startedAt = new Date().toISOString();
    health.began();
    health.ended({ ...(await run(signal)), startedAt, finishedAt: new Date().toISOString() });
    const nextMs = nextRunMs({ intervalMs, firstMs, nowMs: Date.now(), failures: health.failures, random: Math.random() });
    health.waits(nextMs);
    return nextMs;
  };
};

/** Registers the address, or says that somebody has to. */
const announce = async ({ terminal, flags }: Listening, url: string): Promise<void> => {
  const say = (text: string): void => void terminal.err.write(`${text}\n`);
  if (!isOn(flags, 'register'))
    return say(`Deliveries are expected at ${url}\nRegister this address in Affinity, or repeat with --register.`);
  const client = clientOf(readSettings(settingFlags(flags), terminal), terminal, { writes: 'allow' });
  const { register } = await import('../listen/register.ts');
  const how = await register(client, url);
  say({ made: 'Registered with Affinity.', known: 'Registered with Affinity already.', enabled: 'Enabled again at Affinity.' }[how]);
};

const follow = async (listening: Listening): Promise<void> => {
  const { terminal, flags, health, signal } = listening;
  const { database } = readSettings(settingFlags(flags), terminal);
  const publicUrl = publicUrlOf(flags);
  const run = await loadRunner(terminal, flags);
  const reconcile = reconcileWith(listening, run);
  const lock = await lockEvents(database);
  const queue = await EventQueue.open(eventsFolder(database));
  const tell = (text: string): void => void terminal.err.write(`${styled(terminal.err, 'yellow', 'note:')} ${text}\n`);
  const follower = new Follower({ queue, apply: applyWith(listening), reconcile, tell, signal, ...timingOf(terminal) });
  const keep = async (event: WebhookEvent): Promise<void> => {
    const touches = touchesOf(event);
    if (touches.length === 0) return;
    await queue.add({ receivedAt: new Date().toISOString(), touches });
    follower.notice();
  };
  const secretPath = await secretPathIn(join(eventsFolder(database), 'secret-path'));
  const told = {
    get report(): HealthReport & { waiting: number } {
      return { ...health.report, waiting: follower.waiting };
    },
  };
  const onError = (error: unknown): void => void explainFailure(error, terminal);
  const port = wholeNumberOf({ port: '4748', ...flags }, 'port', { min: 0, max: 65_535 });
  const server = await listenOnLoopback(port, receiver({ secretPath, publicUrl, keep, onError, health: answerHealth(told) }));
  try {
    terminal.err.write(`listening on ${server.url} (health: ${server.url}/health)\n`);
    await announce(listening, joined(publicUrl?.href ?? server.url, secretPath));
    await follower.run();
  } finally {
    await server.close();
    await lock.release();
  }
};

/** `affinity listen`: receives webhooks and has the tables follow them, until it is told to stop, which is no failure. */
export const listen = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const tell = (text: string): void => void terminal.err.write(`${text}\n`);
  await untilInterrupted(tell, (signal) => follow({ terminal, flags, health: new Health(), signal }));
  return exitCodes.done;
};
