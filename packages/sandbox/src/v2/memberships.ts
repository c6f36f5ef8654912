import { type List, type Page, v2 } from '@affinity-kit/contract';
import { pageByKey, pageOfArray } from '../behaviour/paging.ts';
import type { JsonText, RequestContext } from '../context.ts';
import { type EntryRow, ofEntity } from '../state/entries.ts';
import { allOf, isIn } from '../state/keyset.ts';
import type { ListRow } from '../state/lists.ts';
import { visibleListIds } from './access.ts';
import { fieldsOf } from './field-selection.ts';
import { type FieldPlan, fieldPlan, fieldsText } from './field-text.ts';
import { pageRequest, pageText } from './page-request.ts';
import { entryFacts, entryRecords } from './record-text.ts';

/** A company or person whose lists and rows are asked for. */
export interface Member {
  readonly context: RequestContext;
  readonly kind: 'company' | 'person';
  readonly entityId: number;
}

interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** The lists of a page and how their rows are written, each prepared once. */
const plansOf = (context: RequestContext) => {
  const plans = new Map<number, { list: ListRow; plan: FieldPlan }>();
  return (listId: number): { list: ListRow; plan: FieldPlan } => {
    const known = plans.get(listId);
    if (known !== undefined) return known;
    const list = context.state.lists.get(listId);
    if (list === undefined) throw new Error(`There is no list ${listId}`);
    const made = { list, plan: fieldPlan(context, fieldsOf(context, { kind: 'list', list })) };
    plans.set(listId, made);
    return made;
  };
};

const entryTexts = (context: RequestContext, rows: readonly EntryRow[]): string[] => {
  const records = entryRecords(context, rows);
  const facts = entryFacts(context, records);
  const planOf = plansOf(context);
  return records.map((record) => {
    const { id, listId, createdAt, creatorId } = record.entry;
    const { list, plan } = planOf(listId);
    const head = JSON.stringify({ id, listId, listName: list.name, createdAt, creatorId });
    return `${head.slice(0, -1)},"fields":${fieldsText(plan, record, facts)}}`;
  });
};

/** A page of a record's rows on all lists that the caller sees, with all their fields. */
export const entriesOf = ({ context, kind, entityId }: Member, input: PageInput): JsonText => {
  const condition = allOf(ofEntity(kind, entityId), isIn('list_id', visibleListIds(context)));
  const { rows, pagination } = pageByKey(
    pageRequest(input, context, v2.companies.entries.list),
    (seek) => context.state.entries.page(condition, seek),
    ({ id }) => id,
  );
  return pageText(context, entryTexts(context, rows), pagination);
};

const shown = ({ id, name, creatorId, ownerId, isPublic, createdAt }: ListRow): List => ({
  id,
  name,
  creatorId,
  ownerId,
  isPublic,
  createdAt,
});

/** A page of the lists that a record is on, each once: those that the caller sees. */
export const listsOf = ({ context, kind, entityId }: Member, input: PageInput): Page<List> => {
  const { lists, entries } = context.state;
  const on = new Set(entries.listsOf(kind, [entityId]).map(([, listId]) => listId));
  const found = lists.visibleTo(context.caller.userId).filter(({ id }) => on.has(id));
  const { rows, pagination } = pageOfArray(pageRequest(input, context, v2.companies.lists.list), found, ({ id }) => id);
  return { data: rows.map(shown), pagination };
};
