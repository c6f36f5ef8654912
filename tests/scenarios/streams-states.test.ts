import { cp } from 'node:fs/promises';
import type { StreamReport, SyncOptions, SyncReport } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInStreams } from '../../packages/pipeline/src/streams/index.ts';
import { type Refusal, refusing } from './support/refusing.ts';
import { type Edition, streamsSandbox } from './support/streams-firm.ts';
import { clientOf, contents, reading, type Synced, synced } from './support/synced.ts';

/** A stream, where its records are, and which of them stay, go and come. */
interface Case {
  readonly stream: string;
  readonly table: string;
  readonly where?: string;
  /** Column with the id of a record; `id` unless stated. */
  readonly id?: string;
  readonly goes: number | string;
  readonly comes: number | string;
  /** SQL that yields what is written about the record that changes; none for what cannot be changed in Affinity. */
  readonly told?: readonly [sql: string, before: string, after: string];
  /** Paths of its requests. */
  readonly paths: readonly string[];
}

const status = "SELECT text AS told FROM field_values WHERE list_entry_id = 6001 AND field_id = 'field-11'";

const cases: readonly Case[] = [
  {
    stream: 'companies',
    table: 'companies',
    goes: 103,
    comes: 104,
    told: ["SELECT text AS told FROM field_values WHERE field_id = 'field-1' AND entity_id = 101", 'Robots', 'More robots'],
    paths: ['/v2/companies'],
  },
  {
    stream: 'persons',
    table: 'persons',
    goes: 1003,
    comes: 1004,
    told: ['SELECT last_name AS told FROM persons WHERE id = 1001', 'Lund', 'Lund-Berg'],
    paths: ['/v2/persons'],
  },
  {
    stream: 'opportunities',
    table: 'opportunities',
    goes: 303,
    comes: 304,
    told: ['SELECT name AS told FROM opportunities WHERE id = 301', 'Series A', 'Series B'],
    paths: ['/v2/opportunities'],
  },
  {
    stream: 'lists',
    table: 'lists',
    goes: 804,
    comes: 805,
    told: ['SELECT name AS told FROM lists WHERE id = 801', 'Pipeline', 'Dealflow'],
    paths: ['/v2/lists'],
  },
  {
    stream: 'fields',
    table: 'fields',
    goes: 'field-3',
    comes: 'field-4',
    told: ["SELECT name AS told FROM fields WHERE id = 'field-1'", 'Thesis', 'Our Thesis'],
    paths: ['/v2/companies/fields'],
  },
  {
    stream: 'list_entries',
    table: 'list_entries',
    goes: 6003,
    comes: 6004,
    told: [status, 'New', 'Won'],
    paths: ['/v2/lists/*/list-entries'],
  },
  {
    stream: 'saved_views',
    table: 'saved_views',
    goes: 93,
    comes: 94,
    told: ['SELECT name AS told FROM saved_views WHERE id = 91', 'Hot', 'Hottest'],
    paths: ['/v2/lists/*/saved-views'],
  },
  {
    stream: 'notes',
    table: 'notes',
    goes: 4,
    comes: 5,
    told: ['SELECT text AS told FROM notes WHERE id = 1', 'One & only', 'Two & only'],
    paths: ['/v2/notes'],
  },
  { stream: 'emails', table: 'interactions', where: "type = 'email'", goes: 7002, comes: 7003, paths: ['/v2/emails'] },
  { stream: 'meetings', table: 'interactions', where: "type = 'meeting'", goes: 7102, comes: 7103, paths: ['/v2/meetings'] },
  { stream: 'calls', table: 'interactions', where: "type = 'call'", goes: 7302, comes: 7303, paths: ['/v2/calls'] },
  { stream: 'chat_messages', table: 'interactions', where: "type = 'chat-message'", goes: 7402, comes: 7403, paths: ['/v2/chat-messages'] },
  {
    stream: 'reminders',
    table: 'reminders',
    goes: 9003,
    comes: 9004,
    told: ['SELECT content AS told FROM reminders WHERE id = 9001', 'Call Ida', 'Call Ida again'],
    paths: ['/v2/reminders'],
  },
  { stream: 'files', table: 'files', goes: 9302, comes: 9303, paths: ['/v2/files', '/entity-files'] },
  { stream: 'transcripts', table: 'transcripts', goes: 8011, comes: 8013, paths: ['/v2/transcripts'] },
  {
    stream: 'users',
    table: 'users',
    goes: 7,
    comes: 8,
    told: ['SELECT last_name AS told FROM users WHERE id = 5', 'Okafor', 'Okafor-Lund'],
    paths: ['/v2/users'],
  },
  {
    stream: 'teams',
    table: 'teams',
    goes: 503,
    comes: 504,
    told: ['SELECT name AS told FROM teams WHERE id = 501', 'Deal team', 'Deal partners'],
    paths: ['/v2/teams'],
  },
  { stream: 'merges', table: 'merges', goes: 702, comes: 703, paths: ['/v2/company-merges', '/v2/person-merges'] },
  {
    stream: 'duplicates',
    table: 'duplicate_suggestions',
    id: 'primary_id',
    goes: 112,
    comes: 113,
    paths: ['/v2/duplicates/company-suggestions', '/v2/duplicates/person-suggestions'],
  },
  {
    stream: 'webhooks',
    table: 'webhooks',
    goes: 602,
    comes: 603,
    told: ['SELECT status AS told FROM webhooks WHERE id = 601', 'active', 'disabled'],
    paths: ['/v2/webhooks'],
  },
  { stream: 'field_value_changes', table: 'field_value_changes', goes: 2, comes: 3, paths: ['/v2/field-value-changes'] },
  {
    stream: 'relationships',
    table: 'relationships',
    id: 'user_id',
    goes: 7,
    comes: 8,
    told: ['SELECT CAST(linkedin_connected_on AS VARCHAR) AS told FROM relationships WHERE user_id = 5', '2024-02-29', '2025-02-28'],
    paths: ['/v2/companies/*/relationships', '/v2/persons/*/relationships'],
  },
];

