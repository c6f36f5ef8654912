import { type SavedView, SearchFilterGroup, v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import type { ListRow } from '../state/lists.ts';
import type { ViewRow } from '../state/views.ts';
import { visibleList } from './access.ts';
import { fieldsOf } from './field-selection.ts';
import { fieldPlan } from './field-text.ts';
import { pageRequest, pageText } from './page-request.ts';
import { entryTexts } from './record-text.ts';
import { inOrder, pageOfFound } from './search.ts';
import { fieldIdsIn, viewTest } from './search-filter.ts';
import { type SearchRecord, searchSpace } from './search-records.ts';
import { byId } from './search-sort.ts';

const { savedViews: contract } = v2.lists;

const shown = ({ id, name, type, createdAt }: ViewRow): SavedView => ({ id, name, type, createdAt });

const viewOf = (context: RequestContext, listId: number, viewId: number): { list: ListRow; view: ViewRow } => {
  const list = visibleList(context, listId);
  const view = context.state.views.get(viewId);
  if (view === undefined || view.listId !== listId) throw notFound();
  return { list, view };
};

/** Rows of a view, by id: its filters apply, its sort order does not. */
const rowsOfView = (context: RequestContext, list: ListRow, view: ViewRow): readonly SearchRecord[] => {
  const filter = view.filter === null ? undefined : SearchFilterGroup.parse(view.filter);
  const space = searchSpace(context, { kind: 'list', list }, new Set(filter === undefined ? [] : fieldIdsIn(filter)));
  return filter === undefined ? space.records : space.records.filter(viewTest(space, filter));
};

export const savedViews: HandlersOf<typeof contract> = {
  list: (input, context) => {
    const list = visibleList(context, input.listId);
    const request = pageRequest(input, context, contract.list);
    const { rows, pagination } = pageByKey(
      request,
      (seek) => context.state.views.page(list.id, seek),
      ({ id }) => id,
    );
    return { data: rows.map(shown), pagination };
  },
  get: ({ listId, viewId }, context) => shown(viewOf(context, listId, viewId).view),
  entries: {
    list: (input, context) => {
      const { list, view } = viewOf(context, input.listId, input.viewId);
      if (view.type !== 'sheet')
        throw new Problem('bad-request', `Only the entries of a sheet can be read, and this view is a ${view.type}`);
      const columns = fieldsOf(context, { kind: 'list', list }).filter(({ id }) => view.fieldIds.includes(id));
      const request = pageRequest(input, context, contract.entries.list);
      const { ids, pagination } = pageOfFound(request, rowsOfView(context, list, view), byId);
      return pageText(
        context,
        entryTexts(context, inOrder(context.state.entries.byIds(ids), ids), fieldPlan(context, columns)),
        pagination,
      );
    },
  },
};
