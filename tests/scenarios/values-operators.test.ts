import { AffinityFilterError, createAffinity, F, type FieldFilter, findRecords, recordFilter } from '@affinity-kit/client';
import type { ListEntryWithEntity } from '@affinity-kit/contract';
import { createSandbox } from '@affinity-kit/sandbox';
import * as fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { valuesFirm, valuesKey, valuesNow } from './support/values-firm.ts';

const sandbox = createSandbox({ firm: valuesFirm, clock: 'frozen' });
sandbox.clock.set(valuesNow);
afterAll(() => sandbox.close());

const affinity = createAffinity({ baseUrl: sandbox.url, apiKey: valuesKey, fetch: sandbox.fetch, pace: false });
const scope = { kind: 'list', listId: 10 } as const;
const now = new Date(valuesNow);

type Arbitrary = fc.Arbitrary<FieldFilter>;

const text = fc.constantFrom('s', 'VP', 'vp of', 'sales', 'US', 'an', 'Norway', 'Bio', 'tech', 'zzz');
const number = fc.constantFrom(-3, 0, 1, 5, 99_999, 100_000, 100_001, 250_000);
const day = fc.constantFrom('2025-06-30', '2026-10-31', '2026-11-01', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-25');
const unit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
const amount = fc.integer({ min: 0, max: 20 });
const several = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
const pair = <T extends number | string>(one: fc.Arbitrary<T>) =>
  fc.tuple(one, one).map(([a, b]) => (a <= b ? ([a, b] as const) : ([b, a] as const)));

const presence = (name: string): Arbitrary[] => [fc.constant(F.field(name).isEmpty()), fc.constant(F.field(name).isNotEmpty())];

const choice = (name: string, one: fc.Arbitrary<string | number>): Arbitrary[] => [
  one.map((value) => F.field(name).equals(value)),
  one.map((value) => F.field(name).notEquals(value)),
  several(one).map((values) => F.field(name).in(values)),
  several(one).map((values) => F.field(name).notIn(values)),
  ...presence(name),
];

const partial = (name: string): Arbitrary[] => [
  text.map((part) => F.field(name).contains(part)),
  text.map((part) => F.field(name).startsWith(part)),
  text.map((part) => F.field(name).endsWith(part)),
];

const ordered = <T extends number | string>(name: string, one: fc.Arbitrary<T>): Arbitrary[] => [
  one.map((value) => F.field(name).greaterThan(value)),
  one.map((value) => F.field(name).greaterThanOrEqual(value)),
  one.map((value) => F.field(name).lessThan(value)),
  one.map((value) => F.field(name).lessThanOrEqual(value)),
  pair(one).map(([low, high]) => F.field(name).between(low, high)),
];

const relative = (name: string): Arbitrary[] => {
  const age = fc.tuple(amount, unit);
  const span = fc.tuple(pair(amount), unit);
  const field = F.field(name);
  return [
    age.map(([n, u]) => field.withinTheLast(n, u)),
    age.map(([n, u]) => field.withinTheNext(n, u)),
    age.map(([n, u]) => field.exactlyRelative(n, u)),
    age.map(([n, u]) => field.moreThanRelative(n, u)),
    age.map(([n, u]) => field.moreThanOrEqualRelative(n, u)),
    age.map(([n, u]) => field.lessThanRelative(n, u)),
    age.map(([n, u]) => field.lessThanOrEqualRelative(n, u)),
    span.map(([[near, far], u]) => field.betweenRelative(near, far, u)),
  ];
};

const tags = fc.constantFrom('Hot', 'Cold', 'Warm');
const people = fc.constantFrom(1, 501, 502);

const condition: Arbitrary = fc.oneof(
  ...choice('Department', fc.constantFrom('Sales', 'Support')),
  ...partial('Department'),
  ...choice('Status', fc.constantFrom('Active', 'On leave')),
  ...choice('Region', fc.constantFrom('US', 'Canada', 'Mexico', 'Norway', 'France')),
  ...choice('Tags', tags),
  several(tags).map((values) => F.field('Tags').hasAll(values)),
  ...choice('Manager', people),
  ...choice('Team', people),
  several(people).map((values) => F.field('Team').hasAll(values)),
  ...choice('Industry', fc.constantFrom('Biotech', 'Food', 'FinTech')),
  ...partial('Title'),
  ...presence('Title'),
  ...choice('Amount', number),
  ...ordered('Amount', number),
  number.map((value) => F.field('Scores').equals(value)),
  ...ordered('Scores', number),
  ...choice('Start Date', day),
  ...ordered('Start Date', day),
  ...relative('Start Date'),
  fc.constantFrom('norway', 'United States').map((country) => F.field('Office').equals({ country })),
  ...presence('Office'),
  ...presence('Last Contact'),
);

const filters: Arbitrary = fc.letrec<{ filter: FieldFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition,
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((terms) => F.and(...terms)),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((terms) => F.or(...terms)),
    tie('filter').map((term) => term.not()),
  ),
})).filter;

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);

const matching = async (rows: readonly ListEntryWithEntity[], filter: FieldFilter): Promise<number[]> => {
  const test = await recordFilter(affinity, scope, { filter, now });
  const kept = await Promise.all(rows.map(async (row) => ((await test(row)) ? [row] : [])));
  return idsOf(kept.flat());
};

it('a filter finds on the server what it finds here, and otherwise names the part that only can be done here', async () => {
  const fieldTypes = ['list', 'enriched', 'relationship-intelligence'] as const;
  const rows = await affinity.lists.entries(10).all({ fieldTypes: [...fieldTypes] });
  let refused = 0;
  const holds = async (filter: FieldFilter): Promise<void> => {
    const here = await matching(rows, filter);
    const there = await findRecords(affinity, scope, { filter })
      .all()
      .catch((error: unknown) => error);
    if (there instanceof AffinityFilterError) refused += 1;
    else expect([filter.toString(), idsOf(there as ListEntryWithEntity[])]).toEqual([filter.toString(), here]);
    const shared = await findRecords(affinity, scope, { filter, now, evaluate: 'local' }).all();
    expect([filter.toString(), idsOf(shared)]).toEqual([filter.toString(), here]);
  };
  await fc.assert(fc.asyncProperty(filters, holds), { numRuns: 150, seed: 7, ignoreEqualValues: true });
  expect(refused).toBeLessThan(90);
});
