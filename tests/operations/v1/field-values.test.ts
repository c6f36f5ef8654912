import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { type Stage, stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unprocessable } from '../support/refusals.ts';
import { anId, anInstant, success } from '../support/shapes.ts';

const on = stage();
const proves = provesOn(on);

const warm = { field_id: 4301, list_entry_id: 640050, entity_type: 0, value_type: 6, entity_id: 90211, value: 'warm' };
const stamps = { id: anId, created_at: anInstant, updated_at: null };

const idOf = async ({ affinity }: Stage, field: number): Promise<number> => {
  const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
  const found = values.find(({ field_id }) => field_id === field);
  if (found === undefined) throw new Error(`The row has no value of field ${field}`);
  return found.id;
};

/** Ids of values are the sandbox's own: they are read once, before the requests that name them are written down. */
const amountId = await idOf(on, 4103);

proves('v1.fieldValues.list', {
  does: {
    'shows global values and those of every row of a record [v1.values.by-entity]': async ({ affinity }) => {
      const values = await affinity.v1.fieldValues.list({ organization_id: 70455 });
      expect(new Set(values.map(({ list_entry_id }) => list_entry_id))).toEqual(new Set([null, 640001, 640201]));
    },
    'shows the values of one row': async ({ affinity }) => {
      const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
      expect(new Set(values.map(({ field_id }) => field_id))).toEqual(new Set([4101, 4102, 4103, 4105]));
    },
    'answers a ranked dropdown as an object, and any other as text [v1.values.ranked-reads-as-object]': async ({ affinity }) => {
      const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
      const of = (field: number) => values.find(({ field_id }) => field_id === field)?.value;
      expect(of(4101)).toEqual({ id: 31007, text: 'Diligence', rank: 1, color: anId });
      expect(of(4105)).toBe('Hot');
    },
    'has a row for each of several values [v1.values.row-per-value]': async ({ affinity }) => {
      const body = { value: { type: 'person-multi', data: [{ id: 5101 }, { id: 5102 }] } } as const;
      await affinity.v2.lists.entries.fieldValues.update({ listId: 821, listEntryId: 640001, fieldId: 'field-4102', body });
      const owners = (await affinity.v1.fieldValues.list({ list_entry_id: 640001 })).filter(({ field_id }) => field_id === 4102);
      expect(owners.map(({ value }) => value)).toEqual([5101, 5102]);
      expect(new Set(owners.map(({ id }) => id)).size).toBe(2);
    },
    'hides the values of hidden lists': async ({ as }) => {
      const values = await as(keys.tomas).v1.fieldValues.list({ organization_id: 70455 });
      expect(values.map(({ list_entry_id }) => list_entry_id)).not.toContain(640201);
    },
    'leaves smart fields out [v1.values.no-smart-fields]': async ({ affinity }) => {
      const fields = new Set((await affinity.v1.fields.list()).map(({ id }) => id));
      for (const { field_id } of await affinity.v1.fieldValues.list({ person_id: 90211 })) expect(fields).toContain(field_id);
    },
  },
  raw: { line: 'GET /field-values?list_entry_id=640050', status: 200, answer: [{ ...stamps, ...warm }] },
  refuses: {
    'no record and no row [v1.values.exactly-one-selector]': ['GET /field-values', unprocessable()],
    'two records': ['GET /field-values?person_id=90211&organization_id=70455', unprocessable()],
    'a record that there is not': ['GET /field-values?person_id=999', unprocessable(/expected 999/)],
    'a row of a hidden list': ['GET /field-values?list_entry_id=640201', denied(), { as: keys.tomas }],
  },
});

