import { type ListWithType, v2 } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { forbidden } from '../problem.ts';
import { addList } from '../state/add-list.ts';
import type { ListRow } from '../state/lists.ts';
import { visibleList } from './access.ts';
import { listDropdownOptions } from './dropdown-options.ts';
import { listFieldMetadata } from './field-metadata.ts';
import { entries } from './list-entries.ts';
import { createOption, deleteOption, getOption, type OptionScope, updateOption } from './option-writes.ts';
import { pageRequest } from './page-request.ts';
import { savedViews } from './saved-views.ts';

const shown = ({ roles: _, ...list }: ListRow): ListWithType => list;

const sharing = 'Share accessible Lists globally';

const optionScope = (context: RequestContext, { listId, fieldId }: { listId: number; fieldId: string }): OptionScope => ({
  context,
  list: visibleList(context, listId),
  fieldId,
});

export const lists: HandlersOf<typeof v2.lists> = {
  list: (input, context) => {
    const term = input.term?.toLowerCase() ?? '';
    const found = context.state.lists.visibleTo(context.caller.userId).filter(({ name }) => name.toLowerCase().includes(term));
    const { rows, pagination } = pageOfArray(pageRequest(input, context, v2.lists.list), found, ({ id }) => id);
    return { data: rows.map(shown), pagination };
  },
  create: ({ body }, context) => {
    const { state, caller, now } = context;
    const { name, type, isPublic = false } = body;
    if (isPublic && !caller.permissions.has(sharing)) throw forbidden(sharing);
    const creator = { creatorId: caller.userId, ownerId: caller.userId };
    const list = addList(state, { name, type, isPublic, ...creator, createdAt: now.toISOString(), roles: [] });
    context.emit('list.created', () => ({ id: list.id, ip_address: '127.0.0.1' }));
    return shown(list);
  },
  get: ({ listId }, context) => shown(visibleList(context, listId)),
  fields: {
    list: (input, context) => {
      const scope = { kind: 'list', list: visibleList(context, input.listId) } as const;
      return listFieldMetadata({ context, scope, filterOf: 'GET /v2/lists/{listId}/fields' }, input);
    },
    dropdownOptions: {
      list: (input, context) => listDropdownOptions(context, { kind: 'list', list: visibleList(context, input.listId) }, input),
      get: (input, context) => getOption(optionScope(context, input), input.dropdownOptionId),
      create: (input, context) => createOption(optionScope(context, input), input.body),
      update: (input, context) => {
        updateOption(optionScope(context, input), input.dropdownOptionId, input.body);
      },
      delete: (input, context) => {
        deleteOption(optionScope(context, input), input.dropdownOptionId);
      },
    },
  },
  entries,
  savedViews,
};
