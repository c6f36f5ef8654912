import type { DropdownOption, DropdownOptionId } from '@affinity-kit/contract';
import { readOption } from '../values/read-input.ts';
import type { FilterValue } from './expression.ts';

/** The option that a value means. A number is the text of one first, as in `Year = 2026`, and else its id. */
export const optionIdOf = (options: readonly DropdownOption[], value: FilterValue): DropdownOptionId => {
  if (typeof value !== 'number') return readOption(value, options).id;
  const named = options.some(({ text }) => text === String(value));
  return readOption(named ? String(value) : { dropdownOptionId: value }, options).id;
};
