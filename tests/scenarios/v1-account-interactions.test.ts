import { replay } from '@affinity-kit/pipeline';
import { afterEach, describe, expect, it } from 'vitest';
import { contactSandbox } from './support/contact-firm.ts';
import { clientOf, contents, query, type Synced, synced } from './support/synced.ts';

type Rows = Record<string, unknown>[];

const places: Synced[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

const streams = ['emails', 'meetings', 'calls', 'chat_messages'];
const hourMs = 3_600_000;

const open = async (v2 = false) => {
  const sandbox = await contactSandbox({ v2 });
  const place = await synced(sandbox);
  places.push(place);
  const { database } = place;
  const options = { streams, lists: ['801', '803'], now: () => sandbox.clock.now() };
  /** Requests that something sends: path and parameters. */
  const sent = async (act: () => Promise<unknown>) => {
    const before = sandbox.requests().length;
    await act();
    return sandbox
      .requests()
      .slice(before)
      .map(({ path, query: search }) => ({ path, search: new URLSearchParams(search) }));
  };
  /** Those for interactions among them. */
  const asked = async (act: () => Promise<unknown>) =>
    (await sent(act)).filter(({ path }) => path === '/interactions').map(({ search }) => search);
  const ids = async () => (await query(database, 'SELECT id FROM interactions ORDER BY id')).map(({ id }) => Number(id));
  const sync: Synced['sync'] = (more) => place.sync({ ...options, ...more });
  const log = async (type: 0 | 1 | 2, people: number[], date: string) => {
    const body = { type, person_ids: [5, ...people], content: 'x', date, direction: 0 } as const;
    const { id } = await clientOf(sandbox).v1.interactions.create({ body });
    return id;
  };
  return { ...place, sandbox, sync, sent, asked, ids, log, v1: clientOf(sandbox).v1, options };
};

const selectorsOf = (requests: readonly URLSearchParams[]): string[] =>
  requests
    .flatMap((search) => [...search].filter(([name]) => name.endsWith('_id')))
    .map(([name, id]) => `${name}=${id}`)
    .sort();

const sorted = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b);

const first = [7001, 7002, 7003, 7101, 7102, 7301, 7302, 7401];

/** What v1 tells too: not when Affinity made a record, and who logged it only where somebody did. */
const comparable = (rows: unknown): Rows =>
  (rows as Rows).map(({ created_at: _, updated_at: __, is_all_day: ___, creator_id: creator, ...row }) => ({
    ...row,
    creator_id: row['logging_type'] === 'manual' ? creator : null,
  }));

