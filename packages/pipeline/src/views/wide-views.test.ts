import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companies, companyDomains, opportunities, persons } from '../replica/tables/entities.ts';
import { fields, fieldValues } from '../replica/tables/fields.ts';
import { listEntries, lists } from '../replica/tables/lists.ts';
import { type ReplicaFixture, type Rows, replicaFixture } from '../replica/testing/replica-fixture.ts';
import { nameSlug, slug } from './slug.ts';
import { wideColumns } from './wide-columns.ts';
import { listViewNames } from './wide-views.ts';

const field = (id: string, label: string, valueType = 'text', source: string | null = null) => ({ ids: [id], label, valueType, source });
const named = (columns: ReturnType<typeof wideColumns>) => columns.map((column) => column.name);

describe('slugs', () => {
  it('keep letters of every script and nothing else', () => {
    expect(slug('Last Funding Amount (USD)')).toBe('last_funding_amount_usd');
    expect(slug('  Größe & Ort  ')).toBe('größe_ort');
    expect(slug('契約 日付')).toBe('契約_日付');
    expect(slug('🦅')).toBe('');
    expect(nameSlug('2026 Budget')).toBe('_2026_budget');
  });
});

describe('columns of fields', () => {
  it('are named from labels', () => {
    expect(named(wideColumns([field('field-1', 'Check Size', 'number'), field('field-2', 'Stage', 'ranked-dropdown')], []))).toEqual([
      'check_size',
      'stage',
      'stage_id',
    ]);
  });

  it('take the source or the id when labels repeat, all of them', () => {
    const columns = wideColumns(
      [
        field('affinity-data-employees', 'Employees', 'number', 'affinity-data'),
        field('dealroom-employees', 'Employees', 'number', 'dealroom'),
        field('field-7', 'Employees', 'number'),
      ],
      [],
    );
    expect(named(columns)).toEqual(['employees_affinity_data', 'employees_dealroom', 'employees_field_7']);
  });

  it('leave the columns of the view alone', () => {
    expect(named(wideColumns([field('field-1', 'Name')], ['name']))).toEqual(['name_field_1']);
  });

  it('fall back on the id when a label has no letters, and never repeat a name', () => {
    const awkward = [
      field('field-1', '🦅'),
      field('field-2', 'Owner', 'person'),
      field('field-3', 'Owner ID', 'number'),
      field('field-4', 'owner-id'),
    ];
    const columns = named(wideColumns(awkward, []));
    expect(columns[0]).toBe('field_1');
    expect(new Set(columns).size).toBe(columns.length);
  });
});

describe('names of list views', () => {
  it('carry the id where lists share a slug or a table has the name', () => {
    const all = [
      { id: 1, name: 'Deals', type: 'company' as const },
      { id: 2, name: 'deals!', type: 'company' as const },
      { id: 3, name: 'Entries', type: 'company' as const },
      { id: 4, name: '🦅', type: 'company' as const },
      { id: 5, name: 'Fund II', type: 'company' as const },
    ];
    expect([...listViewNames(all, new Set(['list_entries'])).values()]).toEqual([
      'list_deals_1',
      'list_deals_2',
      'list_entries_3',
      'list_4',
      'list_fund_ii',
    ]);
  });
});

let replica: ReplicaFixture;
beforeEach(async () => {
  replica = await replicaFixture();
});
afterEach(() => replica.remove());

const companyField = (id: string, name: string, value_type: string, ordinal: number, source: string | null = null) => ({
  id,
  entity_type: 'company',
  list_id: null,
  name,
  kind: 'global',
  value_type,
  source,
  ordinal,
});
const listField = (id: string, name: string, value_type: string, ordinal: number) => ({
  id,
  entity_type: 'company',
  list_id: 10,
  name,
  kind: 'list',
  value_type,
  ordinal,
});
const ofCompany = (entity_id: number, field_id: string, cells: Rows[number], ordinal = 0) => ({
  entity_type: 'company',
  entity_id,
  field_id,
  ordinal,
  value_type: 'x',
  ...cells,
});
const ofEntry = (list_entry_id: number, entity_id: number, field_id: string, cells: Rows[number], ordinal = 0) => ({
  entity_type: 'company',
  entity_id,
  list_id: 10,
  list_entry_id,
  field_id,
  ordinal,
  value_type: 'x',
  ...cells,
});

