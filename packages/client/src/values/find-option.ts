import type { DropdownOption, DropdownOptionId } from '@affinity-kit/contract';

/** An option, or why none is meant. */
export type OptionFound = { readonly option: DropdownOption } | { readonly message: string; readonly candidates: readonly string[] };

const describe = ({ text, id }: DropdownOption): string => `${text} (${id})`;

const listed = (options: readonly DropdownOption[]): string => {
  const shown = options.slice(0, 10).map(({ text }) => `'${text}'`);
  return `${shown.join(', ')}${options.length > shown.length ? ` and ${options.length - shown.length} more` : ''}`;
};

const byText = (options: readonly DropdownOption[], text: string): readonly DropdownOption[] => {
  const exact = options.filter((option) => option.text === text);
  if (exact.length > 0) return exact;
  const folded = text.trim().toLowerCase();
  return options.filter((option) => option.text.toLowerCase() === folded);
};

/** Finds an option by id or by text; in another case only where none has this very text, since `USA` and `usa` may both exist. */
export const findOption = (options: readonly DropdownOption[], wanted: string | DropdownOptionId): OptionFound => {
  const found = typeof wanted === 'number' ? options.filter(({ id }) => id === wanted) : byText(options, wanted);
  const [option, ...others] = found;
  if (option === undefined) {
    const message = `${JSON.stringify(wanted)} is none of the options ${listed(options)}`;
    return { message, candidates: options.map(describe) };
  }
  if (others.length === 0) return { option };
  return { message: `${JSON.stringify(wanted)} is the text of several options`, candidates: found.map(describe) };
};
