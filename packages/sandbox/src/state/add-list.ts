import { defaultFields } from './default-fields.ts';
import type { ListRow } from './lists.ts';
import type { State } from './state.ts';

/** Adds a list with the fields that every list of its type starts with. */
export const addList = (state: State, draft: Omit<ListRow, 'id'>): ListRow =>
  state.transaction(() => {
    const list = state.lists.create(draft);
    for (const field of defaultFields(list)) state.fields.create(field);
    return list;
  });
