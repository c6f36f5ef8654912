import type { SyncReport } from '@affinity-kit/pipeline';
import { createSandbox, type FirmSink, type Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Edition, streamsFirm } from './support/streams-firm.ts';
import { adminKey, memberKey } from './support/sync-firm.ts';
import { clientOf, query, type Synced, synced } from './support/synced.ts';

/** The firm of every stream, with a colleague who sees neither all lists nor the directory of companies. */
const shared =
  (edition: Edition) =>
  (sink: FirmSink): void => {
    streamsFirm(edition)(sink);
    const permissions = ['Generate an API key', 'Export All People directory', 'Export data from Lists'];
    const name = { firstName: 'Ada', lastName: 'Novak', email: 'member@firm.example' };
    sink.user({ id: 9, ...name, role: 'Member', status: 'active', permissions, apiKey: memberKey, createdAt: '2026-01-01T00:00:00Z' });
    const made = { creatorId: 5, createdAt: '2026-01-03T00:00:00Z' };
    sink.list({ ...made, id: 899, name: 'Partners only', type: 'company', isPublic: false, ownerId: 5, roles: [] });
    for (const id of edition === 'less' ? [8991] : [8991, 8992]) sink.entry({ ...made, id, listId: 899, entityId: id - 8890, cells: {} });
    sink.list({ ...made, id: 898, name: "Ada's own", type: 'company', isPublic: false, creatorId: 9, ownerId: 9, roles: [] });
    sink.entry({ ...made, id: 8981, listId: 898, entityId: 101, creatorId: 9, cells: {} });
  };

const start = Date.parse('2026-03-01T00:00:00Z');
let sandbox: Sandbox;
let place: Synced;
let days: number;
const open = (edition: Edition): void => {
  sandbox = createSandbox({ firm: shared(edition), now: new Date(start + days * 86_400_000), limits: { perMinute: 1_000_000 } });
};

beforeEach(async () => {
  days = 0;
  open('first');
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

const keys = { admin: adminKey, member: memberKey } as const;

/** A load of one of the two, a day after the last one. */
const load = (who: keyof typeof keys): ReturnType<Synced['sync']> => {
  sandbox.clock.set(start + ++days * 86_400_000);
  const streams = ['companies', 'list_entries', 'webhooks'];
  return place.sync({ streams, client: clientOf(sandbox, keys[who]), now: sandbox.clock.now });
};

const idsOf = async (table: string): Promise<readonly number[]> =>
  (await query(place.database, `SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => Number(id));

/** What of lists and entries one of them alone can see, and what both can. */
const seen = {
  admin: [899, 8991, 8992],
  member: [898, 8981],
  both: [801, 802, 803, 804, 6001, 6002, 6003, 6100, 6501],
} as const;
/** Every list and entry of the firm. */
const all = [801, 802, 803, 804, 898, 899, 6001, 6002, 6003, 6100, 6501, 6502, 6503, 8981, 8991, 8992];
const held = async (): Promise<readonly number[]> => [...(await idsOf('lists')), ...(await idsOf('list_entries'))];

/** Rows that left their table. */
const gone = (): Promise<Record<string, unknown>[]> =>
  query(place.database, "SELECT table_name, key FROM record_history WHERE end_reason <> 'changed' ORDER BY ALL");
const reasonOf = (report: SyncReport, name: string): string => report.streams.find(({ stream }) => stream === name)?.reason ?? '';

describe('two users who read into one database in turns', () => {
  it.each([
    ['admin', 'member'],
    ['member', 'admin'],
  ] as const)('add up what they see, and neither lets go what only the other sees: %s, then %s, and again', async (began, other) => {
    await load(began);
    const companies = await idsOf('companies');
    for (const who of [other, began, other] as const) {
      const report = await load(who);
      expect(report.streams.find(({ stream }) => stream === 'companies')?.status).toBe(who === 'member' ? 'not_permitted' : 'succeeded');
      expect(await held()).toEqual(expect.arrayContaining([...seen.both, ...seen.admin, ...seen.member]));
      expect(await idsOf('companies')).toEqual(expect.arrayContaining([...companies]));
      expect(await gone()).toEqual([]);
      const reason = who === other ? 'another user reads this database' : 'only other users brought them';
      expect(reasonOf(report, 'lists')).toContain(reason);
    }
    expect(await held()).toEqual(all);
    expect(await query(place.database, "SELECT count(*) AS n FROM _schema_changes WHERE change = 'removed'")).toEqual([{ n: '0' }]);
  });

  it('let go only what the one who began finds deleted', async () => {
    await load('admin');
    sandbox.close();
    open('less');
    const other = await load('member');
    expect(reasonOf(other, 'lists')).toContain('another user reads this database');
    expect(await held()).toEqual(expect.arrayContaining([804, 6003, 8992]));
    await load('admin');
    const left = await held();
    expect([804, 6003, 8992].filter((id) => left.includes(id))).toEqual([]);
    expect(left).toEqual(expect.arrayContaining([899, 8991, 801, 6001]));
  });
});
