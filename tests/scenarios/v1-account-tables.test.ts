import { plan, replay } from '@affinity-kit/pipeline';
import { afterEach, describe, expect, it } from 'vitest';
import { streamsSandbox } from './support/streams-firm.ts';
import { clientOf, contents, type Synced, synced } from './support/synced.ts';

type Tables = Record<string, Record<string, unknown>[]>;

const places: Synced[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

const open = async (v2: boolean) => {
  const sandbox = streamsSandbox('first', { v2 });
  const place = await synced(sandbox);
  places.push(place);
  return { sandbox, ...place, tables: async () => (await contents(place.database)) as Tables };
};

/** What v1 does not tell, column by column, and why. */
const untold: Readonly<Record<string, readonly string[]>> = {
  lists: ['created_at'],
  // v1 does not say who may see an opportunity.
  opportunities: ['is_restricted', 'is_redacted'],
  // Fields come in another order, and v1 alone tells which of them are tracked.
  fields: ['created_at', 'is_required', 'is_tracked', 'ordinal'],
  // Colours are numbers without names, and what a status stands for is not told.
  dropdown_options: ['type', 'color', 'category'],
  // Notes come as Markdown, and replies as notes.
  notes: ['html', 'text', 'replies_count', 'transcript_id'],
  files: ['type'],
  webhooks: ['created_at', 'updated_at'],
};

const without = (tables: Tables, name: string): readonly object[] =>
  (tables[name] ?? []).map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !untold[name]?.includes(column))));

const isOwnField = ({ id, field_id: fieldId = id }: Record<string, unknown>): boolean => String(fieldId).startsWith('field-');

describe('an account without API v2', () => {
  it('fills the same tables from v1, but for what v1 does not tell', async () => {
    const [two, one] = [await open(true), await open(false)];
    await two.sync();
    const warnings: string[] = [];
    const report = await one.sync({ onWarning: (warning) => warnings.push(warning) });
    expect([report.status, warnings]).toEqual(['succeeded', [expect.stringContaining('no API v2')]]);
    const [v2, v1] = [await two.tables(), await one.tables()];
    const same = ['companies', 'company_domains', 'persons', 'person_emails', 'list_entries', 'field_value_changes', 'reminders'];
    for (const name of [...same, 'lists', 'opportunities', 'dropdown_options', 'note_links', 'files', 'webhooks'])
      expect(without(v1, name), name).toEqual(without(v2, name));
    // Enriched fields have no number in v2 that v1 could name; values of records take a request each and were not asked for.
    expect(without(v1, 'fields')).toEqual(without({ fields: v2['fields']?.filter(isOwnField) ?? [] }, 'fields'));
    expect(v1['field_values']).toEqual(v2['field_values']?.filter((row) => row['list_entry_id'] !== null && isOwnField(row)));
    const top = { notes: v1['notes']?.filter((row) => row['parent_id'] === null) ?? [] };
    expect(without(top, 'notes')).toEqual(without(v2, 'notes'));
    expect(v1['notes']?.find(({ id }) => id === '1')?.['text']).toBe('One & **only**');
    const refused = report.streams.filter(({ status }) => status === 'not_permitted').map(({ stream }) => stream);
    expect(refused).toEqual(['saved_views', 'users', 'teams', 'merges', 'duplicates']);
    await replay({ database: one.database });
    expect(await one.tables()).toEqual(v1);
    expect(one.sandbox.requests().filter(({ path }) => path.startsWith('/v2/'))).toHaveLength(1);
  }, 30_000);

  it('tells its cost first, reads values of records for chosen lists, and changes nothing the second time', async () => {
    const { sandbox, sync, tables, database } = await open(false);
    const planned = await plan({ client: clientOf(sandbox), database });
    expect(planned.streams.find(({ stream }) => stream === 'list_entries')?.estimatedRequests).toBe(11);
    expect(planned.streams.find(({ stream }) => stream === 'teams')).toMatchObject({
      estimatedRequests: 0,
      reason: expect.stringContaining('no API v2'),
    });
    const narrowed = await plan({ client: clientOf(sandbox), database, lists: ['801'] });
    expect(narrowed.streams.find(({ stream }) => stream === 'companies')).toMatchObject({
      certainty: 'at-least',
      basis: expect.stringContaining('a request for the values of each on the lists that are named'),
    });
    const report = await sync({ lists: ['801'], streams: ['companies', 'teams'] });
    expect(report).toMatchObject({ status: 'partial' });
    // Companies need fields, and these lists.
    expect(report.streams.map(({ stream, status }) => [stream, status])).toEqual([
      ['fields', 'succeeded'],
      ['companies', 'succeeded'],
      ['lists', 'succeeded'],
      ['teams', 'not_permitted'],
    ]);
    await sync({ lists: ['801'] });
    const values = (await tables())['field_values'] ?? [];
    expect(values.filter((row) => row['list_entry_id'] === null)).toMatchObject([
      { entity_id: '101', field_id: 'field-1', text: 'Robots' },
    ]);
    const again = await sync({ lists: ['801'] });
    expect(again.tables.every(({ inserted, updated, deleted }) => inserted + updated + deleted === 0)).toBe(true);
  }, 30_000);

  it('goes on where its budget ended, and ends with the same', async () => {
    const [whole, cut] = [await open(false), await open(false)];
    await whole.sync();
    expect(await cut.sync({ maxRequests: 12 })).toMatchObject({ status: 'interrupted', budgetSpent: true });
    expect((await cut.sync()).status).toBe('succeeded');
    expect(await cut.tables()).toEqual(await whole.tables());
  }, 30_000);

  it('is not taken for one where the key is wrong', async () => {
    const { sandbox, sync } = await open(false);
    await expect(sync({ client: clientOf(sandbox, 'B'.repeat(43)) })).rejects.toMatchObject({ code: expect.stringMatching(/^auth/) });
  });
});
