import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unprocessable } from '../support/refusals.ts';
import { anId, anInstant, ref } from '../support/shapes.ts';

const proves = provesOn(stage());

const added = {
  id: 508200001,
  field_id: 4101,
  entity_id: 70455,
  list_entry_id: 640001,
  action_type: 0,
  changer: ref.mira,
  changed_at: anInstant,
  value: { id: 31006, text: 'New', rank: 0, color: anId },
};

proves('v1.fieldValueChanges.list', {
  does: {
    'shows the newest first, or by what it is told [v1.changes.order]': async ({ affinity }) => {
      const idsOf = async (query: object) => (await affinity.v1.fieldValueChanges.list({ field_id: 4101, ...query })).map(({ id }) => id);
      expect(await idsOf({})).toEqual([508200002, 508200001]);
      expect(await idsOf({ order_by: 'asc' })).toEqual([508200001, 508200002]);
      expect(await idsOf({ action_type: 2 })).toEqual([508200002]);
      expect(await idsOf({ organization_id: 70456 })).toEqual([]);
      expect(await idsOf({ list_entry_id: 640001 })).toHaveLength(2);
    },
    'goes on behind an id, to an empty page [v1.changes.keyset]': async ({ affinity }) => {
      const query = { field_id: 4101, changed_after: '2025-05-01T10:00:00Z', order_by: 'asc', limit: 1 } as const;
      const first = await affinity.v1.fieldValueChanges.list(query);
      const second = await affinity.v1.fieldValueChanges.list({ ...query, after_id: 508200001 });
      const third = await affinity.v1.fieldValueChanges.list({ ...query, after_id: 508200002 });
      expect([first, second, third].map((page) => page.map(({ id }) => id))).toEqual([[508200001], [508200002], []]);
    },
    'shows what the system changed without a changer [v1.changes.system-has-no-changer]': async ({ affinity }) => {
      expect((await affinity.v1.fieldValueChanges.list({ field_id: 302 }))[0]).toMatchObject({ changer: null, value: 7 });
    },
    'shows an option that is gone as its bare text [v1.changes.deleted-option-is-text]': async ({ affinity }) => {
      await affinity.v2.lists.fields.dropdownOptions.delete({ listId: 821, fieldId: 'field-4101', dropdownOptionId: 31006 });
      const [first] = await affinity.v1.fieldValueChanges.list({ field_id: 4101, action_type: 0 });
      expect(first?.value).toBe('New');
    },
  },
  raw: { line: 'GET /field-value-changes?field_id=4101&action_type=0&organization_id=70455&limit=5', status: 200, answer: [added] },
  refuses: {
    'no field': ['GET /field-value-changes', unprocessable(/field_id/)],
    'a field that is not tracked [v1.changes.untracked-refused]': ['GET /field-value-changes?field_id=4104', unprocessable()],
    'two records [v1.changes.at-most-one-selector]': [
      'GET /field-value-changes?field_id=4101&organization_id=70455&person_id=90211',
      unprocessable(),
    ],
    'an action that there is not': ['GET /field-value-changes?field_id=4101&action_type=3', unprocessable(/action_type/)],
    'more than 10,000': ['GET /field-value-changes?field_id=4101&limit=10001', unprocessable(/limit/)],
    'to go on without a beginning': ['GET /field-value-changes?field_id=4101&after_id=1', unprocessable()],
    'a field that there is not': ['GET /field-value-changes?field_id=999', unprocessable(/expected 999/)],
    'a field of a hidden list': ['GET /field-value-changes?field_id=4401', denied(), { as: keys.tomas }],
  },
});
