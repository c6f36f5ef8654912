import { createSandbox, type FirmSink, type SeedField } from '@affinity-kit/sandbox';
import { afterEach, expect, it } from 'vitest';
import { seedField } from './support/seed-field.ts';
import { adminKey } from './support/sync-firm.ts';
import { query, type Synced, synced } from './support/synced.ts';

const at = '2026-01-01T00:00:00Z';

const options = [
  { id: 31, text: 'New', rank: 0, color: 'blue', winRate: 10, statusCategory: 'open' as const },
  { id: 32, text: 'Won', rank: 1, color: 'green', winRate: null, statusCategory: 'won' as const },
];

const field = (id: string, name: string, valueType: SeedField['valueType'], rest: Partial<SeedField> = {}): SeedField =>
  seedField(id, valueType, { name, type: 'list', listId: 801, ...rest });

interface Edition {
  readonly fields: readonly SeedField[];
  readonly cells: Readonly<Record<string, unknown>>;
}

const tags = Array.from({ length: 3 }, (_, index) => `tag ${index}`);
const first: Edition = {
  fields: [
    field('field-11', 'Status', 'ranked-dropdown', { options }),
    field('field-12', 'Memo', 'text'),
    field('field-13', 'URL', 'text'),
    field('field-14', 'Tags', 'filterable-text-multi'),
    field('field-15', 'Nobody fills this', 'number'),
  ],
  cells: { 'field-11': 31, 'field-12': 'hello', 'field-13': 'https://kestrel.example', 'field-14': tags },
};

const firm =
  ({ fields, cells }: Edition) =>
  (sink: FirmSink): void => {
    sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
    const permissions = [
      'Generate an API key',
      'Export All Organizations directory',
      'Export All People directory',
      'Export data from Lists',
    ];
    const user = { id: 5, firstName: 'Mira', lastName: 'Okafor', email: 'mira@firm.example', role: 'Admin', createdAt: at } as const;
    sink.user({ ...user, status: 'active', permissions, apiKey: adminKey });
    for (const one of fields) sink.field(one);
    const company = { isGlobal: false, createdAt: at, cells: {} };
    sink.company({ ...company, id: 1, name: 'Kestrel', domain: 'kestrel.example', domains: ['kestrel.example'] });
    const list = { isPublic: true, creatorId: 5, ownerId: 5, createdAt: at, roles: [] };
    sink.list({ ...list, id: 801, name: 'Deal Flow', type: 'company' });
    sink.entry({ id: 6001, listId: 801, entityId: 1, creatorId: 5, createdAt: at, cells: cells as Record<string, never> });
  };

let place: Synced | undefined;
afterEach(() => place?.remove());

it('follows renames, drops and new fields in the columns of a list, while the history keeps what was', async () => {
  const sandbox = createSandbox({ firm: firm(first), now: '2026-03-01T00:00:00Z' });
  place = await synced(sandbox);
  const { database } = place;
  expect((await place.sync({ streams: ['companies', 'list_entries'] })).status).toBe('succeeded');
  expect(await query(database, 'SELECT * FROM list_deal_flow')).toMatchObject([
    {
      list_entry_id: '6001',
      entity_id: '1',
      name: 'Kestrel',
      domain: 'kestrel.example',
      url: 'https://harborlight.affinity.co/companies/1',
      created_at: '2026-01-01 00:00:00+00',
      creator_id: '5',
      status: 'New',
      status_id: '31',
      memo: 'hello',
      url_field_13: 'https://kestrel.example',
      tags,
      nobody_fills_this: null,
    },
  ]);

  const later: Edition = {
    fields: [
      field('field-11', 'Stage', 'ranked-dropdown', { options }),
      field('field-13', 'URL', 'text'),
      field('field-14', 'Tags', 'filterable-text-multi'),
      field('field-15', 'Nobody fills this', 'number'),
      field('field-16', 'Memo', 'number'),
    ],
    cells: { 'field-11': 32, 'field-13': 'https://kestrel.example', 'field-14': tags, 'field-16': 7 },
  };
  const changed = createSandbox({ firm: firm(later), now: '2026-03-02T00:00:00Z' });
  const { sync, remove } = await synced(changed);
  await sync({ database, streams: ['companies', 'list_entries'], full: true, acceptDeletes: true });
  await remove();

  // The renamed field has its new name, and the one that took the place of the dropped one its column, of its own type.
  const [row] = await query(database, 'SELECT stage, stage_id, memo, tags FROM list_deal_flow');
  expect(row).toEqual({ stage: 'Won', stage_id: '32', memo: 7, tags });
  await expect(query(database, 'SELECT status FROM list_deal_flow')).rejects.toThrow('status');
  const comments = await query(
    database,
    "SELECT comment FROM duckdb_columns() WHERE table_name = 'list_deal_flow' AND column_name IN ('stage', 'memo') ORDER BY column_index",
  );
  expect(comments).toEqual([{ comment: 'field-11: Stage (ranked-dropdown)' }, { comment: 'field-16: Memo (number)' }]);

  // What the dropped field held, and that the status was another, stays in the history.
  const history = await query(
    database,
    "SELECT field_id, text, number, valid_to IS NULL AS valid FROM field_value_history WHERE field_id IN ('field-11', 'field-12', 'field-16') ORDER BY 1, 4",
  );
  expect(history).toEqual([
    { field_id: 'field-11', text: 'New', number: null, valid: false },
    { field_id: 'field-11', text: 'Won', number: null, valid: true },
    { field_id: 'field-12', text: 'hello', number: null, valid: false },
    { field_id: 'field-16', text: null, number: 7, valid: true },
  ]);
  const changes = await query(database, "SELECT id, change, before, after FROM _schema_changes WHERE id LIKE 'field-1%' ORDER BY id");
  expect(changes).toEqual([
    { id: 'field-11', change: 'renamed', before: 'Status', after: 'Stage' },
    { id: 'field-12', change: 'removed', before: 'Memo', after: null },
    { id: 'field-16', change: 'added', before: null, after: 'Memo' },
  ]);
  sandbox.close();
  changed.close();
});
