import { describe, expect, it } from 'vitest';
import { AffinityInputError } from '../errors.ts';
import { companyIdOf, listIdOf, personIdOf } from './references.ts';

describe('a reference', () => {
  it('is an id, its digits, or the address of the record', () => {
    expect(companyIdOf(70455)).toBe(70455);
    expect(companyIdOf('70455')).toBe(70455);
    expect(companyIdOf('https://firm.affinity.co/companies/70455?tab=notes')).toBe(70455);
    expect(listIdOf('https://firm.affinity.co/lists/821/views/3')).toBe(821);
  });

  it.each([
    ['the address of something else', 'https://firm.affinity.co/companies/70455'],
    ['the address of another site', 'https://affinity.co.example/persons/5'],
    ['an address in the clear', 'http://firm.affinity.co/persons/5'],
    ['a name', 'Ines Vahl'],
    ['nothing', ''],
    ['zero', 0],
    ['a fraction', 1.5],
  ])('is refused where it is %s', (_, reference) => {
    expect(() => personIdOf(reference)).toThrow(AffinityInputError);
  });
});
