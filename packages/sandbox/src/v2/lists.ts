import { type ListWithType, v2 } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { HandlersOf } from '../context.ts';
import type { ListRow } from '../state/lists.ts';
import { visibleList } from './access.ts';
import { listDropdownOptions } from './dropdown-options.ts';
import { listFieldMetadata } from './field-metadata.ts';
import { entries } from './list-entries.ts';
import { pageRequest } from './page-request.ts';
import { savedViews } from './saved-views.ts';

const shown = ({ roles: _, ...list }: ListRow): ListWithType => list;

export const lists: HandlersOf<typeof v2.lists> = {
  list: (input, context) => {
    const term = input.term?.toLowerCase() ?? '';
    const found = context.state.lists.visibleTo(context.caller.userId).filter(({ name }) => name.toLowerCase().includes(term));
    const { rows, pagination } = pageOfArray(pageRequest(input, context, v2.lists.list), found, ({ id }) => id);
    return { data: rows.map(shown), pagination };
  },
  get: ({ listId }, context) => shown(visibleList(context, listId)),
  fields: {
    list: (input, context) => {
      const scope = { kind: 'list', list: visibleList(context, input.listId) } as const;
      return listFieldMetadata({ context, scope, filterOf: 'GET /v2/lists/{listId}/fields' }, input);
    },
    dropdownOptions: {
      list: (input, context) => listDropdownOptions(context, { kind: 'list', list: visibleList(context, input.listId) }, input),
    },
  },
  entries,
  savedViews,
};
