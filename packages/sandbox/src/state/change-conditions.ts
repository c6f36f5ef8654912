import type { Filter } from '@affinity-kit/contract';
import type { SeedChange } from '../seed/model.ts';
import { type FilterColumn, filterColumn, filterCondition, numberColumn, textColumn, timeColumn } from './filter-condition.ts';
import { allOf, always, type Condition, isIn, never, where } from './keyset.ts';

/** Changes of fields, by their numbers; of one field they come from its own index. */
export const ofFields = (numbers: readonly number[]): Condition => {
  const [first, ...others] = numbers;
  if (first === undefined) return never;
  return others.length === 0 ? where('field_no = ?', first) : isIn('field_no', numbers);
};

/** Changes of one record, whatever its kind: say the field too. */
export const ofEntity = (entityId: number): Condition => where('entity_id = ?', entityId);

/** Changes of one row of a list. */
export const ofEntry = (listEntryId: number): Condition => where('list_entry_id = ?', listEntryId);

/** Changes of one kind. */
export const ofAction = (action: SeedChange['action']): Condition => where('action = ?', action);

/** Changes at or after a time. */
export const since = (time: string): Condition => where('changed_at >= ?', time);

/** Leaves out the changes of some fields. */
export const exceptFields = (numbers: readonly number[]): Condition => {
  const fields = isIn('field_no', numbers);
  return numbers.length === 0 ? always : where(`NOT ${fields.text}`, ...fields.params);
};

/** Leaves out the changes of some records in some fields. */
export const exceptEntities = (entityIds: readonly number[], fieldNumbers: readonly number[]): Condition => {
  if (entityIds.length === 0) return always;
  const both = allOf(isIn('field_no', fieldNumbers), isIn('entity_id', entityIds));
  return where(`NOT (${both.text})`, ...both.params);
};

/** One id may name several fields: slugs are shared by entities. */
const fieldColumn = (numbersOf: (fieldId: string) => readonly number[]): FilterColumn => {
  const present = filterColumn('field_no', Number);
  return (condition) => (condition.operand.kind === 'text' ? ofFields(numbersOf(condition.operand.text)) : present(condition));
};

/** Changes that satisfy a `filter`; `numbersOf` gives the numbers of a field's id. */
export const satisfying = (filter: Filter, numbersOf: (fieldId: string) => readonly number[]): Condition =>
  filterCondition(filter, {
    'field.id': fieldColumn(numbersOf),
    'listEntry.id': numberColumn('list_entry_id'),
    'changer.id': numberColumn('changer_id'),
    changedAt: timeColumn('changed_at'),
    actionType: textColumn('action'),
  });
