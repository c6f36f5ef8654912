import { createAffinity } from '@affinity-kit/client';
import { replay } from '@affinity-kit/pipeline';
import { createSandbox, type FirmSink, type Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedField } from './support/seed-field.ts';
import { adminKey, laterFirm } from './support/sync-firm.ts';
import { clientOf, contents, type Synced, synced } from './support/synced.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const hours = 4;
const streams = ['lists', 'fields', 'saved_views'];

const option = (id: number) => ({ id, text: `Option ${id}`, rank: null, color: null, winRate: null, statusCategory: null });

/** Lists with several dropdown fields, one of them with more options than a page holds, and views of several pages. */
const writeListings = (sink: FirmSink): void => {
  for (const id of [21, 22, 23]) {
    const options = Array.from({ length: id === 21 ? 130 : 3 }, (_, index) => option(id * 1000 + index));
    sink.field(seedField(`field-${id}`, 'dropdown', { type: 'list', listId: 801, options }));
  }
  sink.field(seedField('field-24', 'dropdown', { options: [option(24_001)] }));
  const made = { creatorId: 5, createdAt: '2026-01-02T00:00:00.000Z' };
  for (let id = 121; id <= 450; id++) sink.entry({ ...made, id: 7000 + id, listId: 801, entityId: id, cells: {} });
  for (const id of [93, 94])
    sink.view({ id, listId: 801, name: `View ${id}`, type: 'sheet', createdAt: made.createdAt, fieldIds: [], filter: null });
};

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = createSandbox({ firm: laterFirm({}, writeListings), now: '2026-03-01T00:00:00Z', limits: { perMinute: 1_000_000 } });
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

/** A load so many hours after the first one. Gives the pages that it asked for. */
const load = async (hour: number, rest: Parameters<Synced['sync']>[0] = {}): Promise<readonly string[]> => {
  const now = new Date(start + hour * 3_600_000);
  sandbox.clock.set(now.getTime());
  const before = sandbox.requests().length;
  const report = await place.sync({ streams, wholeUpTo: 0, sweepDays: hours / 24, now: () => now, ...rest });
  expect(report.status).toBe('succeeded');
  const asked = sandbox.requests().slice(before);
  return asked
    .filter(({ path }) => path.startsWith('/v2/lists/') || path.includes('/fields'))
    .map(({ path, query: page }) => `${path}?${page}`);
};

const loads = async (from: number, to: number): Promise<readonly (readonly string[])[]> => {
  const pages: (readonly string[])[] = [];
  for (let hour = from; hour <= to; hour++) pages.push(await load(hour));
  return pages;
};

/** What a load into a new database comes to. */
const fresh = async (): Promise<Record<string, unknown>> => {
  const other = await synced(sandbox);
  try {
    await other.sync({ streams });
    return await contents(other.database);
  } finally {
    await other.remove();
  }
};

describe('hourly loads of listings', () => {
  it('read every page of fields, of the options of each field and of views once in the days of a sweep, a few in each hour', async () => {
    const first = await load(0);
    const byHour = await loads(1, hours);
    expect(byHour.flat().sort()).toEqual([...first].sort());
    expect(Math.max(...byHour.map(({ length }) => length))).toBeLessThanOrEqual(Math.ceil(first.length / hours) + 2);
  });

  it('bring what changed, come to what a first load would, and can be replayed', async () => {
    await load(0);
    const { v1, v2 } = clientOf(sandbox);
    const field = { listId: 801, fieldId: 'field-22' };
    await v2.lists.fields.dropdownOptions.create({ ...field, body: { type: 'dropdown', text: 'Added' } });
    await v2.lists.fields.dropdownOptions.update({ ...field, dropdownOptionId: 22_000, body: { text: 'Renamed' } });
    await v1.fields.delete({ field_id: 23 });
    for (const id of [6001, 7121, 7450]) await v1.lists.entries.delete({ list_id: 801, list_entry_id: id });
    await v1.lists.entries.create({ list_id: 801, body: { entity_id: 1 } });
    await loads(1, hours);
    expect(await contents(place.database)).toEqual(await fresh());
    await loads(hours + 1, 2 * hours);
    const before = await contents(place.database);
    await replay({ database: place.database });
    expect(await contents(place.database)).toEqual(before);
  });

  it('read the options of a new field with it, and leave those of others', async () => {
    await load(0);
    const { v1, v2 } = clientOf(sandbox);
    const field = await v1.fields.create({ body: { name: 'Region', entity_type: 1, value_type: 2, list_id: 801 } });
    const body = { type: 'dropdown', text: 'North' } as const;
    await v2.lists.fields.dropdownOptions.create({ listId: 801, fieldId: `field-${field.id}`, body });
    let pages: readonly string[] = [];
    for (let hour = 1; !pages.some((page) => page.startsWith('/v2/lists/801/fields?')); hour++) pages = await load(hour);
    expect(pages.some((page) => page.startsWith(`/v2/lists/801/fields/field-${field.id}/dropdown-options`))).toBe(true);
    expect(await contents(place.database)).toEqual(await fresh());
  });

  it('read a view whole where its entries do not come in the order of their ids any more', async () => {
    await load(0);
    await clientOf(sandbox).v1.lists.entries.delete({ list_id: 801, list_entry_id: 7450 });
    const reverse: typeof fetch = async (input, init) => {
      const response = await sandbox.fetch(input, init);
      if (!new URL(new Request(input, init).url).pathname.endsWith('/list-entries')) return response;
      const body = (await response.json()) as { data: unknown[] };
      return Response.json({ ...body, data: body.data.reverse() }, response);
    };
    const client = createAffinity({ apiKey: adminKey, baseUrl: sandbox.url, fetch: reverse, pace: false });
    for (let hour = 1; hour <= hours; hour++) await load(hour, { client });
    expect(await contents(place.database)).toEqual(await fresh());
  });
});
