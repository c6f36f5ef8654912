import type { LocationFilterValue, ParsedValueFilter } from '@affinity-kit/contract';
import { locationData } from '../state/cell-text.ts';
import type { CellItem } from '../state/cells.ts';
import { nextDay, pacificDay, pacificMidnight } from '../state/pacific.ts';
import { timeFrom } from './relative-time.ts';

/** Whether the values of a field satisfy a condition. */
export type ItemsTest = (items: readonly CellItem[]) => boolean;

type Filter<Type extends ParsedValueFilter['valueType']> = Extract<ParsedValueFilter, { valueType: Type; value: unknown }>;

const isEmpty: ItemsTest = (items) => items.length === 0;

const not =
  (test: ItemsTest): ItemsTest =>
  (items) =>
    !test(items);

/** For negations that an empty value does not satisfy. */
const presentAndNot =
  (test: ItemsTest): ItemsTest =>
  (items) =>
    items.length > 0 && !test(items);

const someText =
  (holds: (text: string) => boolean): ItemsTest =>
  (items) =>
    items.some((item) => holds(String(item).toLowerCase()));

const textTest = ({ operator, value }: Filter<'text'>): ItemsTest => {
  const part = value.toLowerCase();
  switch (operator) {
    case 'contains':
      return someText((text) => text.includes(part));
    case 'does-not-contain':
      return not(someText((text) => text.includes(part)));
    case 'starts-with':
      return someText((text) => text.startsWith(part));
    case 'ends-with':
      return someText((text) => text.endsWith(part));
  }
};

const someNumber =
  (holds: (number: number) => boolean): ItemsTest =>
  (items) =>
    items.some((item) => holds(Number(item)));

const numberTest = ({ operator, value }: Filter<'number'>): ItemsTest => {
  const [low, high] = typeof value === 'number' ? [value, value] : value;
  switch (operator) {
    case 'is-equal-to':
    case 'is-between':
      return someNumber((number) => number >= low && number <= high);
    case 'is-not-equal-to':
      return not(someNumber((number) => number === low));
    case 'is-greater-than':
      return someNumber((number) => number > low);
    case 'is-greater-than-or-equal-to':
      return someNumber((number) => number >= low);
    case 'is-less-than':
      return someNumber((number) => number < low);
    case 'is-less-than-or-equal-to':
      return someNumber((number) => number <= low);
  }
};

/** Times are texts of one form, so they compare as texts. */
const someTime =
  (holds: (time: string) => boolean): ItemsTest =>
  (items) =>
    items.some((item) => holds(String(item)));

/** Days are those of the Pacific calendar; each goes from its midnight up to and without the next. */
const dayTest = (operator: Extract<Filter<'date'>, { value: string }>['operator'], day: string): ItemsTest => {
  const [start, end] = [pacificMidnight(day), pacificMidnight(nextDay(day))];
  switch (operator) {
    case 'is-on':
      return someTime((time) => time >= start && time < end);
    case 'is-not-on':
      return not(someTime((time) => time >= start && time < end));
    case 'is-before':
      return someTime((time) => time < start);
    case 'is-on-or-before':
      return someTime((time) => time < end);
    case 'is-after':
      return someTime((time) => time >= end);
    case 'is-on-or-after':
      return someTime((time) => time >= start);
  }
};

const between = (first: string, last: string): ItemsTest => {
  const [start, end] = [pacificMidnight(first), pacificMidnight(nextDay(last))];
  return someTime((time) => time >= start && time < end);
};

type Relative = Extract<Filter<'date'>, { value: { unit: string } }>['value'];

/** From the one to the other of two distances from now, whichever is earlier. */
const within = (now: Date, { amount, unit }: Relative, sign: 1 | -1): ItemsTest => {
  const [near, far = 0] = typeof amount === 'number' ? [amount] : amount;
  const ends = [timeFrom(now, sign * near, unit), timeFrom(now, sign * far, unit)];
  const [start, end] = [ends.reduce((a, b) => (a < b ? a : b)), ends.reduce((a, b) => (a > b ? a : b))];
  return someTime((time) => time >= start && time <= end);
};

/** The Pacific day that lies so long ago; of minutes and hours, the very minute or hour. */
const exactly = (now: Date, amount: number, unit: Relative['unit']): ItemsTest => {
  const time = timeFrom(now, -amount, unit);
  if (unit === 'minute' || unit === 'hour') {
    const start = timeFrom(now, -amount - 1, unit);
    return someTime((item) => item > start && item <= time);
  }
  if (time === '') return () => false;
  const day = pacificDay(time);
  return between(day, day);
};

