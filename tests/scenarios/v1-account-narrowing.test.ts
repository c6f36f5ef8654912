import { replay } from '@affinity-kit/pipeline';
import type { FirmSink, SandboxOptions } from '@affinity-kit/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { streamsFirm, streamsSandbox } from './support/streams-firm.ts';
import { adminKey } from './support/sync-firm.ts';
import { clientOf, contents, query, type Synced, synced } from './support/synced.ts';

const places: Synced[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

const open = async (v2 = false, options: SandboxOptions = {}) => {
  const sandbox = streamsSandbox('first', { v2, ...options });
  const place = await synced(sandbox);
  places.push(place);
  const call = async (path: string, init: RequestInit = {}): Promise<{ status: number; body: Record<string, unknown> }> => {
    const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' };
    const response = await sandbox.fetch(`https://api.affinity.co${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const values = () => query(place.database, 'SELECT entity_id, field_id, text FROM field_values WHERE list_entry_id IS NULL ORDER BY ALL');
  return { ...place, sandbox, call, values };
};

/** The firm with one more field of companies, whose changes are told. */
const withTrackedField = (sink: FirmSink): void => {
  streamsFirm()(sink);
  const of = { type: 'global', entityType: 'company', listId: null, enrichmentSource: null, isRequired: false } as const;
  const about = { name: 'Region', description: null, createdAt: '2026-01-01T00:00:00Z', options: [] };
  sink.field({ ...of, ...about, id: 'field-7', valueType: 'text', trackChanges: true });
};

const robots = { entity_id: '101', field_id: 'field-1', text: 'Robots' };

describe('values of records, in an account without API v2', () => {
  it.each([
    ['no lists', undefined],
    ['other lists', ['803']],
  ])(
    'stay when a later load names %s, also in what is rebuilt from the journal',
    async (_, lists) => {
      const { database, sync, values } = await open();
      await sync({ lists: ['801'] });
      await sync({ lists });
      await sync({ lists });
      expect(await values()).toEqual([robots]);
      const before = await contents(database);
      // What belongs to lists was never read whole where each load named some.
      await replay({ database, allowIncomplete: lists !== undefined });
      expect(await contents(database)).toEqual(before);
    },
    30_000,
  );

  it('are read by a load that names lists after one that named none', async () => {
    const { sync, values } = await open();
    await sync();
    await sync();
    expect(await values()).toEqual([]);
    await sync({ lists: ['801'] });
    expect(await values()).toEqual([robots]);
  }, 30_000);

  it('are not asked for where fields are named that are none of them, and stay', async () => {
    const { sync, values, sandbox } = await open();
    await sync({ lists: ['801'] });
    const before = sandbox.requests().length;
    expect((await sync({ lists: ['801'], fields: ['Status'] })).status).toBe('succeeded');
    expect(await values()).toEqual([robots]);
    const asked = sandbox.requests().slice(before);
    expect(asked.filter(({ path }) => path.includes('organization_id='))).toEqual([]);
  }, 30_000);

  it('stay when they may not be read any more, those of entries too', async () => {
    const { database, sync, sandbox } = await open();
    await sync({ lists: ['801'] });
    const all = 'SELECT entity_id, list_entry_id, field_id, text FROM field_values ORDER BY ALL';
    const before = await query(database, all);
    expect(before).toHaveLength(2);
    sandbox.faults.add({ kind: 'server-error', status: 403, path: '/field-values' });
    expect((await sync({ lists: ['801'] })).status).toBe('succeeded');
    expect(sandbox.requests().some(({ status, path }) => status === 403 && path === '/field-values')).toBe(true);
    expect(await query(database, all)).toEqual(before);
  }, 30_000);

  it('follow the changes that Affinity tells, also where only the records themselves are read', async () => {
    const { sync, values, call, sandbox } = await open(false, { firm: withTrackedField });
    const body = (value: string) => JSON.stringify({ field_id: 7, entity_id: 101, value });
    const { body: made } = await call('/field-values', { method: 'POST', body: body('North') });
    // What changes while a load begins, the feed tells it.
    sandbox.clock.advance(3_600_000);
    await sync();
    expect(await values()).toEqual([]);
    await sync({ lists: ['801'] });
    expect(await values()).toEqual([robots, { entity_id: '101', field_id: 'field-7', text: 'North' }]);
    await call(`/field-values/${String(made['id'])}`, { method: 'PUT', body: JSON.stringify({ value: 'South' }) });
    expect((await sync()).status).toBe('succeeded');
    expect(await values()).toEqual([robots, { entity_id: '101', field_id: 'field-7', text: 'South' }]);
  }, 30_000);

  it('leave with their record', async () => {
    const { sync, values, call } = await open();
    await sync({ lists: ['801'] });
    expect(await call('/organizations/101', { method: 'DELETE' })).toMatchObject({ status: 200, body: { success: true } });
    await sync({ acceptDeletes: true });
    expect(await values()).toEqual([]);
  }, 30_000);

  it('stay when they came from API v2 before it was taken away', async () => {
    const [two, one] = [await open(true), await open()];
    await two.sync();
    const before = await two.values();
    expect(before.length).toBeGreaterThan(1);
    await two.sync({ client: clientOf(one.sandbox) });
    expect(await two.values()).toEqual(before);
    await two.sync({ client: clientOf(one.sandbox), lists: ['801'] });
    expect(await two.values()).toEqual(before);
    await replay({ database: two.database });
    expect(await two.values()).toEqual(before);
  }, 30_000);
});