/** What is read only for lists that are named, and the lists; naming them for the others would narrow those. */
const ofLists: Partial<SyncOptions> = { streams: ['relationships'], lists: ['801', '803'] };

const everything: Partial<SyncOptions> = {
  streams: cases.map(({ stream }) => stream).filter((stream) => !ofLists.streams?.includes(stream)),
  include: ['replies', 'file-contents'],
  wholeUpTo: 1000,
};

/** Reads every stream: all at once, and then what is read for lists. */
const readAll = async (place: Synced, options: Partial<SyncOptions> = {}): Promise<SyncReport> => {
  const all = await place.sync({ ...everything, ...options });
  const narrow = await place.sync({ ...ofLists, ...options });
  const streams = narrow.streams.filter(({ stream }) => ofLists.streams?.includes(stream));
  return { ...all, streams: [...all.streams, ...streams], tables: [...all.tables, ...narrow.tables] };
};

/** What a database holds of one stream. */
interface Held {
  readonly ids: readonly string[];
  /** Ids of records that have left their table. */
  readonly left: readonly string[];
  readonly told: unknown;
}

/** What a database holds of each stream. */
const heldIn = (database: string): Promise<ReadonlyMap<Case, Held>> =>
  reading(database, async (run) => {
    const held = new Map<Case, Held>();
    for (const one of cases) {
      const { table, id = 'id', where = 'true', told } = one;
      const ids = await run(`SELECT DISTINCT ${id} AS id FROM ${table} WHERE ${where} ORDER BY ALL`);
      const left = await run(
        `SELECT row ->> '${id}' AS id FROM record_history WHERE table_name = '${table}' AND end_reason <> 'changed' AND (row ->> '${id}') IS NOT NULL`,
      );
      const [said] = told ? await run(told[0]) : [];
      held.set(one, { ids: ids.map((row) => String(row['id'])), left: left.map((row) => String(row['id'])), told: said?.['told'] });
    }
    return held;
  });

const reportOf = ({ streams }: SyncReport, name: string): StreamReport | undefined => streams.find(({ stream }) => stream === name);

interface Outcome {
  readonly place: Synced;
  readonly report: SyncReport;
  readonly held: ReadonlyMap<Case, Held>;
}

const places: Synced[] = [];
let first: Outcome;

const newPlace = async (sandbox: Sandbox): Promise<Synced> => {
  const place = await synced(sandbox);
  places.push(place);
  return place;
};

/** What a second reading comes to, of an edition of the firm. */
const afterFirst = async (edition: Edition, options: Partial<SyncOptions> & { readonly refused?: Refusal } = {}): Promise<Outcome> => {
  const { refused, ...rest } = options;
  const sandbox = streamsSandbox(edition, { checkResponses: true });
  const place = await newPlace(sandbox);
  for (const suffix of ['', '.journal', '.files'])
    await cp(`${first.place.database}${suffix}`, `${place.database}${suffix}`, { recursive: true });
  const client = clientOf(refused ? refusing(sandbox, refused) : sandbox);
  const report = await readAll(place, { client, ...rest });
  sandbox.close();
  return { place, report, held: await heldIn(place.database) };
};

beforeAll(async () => {
  const sandbox = streamsSandbox('first', { checkResponses: true });
  const place = await newPlace(sandbox);
  const report = await readAll(place);
  first = { place, report, held: await heldIn(place.database) };
  sandbox.close();
});
afterAll(async () => {
  for (const place of places) await place.remove();
});

