import { afterAll, expect, test } from 'vitest';
import { openState } from './open.ts';
import { smallFirm } from './small-firm.fixture.ts';

const state = openState();
afterAll(state.close);

const field = (id: number) => {
  const found = state.fields.byNumericId(id);
  if (found === undefined) throw new Error(`There is no field ${id}`);
  return found;
};
const amounts = () => Object.fromEntries(state.columns.of('entry', field(203)));
const write = (ownerId: number, item: number) =>
  state.cells.replace({ field: field(203), owner: 'entry', ownerId, entityId: 101, listEntryId: ownerId }, [item], {
    userId: 1,
    now: new Date('2026-01-01T00:00:00Z'),
  });

const seeded = { 1001: [250_000], 1004: [900_000] };

test('a column follows what is written, taken back, restored and loaded anew', () => {
  state.load('one', smallFirm);
  expect(amounts()).toEqual(seeded);
  write(1002, 5);
  expect(amounts()).toEqual({ ...seeded, 1002: [5] });
  const snapshot = state.snapshot();
  write(1001, 7);
  expect(amounts()).toEqual({ ...seeded, 1001: [7], 1002: [5] });
  expect(() =>
    state.transaction(() => {
      write(1001, 8);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(amounts()).toEqual({ ...seeded, 1001: [7], 1002: [5] });
  state.restore(snapshot);
  expect(amounts()).toEqual({ ...seeded, 1002: [5] });
  state.load('two', smallFirm);
  expect(amounts()).toEqual(seeded);
  write(1003, 1);
  expect(amounts()).toEqual({ ...seeded, 1003: [1] });
});

test('the ids of a kind follow what comes and goes', () => {
  state.load('three', smallFirm);
  expect(state.columns.ids('company')).toEqual([101, 102, 103, 104, 105]);
  state.companies.remove(104);
  const id = state.companies.create({ name: 'New', domain: null, domains: [], isGlobal: false, createdAt: '2026-01-01T00:00:00.000Z' });
  expect(state.columns.ids('company')).toEqual([101, 102, 103, 105, id]);
  state.reset();
  expect(state.columns.ids('company')).toEqual([101, 102, 103, 104, 105]);
});
