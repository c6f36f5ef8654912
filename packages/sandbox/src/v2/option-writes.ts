import {
  type DropdownOption,
  type DropdownOptionToBeCreated,
  type DropdownOptionToBeUpdated,
  listRoleCapabilities,
} from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import { type FieldRow, isStatus, type OptionRow } from '../state/fields.ts';
import { type ListRow, roleOn } from '../state/lists.ts';
import { wholeField } from '../v1/fields.ts';
import { dropdownField, optionTypeOf, shownOption } from './dropdown-options.ts';

/** A dropdown field under a list: the list's own, or an account-wide one of its records (v2 reference, section 14, row 12). */
export interface OptionScope {
  readonly context: RequestContext;
  readonly list: ListRow;
  readonly fieldId: string;
}

const fieldOf = ({ context, list, fieldId }: OptionScope): FieldRow => dropdownField(context, { kind: 'list', list }, fieldId);

/** Options of Status are the business of the list's admins (v1 reference, section 4.4); account-wide fields that of the account's. */
const requireRight = ({ context: { caller }, list }: OptionScope, field: FieldRow): void => {
  const capabilities = listRoleCapabilities[roleOn(list, caller.userId) ?? 'basic'];
  const ofList = isStatus(field) ? capabilities.manageList : capabilities.editFields;
  const allowed = caller.role === 'Admin' || (field.listId !== null && ofList);
  if (!allowed) throw new Problem('authorization', 'You cannot edit the options of this field');
};

const optionOf = (field: FieldRow, id: number): OptionRow => {
  const option = field.options.find((each) => each.id === id);
  if (option === undefined) throw notFound();
  return option;
};

/** Texts are unique on a field, with regard to case (v2 reference, section 14, row 11). */
const requireNewText = (field: FieldRow, text: string | undefined, except?: number): void => {
  if (field.options.some((option) => option.text === text && option.id !== except)) {
    throw invalid('text', `The field '${field.id}' has an option '${text}' already`);
  }
};

const requireOpen = (category: OptionRow['statusCategory'], winRate: number | undefined): void => {
  if (winRate !== undefined && category !== 'open') throw invalid('winRate', 'winRate belongs to options of the category open');
};

const drafted = (field: FieldRow, body: DropdownOptionToBeCreated): Omit<OptionRow, 'id'> => {
  const base = { fieldNo: field.no, text: body.text, rank: null, color: null, statusCategory: null, winRate: null };
  switch (body.type) {
    case 'dropdown':
      return base;
    case 'ranked-dropdown':
      return { ...base, rank: body.rank, color: body.color, statusCategory: isStatus(field) ? 'open' : null };
    case 'status-dropdown':
      requireOpen(body.statusCategory, body.winRate);
      return { ...base, rank: body.rank, color: body.color, statusCategory: body.statusCategory, winRate: body.winRate ?? null };
  }
};

/** One option of a dropdown field. */
export const getOption = (scope: OptionScope, id: number): DropdownOption => {
  const field = fieldOf(scope);
  return shownOption(scope.context, field, optionOf(field, id));
};

/** Options belong to what v1 tells of a field. */
const tellField = (scope: OptionScope): void => {
  const field = fieldOf(scope);
  if (field.numericId !== null) scope.context.emit('field.updated', () => wholeField(scope.context, field));
};

/** Adds an option, which must be of the type of the field's options (v2 reference, section 9.5). */
export const createOption = (scope: OptionScope, body: DropdownOptionToBeCreated): DropdownOption => {
  const { context } = scope;
  const field = fieldOf(scope);
  requireRight(scope, field);
  const type = optionTypeOf(context, field);
  if (body.type !== type) throw invalid('type', `Options of the field '${field.id}' are of type '${type}'`);
  requireNewText(field, body.text);
  const id = context.state.fields.createOption(drafted(field, body));
  tellField(scope);
  return getOption(scope, id);
};

const changeable: Record<DropdownOption['type'], ReadonlySet<string>> = {
  dropdown: new Set(['text']),
  'ranked-dropdown': new Set(['text', 'rank', 'color']),
  'status-dropdown': new Set(['text', 'rank', 'color', 'statusCategory', 'winRate']),
};

const requireOwnProperties = (scope: OptionScope, field: FieldRow, body: DropdownOptionToBeUpdated): void => {
  const type = optionTypeOf(scope.context, field);
  for (const [name, value] of Object.entries(body)) {
    if (value !== undefined && !changeable[type].has(name)) throw invalid(name, `Options of type '${type}' have no ${name}`);
  }
};

/** Changes what is said of an option; one that is no longer open loses its win rate. */
export const updateOption = (scope: OptionScope, id: number, body: DropdownOptionToBeUpdated): void => {
  const field = fieldOf(scope);
  const option = optionOf(field, id);
  requireRight(scope, field);
  requireOwnProperties(scope, field, body);
  requireNewText(field, body.text, id);
  const statusCategory = body.statusCategory ?? option.statusCategory;
  requireOpen(statusCategory, body.winRate);
  const winRate = statusCategory === 'open' ? (body.winRate ?? option.winRate) : null;
  const { text = option.text, rank = option.rank, color = option.color } = body;
  scope.context.state.fields.updateOption({ ...option, text, rank, color, statusCategory, winRate });
  tellField(scope);
};

/** Deletes an option and clears every value that is set to it; the change feed keeps its text. */
export const deleteOption = (scope: OptionScope, id: number): void => {
  const { state, caller, now } = scope.context;
  const field = fieldOf(scope);
  const option = optionOf(field, id);
  requireRight(scope, field);
  state.transaction(() => {
    state.fieldCells.clearOption(field, id, { userId: caller.userId, now });
    state.changes.keepText('option', id, option.text);
    state.fields.removeOption(id);
  });
  tellField(scope);
};
