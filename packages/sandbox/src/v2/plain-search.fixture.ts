import type { ParsedSearchCriteria, ParsedSearchFilterGroup, ParsedValueFilter, SearchSort } from '@affinity-kit/contract';

/**
 * Searches, evaluated in the plainest way: over what the API itself answers about every record, one record and one condition after the
 * other. Written from the reference, without a look at how the sandbox does it.
 */
export interface PlainRecord {
  readonly id: number;
  readonly createdAt?: string;
  /** What a term is always looked for in. */
  readonly names: readonly string[];
  /** `value` objects of the answer, by field id. */
  readonly values: Readonly<Record<string, { readonly type: string; readonly data: unknown }>>;
}

/** Untyped: values of every shape. */
type Data = ReturnType<typeof JSON.parse>;

const itemsOf = ({ type, data }: PlainRecord['values'][string]): Data[] => {
  if (data === null) return [];
  if (Array.isArray(data)) return data;
  const single: Data = data;
  if (type === 'interaction') return [single.sentAt ?? single.startTime];
  if (type === 'formula-number') return [single.calculatedValue];
  if (type === 'note') return [single.createdAt];
  if (type === 'reminder') return [single.dueDate];
  return [single];
};

const pacific = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', year: 'numeric', month: '2-digit', day: '2-digit' });
const dayOf = (time: string): string => pacific.format(new Date(time));

const ms: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

const keyOf = (item: Data): unknown => item?.dropdownOptionId ?? item?.id ?? item;

const samePlace = (item: Data, wanted: Data): boolean =>
  Object.keys(wanted).every((key) => item[key] !== null && item[key].toLowerCase() === wanted[key].toLowerCase());

const matches = (valueType: string, item: Data, wanted: Data): boolean =>
  valueType.startsWith('location') ? samePlace(item, wanted) : keyOf(item) === keyOf(wanted);

const compare = (operator: string, item: Data, value: Data): boolean => {
  switch (operator) {
    case 'is-equal-to':
    case 'is-on':
      return item === value;
    case 'is-greater-than':
    case 'is-after':
      return item > value;
    case 'is-greater-than-or-equal-to':
    case 'is-on-or-after':
      return item >= value;
    case 'is-less-than':
    case 'is-before':
      return item < value;
    case 'is-less-than-or-equal-to':
    case 'is-on-or-before':
      return item <= value;
    case 'is-between':
      return item >= value[0] && item <= value[1];
    case 'contains':
      return item.includes(value);
    case 'starts-with':
      return item.startsWith(value);
    case 'ends-with':
      return item.endsWith(value);
    default:
      throw new Error(operator);
  }
};

const monthsIn: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** The moment so many units after another; a month ends where the other one does. */
const shifted = (from: number, amount: number, unit: string): number => {
  const size = ms[unit];
  if (size !== undefined) return from + amount * size;
  const start = new Date(from);
  const month = start.getUTCFullYear() * 12 + start.getUTCMonth() + amount * (monthsIn[unit] ?? Number.NaN);
  const [year, index] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
  const day = Math.min(start.getUTCDate(), new Date(Date.UTC(year, index + 1, 0)).getUTCDate());
  return Date.UTC(year, index, day) + (from - Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()));
};

const relative = (operator: string, item: string, { amount, unit }: Data, now: number): boolean => {
  const time = Date.parse(item);
  const [first, second = 0] = Array.isArray(amount) ? amount : [amount];
  const [near, far] = [Math.min(first, second), Math.max(first, second)];
  const ago = shifted(now, -far, unit);
  switch (operator) {
    case 'is-within-the-last':
    case 'is-between-relative':
      return time <= shifted(now, -near, unit) && time >= ago;
    case 'is-within-the-next':
      return time >= shifted(now, near, unit) && time <= shifted(now, far, unit);
    case 'is-exactly-relative':
      if (unit === 'minute' || unit === 'hour') return time <= ago && time > shifted(now, -far - 1, unit);
      return dayOf(item) === dayOf(new Date(ago).toISOString());
    case 'is-more-than-relative':
      return time < ago;
    case 'is-more-than-or-equal-to-relative':
      return time <= ago;
    case 'is-less-than-relative':
      return time > ago;
    case 'is-less-than-or-equal-to-relative':
      return time >= ago;
    default:
      throw new Error(operator);
  }
};

