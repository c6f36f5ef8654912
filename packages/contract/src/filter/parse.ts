import type { Filter, FilterComparison, FilterCondition, FilterGroup, FilterOperand } from './ast.ts';
import { FilterCursor } from './cursor.ts';
import { isSpace, isSpecial, maxFilterDepth } from './syntax.ts';

/** Longer operators first, so that `>=` is not read as `>`. */
const operators: readonly FilterComparison[] = ['!=', '=^', '=$', '=~', '>=', '<=', '=', '>', '<'];

const isNameChar = (char: string): boolean => /[\w-]/.test(char);
const isBareChar = (char: string): boolean => !isSpecial(char) && !isSpace(char);
const isItemChar = (char: string): boolean => char !== ',' && isBareChar(char);
const isQuotedChar = (char: string): boolean => char !== '"' && char !== '\\';

const escaped = (at: FilterCursor): string => {
  at.position += 1;
  if (!isSpecial(at.char)) throw at.expected('a special character after the backslash');
  const char = at.char;
  at.position += 1;
  return char;
};

/** Characters that `accepts` takes, mixed with escaped ones. */
const run = (at: FilterCursor, accepts: (char: string) => boolean): string => {
  let text = at.takeWhile(accepts);
  while (at.char === '\\') text += escaped(at) + at.takeWhile(accepts);
  return text;
};

const quotedText = (at: FilterCursor): string => {
  at.position += 1;
  const text = run(at, isQuotedChar);
  if (at.char !== '"') throw at.expected('a closing double quote');
  at.position += 1;
  return text;
};

const value = (at: FilterCursor, accepts: (char: string) => boolean): string => {
  const start = at.position;
  const text = at.char === '"' ? quotedText(at) : run(at, accepts);
  if (at.position === start) throw at.expected('a value');
  at.skipSpace();
  return text;
};

const list = (at: FilterCursor): FilterOperand => {
  const items: string[] = [];
  if (at.take(']')) return { kind: 'list', items };
  do items.push(value(at, isItemChar));
  while (at.take(','));
  if (!at.take(']')) throw at.expected("',' or ']'");
  return { kind: 'list', items };
};

const operand = (at: FilterCursor): FilterOperand => {
  if (at.take('*')) return { kind: 'any' };
  if (at.take('[')) return list(at);
  return { kind: 'text', text: value(at, isBareChar) };
};

const property = (at: FilterCursor): string => {
  const names: string[] = [];
  do {
    const name = at.takeWhile(isNameChar);
    if (name === '') throw at.expected(names.length === 0 ? "a property, '(' or '!'" : 'a property name');
    names.push(name);
    at.skipSpace();
  } while (at.take('.'));
  return names.join('.');
};

const condition = (at: FilterCursor): FilterCondition => {
  const name = property(at);
  const operator = operators.find((token) => at.take(token));
  if (operator === undefined) throw at.expected('an operator (= != =^ =$ =~ > >= < <=)');
  return { kind: 'condition', property: name, operator, operand: operand(at) };
};

/** Reads something nested, and refuses to go deeper than {@link maxFilterDepth}. */
const nested = (at: FilterCursor, read: (at: FilterCursor) => Filter): Filter => {
  at.depth += 1;
  if (at.depth > maxFilterDepth) throw at.expected(`at most ${maxFilterDepth} nested groups`);
  const filter = read(at);
  at.depth -= 1;
  return filter;
};

const parenthesised = (at: FilterCursor): Filter => {
  const filter = group(at, 'or');
  if (!at.take(')')) throw at.expected("'&', '|' or ')'");
  return filter;
};

const unary = (at: FilterCursor): Filter => {
  // `!(` opens one level, not two: what was parsed may be printed, which adds parentheses, and parsed again.
  if (at.take('!')) return { kind: 'not', term: nested(at, at.take('(') ? parenthesised : unary) };
  if (at.take('(')) return nested(at, parenthesised);
  return condition(at);
};

/** Terms joined by `|`, or by the tighter `&`; a single term stands for itself. */
const group = (at: FilterCursor, kind: FilterGroup['kind']): Filter => {
  const term = (): Filter => (kind === 'or' ? group(at, 'and') : unary(at));
  const separator = kind === 'or' ? '|' : '&';
  const first = term();
  if (!at.take(separator)) return first;
  const terms: [Filter, Filter, ...Filter[]] = [first, term()];
  while (at.take(separator)) terms.push(term());
  return { kind, terms };
};

/**
 * Parses a `filter` expression; a blank one is no filter and gives `undefined` (v2 reference, section 6.1).
 *
 * Knows the grammar only: {@link checkFilter} knows which properties and operators an endpoint takes.
 * Takes time linear in the length of `text`.
 *
 * @throws FilterSyntaxError when the grammar refuses the text.
 */
export const parseFilter = (text: string): Filter | undefined => {
  const at = new FilterCursor(text);
  at.skipSpace();
  if (at.char === '') return undefined;
  const filter = group(at, 'or');
  if (at.char !== '') throw at.expected("'&', '|' or the end (a value with spaces needs double quotes)");
  return filter;
};
