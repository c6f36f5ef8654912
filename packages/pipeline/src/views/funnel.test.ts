import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropdownOptions, fields, fieldValueChanges, fieldValues } from '../replica/tables/fields.ts';
import { listEntries, lists } from '../replica/tables/lists.ts';
import { type ReplicaFixture, type Rows, replicaFixture } from '../replica/testing/replica-fixture.ts';

let replica: ReplicaFixture;
beforeEach(async () => {
  replica = await replicaFixture();
});
afterEach(() => replica.remove());

const list = 10;
const stages = [
  { id: 1, text: 'New', rank: 0, category: 'open' },
  { id: 2, text: 'Diligence', rank: 5, category: 'open' },
  { id: 3, text: 'Won', rank: 7, category: 'won' },
  { id: 4, text: 'Lost', rank: 9, category: 'lost' },
] as const;

const day = (date: number): string => `2026-01-${String(date).padStart(2, '0')}T00:00:00Z`;
const micros = (date: number): number => Date.parse(day(date)) * 1000;

interface Deal {
  readonly entry: number;
  readonly now: number | null;
  /** Day of January and option; a negative option is a deletion of it. */
  readonly changes: readonly (readonly [date: number, option: number])[];
}

const changeRow = (deal: Deal, index: number) => {
  const [date, option] = deal.changes[index] ?? [0, 0];
  const text = stages.find(({ id }) => id === Math.abs(option))?.text ?? 'Gone';
  return {
    id: deal.entry * 100 + index,
    field_id: 'field-1',
    entity_type: 'company',
    entity_id: deal.entry,
    list_id: list,
    list_entry_id: deal.entry,
    action: option < 0 ? 'delete' : index === 0 ? 'add' : 'update',
    changed_at: micros(date),
    changer_id: 77,
    value_type: 'ranked-dropdown',
    text,
    option_id: Math.abs(option),
  };
};

const valueRow = ({ entry, now }: Deal) => ({
  entity_type: 'company',
  entity_id: entry,
  list_id: list,
  list_entry_id: entry,
  field_id: 'field-1',
  ordinal: 0,
  value_type: 'ranked-dropdown',
  text: stages.find(({ id }) => id === now)?.text ?? null,
  option_id: now,
});

async function load(deals: readonly Deal[], options: Rows = stages, at = day(31)): Promise<void> {
  const statusField = {
    id: 'field-1',
    entity_type: 'company',
    list_id: list,
    name: 'Phase',
    kind: 'list',
    value_type: 'ranked-dropdown',
    ordinal: 1,
  };
  const decoy = { ...statusField, id: 'field-2', name: 'Priority', ordinal: 0 };
  const optionRows = options.map((option) => ({
    ...option,
    field_id: 'field-1',
    entity_type: 'company',
    list_id: list,
    type: 'status-dropdown',
  }));
  const changes = deals.flatMap((deal) => deal.changes.map((_, index) => changeRow(deal, index)));
  await replica.load(
    {
      lists: { read: [list], rows: [[lists, [{ id: list, name: 'Deals', type: 'company' }]]] },
      fields: {
        read: [String(list)],
        rows: [
          [fields, [decoy, statusField]],
          [dropdownOptions, optionRows],
        ],
      },
      list_entries: {
        read: deals.map(({ entry }) => entry),
        rows: [
          [
            listEntries,
            deals.map(({ entry }) => ({ id: entry, list_id: list, entity_type: 'company', entity_id: entry, created_at: micros(1) })),
          ],
          [fieldValues, deals.filter(({ now }) => now !== null).map(valueRow)],
        ],
      },
      field_value_changes: { read: changes.map(({ id }) => id), rows: [[fieldValueChanges, changes]] },
    },
    { at },
  );
}

const spans = () =>
  replica.query(
    `SELECT list_entry_id AS entry, status, strftime(entered_at, '%d') AS entered, strftime(left_at, '%d') AS left_on,
       CASE WHEN left_at IS NOT NULL THEN days END AS days, changer_id AS changer
     FROM status_spans ORDER BY list_entry_id, entered_at`,
  );

describe('status_spans', () => {
  it('opens a span at each change and closes it at the next', async () => {
    await load([
      {
        entry: 5,
        now: 2,
        changes: [
          [2, 1],
          [6, 2],
        ],
      },
    ]);
    expect(await spans()).toEqual([
      { entry: 5, status: 'New', entered: '02', left_on: '06', days: 4, changer: 77 },
      { entry: 5, status: 'Diligence', entered: '06', left_on: null, days: null, changer: 77 },
    ]);
    const [open] = await replica.query('SELECT days > 0 AS runs, rank, category FROM status_spans WHERE left_at IS NULL');
    expect(open).toEqual({ runs: true, rank: 5, category: 'open' });
  });

  it('leaves a gap where the status was cleared', async () => {
    await load([
      {
        entry: 5,
        now: 1,
        changes: [
          [2, 1],
          [4, -1],
          [9, 1],
        ],
      },
    ]);
    expect(await spans()).toEqual([
      { entry: 5, status: 'New', entered: '02', left_on: '04', days: 2, changer: 77 },
      { entry: 5, status: 'New', entered: '09', left_on: null, days: null, changer: 77 },
    ]);
  });

  it('begins at the creation of the entry when nothing was recorded', async () => {
    await load([{ entry: 5, now: 1, changes: [] }]);
    expect(await spans()).toEqual([{ entry: 5, status: 'New', entered: '01', left_on: null, days: null, changer: null }]);
  });

  it('believes the current value over a last change that says otherwise', async () => {
    await load([{ entry: 5, now: 3, changes: [[2, 1]] }]);
    expect(await spans()).toEqual([
      { entry: 5, status: 'New', entered: '02', left_on: '31', days: 29, changer: 77 },
      { entry: 5, status: 'Won', entered: '31', left_on: null, days: null, changer: null },
    ]);
  });

  it('believes a change that is newer than the value it changes', async () => {
    await load(
      [
        {
          entry: 5,
          now: 1,
          changes: [
            [2, 1],
            [20, 2],
          ],
        },
      ],
      stages,
      day(10),
    );
    expect((await spans()).at(-1)).toMatchObject({ status: 'Diligence', entered: '20', left_on: null });
  });

  it('keeps the label of a status whose option is gone, and no span of an entry that is', async () => {
    await load([
      {
        entry: 5,
        now: 1,
        changes: [
          [2, 99],
          [3, 1],
        ],
      },
      { entry: 6, now: 1, changes: [] },
    ]);
    await replica.load({ list_entries: { read: [], rows: [], gone: [{ id: 6 }] } });
    expect(await replica.query('SELECT list_entry_id, status, rank FROM status_spans ORDER BY entered_at')).toEqual([
      { list_entry_id: 5, status: 'Gone', rank: null },
      { list_entry_id: 5, status: 'New', rank: 0 },
    ]);
  });
});

