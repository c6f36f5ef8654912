import { type DropdownOption, type Page, v2, versionTraits } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { RequestContext } from '../context.ts';
import { invalid, notFound } from '../problem.ts';
import { type FieldRow, isStatus, type OptionRow } from '../state/fields.ts';
import { type FieldScope, fieldsOf } from './field-selection.ts';
import { pageRequest } from './page-request.ts';

const optionTypes = new Set(['dropdown', 'dropdown-multi', 'ranked-dropdown']);

/** The observed form of field ids: `field-<int>`, or a slug. */
const wellFormed = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** 400 for what cannot be the id of a dropdown field, 404 for a field that does not exist (v2 reference, section 1.3). */
export const dropdownField = (context: RequestContext, scope: FieldScope, fieldId: string): FieldRow => {
  if (!wellFormed.test(fieldId)) throw invalid('fieldId', 'fieldId is malformed');
  const field = fieldsOf(context, scope).find(({ id }) => id === fieldId);
  if (field === undefined) throw notFound();
  if (!optionTypes.has(field.valueType)) throw invalid('fieldId', `The field '${fieldId}' is not a dropdown field`);
  return field;
};

const rankedOption = ({ id, text, rank, color }: OptionRow): DropdownOption => ({
  type: 'ranked-dropdown',
  id,
  text,
  rank: rank ?? 0,
  color,
});

/** The type of a dropdown field's options, as a version calls it. */
export const optionTypeOf = ({ version }: RequestContext, field: FieldRow): DropdownOption['type'] => {
  if (field.valueType !== 'ranked-dropdown') return 'dropdown';
  return isStatus(field) ? versionTraits[version].statusOptionType : 'ranked-dropdown';
};

/** An option as a version shows it (v2 reference, section 5.7). */
export const shownOption = (context: RequestContext, field: FieldRow, option: OptionRow): DropdownOption => {
  const { id, text, rank, color, statusCategory, winRate } = option;
  const type = optionTypeOf(context, field);
  if (type === 'dropdown') return { type, id, text };
  if (type === 'ranked-dropdown') return rankedOption(option);
  const category = statusCategory ?? 'open';
  return {
    type: 'status-dropdown',
    id,
    text,
    rank: rank ?? 0,
    color,
    statusCategory: category,
    winRate: category === 'open' ? winRate : null,
  };
};

interface OptionsInput {
  readonly fieldId: string;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of the options of a dropdown field, oldest first: Affinity does not sort them by rank (v2 reference, section 14, row 11). */
export const listDropdownOptions = (context: RequestContext, scope: FieldScope, input: OptionsInput): Page<DropdownOption> => {
  const field = dropdownField(context, scope, input.fieldId);
  const request = pageRequest(input, context, v2.lists.fields.dropdownOptions.list);
  const inOrder = field.options.toSorted((a, b) => a.id - b.id);
  const { rows, pagination } = pageOfArray(request, inOrder, ({ id }) => id);
  return { data: rows.map((option) => shownOption(context, field, option)), pagination };
};