it('every stream that there is stands in this table', () => {
  expect(cases.map(({ stream }) => stream).sort()).toEqual(builtInStreams.map(({ name }) => name).sort());
});

describe('a first reading', () => {
  it.each(cases)('of $stream brings what there is', (one) => {
    expect(reportOf(first.report, one.stream)).toMatchObject({ status: 'succeeded', rejected: 0 });
    const held = first.held.get(one);
    expect(held?.ids).toContain(String(one.goes));
    expect(held?.ids).not.toContain(String(one.comes));
    expect(held?.told).toBe(one.told?.[1]);
  });
});

describe('a reading of what did not change', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await afterFirst('first');
  });

  it.each(cases)('of $stream changes nothing', ({ stream, table }) => {
    expect(reportOf(outcome.report, stream)).toMatchObject({ status: 'succeeded', rejected: 0 });
    expect(outcome.report.tables.find((one) => one.table === table)).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
  });
});

describe('a reading of what changed', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await afterFirst('changed');
  });

  it.each(cases)('of $stream brings what is new and what is written anew', (one) => {
    const held = outcome.held.get(one);
    expect(held?.ids).toEqual(expect.arrayContaining([String(one.goes), String(one.comes)]));
    expect(held?.told).toBe(one.told?.[2]);
  });
});

describe('a reading of what is less', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await afterFirst('less', { full: true });
  });

  // The feed of changes is a log: what it told stays told.
  it.each(cases.filter(({ stream }) => stream !== 'field_value_changes'))('of $stream lets go what is gone', (one) => {
    expect(outcome.held.get(one)?.ids).not.toContain(String(one.goes));
    expect(outcome.held.get(one)?.left).toContain(String(one.goes));
  });
});

const kinds = [
  ['not permitted', 403, 'not_permitted'],
  ['failing', 500, 'failed'],
] as const;

describe.each(kinds)('a stream that is %s', (_, status, verdict) => {
  const [even, odd] = [0, 1].map((part) => cases.filter(({ stream }, index) => index % 2 === part && stream !== 'lists'));
  const outcomes: (Outcome & { readonly refused: readonly Case[] })[] = [];
  let before: Record<string, unknown>;
  beforeAll(async () => {
    for (const refused of [even ?? [], odd ?? []]) {
      const paths = refused.flatMap(({ paths }) => paths);
      outcomes.push({ refused, ...(await afterFirst('first', { full: true, refused: { status, paths } })) });
    }
    before = await contents(first.place.database);
  });

  it.each(cases.filter(({ stream }) => stream !== 'lists'))('leaves the rest to be read, and its own as it was: $stream', (one) => {
    const outcome = outcomes.find(({ refused }) => refused.includes(one));
    expect(reportOf(outcome?.report as SyncReport, one.stream)?.status).toBe(verdict);
    expect(outcome?.held.get(one)).toEqual(first.held.get(one));
  });

  it('makes the load partial and takes nothing away', async () => {
    for (const { report, place, refused } of outcomes) {
      expect(report.status).toBe('partial');
      const good = report.streams.filter((each) => each.status === 'succeeded').map(({ stream }) => stream);
      expect(good).toEqual(cases.filter((one) => !refused.includes(one)).map(({ stream }) => stream));
      expect(await contents(place.database)).toEqual(before);
    }
  });
});

describe('a reading that was stopped', () => {
  it('goes on with every stream where it was', async () => {
    const sandbox = streamsSandbox('first');
    const place = await newPlace(sandbox);
    for (const [requests, options] of [
      [16, everything],
      [5, ofLists],
    ] as const) {
      const before = sandbox.requests().length;
      const report = await stopEvery(requests, sandbox, (rest) => place.sync({ ...options, ...rest }));
      expect(report.status).toBe('succeeded');
      const asked = sandbox
        .requests()
        .slice(before)
        .map(({ path, query: search }) => `${path}?${search}`);
      const times = (name: string): number => asked.filter((other) => other === name).length;
      // A page can be on its way when the sync is stopped; what was kept of it is not asked for again.
      expect(asked.filter((name) => !name.includes('whoami') && times(name) > 2)).toEqual([]);
    }
    expect(await contents(place.database)).toEqual(await contents(first.place.database));
    sandbox.close();
  });
});

/** Stops a sync after so many requests, again and again, until one comes to its end. */
const stopEvery = async (requests: number, sandbox: Sandbox, read: Synced['sync']): Promise<SyncReport> => {
  for (;;) {
    const stop = new AbortController();
    let sent = 0;
    const fetch: typeof globalThis.fetch = async (...args) => {
      if (++sent > requests) stop.abort();
      stop.signal.throwIfAborted();
      return await sandbox.fetch(...args);
    };
    const report = await read({ client: clientOf({ ...sandbox, fetch }), signal: stop.signal });
    if (report.status !== 'interrupted') return report;
  }
};
