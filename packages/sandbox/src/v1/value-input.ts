import type { V1ValueUpdate } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import type { CellItem } from '../state/cells.ts';
import type { FieldRow } from '../state/fields.ts';
import { pacificMidnight } from '../state/pacific.ts';
import { withOffset } from './date-input.ts';
import { unknownId } from './problems.ts';

const expected = (what: string): Error => unprocessable(`Field value: expected ${what}`);

const numberOf = (value: V1ValueUpdate): number => {
  if (typeof value !== 'number') throw expected('a number');
  return value;
};

const textOf = (value: V1ValueUpdate): string => {
  if (typeof value !== 'string') throw expected('a string');
  return value;
};

/** The time part is ignored (v1 reference, section 4.3): the day is the one that is written, or that of UTC where there is an offset. */
const dateOf = (value: V1ValueUpdate): string => {
  const text = textOf(value);
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw expected('an ISO 8601 date');
  return pacificMidnight(withOffset.test(text) ? time.toISOString().slice(0, 10) : text.slice(0, 10));
};

const locationOf = (value: V1ValueUpdate): CellItem => {
  if (typeof value !== 'object') throw expected('a location');
  const { street_address, city, state, country, continent = null } = value;
  return [street_address, city, state, country, continent];
};

/** A plain dropdown takes a text; one that is not among its options becomes an option (v2 reference, section 5.5). */
const optionByText = ({ state }: RequestContext, field: FieldRow, value: V1ValueUpdate): number => {
  const text = textOf(value);
  const known = field.options.find((option) => option.text === text);
  return known?.id ?? state.fields.createOption({ fieldNo: field.no, text, rank: null, color: null, statusCategory: null, winRate: null });
};

const optionById = (field: FieldRow, value: V1ValueUpdate): number => {
  const id = numberOf(value);
  if (!field.options.some((option) => option.id === id)) throw unknownId('value', id, 'DropdownOption');
  return id;
};

const recordById = (known: (id: number) => boolean, value: V1ValueUpdate, model: string): number => {
  const id = numberOf(value);
  if (!known(id)) throw unknownId('value', id, model);
  return id;
};

/** Checks a value and brings it into the form in which it is kept. May add an option, so call it within a transaction. */
export const valueInput = (context: RequestContext, field: FieldRow, value: V1ValueUpdate): CellItem => {
  const { persons, companies } = context.state;
  switch (field.valueType) {
    case 'person':
    case 'person-multi':
      return recordById(persons.exists, value, 'Person');
    case 'company':
    case 'company-multi':
      return recordById(companies.exists, value, 'Organization');
    case 'dropdown':
    case 'dropdown-multi':
      return optionByText(context, field, value);
    case 'ranked-dropdown':
      return optionById(field, value);
    case 'number':
    case 'number-multi':
      return numberOf(value);
    case 'datetime':
      return dateOf(value);
    case 'location':
    case 'location-multi':
      return locationOf(value);
    case 'text':
      return textOf(value);
    default:
      throw unprocessable(`Field field_id: values of ${field.id} cannot be written`);
  }
};
