import { v2, versionTraits } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import { ofList } from '../state/entries.ts';
import type { ListRow } from '../state/lists.ts';
import { isRedacted, visibleEntry, visibleList } from './access.ts';
import { createEntry } from './entry-creation.ts';
import { fieldSelection, selectFields } from './field-selection.ts';
import { type FieldPlan, fieldPlan, hiddenFieldPlan } from './field-text.ts';
import { changesPage } from './field-value-changes.ts';
import { batchUpdateFields, updateField } from './field-writes.ts';
import { answerText, pageRequest, pageText } from './page-request.ts';
import { getField, listFields, listValues, type RecordFields } from './record-fields.ts';
import { type EntryRecord, entryFacts, entryRecords, entryTexts } from './record-text.ts';
import { inOrder, searchPage } from './search.ts';

const { entries: contract } = v2.lists;

interface EntryPath {
  readonly listId: number;
  readonly listEntryId: number;
}

const selectedPlan = (context: RequestContext, list: ListRow, input: Parameters<typeof fieldSelection>[0]): FieldPlan | undefined => {
  const fields = selectFields(context, { kind: 'list', list }, fieldSelection(input));
  return fields === undefined ? undefined : fieldPlan(context, fields);
};

const recordAt = (context: RequestContext, { listId, listEntryId }: EntryPath): { list: ListRow; record: EntryRecord } => {
  const { list, entry } = visibleEntry(context, listId, listEntryId);
  const [record] = entryRecords(context, [entry]);
  if (record === undefined) throw notFound();
  return { list, record };
};

/** Since 2026-07-15 the fields of a restricted opportunity are hidden from those who cannot manage it (v2 reference, section 1.3). */
const isHidden = (context: RequestContext, { opportunity }: EntryRecord): boolean =>
  versionTraits[context.version].hidesRestrictedOpportunities && opportunity !== undefined && isRedacted(context, opportunity);

const fieldsAt = (context: RequestContext, path: EntryPath): RecordFields => {
  const { list, record } = recordAt(context, path);
  const planOf = isHidden(context, record) ? hiddenFieldPlan : fieldPlan;
  return { context, scope: { kind: 'list', list }, record, facts: entryFacts(context, [record]), planOf };
};

const writable = (context: RequestContext, path: EntryPath) => {
  const { list, record } = recordAt(context, path);
  return { context, record, scope: { kind: 'list', list } as const, hidden: isHidden(context, record) };
};

export const entries: HandlersOf<typeof contract> = {
  list: (input, context) => {
    const list = visibleList(context, input.listId);
    const plan = selectedPlan(context, list, input);
    const condition = ofList(list.id);
    const request = pageRequest(input, context, contract.list);
    const { rows, pagination } = pageByKey(
      request,
      (seek) => context.state.entries.page(condition, seek),
      ({ id }) => id,
    );
    return pageText(context, entryTexts(context, rows, plan), pagination);
  },
  search: (input, context) => {
    const list = visibleList(context, input.listId);
    const plan = selectedPlan(context, list, input);
    const page = pageRequest(input, context, contract.search);
    const scope = { kind: 'list', list } as const;
    const { ids, pagination } = searchPage({ context, scope, criteria: input.body ?? {}, page, totalCount: input.totalCount });
    return pageText(context, entryTexts(context, inOrder(context.state.entries.byIds(ids), ids), plan), pagination);
  },
  create: (input, context) => answerText(context, entryTexts(context, [createEntry(context, input)], undefined).join()),
  get: (input, context) => {
    const { list, entry } = visibleEntry(context, input.listId, input.listEntryId);
    const [text] = entryTexts(context, [entry], selectedPlan(context, list, input));
    if (text === undefined) throw notFound();
    return answerText(context, text);
  },
  fieldValues: {
    list: (input, context) => listFields(fieldsAt(context, input), input, contract.fieldValues.list),
    get: (input, context) => getField(fieldsAt(context, input), input.fieldId),
    values: (input, context) => listValues(fieldsAt(context, input), input, contract.fieldValues.values),
    update: (input, context) => {
      updateField(writable(context, input), input.fieldId, input.body);
    },
    batchUpdate: (input, context) => batchUpdateFields(writable(context, input), input.body),
  },
  fieldValueChanges: {
    list: (input, context) => {
      const { record } = recordAt(context, input);
      return changesPage({
        context,
        input,
        filterOf: 'GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes',
        entry: record.entry,
      });
    },
  },
};
