import { dayMs, iso } from './dates.ts';
import { optionAt } from './field-draft.ts';
import { ids } from './ids.ts';
import type { FirmList } from './lists.ts';
import type { SeedView } from './model.ts';
import { openStages } from './stages.ts';

type Draft = Pick<SeedView, 'name' | 'type' | 'filter' | 'fieldIds'>;

/** Each list has its views: everything, what is open, what rests too long, a board and a dashboard. */
const draftsOf = (list: FirmList): Draft[] => {
  const { status, owners, columns, stages } = list;
  const fieldIds = [status.id, owners.id, ...columns.slice(0, 8).map(({ field }) => field.id), 'last-contact'];
  const entity = list.template.type === 'company' ? ['affinity-data-location', 'affinity-data-number-of-employees'] : [];
  const open = Array.from({ length: openStages(stages) }, (_, stage) => ({ dropdownOptionId: optionAt(status, stage) }));
  const isOpen = { fieldId: status.id, valueType: 'ranked-dropdown', operator: 'is-any-of', value: open };
  const resting = {
    fieldId: 'time-in-current-status',
    valueType: 'date',
    operator: 'is-more-than-relative',
    value: { amount: 60, unit: 'day' },
  };
  return [
    { name: 'All', type: 'sheet', filter: null, fieldIds: [...fieldIds, ...entity] },
    { name: 'Open', type: 'sheet', filter: { operator: 'and', filters: [isOpen] }, fieldIds },
    {
      name: 'Stuck > 60 days',
      type: 'sheet',
      filter: { operator: 'and', filters: [isOpen, resting] },
      fieldIds: [status.id, owners.id, 'created-at', 'time-in-current-status'],
    },
    { name: 'Board', type: 'board', filter: null, fieldIds: [status.id, owners.id] },
    { name: 'Monday Meeting', type: 'dashboard', filter: null, fieldIds: [status.id] },
  ];
};

/** Views of all lists; ids ascend with the lists, and so with time. */
export function* inventViews(lists: readonly FirmList[], now: number): Generator<SeedView> {
  let count = 0;
  for (const list of lists) {
    for (const draft of draftsOf(list)) {
      const createdAt = Math.min(list.createdAt + (count % 5) * 3 * dayMs + 3_600_000, now);
      yield { id: ids.view.idAt(count++), listId: list.seed.id, createdAt: iso(createdAt), ...draft };
    }
  }
}
