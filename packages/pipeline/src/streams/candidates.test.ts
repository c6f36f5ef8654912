import { expect, it } from 'vitest';
import { candidatesFor } from './candidates.ts';

const fields = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `field-${index}`, name: `Number ${index}` }));

it('names all that there is, the nearest first, where that is little', () => {
  expect(candidatesFor('Statsu', [{ id: 'field-1', name: 'Owner' }, { id: 'field-2', name: 'Status' }, { id: 'field-3' }])).toBe(
    'There are: Status (field-2), Owner (field-1), field-3',
  );
  expect(candidatesFor('Statsu', [])).toBe('There are: none');
});

it('names the nearest where there is much, and those with the same name by their ids', () => {
  const twins = [
    { id: 'field-90', name: 'Status' },
    { id: 'field-91', name: 'Status' },
  ];
  expect(candidatesFor('Statsu', [...fields(20), ...twins])).toMatch(/^Near to it, of 22: Status \(field-90\), Status \(field-91\), /);
});
