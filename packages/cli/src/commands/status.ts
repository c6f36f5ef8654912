import { openReplica, type ReplicaStatus } from '@affinity-kit/pipeline/replica';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { type Quota, statusLines } from '../output/status.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

const problemOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'missing_key' ? 'not known without a key' : error.message;
};

/** Asks for the quota, in one request. Whoever has no key at hand, or no network, still wants to know the rest. */
const quotaOf = async (settings: Settings, terminal: Terminal): Promise<Quota> => {
  const { clientOf } = await import('../client-of.ts');
  const affinity = clientOf(settings, terminal);
  try {
    await affinity.v2.auth.whoami();
    const { minute, month } = affinity.rate ?? {};
    return { minute: minute ?? null, month: month ?? null, problem: null };
  } catch (error) {
    return { minute: null, month: null, problem: problemOf(error) };
  }
};

const notAsked: Quota = { minute: null, month: null, problem: 'not asked for' };

const read = async (database: string): Promise<ReplicaStatus> => {
  const replica = await openReplica(database);
  try {
    return await replica.status();
  } finally {
    replica.close();
  }
};

/** `affinity status`: how the local database stands, and the quota. */
export const status = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const settings = readSettings(settingFlags(flags), terminal);
  const found = await read(settings.database);
  const quota = isOn(flags, 'offline') ? notAsked : await quotaOf(settings, terminal);
  if (isOn(flags, 'json')) printJson(terminal.out, { ...found, quota });
  else printLines(terminal.out, statusLines({ ...found, quota }, { stream: terminal.out, now: Date.now() }));
  return exitCodes.done;
};
