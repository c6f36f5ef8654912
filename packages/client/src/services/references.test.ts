import { describe, expect, it } from 'vitest';
import { AffinityInputError } from '../errors.ts';
import {
  companyIdOf,
  listEntryIdOf,
  listIdOf,
  noteIdOf,
  personIdOf,
  savedViewIdOf,
  userIdOf,
  v1RecordOf,
  v2RecordOf,
} from './references.ts';

describe('a reference', () => {
  it('is an id, its digits, or the address of the record', () => {
    expect(companyIdOf(70455)).toBe(70455);
    expect(companyIdOf('70455')).toBe(70455);
    expect(companyIdOf('https://firm.affinity.co/companies/70455?tab=notes')).toBe(70455);
    expect(userIdOf('https://firm.affinity.co/persons/5#top')).toBe(5);
    expect(noteIdOf('https://firm.affinity.co/companies/70455/notes/8')).toBe(8);
  });

  it('is found among what an address of several parts names', () => {
    const address = 'https://firm.affinity.co/lists/821/views/3-hot-deals';
    expect([listIdOf(address), savedViewIdOf(address)]).toEqual([821, 3]);
    expect(listEntryIdOf('https://firm.affinity.co/lists/821/list-entries/77')).toBe(77);
  });

  it('may be an address that tells the kind of its record', () => {
    expect(v2RecordOf('https://firm.affinity.co/opportunities/9')).toEqual({ type: 'opportunity', id: 9 });
    expect(v1RecordOf('https://firm.affinity.co/companies/70455')).toEqual({ organization_id: 70455 });
    expect(v1RecordOf({ person: 'https://firm.affinity.co/persons/5' })).toEqual({ person_id: 5 });
    expect(() => v2RecordOf('70455')).toThrow(/no address/);
    expect(() => v2RecordOf('https://firm.affinity.co/lists/821')).toThrow(/no address/);
  });

  it.each([
    ['the address of something else', 'https://firm.affinity.co/companies/70455', /names no person/],
    ['the address of another site', 'https://affinity.co.example/persons/5', /address of affinity\.co\.example, not of Affinity/],
    ['an address in the clear', 'http://firm.affinity.co/persons/5', /not of Affinity/],
    ['an address without id', 'https://firm.affinity.co/persons/new', /names no person/],
    ['a name', 'Ines Vahl', /neither the id of a person/],
    ['nothing', '', /neither/],
    ['zero', 0, /neither/],
    ['a fraction', 1.5, /neither/],
  ])('is refused where it is %s', (_, reference, message) => {
    expect(() => personIdOf(reference)).toThrow(AffinityInputError);
    expect(() => personIdOf(reference)).toThrow(message);
  });
});
