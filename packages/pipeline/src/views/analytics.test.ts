import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteLinks, notes, users } from '../replica/tables/activity.ts';
import { companies, companyDomains, persons } from '../replica/tables/entities.ts';
import { dropdownOptions, fields, fieldValueChanges, fieldValues } from '../replica/tables/fields.ts';
import { interactionParticipants, interactions } from '../replica/tables/interactions.ts';
import { listEntries, lists } from '../replica/tables/lists.ts';
import { relationships } from '../replica/tables/people.ts';
import { type ReplicaFixture, type Rows, replicaFixture } from '../replica/testing/replica-fixture.ts';

const list = 10;
const dayMs = 86_400_000;
const ago = (days: number): number => (Date.now() - days * dayMs) * 1000;
const at = (iso: string): number => Date.parse(iso) * 1000;
const epochDay = (iso: string): number => Date.parse(iso) / dayMs;

const options: Rows = [
  { id: 1, text: 'New', rank: 0, category: 'open', win_rate: 10 },
  { id: 2, text: 'Diligence', rank: 1, category: 'open', win_rate: 50 },
  { id: 3, text: 'Won', rank: 2, category: 'won', win_rate: null },
  { id: 4, text: 'Lost', rank: 3, category: 'lost', win_rate: null },
].map((option, ordinal) => ({ ...option, ordinal, field_id: 'field-1', entity_type: 'company', list_id: list, type: 'status-dropdown' }));

const field = (id: string, name: string, value_type: string, ordinal: number, more: Rows[number] = {}) => ({
  id,
  entity_type: 'company',
  list_id: list,
  name,
  kind: 'list',
  value_type,
  ordinal,
  ...more,
});

const listFields: Rows = [
  field('field-1', 'Status', 'ranked-dropdown', 0),
  field('field-2', 'Probability-weighted Amount', 'number', 1),
  field('field-3', 'Deal Amount', 'number', 2, { is_required: true }),
  field('field-4', 'Round Size', 'number', 3),
  field('field-5', 'Expected Close', 'datetime', 4),
  field('field-6', 'Owners', 'person-multi', 5),
];

/** Status moves of entry n, as [moment, option]; the last one is its status now. */
const moves: Readonly<Record<number, readonly (readonly [iso: string, option: number])[]>> = {
  // Added in January, open in January and February, won in March.
  1: [
    ['2025-01-10T00:00:00Z', 1],
    ['2025-01-20T00:00:00Z', 2],
    ['2025-03-01T00:00:00Z', 3],
  ],
  // Added in January, lost in it.
  2: [
    ['2025-01-11T00:00:00Z', 1],
    ['2025-01-15T00:00:00Z', 4],
  ],
  // Added in February, in diligence since March.
  3: [
    ['2025-02-05T00:00:00Z', 1],
    ['2025-03-05T00:00:00Z', 2],
  ],
  // Added in March, new ever since.
  4: [['2025-03-10T00:00:00Z', 1]],
};
const entries = Object.keys(moves).map(Number);
const label = (option: number): string => String(options[option - 1]?.['text']);

const ofEntry = (entry: number, field_id: string, value_type: string, cells: Rows[number], ordinal = 0) => ({
  entity_type: 'company',
  entity_id: entry,
  list_id: list,
  list_entry_id: entry,
  field_id,
  ordinal,
  value_type,
  ...cells,
});

const changes: Rows = entries.flatMap((entry) =>
  (moves[entry] ?? []).map(([iso, option], index) => ({
    ...ofEntry(entry, 'field-1', 'ranked-dropdown', { text: label(option), option_id: option }),
    id: entry * 10 + index,
    action: index === 0 ? 'add' : 'update',
    changed_at: at(iso),
    changer_id: 77,
  })),
);

const statuses: Rows = entries.map((entry) => {
  const option = moves[entry]?.at(-1)?.[1] ?? 0;
  return ofEntry(entry, 'field-1', 'ranked-dropdown', { text: label(option), option_id: option });
});