const companyFields: Rows = [
  companyField('field-1', 'Sector', 'dropdown', 0),
  companyField('affinity-data-location', 'Location', 'location', 1, 'affinity-data'),
  companyField('field-2', 'Tags', 'filterable-text-multi', 2),
  companyField('field-3', 'Never used', 'number', 3),
  companyField('last-email', 'Last Email', 'interaction', 4),
  companyField('field-4', 'Founded', 'datetime', 5),
];

async function loadCompanies(): Promise<void> {
  const tags = Array.from({ length: 300 }, (_, index) => ofCompany(1, 'field-2', { text: `tag ${index}` }, 299 - index));
  await replica.load({
    fields: { read: ['company', '10'], rows: [[fields, [...companyFields, listField('field-8', 'Status', 'ranked-dropdown', 0)]]] },
    lists: { read: [10], rows: [[lists, [{ id: 10, name: 'Deal Flow', type: 'company' }]]] },
    companies: {
      read: [1, 2],
      rows: [
        [
          companies,
          [
            { id: 1, name: 'Kestrel', domain: 'kestrel.example' },
            { id: 2, name: 'Empty' },
          ],
        ],
        [
          companyDomains,
          [
            { company_id: 1, domain: 'b.example', ordinal: 1 },
            { company_id: 1, domain: 'a.example', ordinal: 0 },
          ],
        ],
        [
          fieldValues,
          [
            ofCompany(1, 'field-1', { text: 'Robotics', option_id: 77 }),
            ofCompany(1, 'affinity-data-location', { json: '{"city":"Bergen","country":"Norway"}' }),
            ofCompany(1, 'last-email', { json: '{"type":"email","id":5,"sentAt":"2026-01-02T03:04:05Z"}' }),
            ofCompany(1, 'field-4', { date: 20_000 }),
            ...tags,
          ],
        ],
      ],
    },
    list_entries: {
      read: [100, 101],
      rows: [
        [
          listEntries,
          [
            { id: 100, list_id: 10, entity_type: 'company', entity_id: 1 },
            { id: 101, list_id: 10, entity_type: 'company', entity_id: 1 },
          ],
        ],
        [
          fieldValues,
          [ofEntry(100, 1, 'field-8', { text: 'New', option_id: 31 }), ofEntry(101, 1, 'field-8', { text: 'Won', option_id: 35 })],
        ],
      ],
    },
  });
}

describe('companies_wide', () => {
  it('has every field as a typed column, in order, those without values too', async () => {
    await loadCompanies();
    const [kestrel, empty] = await replica.query('SELECT * EXCLUDE (tags) FROM companies_wide ORDER BY id');
    expect(Object.keys(kestrel ?? {})).toEqual([
      'id',
      'name',
      'domain',
      'domains',
      'is_global',
      'url',
      'sector',
      'sector_id',
      'location',
      'never_used',
      'last_email',
      'founded',
    ]);
    expect(kestrel).toMatchObject({
      domains: ['a.example', 'b.example'],
      sector: 'Robotics',
      sector_id: 77,
      location: { city: 'Bergen', country: 'Norway', state: null },
      never_used: null,
      last_email: new Date('2026-01-02T03:04:05Z'),
      founded: new Date('2024-10-04'),
    });
    expect(empty).toMatchObject({ name: 'Empty', sector: null, location: null, domains: null });
  });

  it('lists all items of a multi value in their order', async () => {
    await loadCompanies();
    const [row] = await replica.query('SELECT len(tags) AS n, tags[1] AS first, tags[300] AS last FROM companies_wide WHERE id = 1');
    expect(row).toEqual({ n: 300, first: 'tag 299', last: 'tag 0' });
  });

  it('says in comments which field a column is', async () => {
    await loadCompanies();
    const comments = await replica.query(
      "SELECT comment FROM duckdb_columns() WHERE table_name = 'companies_wide' AND column_name IN ('sector', 'sector_id') ORDER BY column_index",
    );
    expect(comments).toEqual([{ comment: 'field-1: Sector (dropdown)' }, { comment: 'field-1: Sector (dropdown): id of the option' }]);
  });

  it('follows a renamed field, and keeps the history', async () => {
    await loadCompanies();
    const renamed = companyFields.map((row) => (row['id'] === 'field-1' ? { ...row, name: 'Industry' } : row));
    await replica.load({ fields: { read: ['company'], rows: [[fields, renamed]] } });
    expect(await replica.query('SELECT industry, industry_id FROM companies_wide WHERE id = 1')).toEqual([
      { industry: 'Robotics', industry_id: 77 },
    ]);
    expect(await replica.query("SELECT subject, id, change, before, after FROM _schema_changes WHERE change = 'renamed'")).toEqual([
      { subject: 'company', id: 'field-1', change: 'renamed', before: 'Sector', after: 'Industry' },
    ]);
  });
});

