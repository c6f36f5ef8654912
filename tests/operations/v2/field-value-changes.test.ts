import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { validation } from '../support/refusals.ts';
import { onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

proves('v2.fieldValueChanges.list', {
  does: {
    'shows the oldest first, or the newest [v2.feed.order]': async ({ affinity }) => {
      const ids = async (query: object) => (await affinity.v2.fieldValueChanges.list(query)).data.map(({ id }) => id);
      expect(await ids({})).toEqual([508200001, 508200002, 508200003]);
      expect(await ids({ orderBy: ['-changedAt'] })).toEqual([508200003, 508200002, 508200001]);
      expect(await ids({ filter: 'listEntry.id=640001' })).toEqual([508200001, 508200002]);
      expect(await ids({ filter: 'changedAt>=2025-06-01T10:00:00Z' })).toEqual([508200002, 508200003]);
      expect(await ids({ filter: 'changer.id=5101&actionType=update' })).toEqual([508200002]);
    },
    'shows what the system changed without a changer, and global fields without a row [v2.feed.system-and-global]': async ({
      affinity,
    }) => {
      const { data: changes } = await affinity.v2.fieldValueChanges.list({ filter: 'field.id=field-302' });
      expect(changes).toMatchObject([{ changer: null, listEntry: null, value: 7, type: 'number' }]);
    },
    'follows what v1 writes': async ({ affinity }) => {
      await affinity.v1.fieldValues.create({ body: { field_id: 4103, entity_id: 70456, list_entry_id: 640002, value: 5 } });
      const { data: changes } = await affinity.v2.fieldValueChanges.list({ filter: 'field.id=field-4103' });
      expect(changes).toMatchObject([{ actionType: 'add', value: 5, entity: { id: 70456 }, listEntry: { id: 640002, listId: 821 } }]);
    },
    'knows nothing of fields that are not tracked [v2.feed.tracked-fields-only]': async ({ affinity }) => {
      const body = { value: { type: 'text', data: 'x' } } as const;
      await affinity.v2.lists.entries.fieldValues.update({ listId: 821, listEntryId: 640001, fieldId: 'field-4104', body });
      expect((await affinity.v2.fieldValueChanges.list({ filter: 'field.id=field-4104' })).data).toEqual([]);
    },
    'hides the changes of hidden lists': async ({ affinity, as, send }) => {
      const { id } = await affinity.v1.fields.create({ body: { name: 'Size', entity_type: 1, value_type: 3, list_id: 823 } });
      await send(`POST /v2/lists/823/list-entries/640201/fields/field-${id}`, { body: { value: { type: 'number', data: 1 } } });
      const count = async (client: typeof affinity) =>
        (await client.v2.fieldValueChanges.list({ filter: `field.id=field-${id}` })).data.length;
      expect([await count(affinity), await count(as(keys.tomas))]).toEqual([1, 0]);
    },
  },
  raw: {
    line: 'GET /v2/field-value-changes?filter=actionType%3Dupdate&orderBy=-changedAt&limit=5',
    status: 200,
    answer: {
      data: [
        {
          id: 508200002,
          field: { id: 'field-4101', entityType: 'company', name: 'Status', type: 'list' },
          entity: { id: 70455 },
          listEntry: { id: 640001, listId: 821 },
          changer: { id: 5101, firstName: 'Mira', lastName: 'Okafor', emailAddress: 'mira@harborlight.example' },
          changedAt: '2025-06-01T10:00:00.000Z',
          actionType: 'update',
          type: 'ranked-dropdown',
          value: { referenceType: 'entity', dropdownOptionId: 31007, text: 'Diligence', rank: 1, color: 'blue' },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'another order': ['GET /v2/field-value-changes?orderBy=id', validation('orderBy.0')],
    'to be filtered by anything else': ['GET /v2/field-value-changes?filter=entity.id%3D1', validation('filter')],
  },
});