const otherValues: Rows = [
  ofEntry(1, 'field-3', 'number', { number: 100 }),
  ofEntry(3, 'field-3', 'number', { number: 40 }),
  // Zero stands for what nobody has entered yet.
  ofEntry(4, 'field-3', 'number', { number: 0 }),
  ofEntry(1, 'field-5', 'datetime', { date: epochDay('2025-03-01') }),
  ofEntry(3, 'field-5', 'datetime', { date: epochDay('2025-06-30') }),
  ofEntry(3, 'field-6', 'person-multi', { text: 'Ada Novak', ref_id: 77 }),
  ofEntry(3, 'field-6', 'person-multi', { text: 'Bo Lind', ref_id: 78 }, 1),
  ofEntry(4, 'field-6', 'person-multi', { text: 'Ada Novak', ref_id: 77 }),
];

const contact = (entity_id: number, field_id: string, json: object) => ({
  entity_type: 'company',
  entity_id,
  field_id,
  ordinal: 0,
  value_type: 'interaction',
  json: JSON.stringify(json),
});

const interaction = (type: string, id: number, started_at: number, more: Rows[number] = {}) => ({ type, id, started_at, ...more });
const part = (interaction_type: string, interaction_id: number, role: string, person_id: number, ordinal = 0) => ({
  interaction_type,
  interaction_id,
  role,
  ordinal,
  person_id,
  person_type: person_id >= 70 && person_id < 80 ? 'internal' : 'external',
});

let replica: ReplicaFixture;
beforeAll(async () => {
  replica = await replicaFixture();
  await replica.load({
    lists: { read: [list], rows: [[lists, [{ id: list, name: 'Deals', type: 'company' }]]] },
    fields: {
      read: [String(list)],
      rows: [
        [fields, listFields],
        [dropdownOptions, options],
      ],
    },
    users: {
      read: [77, 78],
      rows: [
        [
          users,
          [
            { id: 77, first_name: 'Ada', last_name: 'Novak', status: 'active' },
            { id: 78, first_name: 'Bo', last_name: 'Lind', status: 'deactivated' },
          ],
        ],
      ],
    },
    companies: {
      read: [1, 2, 3, 4],
      rows: [
        [
          companies,
          [
            { id: 1, name: 'Kestrel', domain: 'kestrel.example' },
            { id: 2, name: 'Osprey', domain: 'kestrel.example' },
            { id: 3, name: 'Harrier ' },
            { id: 4, name: 'harrier' },
          ],
        ],
        [
          companyDomains,
          [
            { company_id: 1, domain: 'kestrel.example', ordinal: 0 },
            { company_id: 2, domain: 'Kestrel.example', ordinal: 0 },
          ],
        ],
        [
          fieldValues,
          [
            contact(3, 'last-contact', { type: 'email', id: 1, sentAt: new Date(Date.now() - 90 * dayMs).toISOString() }),
            contact(4, 'last-contact', { type: 'meeting', id: 2, startTime: new Date(Date.now() - 90 * dayMs).toISOString() }),
            contact(4, 'next-event', { type: 'meeting', id: 3, startTime: new Date(Date.now() + 2 * dayMs).toISOString() }),
          ],
        ],
      ],
    },
    persons: { read: [501], rows: [[persons, [{ id: 501, first_name: 'Cy', last_name: 'Berg', type: 'external' }]]] },
    list_entries: {
      read: entries,
      rows: [
        [
          listEntries,
          entries.map((id) => ({ id, list_id: list, entity_type: 'company', entity_id: id, created_at: at(moves[id]?.[0]?.[0] ?? '') })),
        ],
        [fieldValues, [...statuses, ...otherValues]],
      ],
    },
    field_value_changes: { read: changes.map(({ id }) => Number(id)), rows: [[fieldValueChanges, changes]] },
    notes: {
      read: [1, 2],
      rows: [
        [
          notes,
          [
            { id: 1, creator_id: 77, created_at: at('2025-01-31T23:30:00Z') },
            { id: 2, creator_id: 77, created_at: at('2025-02-01T00:30:00Z') },
          ],
        ],
        [noteLinks, [{ note_id: 1, link: 'attached', entity_type: 'company', entity_id: 1 }]],
      ],
    },
    interactions: {
      read: [1, 2, 3, 4, 5],
      rows: [
        [
          interactions,
          [
            interaction('email', 1, at('2025-01-05T10:00:00Z'), { direction: 'sent' }),
            interaction('email', 2, at('2025-01-06T10:00:00Z'), { direction: 'received' }),
            interaction('meeting', 1, at('2025-01-07T10:00:00Z')),
            interaction('meeting', 3, ago(-3)),
            interaction('meeting', 4, ago(-300)),
            interaction('call', 5, at('2025-01-08T10:00:00Z'), {
              logging_type: 'manual',
              creator_id: 78,
              created_at: at('2025-01-09T10:00:00Z'),
            }),
          ],
        ],
        [
          interactionParticipants,
          [
            part('email', 1, 'from', 77),
            // Who writes to oneself has sent one e-mail and received none.
            part('email', 1, 'cc', 77),
            part('email', 1, 'to', 78),
            part('email', 2, 'from', 501),
            part('email', 2, 'to', 77),
            part('meeting', 1, 'organizer', 77),
            part('meeting', 1, 'attendee', 77),
            part('meeting', 3, 'attendee', 77),
            part('meeting', 4, 'attendee', 77),
            part('call', 5, 'attendee', 77),
          ],
        ],
      ],
    },
    relationships: {
      read: ['company/1', 'company/2', 'company/3'],
      rows: [
        [
          relationships,
          [
            { entity_type: 'company', entity_id: 1, user_id: 77, person_id: 501, interaction_score: 0.4 },
            { entity_type: 'company', entity_id: 1, user_id: 78, person_id: 501, interaction_score: 0.7, linkedin_connected_on: 19_000 },
            { entity_type: 'company', entity_id: 2, user_id: 78, person_id: 501, interaction_score: 0.39 },
            { entity_type: 'company', entity_id: 3, user_id: 78, person_id: 501, interaction_score: 0, linkedin_connected_on: 19_000 },
          ],
        ],
      ],
    },
  });
});
afterAll(() => replica.remove());