const positives: Readonly<Record<string, string>> = {
  'does-not-contain': 'contains',
  'is-not-equal-to': 'is-equal-to',
  'is-not-on': 'is-on',
  'is-none-of': 'is-any-of',
  'has-none-of': 'has-any-of',
  'is-not-exactly-relative': 'is-exactly-relative',
};

const condition = (items: readonly Data[], filter: ParsedValueFilter, now: number): boolean => {
  const { operator, valueType } = filter;
  if (operator === 'is-empty') return items.length === 0;
  if (operator === 'is-not-empty') return items.length > 0;
  const { value }: Data = filter;
  const positive = positives[operator];
  if (positive !== undefined) return !condition(items, { ...filter, operator: positive } as ParsedValueFilter, now); // of the same value type
  if (operator.startsWith('is-not-within'))
    return items.length > 0 && !condition(items, { ...filter, operator: operator.replace('not-', '') } as ParsedValueFilter, now); // as above
  if (operator === 'is-any-of' || operator === 'has-any-of')
    return items.some((item) => value.some((one: Data) => matches(valueType, item, one)));
  if (operator === 'has-all-of') return value.every((one: Data) => items.some((item) => matches(valueType, item, one)));
  if (valueType === 'text') return items.some((item) => compare(operator, item.toLowerCase(), value.toLowerCase()));
  if (valueType !== 'date') return items.some((item) => compare(operator, item, value));
  if (operator.includes('relative') || operator.includes('within')) return items.some((item) => relative(operator, item, value, now));
  return items.some((item) => compare(operator, dayOf(item), value));
};

const passes = (record: PlainRecord, group: ParsedSearchFilterGroup, now: number): boolean => {
  if (group.filters.length === 0) return true;
  const results = group.filters.map((filter) => {
    if ('filters' in filter) return passes(record, filter, now);
    const value = record.values[filter.fieldId];
    return condition(value === undefined ? [] : itemsOf(value), filter, now);
  });
  return group.operator === 'and' ? results.every(Boolean) : results.some(Boolean);
};

const sortKey = (record: PlainRecord, { fieldId }: SearchSort): string | number | null => {
  const value = record.values[fieldId];
  const first: Data = value === undefined ? undefined : itemsOf(value)[0];
  if (first === undefined || value === undefined) return null;
  if (value.type === 'ranked-dropdown') return first.rank;
  if (value.type.startsWith('dropdown')) return first.text.toLowerCase();
  if (value.type.startsWith('person')) return `${first.firstName} ${first.lastName ?? ''}`.trim().toLowerCase();
  if (value.type.startsWith('company')) return first.name.toLowerCase();
  if (value.type.startsWith('location')) {
    const { continent, country, state, city, streetAddress } = first;
    return [continent, country, state, city, streetAddress].filter(Boolean).join(', ').toLowerCase();
  }
  return typeof first === 'string' ? first.toLowerCase() : first;
};

const inOrder = (a: PlainRecord, b: PlainRecord, sorts: readonly SearchSort[]): number => {
  for (const sort of sorts) {
    const [left, right] = [sortKey(a, sort), sortKey(b, sort)];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right === (sort.direction === 'asc') ? -1 : 1;
  }
  const [left = '', right = ''] = sorts.length === 0 ? [a.createdAt, b.createdAt] : [];
  return left === right ? a.id - b.id : left < right ? -1 : 1;
};

/** Ids of the records that are found, in their order. */
export const plainSearch = (
  records: readonly PlainRecord[],
  { filters, sorts = [], search }: ParsedSearchCriteria,
  now: Date,
): number[] => {
  const found = records.filter(
    (record) =>
      (filters === undefined || passes(record, filters, now.getTime())) &&
      (search === undefined || record.names.some((name) => name.toLowerCase().includes(search.term.toLowerCase()))),
  );
  return found.toSorted((a, b) => inOrder(a, b, sorts)).map(({ id }) => id);
};
