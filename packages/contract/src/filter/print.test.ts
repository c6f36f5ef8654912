import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Filter, filterComparisons } from './ast.ts';
import { parseFilter } from './parse.ts';
import { printFilter } from './print.ts';
import { FilterSyntaxError } from './syntax.ts';

const nasty = fc.string({ unit: fc.constantFrom(...Array.from('\\*~!&=><$^|"\'()][/, \t\n.-_aZ9é東🦉')) });
const value = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.constantFrom('', '*', 'null', '[]', '2026-01-01T00:00:00Z'));
const name = fc.stringMatching(/^[\w-]{1,8}$/);
const operand = fc.oneof(
  fc.constant({ kind: 'any' as const }),
  value.map((text) => ({ kind: 'text' as const, text })),
  fc.array(value, { maxLength: 4 }).map((items) => ({ kind: 'list' as const, items })),
);
const condition = fc.record({
  kind: fc.constant('condition' as const),
  property: fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('.')),
  operator: fc.constantFrom(...filterComparisons),
  operand,
});

const { filter } = fc.letrec<{ filter: Filter }>((tie) => {
  const terms = fc.tuple(tie('filter'), tie('filter'), fc.array(tie('filter'), { maxLength: 2 }));
  return {
    filter: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      condition,
      tie('filter').map((term): Filter => ({ kind: 'not', term })),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), terms)
        .map(([kind, [a, b, more]]): Filter => ({ kind, terms: [a, b, ...more] })),
    ),
  };
});

/** Good filters as people write them: spare parentheses, spare space, negations without parentheses. */
const { sloppy } = fc.letrec<{ sloppy: string }>((tie) => ({
  sloppy: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom('a=1', ' creator . id != *', 'x =~ [ a,"b c" ] ', 'n="q\\"q"'),
    tie('sloppy').map((text) => `( ${text})`),
    tie('sloppy').map((text) => `! (${text} )`),
    tie('sloppy').map((text) => `!!(${text})`),
    fc.tuple(tie('sloppy'), fc.constantFrom('&', ' | '), tie('sloppy')).map((parts) => parts.join('')),
  ),
}));

/** Text that is often almost a filter. */
const nearFilter = fc
  .array(
    fc.constantFrom('a', 'creator.id', '=', '!=', '=~', '>=', '!', '&', '|', '(', ')', '[', ']', ',', '*', '"', '\\', ' ', '7', '"x y"'),
  )
  .map((tokens) => tokens.join(''));

const errorOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('printFilter', () => {
  it('prints what parses to the same tree, whatever the tree', () => {
    fc.assert(
      fc.property(filter, (tree) => {
        expect(parseFilter(printFilter(tree))).toEqual(tree);
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing more once a text has been parsed and printed', () => {
    fc.assert(
      fc.property(sloppy, (text) => {
        const tree = parseFilter(text) ?? expect.unreachable();
        expect(parseFilter(printFilter(tree))).toEqual(tree);
      }),
    );
  });

  it('uses only what survives a round trip through a URL', () => {
    fc.assert(
      fc.property(filter, (tree) => {
        const text = printFilter(tree);
        fc.pre(!/\p{Surrogate}/u.test(text));
        expect(new URLSearchParams(new URLSearchParams({ filter: text }).toString()).get('filter')).toBe(text);
      }),
    );
  });

  it.each<[string, string]>([
    ['a=1&b=2|c=3', 'a=1 & b=2 | c=3'],
    ['(a=1|b=2)&c=3', '(a=1 | b=2) & c=3'],
    ['((a=1))', 'a=1'],
    ['!a=1', '!(a=1)'],
    ['!!a=1', '!(!(a=1))'],
    ['name =~ "Series B"', 'name=~"Series B"'],
    ['name = "A&B"', 'name="A\\&B"'],
    ['name = ""', 'name=""'],
    ['p = [a, "b, c"]', 'p=[a,"b, c"]'],
  ])('prints %s as %s', (text, printed) => {
    expect(printFilter(parseFilter(text) ?? expect.unreachable())).toBe(printed);
  });

  it('prints nested negations that can be parsed again at the greatest depth', () => {
    const deepest = `${'!'.repeat(100)}a=1`;
    expect(printFilter(parseFilter(deepest) ?? expect.unreachable())).toSatisfy((text: string) => parseFilter(text) !== undefined);
  });

  it('refuses a property that no expression can hold', () => {
    const tree: Filter = { kind: 'condition', property: 'a=1|b', operator: '=', operand: { kind: 'any' } };
    expect(() => printFilter(tree)).toThrow(TypeError);
  });
});

describe('parseFilter on arbitrary text', () => {
  it('either parses or throws a FilterSyntaxError that points into the text', () => {
    fc.assert(
      fc.property(fc.oneof(nearFilter, nasty, fc.string({ unit: 'binary' })), (text) => {
        const error = errorOf(() => parseFilter(text));
        if (error === undefined) return;
        expect(error).toBeInstanceOf(FilterSyntaxError);
        expect(error).toSatisfy(({ position }: FilterSyntaxError) => position >= 0 && position <= text.length);
      }),
      { numRuns: 2000 },
    );
  });
});
