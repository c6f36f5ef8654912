import type { Filter } from '@affinity-kit/contract';
import { filterCondition, numberColumn, timeColumn } from './filter-condition.ts';
import { always, type Condition, where } from './keyset.ts';

/** Notes that are no replies. */
export const rootNotes: Condition = where('parent_id IS NULL');

/** Replies to one note. */
export const repliesTo = (noteId: number): Condition => where('parent_id = ?', noteId);

/** Notes that satisfy a `filter`, if there is one. */
export const satisfying = (filter: Filter | undefined): Condition => {
  if (filter === undefined) return always;
  return filterCondition(filter, {
    id: numberColumn('id'),
    'creator.id': numberColumn('creator_id'),
    createdAt: timeColumn('created_at'),
    updatedAt: timeColumn('updated_at'),
  });
};
