import { type SavedView, v2 } from '@affinity-kit/contract';
import { pageByKey, type Seek } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { type EntryRow, ofList } from '../state/entries.ts';
import type { ListRow } from '../state/lists.ts';
import type { ViewRow } from '../state/views.ts';
import { visibleList } from './access.ts';
import { fieldsOf } from './field-selection.ts';
import { fieldPlan } from './field-text.ts';
import { nullablePageText, pageRequest } from './page-request.ts';
import { entryTexts } from './record-text.ts';
import { viewFilter } from './view-filter.ts';

const { savedViews: contract } = v2.lists;

const shown = ({ id, name, type, createdAt }: ViewRow): SavedView => ({ id, name, type, createdAt });

const viewOf = (context: RequestContext, listId: number, viewId: number): { list: ListRow; view: ViewRow } => {
  const list = visibleList(context, listId);
  const view = context.state.views.get(viewId);
  if (view === undefined || view.listId !== listId) throw notFound();
  return { list, view };
};

/** Entries read at once while looking for those that a view shows. */
const batch = 500;

/** Rows of a view on one side of a position, as `pageByKey` wants them. */
const seekRows = (context: RequestContext, list: ListRow, view: ViewRow) => {
  const keep = viewFilter(context, list, view);
  const condition = ofList(list.id);
  return ({ position, count }: Seek): EntryRow[] => {
    const found: EntryRow[] = [];
    let from = position;
    while (found.length < count) {
      const rows = context.state.entries.page(condition, { position: from, count: batch });
      found.push(...keep(rows));
      const last = rows.at(-1);
      if (last === undefined || rows.length < batch) break;
      from = { direction: position?.direction ?? 'after', key: String(last.id) };
    }
    return found.slice(0, count);
  };
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
      const { rows, pagination } = pageByKey(request, seekRows(context, list, view), ({ id }) => id);
      return nullablePageText(context, entryTexts(context, rows, fieldPlan(context, columns)), pagination);
    },
  },
};
