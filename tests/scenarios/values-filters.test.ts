import {
  AffinityFilterError,
  createAffinity,
  createMetadata,
  F,
  type FieldFilter,
  type FindQuery,
  findRecords,
  type Progress,
  searchFilters,
} from '@affinity-kit/client';
import { parseFilter } from '@affinity-kit/contract';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, describe, expect, it } from 'vitest';
import { rows, valuesFirm, valuesKey, valuesNow } from './support/values-firm.ts';

const sandbox = createSandbox({ firm: valuesFirm, clock: 'frozen', checkResponses: true });
sandbox.clock.set(valuesNow);
afterAll(() => sandbox.close());

const affinity = createAffinity({ baseUrl: sandbox.url, apiKey: valuesKey, fetch: sandbox.fetch });
const context = { v2: affinity.v2, metadata: createMetadata(affinity.v2) };
const scope = { kind: 'list', listId: 10 } as const;

const find = async (filter: FieldFilter, options: Omit<FindQuery, 'filter'> = {}): Promise<number[]> => {
  const found = await findRecords(context, scope, { filter, now: new Date(valuesNow), ...options }).all();
  return found.map(({ id }) => id - 1000);
};

const everyone = Object.keys(rows).map((id) => Number(id) - 1000);
const others = (ids: readonly number[]): number[] => everyone.filter((id) => !ids.includes(id));

/** Filters that the server can do, and the rows that they find. */
const served: readonly (readonly [FieldFilter, readonly number[]])[] = [
  [F.field('Department').equals('Sales').and(F.field('Status').equals('Active')), [1, 4]],
  [F.field('Department').equals('sales').or(F.field('Title').contains('analyst')), [1, 2, 4, 5]],
  [F.field('Department').contains('s'), [1, 2, 3, 4]],
  [F.field('Department').startsWith('sup'), [3]],
  [F.field('Department').endsWith('none of them'), []],
  [F.field('Status').in(['Active', 'On leave']), [1, 2, 3, 4]],
  [F.field('Title').contains('vp'), [1, 2, 3]],
  [F.field('Amount').equals(100_000), [2]],
  [F.field('Amount').greaterThan(100_000), [1, 4]],
  [F.field('Amount').greaterThanOrEqual(100_000), [1, 2, 4]],
  [F.field('Amount').lessThan(100_000), [3]],
  [F.field('Amount').lessThanOrEqual(100_000), [2, 3]],
  [F.field('Amount').between(100_000, 100_001), [2, 4]],
  [F.field('Amount').in([-3, 250_000]), [1, 3]],
  [F.field('Scores').equals(5), [1, 3]],
  [F.field('Manager').isEmpty(), [2, 4, 5, 6]],
  [F.field('Manager').equals(501), [3]],
  [F.field('Manager').equals({ id: 1 }), [1]],
  [F.field('Archived'), [1, 5]],
  [F.field('Archived').equals('Yes'), [1, 5]],
  [F.field('Region').in(['US', 'Canada', 'Mexico']), [1, 2, 4]],
  [F.field('Region').equals('US'), [1]],
  [F.field('Tags').equals('Hot'), [1, 4]],
  [F.field('Tags').hasAll(['Hot', 'Cold']), [1, 4]],
  [F.field('Tags').in(['Warm', 'Cold']), [1, 2, 4]],
  [F.field('Team').hasAll([1, 501]), [1]],
  [F.field('Office').equals({ country: 'norway' }), [1]],
  [F.field('Start Date').equals('2026-11-20'), [1]],
  [F.field('Start Date').before('2026-11-20'), [2, 4]],
  [F.field('Start Date').after('2026-11-20'), [3]],
  [F.field('Start Date').greaterThanOrEqual(new Date('2026-11-20T08:00:00Z')), [1, 3]],
  [F.field('Start Date').lessThanOrEqual('2026-11-20'), [1, 2, 4]],
  [F.field('Start Date').between('2026-11-01', '2026-11-20'), [1, 2]],
  [F.field('Start Date').between('2026-11-20', '2026-11-20'), [1]],
  [F.field('Start Date').in(['2026-11-20', '2026-11-25']), [1, 3]],
  [F.field('Start Date').withinTheLast(30, 'day'), [1, 2]],
  [F.field('Start Date').withinTheLast([1, 3], 'month'), []],
  [F.field('Start Date').withinTheNext(1, 'week'), [3]],
  [F.field('Start Date').betweenRelative(1, 30, 'day'), [2]],
  [F.field('Start Date').exactlyRelative(0, 'day'), [1]],
  [F.field('Start Date').moreThanRelative(1, 'year'), [4]],
  [F.field('Start Date').moreThanOrEqualRelative(1, 'quarter'), [4]],
  [F.field('Start Date').lessThanRelative(1, 'week'), [1, 3]],
  [F.field('Start Date').lessThanOrEqualRelative(1, 'month'), [1, 2, 3]],
  [F.field('Last Contact').withinTheLast(1, 'year'), []],
  [
    F.field(4)
      .greaterThan(0)
      .and(F.field('field-7').equals('US').or(F.field('field-7').equals('Canada'))),
    [1, 2],
  ],
  [F.and(), everyone],
];

