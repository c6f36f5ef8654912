import type { FieldValuesPage, PageLimit } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { JsonText, RequestContext } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { decodeItems, encodeItem } from '../state/cell-text.ts';
import type { FieldRow } from '../state/fields.ts';
import type { FieldRecord, PageFacts } from './field-facts.ts';
import { type FieldScope, fieldsOf, ownFieldSelection, selectFields } from './field-selection.ts';
import { type FieldPlan, fieldTexts, payloadsOf } from './field-text.ts';
import { answerText, pageRequest, pageText } from './page-request.ts';
import { resolved } from './reference-texts.ts';

/** One record whose fields are asked for. */
export interface RecordFields {
  readonly context: RequestContext;
  readonly scope: FieldScope;
  readonly record: FieldRecord;
  readonly facts: PageFacts;
  /** How the fields are written: as they are, or hidden. */
  readonly planOf: (context: RequestContext, fields: readonly FieldRow[]) => FieldPlan;
}

interface ListInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
}

/** A page of a record's fields: all of them unless some are chosen. */
export const listFields = (of: RecordFields, input: ListInput, endpoint: { readonly limit: PageLimit }): JsonText => {
  const { context, scope } = of;
  const fields = selectFields(context, scope, ownFieldSelection(input)) ?? fieldsOf(context, scope);
  const numbered = fields.map((field, index) => ({ field, place: index + 1 }));
  const { rows, pagination } = pageOfArray(pageRequest(input, context, endpoint), numbered, ({ place }) => place);
  const plan = of.planOf(
    context,
    rows.map(({ field }) => field),
  );
  return pageText(context, fieldTexts(plan, of.record, of.facts), pagination);
};

/** One field of a scope; one that it does not have is not found. */
export const fieldIn = (context: RequestContext, scope: FieldScope, fieldId: string): FieldRow => {
  const found = fieldsOf(context, scope).find(({ id }) => id === fieldId);
  if (found === undefined) throw notFound();
  return found;
};

/** One field of a record with its value. */
export const getField = (of: RecordFields, fieldId: string): JsonText => {
  const plan = of.planOf(of.context, [fieldIn(of.context, of.scope, fieldId)]);
  return answerText(of.context, fieldTexts(plan, of.record, of.facts).join());
};

/** The value types whose values have a collection of their own (v2 reference, section 8.3). */
const paged = new Set([
  'company',
  'company-multi',
  'person',
  'person-multi',
  'dropdown',
  'dropdown-multi',
  'ranked-dropdown',
  'location',
  'location-multi',
  'filterable-text',
  'filterable-text-multi',
  'list-multi',
]);

/** A page of all values of one field, in stored order. */
export const listValues = (
  of: RecordFields,
  input: ListInput & { fieldId: string },
  endpoint: { readonly limit: PageLimit },
): FieldValuesPage => {
  const { context } = of;
  const field = fieldIn(context, of.scope, input.fieldId);
  const { valueType } = field;
  if (!paged.has(valueType)) throw new Problem('bad-request', `Values of type '${valueType}' cannot be listed`);
  const [payload] = payloadsOf(of.planOf(context, [field]), of.record, of.facts);
  const items = payload === undefined ? [] : decodeItems(valueType, payload);
  const numbered = items.map((item, index) => ({ item, place: index + 1 }));
  const { rows, pagination } = pageOfArray(pageRequest(input, context, endpoint), numbered, ({ place }) => place);
  const data = rows.map(({ item }): unknown => JSON.parse(resolved(context.state, encodeItem(valueType, item))));
  return { type: valueType, data, pagination };
};
