import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unprocessable } from '../support/refusals.ts';
import { anId, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const status = {
  id: 4201,
  name: 'Status',
  value_type: 7,
  allows_multiple: false,
  list_id: 822,
  track_changes: true,
  enrichment_source: 'none',
  dropdown_options: [
    { id: 31021, text: 'New', rank: 0, color: anId },
    { id: 31022, text: 'Won', rank: 1, color: anId },
  ],
};

const amount = { ...status, id: 4202, name: 'Amount', value_type: 3, dropdown_options: [] };

proves('v1.fields.list', {
  does: {
    'filters by list, type of value and kind of record': async ({ affinity }) => {
      const idsOf = async (query: Parameters<typeof affinity.v1.fields.list>[0]) =>
        (await affinity.v1.fields.list(query)).map(({ id }) => id);
      expect(await idsOf({ list_id: 820 })).toEqual([4301]);
      expect(await idsOf({ value_type: 7 })).toEqual([4101, 4201]);
      expect(await idsOf({ entity_type: 8 })).toEqual([4201, 4202]);
    },
    'puts the name of the list in front when told to [v1.fields.modified-names]': async ({ affinity }) => {
      const names = (await affinity.v1.fields.list({ list_id: 822, with_modified_names: true })).map(({ name }) => name);
      expect(names).toEqual(['[Active Deals] Status', '[Active Deals] Amount']);
    },
    'leaves options out when told to': async ({ affinity }) => {
      const [first] = await affinity.v1.fields.list({ list_id: 822, exclude_dropdown_options: true });
      expect(first?.dropdown_options ?? []).toEqual([]);
    },
    'fills the options of ranked dropdowns alone [v1.fields.options-of-type-7]': async ({ affinity }) => {
      const fields = await affinity.v1.fields.list();
      for (const { value_type, dropdown_options = [] } of fields) expect(dropdown_options.length > 0).toBe(value_type === 7);
    },
    'hides the fields of hidden lists': async ({ as }) => {
      expect((await as(keys.tomas).v1.fields.list()).map(({ id }) => id)).not.toContain(4401);
    },
  },
  raw: { line: 'GET /fields?list_id=822', status: 200, answer: [status, amount] },
  refuses: {
    'a list that there is not': ['GET /fields?list_id=999', unprocessable(/list_id/)],
    'a kind of record that there is not': ['GET /fields?entity_type=2', unprocessable(/entity_type/)],
    'a hidden list': ['GET /fields?list_id=823', denied(), { as: keys.tomas }],
  },
});

proves('v1.fields.create', {
  does: {
    'makes a field that v2 knows as field-<id> [v1.fields.id-in-v2]': async ({ affinity }) => {
      const body = { name: 'Cheque size', entity_type: 1, value_type: 3, list_id: 821 } as const;
      const { id } = await affinity.v1.fields.create({ body });
      const fields = await affinity.v2.lists.fields.list({ listId: 821 }).all();
      expect(fields.find((field) => field.id === `field-${id}`)).toMatchObject({ name: 'Cheque size', valueType: 'number', type: 'list' });
    },
    'makes a global one where no list is named': async ({ affinity }) => {
      const { id, list_id } = await affinity.v1.fields.create({ body: { name: 'Tier', entity_type: 1, value_type: 6 } });
      expect(list_id).toBeNull();
      expect((await affinity.v2.companies.fields.list().all()).map((field) => field.id)).toContain(`field-${id}`);
    },
    'turns a dropdown of type 2 into a managed one [v1.fields.type-2-becomes-17]': async ({ affinity }) => {
      const { id } = await affinity.v1.fields.create({ body: { name: 'Kind', entity_type: 1, value_type: 2, list_id: 821 } });
      const fields = await affinity.v2.lists.fields.list({ listId: 821 }).all();
      expect(fields.find((field) => field.id === `field-${id}`)?.valueType).toBe('dropdown');
    },
  },
  raw: {
    line: 'POST /fields',
    body: { name: 'Cheque Size', entity_type: 8, value_type: 3, list_id: 822 },
    status: 200,
    answer: { ...amount, id: anId, name: 'Cheque Size', track_changes: expect.any(Boolean) },
  },
  refuses: {
    'a type of value that there is not': [
      'POST /fields',
      unprocessable(/value_type/),
      { body: { name: 'x', entity_type: 1, value_type: 99 } },
    ],
    'a field of a list without the list': [
      'POST /fields',
      unprocessable(/list_id/),
      { body: { name: 'x', entity_type: 1, value_type: 3, is_list_specific: true } },
    ],
    'a list of another kind of record': [
      'POST /fields',
      unprocessable(),
      { body: { name: 'x', entity_type: 0, value_type: 3, list_id: 821 } },
    ],
    'a global field of deals': ['POST /fields', unprocessable(), { body: { name: 'x', entity_type: 8, value_type: 3 } }],
    'several values of a type that has one': [
      'POST /fields',
      unprocessable(/allows_multiple/),
      { body: { name: 'x', entity_type: 1, value_type: 7, allows_multiple: true } },
    ],
    'a global field to who may not manage them [v1.fields.global-needs-right]': [
      'POST /fields',
      denied(),
      { as: keys.ines, body: { name: 'x', entity_type: 1, value_type: 3 } },
    ],
    'a field to somebody with the basic role [v1.access.list-roles]': [
      'POST /fields',
      denied(),
      { as: keys.ines, body: { name: 'x', entity_type: 1, value_type: 3, list_id: 823 } },
    ],
    'a field without a name': ['POST /fields', unprocessable(/name/), { body: { entity_type: 1, value_type: 3 } }],
  },
});

proves('v1.fields.delete', {
  does: {
    'takes the values of the field along': async ({ affinity, send }) => {
      await affinity.v1.fields.delete({ field_id: 4103 });
      const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
      expect(values.map(({ field_id }) => field_id)).not.toContain(4103);
      expect((await send('GET /v2/lists/821/list-entries/640001/fields/field-4103')).status).toBe(404);
    },
  },
  raw: { line: 'DELETE /fields/4104', status: 200, answer: success },
  refuses: {
    'a field to somebody with the basic role': ['DELETE /fields/4401', denied(), { as: keys.ines }],
  },
});
