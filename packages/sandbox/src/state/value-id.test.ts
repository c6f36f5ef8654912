import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressLimits, addressOf, type OwnerKind, slotsPerCell, valueIdOf } from './value-id.ts';

test('every value has an id of its own, within the integers of JSON, that leads back to it', () => {
  const address = fc.record({
    owner: fc.constantFrom<OwnerKind>('company', 'person', 'entry'),
    ownerId: fc.integer({ min: 1, max: addressLimits.ownerId }),
    fieldNo: fc.integer({ min: 1, max: addressLimits.fieldNo }),
    slot: fc.integer({ min: 0, max: slotsPerCell - 1 }),
  });
  fc.assert(
    fc.property(address, (each) => {
      const id = valueIdOf(each);
      expect(Number.isSafeInteger(id)).toBe(true);
      expect(addressOf(id)).toEqual(each);
    }),
  );
});

test('a number that addresses nothing leads nowhere', () => {
  expect(addressOf(5)).toBeUndefined();
});
