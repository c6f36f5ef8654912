import { createHash, randomBytes } from 'node:crypto';
import type { Identity } from '../extract/identity.ts';
import type { Journal } from '../journal/journal.ts';
import type { Run } from '../journal/run.ts';
import { oldestResumableMs } from '../journal/unfinished.ts';
import type { Touched } from '../listen/touched.ts';
import { allowanceOf } from '../plan/allowance.ts';
import type { Decision } from '../plan/decide.ts';
import { standingOf } from '../plan/facts.ts';
import { fitBudget } from '../plan/fit-budget.ts';
import { parseMarks, type StreamMarks } from '../plan/marks.ts';
import { type PlannedStream, planStreams } from '../plan/plan-streams.ts';
import { AffinityBudgetError, refusalOf } from '../plan/refusal.ts';
import { withRemembered } from '../plan/remembered.ts';
import { readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import { dataTables } from '../replica/tables/index.ts';
import type { ReplicaWriter } from '../replica/writer.ts';
import type { Stream } from '../streams/stream.ts';
import { startOfLoad } from './load-times.ts';
import type { SyncOptions } from './options.ts';

/** Raised when the same answer would be normalised into other rows: pages of older programs are then read again, even unchanged ones. */
const normaliserVersion = 1;

const loadIdOf = (now: Date): string => `${now.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

const shapeOf = (streams: readonly Stream[]): string => {
  const columns = [...dataTables, ...streams.flatMap(({ tables }) => tables ?? [])].map(({ name, columns }) => [
    name,
    columns.map((column) => column.name),
  ]);
  return digest([normaliserVersion, columns]);
};

const askedOf = (options: SyncOptions, streams: readonly Stream[], { withoutV2 }: Identity): string => {
  const { lists, full, include = [], views, fieldTypes, fields } = options;
  return JSON.stringify({
    streams: streams.map(({ name }) => name).sort(),
    lists: lists ?? null,
    full: full === true,
    ...(include.length > 0 ? { include: [...new Set(include)].sort() } : {}),
    ...(views && { views }),
    ...(fieldTypes && { fieldTypes }),
    ...(fields && { fields }),
    ...eventsOf(streams),
    ...(withoutV2 && { api: 'v1' }),
  });
};

/** What events named, so that the run can be repeated. */
const eventsOf = (streams: readonly Stream[]): { readonly events?: Touched } => {
  const events = streams.find(({ byEvent }) => byEvent)?.byEvent;
  return events ? { events } : {};
};

const identityOf = ({ client }: SyncOptions, { tenantId, userId }: Identity): string => `${tenantId}/${userId}@${client.baseUrl}`;

/** Why an unfinished run cannot be gone on with; `undefined` when it can. */
const obstacle = (run: Run, wanted: Pick<Run, 'asked' | 'identity' | 'shape'>, now: Date): string | undefined => {
  if (now.getTime() - Date.parse(run.startedAt) > oldestResumableMs) return 'it is older than 24 hours';
  if (run.identity !== wanted.identity) return 'it was of another key or server';
  if (run.shape !== wanted.shape) return 'it was of another version';
  return run.asked === wanted.asked ? undefined : 'it was asked for other streams or lists';
};

/**
 * What the last load of each stream left. Nothing where the replica is not what the journal's last run left: a copy that was put back has
 * other records than the marks tell of.
 */
export const marksOf = async (writer: ReplicaWriter, journal: Journal, base: string | null): Promise<ReadonlyMap<string, StreamMarks>> => {
  if (journal.last && journal.last.replicaLoadId !== base) return new Map();
  const states = await writer.states();
  return new Map([...states].map(([stream, { state }]) => [stream, parseMarks(state)]));
};

/** What beginning a run takes. */
export interface RunParts {
  readonly options: SyncOptions;
  readonly streams: readonly Stream[];
  readonly identity: Identity;
  readonly writer: ReplicaWriter;
  readonly journal: Journal;
  readonly now: Date;
  readonly warn: (warning: string) => void;
}

/** The newest load that is written in the replica. */
export const replicaLoadId = async ({ meta, scratch }: ReplicaWriter): Promise<string | null> => {
  if (!meta) return null;
  const [loadId] = await readTexts(scratch.connection, `SELECT load_id FROM ${live}._loads ORDER BY finished_at DESC LIMIT 1`);
  return loadId ?? null;
};

/** Refuses to begin what would leave less of the account's month than is to be kept. */
const requireMonth = (planned: readonly PlannedStream[], { identity, options }: RunParts): void => {
  const monthRemaining = identity.rate?.month?.remaining ?? null;
  const estimatedRequests = planned.reduce((sum, { requests }) => sum + (requests ?? 0), 0);
  const refusal = refusalOf({ estimatedRequests, monthRemaining, keepMonthAbove: options.keepMonthAbove });
  if (refusal !== null) throw new AffinityBudgetError(refusal);
};

/** A run that was begun, or is gone on with. */
export interface BegunRun {
  readonly run: Run;
  readonly resumed: boolean;
}

/** Goes on with the unfinished run where it is the same that is asked for now, else begins a new one. */
export const beginRun = async (parts: RunParts): Promise<BegunRun> => {
  const { options, streams, identity, journal, now, warn, writer } = parts;
  const wanted = { asked: askedOf(options, streams, identity), identity: identityOf(options, identity), shape: shapeOf(streams) };
  const base = await replicaLoadId(writer);
  const trustEarlier = base !== null && journal.last?.replicaLoadId === base;
  const { unfinished } = journal;
  const why = unfinished && obstacle(unfinished, wanted, now);
  if (unfinished && !why) {
    requireMonth([], parts);
    await journal.begin(unfinished, { trustEarlier });
    return { run: unfinished, resumed: true };
  }
  if (unfinished) {
    warn(`The sync that was interrupted on ${unfinished.startedAt} is not gone on with: ${why}.`);
    await journal.discard(unfinished);
  }
  const marks = await marksOf(writer, journal, base);
  const standing = writer.meta && (await standingOf(writer.scratch.connection));
  const known = await planStreams({ streams, standing, marks, journal, options, now });
  const all = await withRemembered(known, journal.folder, { options, now });
  const monthRemaining = identity.rate?.month?.remaining ?? null;
  const planned = fitBudget(all, allowanceOf(options, { identityRequests: identity.requests, monthRemaining }));
  requireMonth(planned, parts);
  const plan: Record<string, Decision & { readonly requests: number | null }> = {};
  for (const { stream, decision, requests } of planned) plan[stream.name] = { ...decision, requests };
  const startedAt = await startOfLoad(now, writer, journal);
  const run: Run = {
    version: 1,
    loadId: loadIdOf(startedAt),
    startedAt: startedAt.toISOString(),
    ...(startedAt > now && { readsFrom: now.toISOString() }),
    ...wanted,
    ...(identity.webUrl !== undefined && { webUrl: identity.webUrl }),
    ...(identity.clockOffsetMs !== 0 && { clockOffsetMs: identity.clockOffsetMs }),
    plan,
    state: 'open',
    streams: {},
    replicaLoadId: null,
  };
  await journal.begin(run, { trustEarlier });
  return { run, resumed: false };
};
