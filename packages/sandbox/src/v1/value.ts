import { type V1DropdownOption, type V1Value, type V1ValueType, v1ValueTypes } from '@affinity-kit/contract';
import type { StoredLocation, ValueType } from '../seed/model.ts';
import type { CellItem } from '../state/cells.ts';
import type { FieldRow, OptionRow } from '../state/fields.ts';
import type { State } from '../state/state.ts';

/** Codes of the value types that v1 has (v1 reference, section 4.3); `undefined` for those without a counterpart. */
const codes: Record<ValueType, V1ValueType | undefined> = {
  person: v1ValueTypes.person,
  'person-multi': v1ValueTypes.person,
  company: v1ValueTypes.organization,
  'company-multi': v1ValueTypes.organization,
  dropdown: v1ValueTypes.dropdown,
  'dropdown-multi': v1ValueTypes.dropdown,
  number: v1ValueTypes.number,
  'number-multi': v1ValueTypes.number,
  datetime: v1ValueTypes.date,
  location: v1ValueTypes.location,
  'location-multi': v1ValueTypes.location,
  text: v1ValueTypes.text,
  'ranked-dropdown': v1ValueTypes.rankedDropdown,
  'filterable-text': v1ValueTypes.filterableText,
  'filterable-text-multi': v1ValueTypes.filterableText,
  interaction: undefined,
  'formula-number': undefined,
  note: undefined,
  reminder: undefined,
  'list-multi': undefined,
};

/** The code of a field's values; `undefined` for fields that v1 does not show. */
export const valueCode = ({ numericId, valueType }: FieldRow): V1ValueType | undefined =>
  numericId === null ? undefined : codes[valueType];

const palette = ['white', 'gray', 'blue', 'green', 'purple', 'orange', 'red'];

/** An option as v1 shows it: its colour is a number. */
export const shownOption = ({ id, text, rank, color }: OptionRow): V1DropdownOption => ({
  id,
  text,
  rank: rank ?? 0,
  color: Math.max(0, palette.indexOf(color ?? 'white')),
});

const shownLocation = ([street_address, city, state, country, continent]: StoredLocation) => ({
  street_address,
  city,
  state,
  country,
  continent,
});

/** One value as v1 shows it: text for plain dropdowns, an option for ranked ones, ids for records. */
export const shownValue = (state: State, { valueType }: FieldRow, item: CellItem): V1Value => {
  if (typeof item === 'object') return shownLocation(item);
  if (!valueType.includes('dropdown')) return item;
  const option = state.fields.option(Number(item));
  if (option === undefined) return null;
  return valueType === 'ranked-dropdown' ? shownOption(option) : option.text;
};