proves('v1.fieldValues.create', {
  does: {
    'writes what v2 reads, for a row and for a record': async ({ affinity }) => {
      await affinity.v1.fieldValues.create({ body: { field_id: 4104, entity_id: 70455, list_entry_id: 640001, value: 'A pilot' } });
      await affinity.v1.fieldValues.create({ body: { field_id: 304, entity_id: 70455, value: 'Warehouses' } });
      const read = await affinity.v2.lists.entries.fieldValues.list({ listId: 821, listEntryId: 640001, ids: ['field-304', 'field-4104'] });
      expect(read.data.map(({ value }) => value.data)).toEqual(['Warehouses', 'A pilot']);
    },
    'takes the id of an option for a ranked dropdown, and text for a plain one [v1.values.ranked-written-by-id]': async ({ affinity }) => {
      await affinity.v1.fieldValues.create({ body: { field_id: 301, entity_id: 70456, value: 'Energy' } });
      const { value } = await affinity.v2.companies.fieldValues.get({ companyId: 70456, fieldId: 'field-301' });
      expect(value.data).toEqual({ dropdownOptionId: 31002, text: 'Energy' });
    },
    'adds one to several': async ({ affinity }) => {
      await affinity.v1.fieldValues.create({ body: { field_id: 4102, entity_id: 70455, list_entry_id: 640001, value: 5102 } });
      const { value } = await affinity.v2.lists.entries.fieldValues.get({ listId: 821, listEntryId: 640001, fieldId: 'field-4102' });
      expect(value.data).toMatchObject([{ id: 5101 }, { id: 5102 }]);
    },
    'keeps the day of a date, at midnight Pacific [v1.values.dates-are-pacific-days]': async ({ affinity }) => {
      const { value } = await affinity.v1.fieldValues.create({
        body: { field_id: 4106, entity_id: 70455, list_entry_id: 640001, value: '2026-07-04' },
      });
      expect(new Date(String(value)).toISOString()).toBe('2026-07-04T07:00:00.000Z');
    },
    'leaves a row in the feed [v1.changes.follow-writes]': async ({ affinity }) => {
      await affinity.v1.fieldValues.create({ body: { field_id: 4106, entity_id: 70455, list_entry_id: 640001, value: '2026-07-04' } });
      const [change] = await affinity.v1.fieldValueChanges.list({ field_id: 4106 });
      expect(change).toMatchObject({ action_type: 0, entity_id: 70455, list_entry_id: 640001, changer: { id: 5101 } });
    },
  },
  raw: {
    line: 'POST /field-values',
    body: { field_id: 304, entity_id: 70455, value: 'Warehouse automation' },
    status: 200,
    answer: {
      ...stamps,
      field_id: 304,
      list_entry_id: null,
      entity_type: 1,
      value_type: 6,
      entity_id: 70455,
      value: 'Warehouse automation',
    },
  },
  refuses: {
    'a value of another type': ['POST /field-values', unprocessable(), { body: { field_id: 302, entity_id: 70457, value: 'seven' } }],
    'an option that there is not': [
      'POST /field-values',
      unprocessable(),
      { body: { field_id: 4201, entity_id: 3301, list_entry_id: 640090, value: 31007 } },
    ],
    'a value of a list without its row': [
      'POST /field-values',
      unprocessable(),
      { body: { field_id: 4104, entity_id: 70455, value: 'x' } },
    ],
    'a row with a global value': [
      'POST /field-values',
      unprocessable(),
      { body: { field_id: 304, entity_id: 70455, list_entry_id: 640001, value: 'x' } },
    ],
    'a record of another kind': ['POST /field-values', unprocessable(), { body: { field_id: 304, entity_id: 90211, value: 'x' } }],
    'a second value where there is one [v1.values.second-value-refused]': [
      'POST /field-values',
      unprocessable(),
      { body: { field_id: 302, entity_id: 70455, value: 8 } },
    ],
    'a field that there is not': ['POST /field-values', unprocessable(/field_id/), { body: { field_id: 999, entity_id: 70455, value: 8 } }],
    'nothing to write': ['POST /field-values', unprocessable(/value/), { body: { field_id: 302, entity_id: 70457 } }],
  },
});

proves('v1.fieldValues.update', {
  does: {
    'changes what v2 reads, and says when': async ({ affinity }) => {
      const { updated_at, value } = await affinity.v1.fieldValues.update({ field_value_id: amountId, body: { value: 300_000 } });
      expect([updated_at !== null, value]).toEqual([true, 300_000]);
      const read = await affinity.v2.lists.entries.fieldValues.get({ listId: 821, listEntryId: 640001, fieldId: 'field-4103' });
      expect(read.value.data).toBe(300_000);
    },
    'leaves a row of action 2 in the feed [v1.changes.action-codes]': async ({ affinity }) => {
      await affinity.v1.fieldValues.update({ field_value_id: amountId, body: { value: 300_000 } });
      const [change] = await affinity.v1.fieldValueChanges.list({ field_id: 4103 });
      expect(change).toMatchObject({ action_type: 2, value: 300_000 });
    },
  },
  raw: {
    line: `PUT /field-values/${amountId}`,
    body: { value: 123.5 },
    status: 200,
    answer: {
      id: anId,
      created_at: anInstant,
      updated_at: anInstant,
      field_id: 4103,
      list_entry_id: 640001,
      entity_type: 1,
      value_type: 3,
      entity_id: 70455,
      value: 123.5,
    },
  },
  refuses: {
    'a value of another type': [`PUT /field-values/${amountId}`, unprocessable(), { body: { value: 'much' } }],
    'nothing to write': [`PUT /field-values/${amountId}`, unprocessable(/value/), { body: {} }],
  },
});

proves('v1.fieldValues.delete', {
  does: {
    'clears what v2 reads, and leaves the old value in the feed [v1.changes.delete-tells-the-old-value]': async ({ affinity }) => {
      await affinity.v1.fieldValues.delete({ field_value_id: amountId });
      const read = await affinity.v2.lists.entries.fieldValues.get({ listId: 821, listEntryId: 640001, fieldId: 'field-4103' });
      expect(read.value.data).toBeNull();
      const [change] = await affinity.v1.fieldValueChanges.list({ field_id: 4103 });
      expect(change).toMatchObject({ action_type: 1, value: 250_000 });
    },
  },
  raw: { line: `DELETE /field-values/${amountId}`, status: 200, answer: success },
});
