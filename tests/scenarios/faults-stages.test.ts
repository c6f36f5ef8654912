import { cp, stat } from 'node:fs/promises';
import { AffinityError, createAffinity } from '@affinity-kit/client';
import type { SyncOptions, SyncReport } from '@affinity-kit/pipeline';
import { createSandbox, type FaultKind, type FaultRule, type FirmSink, type Sandbox } from '@affinity-kit/sandbox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { builtInStreams } from '../../packages/pipeline/src/streams/index.ts';
import { faultKinds } from '../../packages/sandbox/src/behaviour/faults.ts';
import { type Edition, streamsFirm } from './support/streams-firm.ts';
import { adminKey } from './support/sync-firm.ts';
import { contents, type Synced, synced } from './support/synced.ts';

const kinds = Object.keys(faultKinds) as FaultKind[];

/** What a load asks for, from its first request on, and where. */
const stages = {
  identity: '/v2/auth/whoami',
  lists: '/v2/lists',
  'fields of records': '/v2/companies/fields',
  'fields of lists': '/v2/lists/*/fields',
  'pages of records': '/v2/companies',
  'list entries': '/v2/lists/*/list-entries',
  'saved views': '/v2/lists/*/saved-views',
  notes: '/v2/notes',
  replies: '/v2/notes/*/replies',
  emails: '/v2/emails',
  reminders: '/v2/reminders',
  'the feed of changes': '/v2/field-value-changes',
  'files of v1': '/entity-files*',
  'addresses of files': '/v2/files/*',
  'contents of files': '/_files/*',
  transcripts: '/v2/transcripts/*',
} as const;

type Stage = keyof typeof stages;

/** The firm of every stream, with as many companies more as make pages of them. */
const crowded =
  (edition: Edition) =>
  (sink: FirmSink): void => {
    streamsFirm(edition)(sink);
    for (let id = 2001; id <= 2110; id++)
      sink.company({ id, name: `Crowd ${id}`, domain: null, domains: [], isGlobal: false, createdAt: '2026-01-02T00:00:00Z', cells: {} });
  };

const everything: Partial<SyncOptions> = {
  streams: ['companies', 'list_entries', 'saved_views', 'notes', 'emails', 'reminders', 'files', 'transcripts', 'field_value_changes'],
  include: ['replies', 'file-contents'],
};

/** A load after the first: ends of walks, feeds, times, and the share of the rest that is due after two days. */
const inParts: Partial<SyncOptions> = { wholeUpTo: 0, sweepDays: 2 };

const moments = { first: '2026-03-01T00:00:00Z', changed: '2026-03-03T00:00:00Z' } as const;

/** A client that does not wait between its tries; of slow bodies it waits for the end unless they never come to one. */
const patient = (sandbox: Sandbox, retries: number, timeoutMs = 60_000): ReturnType<typeof createAffinity> =>
  createAffinity({
    apiKey: adminKey,
    baseUrl: sandbox.url,
    fetch: sandbox.fetch,
    pace: false,
    timeoutMs,
    retry: { retries, baseDelayMs: 1, maxDelayMs: 2 },
  });

let sandboxes: Readonly<Record<'first' | 'changed', Sandbox>>;
const places: Synced[] = [];
const newPlace = async (sandbox: Sandbox, from?: Synced): Promise<Synced> => {
  const place = await synced(sandbox);
  places.push(place);
  for (const suffix of from ? ['', '.journal', '.files'] : [])
    await cp(`${from?.database}${suffix}`, `${place.database}${suffix}`, { recursive: true });
  return place;
};

/** Ways to load: into nothing; what changed, page by page; and all once more in batches of ids. */
const loads = [
  { load: 'a first load', edition: 'first', options: {} },
  { load: 'a later load', edition: 'changed', options: inParts },
  { load: 'a later load in batches', edition: 'changed', options: { prefer: 'time', full: true } },
] as const;
type Load = (typeof loads)[number];

let before: Synced;
const expected = new Map<Load, Record<string, unknown>>();

const begin = (load: Load): Promise<Synced> => newPlace(sandboxes[load.edition], load.edition === 'first' ? undefined : before);
const run = (place: Synced, { edition, options }: Load, rest: Partial<SyncOptions> = {}): Promise<SyncReport> => {
  const sandbox = sandboxes[edition];
  return place.sync({ ...everything, ...options, client: patient(sandbox, 30), now: sandbox.clock.now, ...rest });
};

/** What it says about the CRM; the times of what differences alone tell apart are those of loads. */
const told = async ({ database }: Synced): Promise<Record<string, unknown>> => {
  const { field_value_history: _, ...rest } = await contents(database);
  return rest;
};

