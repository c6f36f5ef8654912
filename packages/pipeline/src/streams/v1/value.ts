import { isObject } from '../../normalise/record-reader.ts';

/** Names that v2 has for the types of values, by the codes of v1 (v1 reference, section 4.3). */
const names: Readonly<Record<number, string>> = {
  0: 'person',
  1: 'company',
  2: 'dropdown',
  3: 'number',
  4: 'datetime',
  5: 'location',
  6: 'text',
  7: 'ranked-dropdown',
  10: 'filterable-text',
  17: 'dropdown',
};

const severals: ReadonlySet<string> = new Set(['person', 'company', 'dropdown', 'number', 'location', 'filterable-text']);

/** The type of a field's values, as v2 names it. */
export const valueTypeOf = (code: unknown, isSeveral: boolean): string => {
  const name = typeof code === 'number' ? (names[code] ?? `v1-${code}`) : 'text';
  return isSeveral && severals.has(name) ? `${name}-multi` : name;
};

const locationOf = ({
  street_address: streetAddress = null,
  city = null,
  state = null,
  country = null,
  continent = null,
}: Readonly<Record<string, unknown>>): object => ({ streetAddress, city, state, country, continent });

/** One value as v2 would have it. v1 names no records, and tells of a tag its text alone. */
export const valueOf = (type: string, value: unknown): unknown => {
  const single = type.replace(/-multi$/, '');
  if ((single === 'person' || single === 'company') && typeof value === 'number') return { id: value };
  if (isObject(value) && single === 'location') return locationOf(value);
  if (isObject(value) && 'text' in value && 'id' in value) return { dropdownOptionId: value['id'], text: value['text'] };
  return value;
};
