import { describe, expect, it } from 'vitest';
import type { Filter, FilterComparison, FilterOperand } from './ast.ts';
import { parseFilter } from './parse.ts';
import { FilterSyntaxError, maxFilterDepth } from './syntax.ts';

const is = (property: string, value: string | FilterOperand, operator: FilterComparison = '='): Filter => ({
  kind: 'condition',
  property,
  operator,
  operand: typeof value === 'string' ? { kind: 'text', text: value } : value,
});
const any: FilterOperand = { kind: 'any' };
const list = (...items: string[]): FilterOperand => ({ kind: 'list', items });

const failure = (text: string): FilterSyntaxError => {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error;
    throw error;
  }
  throw new Error(`'${text}' was accepted`);
};

describe('parseFilter', () => {
  it.each<[string, Filter]>([
    ['id=1234|id=5678', { kind: 'or', terms: [is('id', '1234'), is('id', '5678')] }],
    ['status=active&owner.id=5101', { kind: 'and', terms: [is('status', 'active'), is('owner.id', '5101')] }],
    [
      'field.id=field-4101 & changedAt>=2026-01-01T00:00:00Z',
      { kind: 'and', terms: [is('field.id', 'field-4101'), is('changedAt', '2026-01-01T00:00:00Z', '>=')] },
    ],
    ['matchCriteria = "domain-match"', is('matchCriteria', 'domain-match')],
    [
      'status=failed | taskId=789e0123-e45b-67c8-d901-234567890123',
      {
        kind: 'or',
        terms: [is('status', 'failed'), is('taskId', '789e0123-e45b-67c8-d901-234567890123')],
      },
    ],
    ['name=~stat', is('name', 'stat', '=~')],
  ])('reads the documented sample %s', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter);
  });

  it.each<FilterComparison>(['=', '!=', '=^', '=$', '=~', '>', '>=', '<', '<='])(
    'reads the operator %s with and without space',
    (operator) => {
      expect(parseFilter(`p${operator}v`)).toEqual(is('p', 'v', operator));
      expect(parseFilter(` p \t${operator}\n v `)).toEqual(is('p', 'v', operator));
    },
  );

  it('binds & tighter than |, and ! tighter than both', () => {
    expect(parseFilter('a=1|b=2&!c=3')).toEqual({
      kind: 'or',
      terms: [is('a', '1'), { kind: 'and', terms: [is('b', '2'), { kind: 'not', term: is('c', '3') }] }],
    });
  });

  it('lets parentheses override the precedence', () => {
    expect(parseFilter('(a=1|b=2)&c=3')).toEqual({
      kind: 'and',
      terms: [{ kind: 'or', terms: [is('a', '1'), is('b', '2')] }, is('c', '3')],
    });
  });

  it('keeps a group inside a group of its own kind', () => {
    expect(parseFilter('a=1|(b=2|c=3)')).toEqual({
      kind: 'or',
      terms: [is('a', '1'), { kind: 'or', terms: [is('b', '2'), is('c', '3')] }],
    });
  });

  it('tells * from a star between quotes', () => {
    expect(parseFilter('p = *')).toEqual(is('p', any));
    expect(parseFilter('p != *')).toEqual(is('p', any, '!='));
    expect(parseFilter('p = "*"')).toEqual(is('p', '*'));
    expect(parseFilter('p = \\*')).toEqual(is('p', '*'));
  });

  it('reads empty text and lists', () => {
    expect(parseFilter('p=""')).toEqual(is('p', ''));
    expect(parseFilter('p = [ ]')).toEqual(is('p', list()));
    expect(parseFilter('p =~ [ a , "b, c",d\\[ ]')).toEqual(is('p', list('a', 'b, c', 'd['), '=~'));
  });

  it('takes a comma as an ordinary character outside lists', () => {
    expect(parseFilter('p=a,b')).toEqual(is('p', 'a,b'));
  });

  it('unescapes inside and outside quotes, and tolerates unescaped special characters inside', () => {
    expect(parseFilter("p=O\\'Brien\\&Co")).toEqual(is('p', "O'Brien&Co"));
    expect(parseFilter('p="say \\"hi\\" \\\\ (50/50)"')).toEqual(is('p', 'say "hi" \\ (50/50)'));
  });

  it('ignores space around the dots of a property', () => {
    expect(parseFilter('target . currentCompany.id = 7')).toEqual(is('target.currentCompany.id', '7'));
  });

  it('takes a blank filter as none', () => {
    expect(parseFilter('')).toBeUndefined();
    expect(parseFilter(' \n\t')).toBeUndefined();
  });

  it.each<[string, number, string, string]>([
    ['name', 4, 'an operator (= != =^ =$ =~ > >= < <=)', 'the end'],
    ['name=', 5, 'a value', 'the end'],
    ['name=&x=1', 5, 'a value', "'&'"],
    ['=1', 0, "a property, '(' or '!'", "'='"],
    ['a=1|', 4, "a property, '(' or '!'", 'the end'],
    ['a.=1', 2, 'a property name', "'='"],
    ['(a=1', 4, "'&', '|' or ')'", 'the end'],
    ['a=1)', 3, "'&', '|' or the end (a value with spaces needs double quotes)", "')'"],
    ['a=Series B', 9, "'&', '|' or the end (a value with spaces needs double quotes)", "'B'"],
    ['a="open', 7, 'a closing double quote', 'the end'],
    ['a=[1,2', 6, "',' or ']'", 'the end'],
    ['a=[1,]', 5, 'a value', "']'"],
    ['a=\\q', 3, 'a special character after the backslash', "'q'"],
    ['a=1 🦉', 4, "'&', '|' or the end (a value with spaces needs double quotes)", "'🦉'"],
    ["a='x'", 2, 'a value', `"'"`],
  ])('says where %s goes wrong', (text, ...[position, expected, found]) => {
    const error = failure(text);
    expect({ position: error.position, expected: error.expected, found: error.found }).toEqual({ position, expected, found });
    expect(error.message).toBe(`Filter, position ${position}: expected ${expected}, found ${found}`);
  });

  it.each(['(', '!', '!('])('refuses to nest %s without bound instead of exhausting the stack', (opening) => {
    expect(failure(opening.repeat(200_000)).expected).toBe(`at most ${maxFilterDepth} nested groups`);
  });

  it('reads a flat filter of many terms', () => {
    const text = Array.from({ length: 20_000 }, (_, id) => `id=${id}`).join('|');
    expect(parseFilter(text)).toMatchObject({ kind: 'or', terms: { length: 20_000 } });
  });
});