beforeAll(async () => {
  const made = (edition: 'first' | 'changed'): Sandbox =>
    createSandbox({ firm: crowded(edition), now: moments[edition], clock: 'frozen', limits: { perMinute: 1_000_000 } });
  sandboxes = { first: made('first'), changed: made('changed') };
  for (const load of loads) {
    const place = await begin(load);
    expect((await run(place, load)).status).toBe('succeeded');
    expected.set(load, await told(place));
    before ??= place;
  }
});
afterEach(() => {
  for (const edition of ['first', 'changed'] as const) {
    sandboxes[edition].faults.clear();
    sandboxes[edition].clock.set(moments[edition]);
  }
});
afterAll(async () => {
  for (const place of places) await place.remove();
  for (const sandbox of Object.values(sandboxes)) sandbox.close();
});

/** Stages that fail for good in one load, and the streams that then do. Of pages of records it is the second one that never comes. */
const half: readonly Stage[] = ['pages of records', 'list entries', 'notes', 'the feed of changes', 'contents of files'];
const lasting = {
  at: half,
  fail: ['companies', 'list_entries', 'saved_views', 'notes', 'files', 'field_value_changes'],
  skip: [],
} as const;

/** Which kinds of fault meet those stages for good in which load, in their order: all of them in later loads, where there is something to lose. */
const trials = [
  { load: loads[0], kinds: ['drop', 'server-error', 'html-error', 'truncate', 'rate-limit'], ...lasting },
  { load: loads[1], kinds: ['rate-limit', 'html-error', 'slow-body', 'drop', 'truncate'], ...lasting },
  { load: loads[2], kinds: ['server-error', 'truncate', 'rate-limit', 'html-error', 'drop'], ...lasting },
  { load: loads[1], kinds: ['truncate'], at: ['lists'], fail: ['lists'], skip: ['list_entries', 'saved_views'] },
] as const;

/** Every kind in turn, over and over. */
const inTurn = kinds.map((kind, place) => ({
  kind,
  nth: Array.from({ length: 60 }, (_, round) => (kinds.length + 1) * round + place + 1),
}));

it.each(loads)('$load comes to the same data where every stage meets every kind of fault, over and over', async (load) => {
  const sandbox = sandboxes[load.edition];
  const place = await begin(load);
  for (const path of Object.values(stages)) sandbox.faults.add(...inTurn.map((rule): FaultRule => ({ ...rule, path, durationMs: 5 })));
  const report = await run(place, load);
  expect(report.streams.filter(({ status }) => status !== 'succeeded')).toEqual([]);
  const spared = sandbox.faults.inForce().filter(({ struck }) => struck === 0);
  expect(spared.map(({ rule: { path, kind } }) => [path, kind])).toEqual([]);
  expect(await told(place)).toEqual(expected.get(load));
});

it.each(trials)('$load.load that meets $kinds for good in $fail keeps what there was, and the next one completes it', async (trial) => {
  const { load, fail, skip } = trial;
  const sandbox = sandboxes[load.edition];
  const place = await begin(load);
  const was = load === loads[0] ? {} : await told(place);
  for (const [index, stage] of trial.at.entries()) {
    const kind = trial.kinds[index] ?? 'drop';
    const nth = stage === 'pages of records' ? { nth: Array.from({ length: 60 }, (_, count) => count + 2) } : {};
    sandbox.faults.add({ kind, path: stages[stage], durationMs: 60_000, ...nth });
  }
  const report = await run(place, load, { client: patient(sandbox, 1, trial.kinds.some((kind) => kind === 'slow-body') ? 1500 : 60_000) });
  const names = (wanted: string): readonly string[] => report.streams.filter(({ status }) => status === wanted).map(({ stream }) => stream);
  expect([report.status, names('failed'), names('skipped')]).toEqual(['partial', fail, skip]);
  const kept = await told(place);
  const unread: readonly string[] = [...fail, ...skip];
  for (const { name, feeds } of builtInStreams.filter(({ name }) => unread.includes(name)))
    expect([name, kept[feeds[0].table]]).toEqual([name, was[feeds[0].table] ?? []]);
  sandbox.faults.clear();
  sandbox.clock.advance(3_600_000);
  expect((await run(place, load)).status).toBe('succeeded');
  expect(await told(place)).toEqual(expected.get(load));
});

it.each(kinds)('a load that meets %s when it asks who it is sends nothing else and leaves everything as it was', async (kind) => {
  const sandbox = sandboxes.changed;
  sandbox.faults.add({ kind, path: stages.identity, durationMs: 60_000 });
  const asked = sandbox.requests().length;
  const modified = (await stat(before.database)).mtimeMs;
  await expect(run(before, loads[1], { client: patient(sandbox, 1, kind === 'slow-body' ? 300 : 60_000) })).rejects.toBeInstanceOf(
    AffinityError,
  );
  expect(
    sandbox
      .requests()
      .slice(asked)
      .every(({ path }) => path === stages.identity),
  ).toBe(true);
  expect((await stat(before.database)).mtimeMs).toBe(modified);
});