/** Filters that it cannot do, the part that the error names, and the rows. */
const unserved: readonly (readonly [FieldFilter, string, readonly number[]])[] = [
  [F.field('Industry').contains('Tech'), 'Industry contains "Tech"', [1, 3]],
  [F.field('Title').equals('Analyst'), 'Title equals "Analyst"', [5]],
  [F.field('Title').startsWith('VP').not(), 'not (Title startsWith "VP")', [3, 4, 5, 6]],
  [F.field('Department').equals('Sales').and(F.field('Region').startsWith('u')), 'Region startsWith "u"', [1]],
  [F.field('Scores').greaterThan(4).not(), 'not (Scores greaterThan 4)', [2, 4, 5, 6]],
];

describe('a filter', () => {
  it.each(served.map(([filter, ids]) => [filter.toString(), filter, ids] as const))('%s is searched for', async (_, filter, ids) => {
    expect(await find(filter)).toEqual(ids);
  });

  it.each([
    ['Title starts with VP', F.field('Title').startsWith('VP'), [1, 2]],
    ['Title ends with Sales', F.field('Title').endsWith('sales'), [1]],
  ] as const)('%s is searched for', async (_, filter, ids) => {
    expect(await find(filter)).toEqual(ids);
  });

  it('leaves out under NOT what it finds, and finds all the rest', async () => {
    for (const [filter, ids] of served) {
      if (filter.toString() === F.and().toString() || filter.toString().startsWith('Scores')) continue;
      expect([filter.toString(), await find(filter.not())]).toEqual([filter.toString(), others(ids)]);
    }
    expect(await find(F.not(F.field('Archived')))).toEqual([2, 3, 4, 6]);
    expect(await find(F.field('Department').equals('Sales').and(F.field('Amount').lessThan(5)).not().not())).toEqual([]);
  });

  it.each(unserved.map(([filter, part, ids]) => [part, filter, ids] as const))(
    '%s is refused by name, or evaluated here',
    async (part, filter, ids) => {
      const error: unknown = await find(filter).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(AffinityFilterError);
      expect(error).toMatchObject({ part });
      expect(await find(filter, { evaluate: 'local' })).toEqual(ids);
    },
  );

  it('finds the same here as on the server', async () => {
    // A part that the server cannot do, and that always holds, takes the whole group with it.
    const never = F.field('Title').equals('nobody has this title');
    for (const [filter, ids] of served) {
      const both = F.or(filter, never);
      expect([filter.toString(), await find(both, { evaluate: 'local' })]).toEqual([filter.toString(), ids]);
      expect([filter.toString(), await find(both.not(), { evaluate: 'local' })]).toEqual([filter.toString(), others(ids)]);
    }
  });

  it('reads no more for its local part than the server leaves', async () => {
    const filter = F.field('Department').equals('Sales').and(F.field('Region').startsWith('u'));
    const progress: Progress[] = [];
    const found = findRecords(context, scope, { filter, evaluate: 'local', onProgress: (step) => progress.push(step) });
    expect((await found.all()).map(({ id }) => id)).toEqual([1001]);
    expect(found.recordsRead).toBe(3);
    expect(progress).toEqual([{ page: 1, items: 1, recordsRead: 3 }]);
    const served = findRecords(context, scope, { filter: F.field('Department').equals('Sales'), evaluate: 'local' });
    expect([(await served.all()).length, served.recordsRead]).toEqual([3, 3]);
  });

  it('is refused for names and values that cannot be meant', async () => {
    await expect(find(F.field('Departmentt').isEmpty())).rejects.toThrow(/no such field/);
    await expect(find(F.field('Department').equals('Sails'))).rejects.toThrow(/'Sales'/);
    await expect(find(F.field('Amount').greaterThan('many'))).rejects.toThrow(/takes a number/);
    await expect(find(F.field('Amount').between(2, 1))).rejects.toThrow(/begins above its end/);
    await expect(find(F.field('Region').in([]))).rejects.toThrow(/at least one value/);
    await expect(find(F.field('Region').in([]), { evaluate: 'local' })).rejects.toThrow(/at least one value/);
    await expect(find(F.field('Start Date').withinTheLast(1.5, 'day'))).rejects.toThrow(AffinityFilterError);
    const industry = F.field('Industry').isEmpty();
    await expect(searchFilters(context, { kind: 'company' }, industry)).rejects.toThrow(/dealroom-industry/);
  });

  it('without conditions keeps a companies search in the account', async () => {
    expect(await searchFilters(context, { kind: 'company' }, F.and())).toEqual({ operator: 'and', filters: [] });
    const found = await findRecords(context, { kind: 'company' }, { filter: F.and() }).all();
    expect(found.map(({ name }) => name)).toEqual(['Kestrel Robotics']);
  });

  it('reads the rest of a set that an answer cuts', async () => {
    const filter = F.field('dealroom-industry').endsWith('try 119');
    expect(await affinity.companies.all({ filter, evaluate: 'local' })).toHaveLength(1);
  });

  it('of a thousand values is spread over as many groups as it takes', async () => {
    const many = Array.from({ length: 6000 }, (_, index) => `Region ${index}`);
    expect(await find(F.field('Region').in([...many, 'US']))).toEqual([1]);
    expect(
      await find(
        F.field('Region')
          .in([...many, 'US'])
          .not(),
      ),
    ).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('the filter of a collection', () => {
  it('is a text that its endpoint takes', async () => {
    const filter = F.field('creator.id').equals(1).and(F.field('createdAt').withinTheLast(30, 'day'));
    const text = filter.toText('GET /v2/notes', new Date(valuesNow));
    expect(text).toBe('creator.id=1 & createdAt>=2026-10-21T18:30:00.000Z & createdAt<=2026-11-20T18:30:00.000Z');
    expect((await affinity.v2.notes.list({ filter: text })).data).toEqual([]);
    expect(() => F.field('title').equals('x').toText('GET /v2/notes')).toThrow(AffinityFilterError);
    expect(() => F.field('createdAt').moreThanRelative(1, 'day').toText('GET /v2/notes')).toThrow(/moreThanRelative/);
    expect(() => F.and().toText('GET /v2/notes')).toThrow(/needs a condition/);
  });

  it.each([
    'id=1234 | id=5678',
    '!(status=active) & owner.id=5101',
    'completedAt=*',
    'completedAt!=*',
    'status=active & (type=recurring | id=1)',
  ])('%s comes back from its parts', (text) => {
    const back = F.parse(text).toText('GET /v2/reminders');
    expect(parseFilter(back)).toEqual(parseFilter(text));
  });

  it('reads names and values from a text, to search by them', async () => {
    expect(await find(F.parse('Department=Sales & Status=Active'))).toEqual([1, 4]);
    expect(await find(F.parse('Amount>100000 | !(Region=[US, Canada, Norway])'))).toEqual([1, 4, 5, 6]);
    expect(await find(F.parse('Manager!=* & Title=^VP'))).toEqual([2]);
    expect(() => F.parse(' ')).toThrow(TypeError);
  });
});
