import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RepeatedKeys } from './repeated-keys.ts';

const columns = ['a', 'b', 'other'];
const cell = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.maxSafeInteger(), fc.constantFrom('x', 'y', 'xy'), fc.constant(null));

describe('looking for repeated keys', () => {
  it('never misses one', () => {
    const keys = new RepeatedKeys(columns, ['a', 'b']);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.nat(), (rows, index) => {
        const repeated = [...rows, rows[index % rows.length] ?? [null, null]];
        expect(
          keys.mayRepeat({ length: repeated.length, columns: [0, 1, 0].map((part) => repeated.map((row) => row[part] ?? null)) }),
        ).toBe(true);
      }),
    );
  });

  it('raises no false alarm on rows like those of a CRM', () => {
    const keys = new RepeatedKeys(columns, ['a', 'b']);
    const ids = Array.from({ length: 20_000 }, (_, row) => 224_925_494 + Math.floor(row / 20));
    const fields = ids.map((_, row) => `field-${4100 + (row % 20)}`);
    expect(keys.mayRepeat({ length: ids.length, columns: [ids, fields, ids] })).toBe(false);
  });
});