describe('interactions, in an account without API v2', () => {
  it('are those of the records on named lists, each once, as API v2 tells them', async () => {
    const [one, two] = [await open(), await open(true)];
    expect((await one.sync()).status).toBe('succeeded');
    expect(await one.ids()).toEqual(first);
    await two.sync({ lists: undefined });
    const [v1, v2] = [await contents(one.database), await contents(two.database)];
    const ofLists = comparable(v2['interactions']).filter(({ id }) => first.includes(Number(id)));
    expect(comparable(v1['interactions'])).toEqual(ofLists);
    const people = (v2['interaction_participants'] as Rows).filter(
      ({ interaction_id: id, role }) => first.includes(Number(id)) && role !== 'organizer',
    );
    expect(v1['interaction_participants']).toEqual(people);
  }, 30_000);

  it('are asked for from when a record was first in touch to when it last was, a year at most at a time', async () => {
    const { sync, asked } = await open();
    const requests = await asked(() => sync({ streams: ['emails'] }));
    const spans = requests.map((search) => [search.get('start_time') ?? '', search.get('end_time') ?? ''] as const);
    for (const [from, to] of spans) expect(Date.parse(to) - Date.parse(from)).toBeLessThanOrEqual(365 * 24 * hourMs);
    // Company 102 was never in touch, user 6 is a colleague, and person 1004 is on no list.
    expect([...new Set(selectorsOf(requests))]).toEqual(['organization_id=101', 'person_id=1001', 'person_id=1003']);
    const ofCompany = requests.filter((search) => search.has('organization_id')).map((search) => search.get('start_time'));
    expect(ofCompany).toEqual(['2023-08-04T00:00:00.000Z', '2023-01-31T00:00:00.000Z']);
  }, 30_000);

  it('of which v1 does not tell the first are followed into the past as long as years bring some', async () => {
    const { sync, asked, ids } = await open();
    const requests = await asked(() => sync({ streams: ['calls'], lists: ['801'] }));
    expect(await ids()).toEqual([7301, 7302]);
    // The first e-mail was in February 2023, a call in the year before it, and none before that.
    const first = requests.map((search) => search.get('start_time') ?? '').sort()[0];
    expect(first?.slice(0, 4)).toBe('2021');
  }, 30_000);

  it('change nothing when nothing has changed, and can be rebuilt from the journal', async () => {
    const { sync, database } = await open();
    await sync();
    const before = await contents(database);
    const again = await sync();
    expect(again.tables.flatMap(({ inserted, updated, deleted }) => [inserted, updated, deleted]).every((n) => n === 0)).toBe(true);
    await replay({ database, allowIncomplete: true });
    expect(await contents(database)).toEqual(before);
  }, 30_000);

  it('are read on from the last load for those who were in touch since, and whole for what came on a list', async () => {
    const { sync, asked, ids, log, sandbox, v1, database } = await open();
    const options = { wholeUpTo: 0, streams: ['emails', 'calls'] };
    const known = [7001, 7002, 7003, 7301, 7302];
    await sync(options);
    sandbox.clock.advance(2 * hourMs);
    expect(await asked(() => sync(options))).toEqual([]);
    sandbox.clock.advance(2 * hourMs);
    const call = await log(1, [1003], '2026-03-01T02:30:00Z');
    const requests = await asked(() => sync(options));
    expect(selectorsOf(requests)).toEqual(['person_id=1003']);
    // An hour before the last load, for what Affinity learns late.
    expect(requests[0]?.get('start_time')?.slice(0, 16)).toBe('2026-03-01T01:00');
    expect(await ids()).toEqual(sorted([...known, call]));
    sandbox.clock.advance(2 * hourMs);
    await v1.lists.entries.create({ list_id: 801, body: { entity_id: 103 } });
    const ofNew = await asked(() => sync(options));
    expect([...new Set(selectorsOf(ofNew))]).toEqual(['organization_id=103']);
    expect(await ids()).toEqual(sorted([...known, 7004, call]));
    const before = await contents(database);
    await replay({ database, allowIncomplete: true });
    expect(await contents(database)).toEqual(before);
  }, 30_000);

  it('of a list that is named for the first time are read whole, also where others are read on', async () => {
    const { sync, ids } = await open();
    const options = { wholeUpTo: 0, streams: ['emails'] };
    await sync({ ...options, lists: ['801'] });
    expect(await ids()).toEqual([7001, 7002]);
    await sync({ ...options, lists: ['801', '803'] });
    expect(await ids()).toEqual([7001, 7002, 7003]);
    // Those of a list that is not named any more stay.
    await sync({ ...options, lists: ['801'], full: true });
    expect(await ids()).toEqual([7001, 7002, 7003]);
  }, 30_000);

  it('are read whole once more when the days of the sweep are over: what came late shows then, and what is gone leaves', async () => {
    const { sync, ids, log, sandbox, v1, asked } = await open();
    const extra = await Promise.all(Array.from({ length: 30 }, (_, nth) => log(1, [1001], `2024-11-${String(nth + 1).padStart(2, '0')}`)));
    const options = { wholeUpTo: 0, streams: ['calls'], lists: ['801'] };
    await sync(options);
    const late = await log(1, [1001], '2023-06-01');
    const gone = extra[0] ?? 0;
    await v1.interactions.delete({ id: gone, type: 1 });
    sandbox.clock.advance(24 * hourMs);
    expect(await asked(() => sync(options))).toEqual([]);
    expect(await ids()).not.toContain(late);
    sandbox.clock.advance(7 * 24 * hourMs);
    await sync(options);
    expect(await ids()).toEqual(sorted([7301, 7302, ...extra.slice(1), late]));
  }, 30_000);

  it('of a record that left its list stay', async () => {
    const { sync, ids, v1 } = await open();
    await sync({ lists: ['803'] });
    const before = await ids();
    await v1.lists.entries.delete({ list_id: 803, list_entry_id: 6004 });
    await sync({ lists: ['803'], full: true, acceptDeletes: true });
    expect(await ids()).toEqual(before);
  }, 30_000);

  it('of an opportunity are asked for by it, in the time in which its companies and persons were in touch', async () => {
    const { sync, asked, ids } = await open();
    const requests = await asked(() => sync({ streams: ['emails'], lists: ['Deals'] }));
    expect([...new Set(selectorsOf(requests))]).toEqual(['opportunity_id=301']);
    expect(await ids()).toEqual([7001, 7002, 7003]);
  }, 30_000);

  it('go on where a budget ended, ask for nothing twice, and end with the same', async () => {
    const [whole, cut] = [await open(), await open()];
    const two = ['emails', 'calls'];
    const { requests } = await whole.sync({ streams: two });
    const reports = [];
    do reports.push(await cut.sync({ streams: two, maxRequests: 13 }));
    while (reports.at(-1)?.status === 'interrupted' && reports.length < 9);
    expect(reports.map(({ status }) => status)).toEqual(['interrupted', 'interrupted', 'succeeded']);
    // Each asks who we are, first API v2 and then v1.
    expect(reports.reduce((sum, report) => sum + report.requests - 2, 0)).toBe(requests - 2);
    expect(await contents(cut.database)).toEqual(await contents(whole.database));
  }, 30_000);

  it('are not read without lists, and a load that names none of them reads none', async () => {
    const { sync, asked } = await open();
    await expect(sync({ lists: undefined })).rejects.toMatchObject({ code: 'unknown-list', message: expect.stringContaining('--lists') });
    expect(await asked(() => sync({ streams: undefined }))).toEqual([]);
  }, 30_000);

  it('are reported as not permitted where the key may not read them, and those that are known stay', async () => {
    const { sync, ids, sandbox } = await open();
    await sync();
    sandbox.faults.add({ kind: 'server-error', status: 403, path: '/interactions' });
    const report = await sync({ full: true, acceptDeletes: true });
    expect(report.streams.find(({ stream }) => stream === 'emails')).toMatchObject({ status: 'not_permitted' });
    expect(await ids()).toEqual(first);
  }, 30_000);
});
