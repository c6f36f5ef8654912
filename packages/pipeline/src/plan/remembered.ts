import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../normalise/record-reader.ts';
import type { SyncOptions } from '../sync/options.ts';
import { isOpen } from './fill-in.ts';
import type { PlannedStream } from './plan-streams.ts';

/** After so long, there may be much more than there was. */
const oldestMs = 24 * 3_600_000;

const pathIn = (journalFolder: string): string => join(journalFolder, 'plan.json');

/** What an estimate is of: the same stream asked for otherwise takes something else. */
const askedOf = ({ lists, views, include, prefer }: SyncOptions): string =>
  JSON.stringify([[...(lists ?? [])].sort(), [...(views ?? [])].sort(), [...(include ?? [])].sort(), prefer ?? 'quota']);

/**
 * Keeps what a plan was told of streams that were never read, so that the load after it needs not ask once more to refuse or to be compared
 * with it. Where the folder cannot be written, the load goes without.
 */
export const remember = async (
  journalFolder: string,
  estimates: ReadonlyMap<string, number>,
  { options, now }: { readonly options: SyncOptions; readonly now: Date },
): Promise<void> => {
  if (estimates.size === 0) return;
  const text = JSON.stringify({ asked: askedOf(options), at: now.toISOString(), requests: Object.fromEntries(estimates) });
  try {
    await mkdir(journalFolder, { recursive: true, mode: 0o700 });
    await writeFile(pathIn(journalFolder), `${text}\n`, { mode: 0o600 });
  } catch {
    // A plan is no reason to need a place to write.
  }
};

const read = async (journalFolder: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(pathIn(journalFolder), 'utf8'));
  } catch {
    return undefined;
  }
};

/** What the last plan was told, for what the replica alone does not tell. */
export const withRemembered = async (
  planned: readonly PlannedStream[],
  journalFolder: string,
  { options, now }: { readonly options: SyncOptions; readonly now: Date },
): Promise<readonly PlannedStream[]> => {
  const kept = planned.some(isOpen) ? await read(journalFolder) : undefined;
  if (!isObject(kept) || kept['asked'] !== askedOf(options) || !isObject(kept['requests'])) return planned;
  if (!(Math.abs(now.getTime() - Date.parse(String(kept['at']))) < oldestMs)) return planned;
  const told = kept['requests'];
  return planned.map((one) => {
    const requests = told[one.stream.name];
    return isOpen(one) && typeof requests === 'number' ? { ...one, requests, certainty: 'about', basis: 'as the last plan said' } : one;
  });
};
