import type { SearchSort } from '@affinity-kit/contract';
import type { CellItem } from '../state/cells.ts';
import type { FieldRow } from '../state/fields.ts';
import type { State } from '../state/state.ts';
import { comparisonOf } from './field-usability.ts';
import type { SearchRecord, SearchSpace } from './search-records.ts';

/** What one sort compares of a record; `null` for an empty value, which comes last either way. */
export type SortKey = string | number | null;

/** One key of the order. */
interface KeyOrder {
  readonly descending: boolean;
  readonly keyOf: (record: SearchRecord) => SortKey;
}

const lower = (text: string): string => text.toLowerCase();

type ItemKey = (item: CellItem) => SortKey;

/** Persons and companies sort by name; the names of all that may come up are read at once. */
const nameKeys = (state: State, field: FieldRow, ids: readonly number[]): ItemKey => {
  const names = field.valueType.startsWith('person')
    ? state.persons.names(ids).map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName ?? ''}`.trim()] as const)
    : state.companies.names(ids).map(({ id, name }) => [id, name] as const);
  const byId = new Map(names.map(([id, name]) => [id, lower(name)]));
  return (item) => byId.get(Number(item)) ?? null;
};

const optionKey =
  ({ options, valueType }: FieldRow): ItemKey =>
  (item) => {
    const option = options.find(({ id }) => id === item);
    if (option === undefined) return null;
    return valueType === 'ranked-dropdown' ? option.rank : lower(option.text);
  };

const plainKey: ItemKey = (item) => {
  if (typeof item === 'object') return lower(item.toReversed().filter(Boolean).join(', '));
  return typeof item === 'string' ? lower(item) : item;
};

const itemKeyOf = (space: SearchSpace, field: FieldRow, ids: () => readonly number[]): ItemKey => {
  if (field.valueType.includes('dropdown')) return optionKey(field);
  const isName = field.valueType.startsWith('person') || field.valueType.startsWith('company');
  return isName ? nameKeys(space.context.state, field, ids()) : plainKey;
};

const keyOrder = (
  space: SearchSpace,
  field: FieldRow,
  { descending, found }: { descending: boolean; found: readonly SearchRecord[] },
): KeyOrder => {
  const itemsOf = space.itemsOf(field);
  const firsts = (): number[] => [...new Set(found.flatMap((record) => itemsOf(record).slice(0, 1)).map(Number))];
  const keyOf = itemKeyOf(space, field, firsts);
  return {
    descending,
    keyOf: (record) => {
      const [first] = itemsOf(record);
      return first === undefined ? null : keyOf(first);
    },
  };
};

/** What cannot be sorted by is ignored silently (v2 reference, section 14, row 2). */
const sortedBy = (space: SearchSpace, { fieldId, attributeId }: SearchSort): FieldRow | undefined => {
  const field = space.fields.get(fieldId);
  if (field === undefined || field.valueType === 'list-multi') return undefined;
  return comparisonOf(field).attributeId === attributeId ? field : undefined;
};

const compareKeys = (a: SortKey, b: SortKey, descending: boolean): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b === descending ? 1 : -1;
};

/** How found records follow each other. */
export interface SearchOrder {
  readonly keysOf: (record: SearchRecord) => readonly SortKey[];
  /** By the keys, then by id ascending. */
  readonly compare: (a: { id: number; keys: readonly SortKey[] }, b: { id: number; keys: readonly SortKey[] }) => number;
}

const orderBy = (keys: readonly KeyOrder[]): SearchOrder => ({
  keysOf: (record) => keys.map(({ keyOf }) => keyOf(record)),
  compare: (a, b) => {
    for (const [at, { descending }] of keys.entries()) {
      const order = compareKeys(a.keys[at] ?? null, b.keys[at] ?? null, descending);
      if (order !== 0) return order;
    }
    return a.id - b.id;
  },
});

/** By id alone. */
export const byId: SearchOrder = orderBy([]);

/** Rows of a list come oldest first, everything else by id. */
const naturalOrder = (space: SearchSpace): SearchOrder =>
  orderBy(space.scope.kind === 'list' ? [{ descending: false, keyOf: ({ place }) => place?.createdAt ?? null }] : []);

/** The order that a search asks for, of these records. */
export const searchOrder = (space: SearchSpace, sorts: readonly SearchSort[], found: readonly SearchRecord[]): SearchOrder => {
  const keys = sorts.flatMap((sort) => {
    const field = sortedBy(space, sort);
    return field === undefined ? [] : [keyOrder(space, field, { descending: sort.direction === 'desc', found })];
  });
  return keys.length === 0 ? naturalOrder(space) : orderBy(keys);
};