describe('time_in_stage', () => {
  it('measures stays that ended, and counts apart those that go on', async () => {
    const rows = await replica.query(
      'SELECT status, stays, average_days, p25_days, median_days, entries_now, median_days_now > 100 AS old FROM time_in_stage',
    );
    // New: 10, 4 and 28 days. Diligence: 40.
    expect(rows).toEqual([
      { status: 'New', stays: 3, average_days: 14, p25_days: 7, median_days: 10, entries_now: 1, old: true },
      { status: 'Diligence', stays: 1, average_days: 40, p25_days: 40, median_days: 40, entries_now: 1, old: true },
      { status: 'Won', stays: 0, average_days: null, p25_days: null, median_days: null, entries_now: 1, old: true },
      { status: 'Lost', stays: 0, average_days: null, p25_days: null, median_days: null, entries_now: 1, old: true },
    ]);
  });
});

describe('funnel_by_cohort', () => {
  const cohort = async (rule: string, period: string, day: string) => {
    const rows = await replica.query(
      `SELECT status, entries, entries_ever, conversion FROM funnel_by_cohort
       WHERE rule = '${rule}' AND period = '${period}' AND cohort = DATE '${day}' ORDER BY rank`,
    );
    return rows.map(({ status, entries: all, entries_ever, conversion }) => [status, all, entries_ever, conversion]);
  };

  it('by date added follows the entries of a month as far as they have come', async () => {
    expect(await cohort('added', 'month', '2025-01-01')).toEqual([
      ['New', 2, 2, null],
      ['Diligence', 2, 1, 0.5],
      ['Won', 2, 1, 1],
      ['Lost', 2, 1, null],
    ]);
    expect(await cohort('added', 'month', '2025-03-01')).toEqual([
      ['New', 1, 1, null],
      ['Diligence', 1, 0, 0],
      ['Won', 1, 0, null],
      ['Lost', 1, 0, null],
    ]);
    expect((await cohort('added', 'quarter', '2025-01-01')).map(([, all, ever]) => [all, ever])).toEqual([
      [4, 4],
      [4, 2],
      [4, 1],
      [4, 1],
    ]);
  });

  it('by open takes who was open in the period, with the statuses from before it and none from after it', async () => {
    // Entries 1 and 2 were open in January; entry 1 was won only in March.
    expect(await cohort('open', 'month', '2025-01-01')).toEqual([
      ['New', 2, 2, null],
      ['Diligence', 2, 1, 0.5],
      ['Won', 2, 0, 0],
      ['Lost', 2, 1, null],
    ]);
    // Entries 1, in diligence since January, and 3.
    expect((await cohort('open', 'month', '2025-02-01')).map(([, all, ever]) => [all, ever])).toEqual([
      [2, 2],
      [2, 1],
      [2, 0],
      [2, 0],
    ]);
    // Entry 1 left the open statuses with the first moment of March, and is not among its entries.
    expect((await cohort('open', 'month', '2025-03-01')).map(([, all, ever]) => [all, ever])).toEqual([
      [2, 2],
      [2, 1],
      [2, 0],
      [2, 0],
    ]);
    expect((await cohort('open', 'year', '2025-01-01')).map(([, all, ever]) => [all, ever])).toEqual([
      [4, 4],
      [4, 2],
      [4, 1],
      [4, 1],
    ]);
  });
});

