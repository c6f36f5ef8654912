import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ValueType } from '../seed/model.ts';
import { decodeItems, encodeCell, isMulti, readCells, splitReferences, writeCells } from './cell-text.ts';

const id = fc.integer({ min: 1, max: 2 ** 40 });
const text = fc.string({ unit: 'binary' });
const place = fc.tuple(...([0, 1, 2, 3, 4] as const).map(() => fc.option(text)));

const items: Partial<Record<ValueType, fc.Arbitrary<unknown>>> = {
  text,
  'filterable-text': text,
  'filterable-text-multi': text,
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  'number-multi': fc.integer(),
  datetime: fc.constant('2026-04-01T07:00:00.000Z'),
  location: place,
  'location-multi': place,
  dropdown: id,
  'dropdown-multi': id,
  'ranked-dropdown': id,
  person: id,
  'person-multi': id,
  company: id,
  'company-multi': id,
};

for (const [name, item] of Object.entries(items)) {
  const type = name as ValueType; // a key of `items`
  test(`values of type ${type} come back as they went in, whatever is in them`, () => {
    const values = isMulti(type) ? fc.array(item, { minLength: 1 }) : item.map((value) => [value]);
    fc.assert(
      fc.property(values, (all) => {
        const payload = encodeCell(type, (isMulti(type) ? all : all[0]) as string); // of this type
        expect(decodeItems(type, payload)).toEqual(JSON.parse(JSON.stringify(all)));
        expect(payload).not.toContain('\n');
      }),
    );
  });
}

test('a record keeps its cells apart, whatever their texts hold', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.integer({ min: 1, max: 8191 }).map(String), text), (texts) => {
      const cells = new Map(Object.entries(texts).map(([no, value]) => [Number(no), encodeCell('text', value)]));
      expect(readCells(writeCells(cells))).toEqual(cells);
    }),
  );
});

test('a text comes apart at its references', () => {
  expect(splitReferences(encodeCell('person-multi', [5, 7]))).toEqual(['2[', 'p5', ',', 'p7', ']']);
  expect(splitReferences(encodeCell('text', 'p5'))).toEqual(['"p5"']);
});
