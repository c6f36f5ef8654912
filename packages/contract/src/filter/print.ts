import type { Filter, FilterCondition, FilterGroup, FilterOperand } from './ast.ts';
import { isSpace, isSpecial, propertyPattern } from './syntax.ts';

const needsQuotes = (text: string): boolean =>
  text === '' || Array.from(text).some((char) => char === ',' || isSpace(char) || isSpecial(char));

/** Special characters are escaped inside the quotes too: the documentation asks for it, and reading tolerates both. */
const printText = (text: string): string =>
  needsQuotes(text)
    ? `"${Array.from(text)
        .map((char) => (isSpecial(char) ? `\\${char}` : char))
        .join('')}"`
    : text;

const printOperand = (operand: FilterOperand): string => {
  if (operand.kind === 'any') return '*';
  return operand.kind === 'text' ? printText(operand.text) : `[${operand.items.map(printText).join(',')}]`;
};

const printCondition = ({ property, operator, operand }: FilterCondition): string => {
  if (!propertyPattern.test(property)) throw new TypeError(`Not a filter property: '${property}'`);
  return `${property}${operator}${printOperand(operand)}`;
};

/** `&` binds tighter than `|`: a term needs no parentheses but when it is a group that would be read into its parent. */
const printTerm = (term: Filter, parent: FilterGroup['kind']): string => {
  const grouped = term.kind === 'or' || (term.kind === 'and' && parent === 'and');
  return grouped ? `(${printFilter(term)})` : printFilter(term);
};

/**
 * Prints a filter as the text of the `filter` parameter, not yet URL-encoded (v2 reference, section 6.1).
 *
 * @throws TypeError when a property has characters that no expression can hold.
 */
export const printFilter = (filter: Filter): string => {
  if (filter.kind === 'condition') return printCondition(filter);
  if (filter.kind === 'not') return `!(${printFilter(filter.term)})`;
  return filter.terms.map((term) => printTerm(term, filter.kind)).join(filter.kind === 'and' ? ' & ' : ' | ');
};
