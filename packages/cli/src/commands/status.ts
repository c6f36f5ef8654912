import {
  AffinityReplicaMissingError,
  isReplayable,
  openReplica,
  type ReplicaStatus,
  readUnfinished,
  type UnfinishedLoad,
} from '@affinity-kit/pipeline/replica';
import { CliError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { type Quota, quotaLine, statusLines } from '../output/status.ts';
import { unfinishedLines } from '../output/unfinished.ts';
import { readSettings, type Settings } from '../settings.ts';
import { type Terminal, widthOf } from '../terminal.ts';

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

/** What there is where the first load has not come to its end. */
const readBefore = async (database: string, missing: AffinityReplicaMissingError): Promise<UnfinishedLoad> => {
  const unfinished = await readUnfinished(database);
  if (unfinished) return unfinished;
  if (!(await isReplayable(database))) throw missing;
  throw new CliError(`There is no database at ${database}, but the journal beside it holds what Affinity answered.`, {
    nextStep: '`affinity replay` rebuilds the database from it, without asking Affinity.',
  });
};

/** A database as it stands, with the load that is under way or was interrupted; or only that where there is no database yet. */
type Standing = (ReplicaStatus | { readonly database: string; readonly loads: readonly [] }) & {
  readonly unfinished: UnfinishedLoad | null;
};

const standing = async (database: string): Promise<Standing> => {
  try {
    const status = await read(database);
    return { ...status, unfinished: (await readUnfinished(database)) ?? null };
  } catch (error) {
    if (!(error instanceof AffinityReplicaMissingError)) throw error;
    return { database, loads: [], unfinished: await readBefore(database, error) };
  }
};

const linesOf = (found: Standing & { readonly quota: Quota }, terminal: Terminal): string[] => {
  const width = widthOf(terminal.out);
  if (!('meta' in found)) {
    const load = found.unfinished ? unfinishedLines(found.unfinished, 'Its first load', width) : [];
    return [`There is no database at ${found.database} yet.`, ...load, quotaLine(found.quota)];
  }
  const now = Date.now() + found.meta.clockOffsetMs;
  const load = found.unfinished ? ['', ...unfinishedLines(found.unfinished, 'A load', width)] : [];
  return [...statusLines(found, { stream: terminal.out, now }), ...load];
};

/** `affinity status`: how the local database stands, and the quota. */
export const status = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const settings = readSettings(settingFlags(flags), terminal);
  const found = await standing(settings.database);
  const quota = isOn(flags, 'offline') ? notAsked : await quotaOf(settings, terminal);
  if (isOn(flags, 'json')) printJson(terminal.out, { ...found, quota });
  else printLines(terminal.out, linesOf({ ...found, quota }, terminal));
  return exitCodes.done;
};