describe('forecast', () => {
  it('finds the amount and the close date by their names', async () => {
    expect(await replica.query('SELECT amount_field, close_date_field FROM forecast_fields')).toEqual([
      { amount_field: 'Deal Amount', close_date_field: 'Expected Close' },
    ]);
  });

  it('weighs open deals by the win rate of their status and takes won ones whole, by month', async () => {
    const whole = { deals_without_amount: 0, deals_without_win_rate: 0 };
    const rows = await replica.query('SELECT * EXCLUDE (list_id, list_name) FROM forecast');
    expect(rows).toEqual([
      { month: new Date('2025-03-01'), deals_open: 0, deals_won: 1, amount_open: 0, amount_won: 100, expected: 100, ...whole },
      { month: new Date('2025-06-01'), deals_open: 1, deals_won: 0, amount_open: 40, amount_won: 0, expected: 20, ...whole },
      { month: null, deals_open: 1, deals_won: 0, amount_open: 0, amount_won: 0, expected: 0, ...whole, deals_without_amount: 1 },
    ]);
    expect(await replica.query('SELECT name, url, amount, win_rate, expected FROM forecast_deals WHERE list_entry_id = 3')).toEqual([
      { name: 'Harrier ', url: 'https://harborlight.affinity.co/companies/3', amount: 40, win_rate: 0.5, expected: 20 },
    ]);
  });
});

describe('activity_by_user', () => {
  it('counts what each colleague took part in, once, by month, with meetings ahead apart', async () => {
    const january = await replica.query("SELECT * EXCLUDE (month) FROM activity_by_user WHERE month = DATE '2025-01-01' ORDER BY user_id");
    expect(january).toEqual([
      {
        user_id: 77,
        user_name: 'Ada Novak',
        emails_sent: 1,
        emails_received: 1,
        meetings: 1,
        meetings_ahead: 0,
        calls: 1,
        chat_messages: 0,
        logged: 0,
        notes: 1,
      },
      {
        user_id: 78,
        user_name: 'Bo Lind',
        emails_sent: 0,
        emails_received: 1,
        meetings: 0,
        meetings_ahead: 0,
        calls: 0,
        chat_messages: 0,
        logged: 1,
        notes: 0,
      },
    ]);
    const [ahead] = await replica.query(
      'SELECT sum(meetings_ahead) AS ahead, sum(meetings) AS past, sum(notes) AS notes FROM activity_by_user',
    );
    expect(ahead).toEqual({ ahead: 1, past: 1, notes: 2 });
  });
});

