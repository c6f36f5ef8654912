import type { FieldValue, FieldValueUpdate } from '@affinity-kit/contract';

const keyOf = (item: unknown): unknown => {
  if (typeof item !== 'object' || item === null) return item;
  if ('dropdownOptionId' in item) return item.dropdownOptionId;
  if ('id' in item) return item.id;
  const parts = Object.entries(item).filter(([, part]) => part !== null);
  return JSON.stringify(parts.toSorted(([one], [other]) => (one < other ? -1 : 1)));
};

/** Affinity keeps the day of a date; it comes back as midnight in Pacific time, which is on the same UTC day. */
const keysOf = ({ type, data }: { readonly type: string; readonly data: unknown }): readonly unknown[] => {
  if (data === null || data === undefined) return [];
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  return type === 'datetime' ? items.map((item) => String(item).slice(0, 10)) : items.map(keyOf);
};

/** Whether a field already has what would be written to it; the order of several values does not count. */
export const sameValue = (current: FieldValue, update: FieldValueUpdate): boolean => {
  const [has, wants] = [new Set(keysOf(current)), new Set(keysOf(update))];
  // A set of 100 without a count may be cut.
  const size = current.totalCount ?? (has.size < 100 ? has.size : Infinity);
  return size === wants.size && [...wants].every((key) => has.has(key));
};
