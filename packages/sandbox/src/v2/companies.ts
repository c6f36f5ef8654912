import { v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf, JsonText, RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import { type CompanyRow, inAccount } from '../state/companies.ts';
import { always, withIds } from '../state/keyset.ts';
import { listDropdownOptions } from './dropdown-options.ts';
import { PageFacts } from './field-facts.ts';
import { listFieldMetadata } from './field-metadata.ts';
import { fieldSelection, selectFields } from './field-selection.ts';
import { type FieldPlan, fieldPlan } from './field-text.ts';
import { batchUpdateFields, updateField, type WriteTarget } from './field-writes.ts';
import { entriesOf, listsOf } from './memberships.ts';
import { companyNotes, companyRelationships } from './notes-of-records.ts';
import { answerText, pageRequest, pageText } from './page-request.ts';
import { getField, listFields, listValues, type RecordFields } from './record-fields.ts';
import { companyTexts } from './record-text.ts';
import { hasCriteria, inOrder, searchPage } from './search.ts';

const scope = { kind: 'company' } as const;

const selectedPlan = (context: RequestContext, input: Parameters<typeof fieldSelection>[0]): FieldPlan | undefined => {
  const fields = selectFields(context, scope, fieldSelection(input));
  return fields === undefined ? undefined : fieldPlan(context, fields);
};

const companyOf = ({ state }: RequestContext, id: number): CompanyRow => {
  const company = state.companies.get(id);
  if (company === undefined) throw notFound();
  return company;
};

const fieldsOfCompany = (context: RequestContext, companyId: number): RecordFields => {
  const { id, cells } = companyOf(context, companyId);
  const facts = new PageFacts(context, 'company', [id]);
  return { context, scope, record: { kind: 'company', entityId: id, cells: [cells] }, facts, planOf: fieldPlan };
};

interface DirectoryInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly totalCount?: boolean | undefined;
}

/** A search without any criteria goes through Affinity's whole directory (v2 reference, section 14, row 1). */
const directoryPage = (context: RequestContext, input: DirectoryInput, plan: FieldPlan | undefined): JsonText => {
  const { companies: repository } = context.state;
  const { rows, pagination } = pageByKey(
    pageRequest(input, context, v2.companies.search),
    (seek) => repository.page(always, seek),
    ({ id }) => id,
  );
  const counted = input.totalCount === true ? { ...pagination, totalCount: repository.count(always) } : pagination;
  return pageText(context, companyTexts(context, rows, plan), counted);
};

const writable = (context: RequestContext, companyId: number): WriteTarget => {
  const { id } = companyOf(context, companyId);
  return { context, scope, record: { kind: 'company', entityId: id }, hidden: false };
};

export const companies: HandlersOf<typeof v2.companies> = {
  list: (input, context) => {
    const plan = selectedPlan(context, input);
    const condition = input.ids === undefined ? inAccount : withIds(input.ids);
    const request = pageRequest(input, context, v2.companies.list);
    const { rows, pagination } = pageByKey(
      request,
      (seek) => context.state.companies.page(condition, seek),
      ({ id }) => id,
    );
    return pageText(context, companyTexts(context, rows, plan), pagination);
  },
  search: (input, context) => {
    const plan = selectedPlan(context, input);
    if (!hasCriteria(input.body)) return directoryPage(context, input, plan);
    const page = pageRequest(input, context, v2.companies.search);
    const { ids, pagination } = searchPage({ context, scope, criteria: input.body, page, totalCount: input.totalCount });
    return pageText(context, companyTexts(context, inOrder(context.state.companies.byIds(ids), ids), plan), pagination);
  },
  get: (input, context) => {
    const plan = selectedPlan(context, input);
    return answerText(context, companyTexts(context, [companyOf(context, input.companyId)], plan).join());
  },
  entries: {
    list: (input, context) => entriesOf({ context, kind: 'company', entityId: companyOf(context, input.companyId).id }, input),
  },
  lists: {
    list: (input, context) => listsOf({ context, kind: 'company', entityId: companyOf(context, input.companyId).id }, input),
  },
  notes: companyNotes,
  relationships: companyRelationships,
  fields: {
    list: (input, context) => listFieldMetadata({ context, scope, filterOf: 'GET /v2/companies/fields' }, input),
    dropdownOptions: { list: (input, context) => listDropdownOptions(context, scope, input) },
  },
  fieldValues: {
    list: (input, context) => listFields(fieldsOfCompany(context, input.companyId), input, v2.companies.fieldValues.list),
    get: (input, context) => getField(fieldsOfCompany(context, input.companyId), input.fieldId),
    update: (input, context) => {
      updateField(writable(context, input.companyId), input.fieldId, input.body);
    },
    batchUpdate: (input, context) => batchUpdateFields(writable(context, input.companyId), input.body),
    values: (input, context) => listValues(fieldsOfCompany(context, input.companyId), input, v2.companies.fieldValues.values),
  },
};