describe('the view of a list', () => {
  it("carries the entry, its record, the list's own fields and then the record's", async () => {
    await loadCompanies();
    const rows = await replica.query('SELECT * EXCLUDE (tags, location, last_email, founded) FROM list_deal_flow ORDER BY list_entry_id');
    expect(rows).toEqual([
      {
        list_entry_id: 100,
        entity_id: 1,
        name: 'Kestrel',
        domain: 'kestrel.example',
        url: 'https://harborlight.affinity.co/companies/1',
        created_at: null,
        creator_id: null,
        status: 'New',
        status_id: 31,
        sector: 'Robotics',
        sector_id: 77,
        never_used: null,
      },
      {
        list_entry_id: 101,
        entity_id: 1,
        name: 'Kestrel',
        domain: 'kestrel.example',
        url: 'https://harborlight.affinity.co/companies/1',
        created_at: null,
        creator_id: null,
        status: 'Won',
        status_id: 35,
        sector: 'Robotics',
        sector_id: 77,
        never_used: null,
      },
    ]);
  });

  it('goes when its list goes, and follows a new name', async () => {
    await loadCompanies();
    await replica.load({ lists: { read: [10], rows: [[lists, [{ id: 10, name: 'Pipeline', type: 'company' }]]] } });
    const views = await replica.query("SELECT view_name FROM duckdb_views() WHERE starts_with(view_name, 'list_') ORDER BY 1");
    expect(views).toEqual([{ view_name: 'list_pipeline' }]);
    await replica.load({ lists: { read: [], rows: [], gone: [{ id: 10 }] } });
    expect(await replica.query("SELECT view_name FROM duckdb_views() WHERE starts_with(view_name, 'list_')")).toEqual([]);
  });
});

describe('opportunities_wide', () => {
  it('shares a column between lists whose fields have one label and type', async () => {
    const status = (list_id: number, id: string) => ({
      id,
      entity_type: 'opportunity',
      list_id,
      name: 'Status',
      kind: 'list',
      value_type: 'ranked-dropdown',
      ordinal: 0,
    });
    const value = (list_id: number, entity_id: number, field_id: string, text: string) => ({
      entity_type: 'opportunity',
      entity_id,
      list_id,
      list_entry_id: entity_id * 10,
      field_id,
      ordinal: 0,
      value_type: 'ranked-dropdown',
      text,
      option_id: 1,
    });
    await replica.load({
      lists: { read: [20, 21], rows: [[lists, [20, 21].map((id) => ({ id, name: `Deals ${id}`, type: 'opportunity' }))]] },
      fields: { read: ['20', '21'], rows: [[fields, [status(20, 'field-20'), status(21, 'field-21')]]] },
      opportunities: {
        read: [1, 2],
        rows: [
          [
            opportunities,
            [
              { id: 1, name: 'A', list_id: 20 },
              { id: 2, name: 'B', list_id: 21 },
            ],
          ],
        ],
      },
      list_entries: { read: [10, 20], rows: [[fieldValues, [value(20, 1, 'field-20', 'New'), value(21, 2, 'field-21', 'Won')]]] },
    });
    expect(await replica.query('SELECT name, list_name, status FROM opportunities_wide ORDER BY id')).toEqual([
      { name: 'A', list_name: 'Deals 20', status: 'New' },
      { name: 'B', list_name: 'Deals 21', status: 'Won' },
    ]);
  });
});

describe('persons_wide', () => {
  it('works before any field is known', async () => {
    await replica.load({ persons: { read: [1], rows: [[persons, [{ id: 1, first_name: 'Ada', primary_email: 'ada@novak.example' }]]] } });
    expect(await replica.query('SELECT name, email, emails FROM persons_wide')).toEqual([
      { name: 'Ada', email: 'ada@novak.example', emails: null },
    ]);
  });
});