describe('funnel', () => {
  const deals: readonly Deal[] = [
    { entry: 1, now: 1, changes: [[2, 1]] },
    {
      entry: 2,
      now: 2,
      changes: [
        [2, 1],
        [4, 2],
      ],
    },
    // Was moved past Diligence.
    {
      entry: 3,
      now: 3,
      changes: [
        [2, 1],
        [8, 3],
      ],
    },
    // Came to Diligence, then was lost.
    {
      entry: 4,
      now: 4,
      changes: [
        [2, 1],
        [3, 2],
        [9, 4],
      ],
    },
    // Went back.
    {
      entry: 5,
      now: 1,
      changes: [
        [2, 2],
        [6, 1],
      ],
    },
    // Was lost from the start.
    { entry: 6, now: 4, changes: [[2, 4]] },
  ];

  it('counts how far entries came, how many stand where, and how long they took', async () => {
    await load(deals);
    expect(await replica.query('SELECT * FROM funnel')).toEqual([
      // Completed stays in New: 2, 6 and 1 days.
      {
        list_id: 10,
        list_name: 'Deals',
        rank: 0,
        status: 'New',
        category: 'open',
        entries_now: 2,
        entries_ever: 5,
        conversion: null,
        median_days: 2,
      },
      // Came to Diligence or beyond: 2, 3, 4, 5. Completed stays: 6 and 4 days.
      {
        list_id: 10,
        list_name: 'Deals',
        rank: 5,
        status: 'Diligence',
        category: 'open',
        entries_now: 1,
        entries_ever: 4,
        conversion: 0.8,
        median_days: 5,
      },
      {
        list_id: 10,
        list_name: 'Deals',
        rank: 7,
        status: 'Won',
        category: 'won',
        entries_now: 1,
        entries_ever: 1,
        conversion: 0.25,
        median_days: null,
      },
      {
        list_id: 10,
        list_name: 'Deals',
        rank: 9,
        status: 'Lost',
        category: 'lost',
        entries_now: 2,
        entries_ever: 2,
        conversion: null,
        median_days: null,
      },
    ]);
  });

  it("follows the firm's order, with ways out in the middle and ranks that repeat", async () => {
    const shuffled: Rows = [
      { id: 4, text: 'Lost', rank: 0, category: 'lost', ordinal: 0 },
      { id: 3, text: 'Won', rank: 2, category: 'won', ordinal: 1 },
      { id: 2, text: 'Diligence', rank: 1, category: 'open', ordinal: 3 },
      { id: 1, text: 'New', rank: 1, category: 'open', ordinal: 2 },
    ];
    await load(deals, shuffled);
    expect(await replica.query('SELECT status, entries_ever FROM funnel')).toEqual(
      [
        ['Lost', 2],
        ['New', 5],
        ['Diligence', 4],
        ['Won', 1],
      ].map(([status, entries_ever]) => ({ status, entries_ever })),
    );
  });

  it('takes the field called Status where the API tells no categories', async () => {
    await load(
      deals,
      stages.map(({ id, text, rank }) => ({ id, text, rank })),
    );
    await replica.load({
      fields: {
        read: [String(list)],
        rows: [
          [
            fields,
            [
              {
                id: 'field-1',
                entity_type: 'company',
                list_id: list,
                name: 'Status',
                kind: 'list',
                value_type: 'ranked-dropdown',
                ordinal: 0,
              },
            ],
          ],
          [
            dropdownOptions,
            stages.map(({ id, text, rank }) => ({
              id,
              text,
              rank,
              field_id: 'field-1',
              entity_type: 'company',
              list_id: list,
              type: 'ranked-dropdown',
            })),
          ],
        ],
      },
    });
    const rows = await replica.query('SELECT status, category, entries_ever FROM funnel');
    // Without categories Lost is a stage like any other.
    expect(rows).toEqual([
      { status: 'New', category: null, entries_ever: 6 },
      { status: 'Diligence', category: null, entries_ever: 5 },
      { status: 'Won', category: null, entries_ever: 3 },
      { status: 'Lost', category: null, entries_ever: 2 },
    ]);
  });

  it('is empty for a list without a Status field', async () => {
    await replica.load({ lists: { read: [1], rows: [[lists, [{ id: 1, name: 'People', type: 'person' }]]] } });
    expect(await replica.query('SELECT * FROM funnel')).toEqual([]);
  });
});
