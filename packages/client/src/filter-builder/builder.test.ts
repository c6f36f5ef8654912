import { parseFilter, printFilter } from '@affinity-kit/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { F, type FieldFilter } from './builder.ts';
import { toTextFilter } from './filter-text.ts';

const now = new Date('2026-11-20T18:30:00Z');
const field = fc.constantFrom('Status', 'creator.id', 'createdAt').map(F.field);
const value = fc.oneof(fc.string({ minLength: 1 }), fc.integer());
const condition: fc.Arbitrary<FieldFilter> = fc.oneof(
  fc.tuple(field, value).map(([each, wanted]) => each.equals(wanted)),
  fc.tuple(field, fc.array(value, { minLength: 1, maxLength: 3 })).map(([each, wanted]) => each.in(wanted)),
  fc.tuple(field, fc.string({ minLength: 1 })).map(([each, part]) => each.contains(part)),
  fc.tuple(field, fc.integer(), fc.integer()).map(([each, low, high]) => each.between(low, high)),
  field.map((each) => each.isEmpty()),
  field.map((each) => each.withinTheLast(3, 'month')),
);
const { filter } = fc.letrec<{ filter: FieldFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.tuple(tie('filter'), tie('filter')).map(([one, other]) => one.and(other)),
    fc.tuple(tie('filter'), tie('filter')).map(([one, other]) => one.or(other)),
    tie('filter').map((one) => one.not()),
  ),
}));

const printed = (built: FieldFilter): string => printFilter(toTextFilter(built.node, now));

describe('a built filter', () => {
  it('prints what the parser reads, and is built from it again', () => {
    fc.assert(
      fc.property(filter, (built) => {
        const text = printed(built);
        expect(parseFilter(text)).toEqual(toTextFilter(built.node, now));
        expect(printed(F.parse(text))).toBe(text);
      }),
    );
  });

  it('is never changed', () => {
    const status = F.field('Status').equals('Active');
    const before = status.toString();
    expect(status.and(F.field('Amount').greaterThan(1)).or(status.not()).toString()).toBe(
      '(Status equals "Active" and Amount greaterThan 1) or not (Status equals "Active")',
    );
    expect(status.toString()).toBe(before);
    expect(status.not().not().node).toBe(status.node);
  });

  it('counts back to the end of a shorter month', () => {
    const text = F.field('createdAt').withinTheLast(1, 'month').toText('GET /v2/notes', new Date('2026-03-31T10:00:00Z'));
    expect(text).toContain('createdAt>=2026-02-28T10:00:00.000Z');
  });
});