type AgeOperator = Extract<Filter<'date'>, { value: { amount: number } }>['operator'];

/** Age of a date: how long ago it was. */
const ageTest = (operator: AgeOperator, amount: number, { unit, now }: { unit: Relative['unit']; now: Date }): ItemsTest => {
  const limit = timeFrom(now, -amount, unit);
  switch (operator) {
    case 'is-exactly-relative':
      return exactly(now, amount, unit);
    case 'is-not-exactly-relative':
      return not(exactly(now, amount, unit));
    case 'is-more-than-relative':
      return someTime((time) => time < limit);
    case 'is-more-than-or-equal-to-relative':
      return someTime((time) => time <= limit);
    case 'is-less-than-relative':
      return someTime((time) => time > limit);
    case 'is-less-than-or-equal-to-relative':
      return someTime((time) => time >= limit);
  }
};

const dateTest = (filter: Filter<'date'>, now: Date): ItemsTest => {
  switch (filter.operator) {
    case 'is-between':
      return between(...filter.value);
    case 'is-within-the-last':
    case 'is-between-relative':
      return within(now, filter.value, -1);
    case 'is-within-the-next':
      return within(now, filter.value, 1);
    case 'is-not-within-the-last':
      return presentAndNot(within(now, filter.value, -1));
    case 'is-not-within-the-next':
      return presentAndNot(within(now, filter.value, 1));
    case 'is-on':
    case 'is-not-on':
    case 'is-before':
    case 'is-on-or-before':
    case 'is-after':
    case 'is-on-or-after':
      return dayTest(filter.operator, filter.value);
    default:
      return ageTest(filter.operator, filter.value.amount, { unit: filter.value.unit, now });
  }
};

type Choice = 'is-any-of' | 'is-none-of' | 'has-any-of' | 'has-none-of' | 'has-all-of';

const choiceTest = (operator: Choice, wanted: readonly ItemsTest[]): ItemsTest => {
  const any: ItemsTest = (items) => wanted.some((test) => test(items));
  switch (operator) {
    case 'is-any-of':
    case 'has-any-of':
      return any;
    case 'is-none-of':
    case 'has-none-of':
      return not(any);
    case 'has-all-of':
      return (items) => wanted.every((test) => test(items));
  }
};

const itemTest = (operator: Choice, wanted: readonly (number | string)[]): ItemsTest => {
  const set = new Set<CellItem>(wanted);
  const any: ItemsTest = (items) => items.some((item) => set.has(item));
  if (operator === 'has-all-of') return (items) => items.length > 0 && wanted.every((item) => items.includes(item));
  return operator === 'is-none-of' || operator === 'has-none-of' ? not(any) : any;
};

const placeKeys = ['streetAddress', 'city', 'state', 'country', 'continent'] as const;

/** A location matches when every given part is equal, whatever the case. */
const placeTest = (wanted: LocationFilterValue): ItemsTest => {
  const parts = placeKeys.flatMap((key) => {
    const text = wanted[key]?.toLowerCase();
    return text === undefined ? [] : [[key, text] as const];
  });
  return (items) =>
    items.some((item) => {
      if (typeof item !== 'object') return false;
      const data = locationData(item);
      return parts.every(([key, text]) => data[key]?.toLowerCase() === text);
    });
};

/**
 * What a condition of a search asks of the values of its field (v2 reference, section 7.1). Negative operators keep empty values, but for
 * `is-not-within-…` (section 14, row 4); relative ones look back from now, but for those of `next`.
 */
export const itemsTest = (filter: ParsedValueFilter, now: Date): ItemsTest => {
  if (!('value' in filter)) return filter.operator === 'is-empty' ? isEmpty : not(isEmpty);
  switch (filter.valueType) {
    case 'text':
      return textTest(filter);
    case 'number':
      return numberTest(filter);
    case 'date':
      return dateTest(filter, now);
    case 'location':
    case 'location-multi':
      return choiceTest(filter.operator, filter.value.map(placeTest));
    case 'filterable-text':
    case 'filterable-text-multi':
      return itemTest(filter.operator, filter.value);
    case 'dropdown':
    case 'dropdown-multi':
    case 'ranked-dropdown':
      return itemTest(
        filter.operator,
        filter.value.map(({ dropdownOptionId }) => dropdownOptionId),
      );
    case 'person':
    case 'person-multi':
    case 'company':
    case 'company-multi':
    case 'list-multi':
      return itemTest(
        filter.operator,
        filter.value.map(({ id }) => id),
      );
  }
};
