import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

it('puts the name first that takes the fewest letters to correct', () => {
  expect(nearest('Statsu', ['Stage', 'Status', 'Owner'])[0]).toBe('Status');
  expect(nearest('companys', ['persons', 'companies', 'opportunities'])[0]).toBe('companies');
});

it('prefers a name that holds what was written, whatever its case and punctuation', () => {
  expect(nearest('deal flow', ['Dead flaw', 'Deal-Flow 2026'])[0]).toBe('Deal-Flow 2026');
});

it('gives no more names than were asked for', () => {
  expect(nearest('a', ['a', 'b', 'c'], 2)).toEqual(['a', 'b']);
});