describe('stale_deals', () => {
  it('names open deals that stand still while nobody is in touch, unless a meeting is ahead', async () => {
    const rows = await replica.query(
      'SELECT name, status, usual_days, round(days_silent) AS days_silent, owners, next.next_meeting_at > now() AS ahead FROM stale_deals AS s JOIN last_activity AS next USING (entity_type, entity_id)',
    );
    expect(rows).toEqual([
      { name: 'Harrier ', status: 'Diligence', usual_days: 40, days_silent: 90, owners: ['Ada Novak', 'Bo Lind'], ahead: null },
    ]);
    expect(await replica.query('SELECT entity_id FROM last_activity WHERE next_meeting_at IS NOT NULL')).toEqual([{ entity_id: 4 }]);
  });
});

describe('relationship_coverage', () => {
  it('says how well each record is known and who knows it best, and who is known by nobody', async () => {
    const rows = await replica.query(
      'SELECT name, band, best_score, colleagues, colleagues_regular, colleagues_on_linkedin, best_user_name, best_person_name FROM relationship_coverage',
    );
    const best = { best_user_name: 'Bo Lind', best_person_name: 'Cy Berg' };
    expect(rows).toEqual([
      { name: 'Kestrel', band: 'regular', best_score: 0.7, colleagues: 2, colleagues_regular: 1, colleagues_on_linkedin: 1, ...best },
      { name: 'Osprey', band: 'sporadic', best_score: 0.39, colleagues: 1, colleagues_regular: 0, colleagues_on_linkedin: 0, ...best },
      { name: 'Harrier ', band: 'linkedin', best_score: 0, colleagues: 1, colleagues_regular: 0, colleagues_on_linkedin: 1, ...best },
      {
        name: 'harrier',
        band: 'none',
        best_score: null,
        colleagues: 0,
        colleagues_regular: 0,
        colleagues_on_linkedin: 0,
        best_user_name: null,
        best_person_name: null,
      },
    ]);
  });
});

describe('data_quality', () => {
  const problem = async (name: string) => {
    const rows = await replica.query(
      `SELECT entity_type, field_name, records, affected, share FROM data_quality WHERE problem = '${name}'`,
    );
    return rows.map(({ entity_type, field_name, records, affected, share }) => [entity_type, field_name, records, affected, share]);
  };

  it('counts what is missing, doubled or out of date', async () => {
    expect(await problem('required field is empty')).toEqual([['company', 'Deal Amount', 4, 1, 0.25]]);
    expect(await problem('field is empty')).toContainEqual(['company', 'Owners', 4, 2, 0.5]);
    expect(await problem('company without a domain')).toEqual([['company', null, 4, 2, 0.5]]);
    expect(await problem('company shares a domain')).toEqual([['company', null, 4, 2, 0.5]]);
    expect(await problem('company shares a name')).toEqual([['company', null, 4, 2, 0.5]]);
    expect(await problem('person without an e-mail address')).toEqual([['person', null, 1, 1, 1]]);
    expect(await problem('entry without a status')).toEqual([['company', 'Status', 4, 0, 0]]);
    expect(await problem('record is on the list several times')).toEqual([['company', null, 4, 0, 0]]);
    expect(await problem('names a deactivated colleague')).toEqual([['company', 'Owners', 2, 1, 0.5]]);
  });
});

describe('the views of an empty database', () => {
  it('are all there and have no rows', async () => {
    const empty = await replicaFixture();
    await empty.load({ users: { read: [], rows: [] }, lists: { read: [1], rows: [[lists, [{ id: 1, name: 'People', type: 'person' }]]] } });
    const views = await empty.query(
      "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal AND view_name NOT IN ('data_quality')",
    );
    expect(views.length).toBeGreaterThan(18);
    for (const { name } of views) expect(await empty.query(`FROM ${String(name)}`), String(name)).toEqual([]);
    await empty.remove();
  });
});
