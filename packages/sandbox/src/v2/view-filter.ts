import * as z from 'zod';
import type { RequestContext } from '../context.ts';
import { decodeItems, interactionSeparator, locationData } from '../state/cell-text.ts';
import type { EntryRow } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import type { ListRow } from '../state/lists.ts';
import { pacificDay } from '../state/pacific.ts';
import type { ViewRow } from '../state/views.ts';
import { fieldsOf } from './field-selection.ts';
import { fieldPlan, payloadsOf } from './field-text.ts';
import { entryFacts, entryRecords } from './record-text.ts';

const valueFilter = z.object({ fieldId: z.string(), valueType: z.string(), operator: z.string(), value: z.unknown().optional() });
type ValueFilter = z.infer<typeof valueFilter>;

interface FilterGroup {
  readonly operator: 'and' | 'or';
  readonly filters: readonly (ValueFilter | FilterGroup)[];
}
const filterGroup: z.ZodType<FilterGroup> = z.object({
  operator: z.enum(['and', 'or']),
  filters: z.array(z.union([valueFilter, z.lazy(() => filterGroup)])),
});

const references = z.array(
  z.union([
    z.string(),
    z.object({ dropdownOptionId: z.number() }).transform(({ dropdownOptionId }) => dropdownOptionId),
    z.object({ id: z.number() }).transform(({ id }) => id),
    z.record(z.string(), z.string()),
  ]),
);
const twoOf = <T extends z.ZodType>(item: T) => z.tuple([item, item]);
const relative = z.object({
  amount: z.union([z.number(), z.array(z.number())]),
  unit: z.enum(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']),
});

type Item = ReturnType<typeof decodeItems>[number];

const lower = (text: unknown): string => String(text).toLowerCase();

/** A location matches when every given key is equal, whatever the case (v2 reference, section 7.1). */
const matchesOne = (item: Item, wanted: z.infer<typeof references>[number]): boolean => {
  if (typeof wanted !== 'object') return item === wanted;
  if (typeof item !== 'object') return false;
  const data: Readonly<Record<string, string | null>> = locationData(item);
  return Object.entries(wanted).every(([key, text]) => lower(data[key] ?? '') === lower(text));
};

type Test = (items: readonly Item[], value: unknown, now: Date) => boolean;

const anyOf: Test = (items, value) => references.parse(value).some((wanted) => items.some((item) => matchesOne(item, wanted)));
const allOf: Test = (items, value) => references.parse(value).every((wanted) => items.some((item) => matchesOne(item, wanted)));
const not =
  (test: Test): Test =>
  (items, value, now) =>
    !test(items, value, now);

const numeric =
  (compare: (a: number, b: number) => boolean): Test =>
  (items, value) =>
    items.some((item) => compare(Number(item), z.number().parse(value)));

const textual =
  (compare: (text: string, part: string) => boolean): Test =>
  (items, value) =>
    items.some((item) => compare(lower(item), lower(value)));

/** Days compare by the Pacific calendar. */
const daily =
  (compare: (day: string, wanted: string) => boolean): Test =>
  (items, value) =>
    items.some((item) => compare(pacificDay(String(item)), z.string().parse(value)));

const between: Test = (items, value) => {
  const numbers = twoOf(z.number()).safeParse(value);
  if (numbers.success) return items.some((item) => Number(item) >= numbers.data[0] && Number(item) <= numbers.data[1]);
  const [start, end] = twoOf(z.string()).parse(value);
  return items.some((item) => pacificDay(String(item)) >= start && pacificDay(String(item)) <= end);
};

const monthsIn = { month: 1, quarter: 3, year: 12 } as const;
const msIn = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

const moved = (now: Date, amount: number, unit: z.infer<typeof relative>['unit']): number => {
  if (unit in msIn) return now.getTime() + amount * msIn[unit as keyof typeof msIn]; // narrowed by the test
  const time = new Date(now);
  time.setUTCMonth(time.getUTCMonth() + amount * monthsIn[unit as keyof typeof monthsIn]); // what is left
  return time.getTime();
};

/** Within the last or next so many units; two amounts are start and end of the span, as offsets from now. */
const within =
  (sign: 1 | -1): Test =>
  (items, value, now) => {
    const { amount, unit } = relative.parse(value);
    const [first = 0, second = 0] = Array.isArray(amount) ? amount : [amount];
    const [start, end] = [moved(now, sign * first, unit), moved(now, sign * second, unit)].sort((a, b) => a - b);
    return items.some((item) => Date.parse(String(item)) >= (start ?? 0) && Date.parse(String(item)) <= (end ?? 0));
  };

/** Age of a date: how long ago it was, against so many units. */
const aged =
  (compare: (time: number, limit: number) => boolean): Test =>
  (items, value, now) => {
    const { amount, unit } = relative.parse(value);
    const limit = moved(now, -Number(amount), unit);
    return items.some((item) => compare(Date.parse(String(item)), limit));
  };

const exactly: Test = (items, value, now) => {
  const { amount, unit } = relative.parse(value);
  const day = pacificDay(new Date(moved(now, -Number(amount), unit)).toISOString());
  return items.some((item) => pacificDay(String(item)) === day);
};

const notEmptyAnd =
  (test: Test): Test =>
  (items, value, now) =>
    items.length > 0 && test(items, value, now);

const contains = textual((text, part) => text.includes(part));
const on = daily((day, wanted) => day === wanted);
const equal = numeric((a, b) => a === b);

/** Operators of search filters (v2 reference, section 7.1); negative ones keep empty values, but for `is-not-within-…` (section 14, row 4). */
const tests: Readonly<Record<string, Test>> = {
  'is-empty': (items) => items.length === 0,
  'is-not-empty': (items) => items.length > 0,
  'is-any-of': anyOf,
  'is-none-of': not(anyOf),
  'has-any-of': anyOf,
  'has-none-of': not(anyOf),
  'has-all-of': allOf,
  'is-equal-to': equal,
  'is-not-equal-to': not(equal),
  'is-greater-than': numeric((a, b) => a > b),
  'is-greater-than-or-equal-to': numeric((a, b) => a >= b),
  'is-less-than': numeric((a, b) => a < b),
  'is-less-than-or-equal-to': numeric((a, b) => a <= b),
  'is-between': between,
  contains,
  'does-not-contain': not(contains),
  'starts-with': textual((text, part) => text.startsWith(part)),
  'ends-with': textual((text, part) => text.endsWith(part)),
  'is-on': on,
  'is-not-on': not(on),
  'is-before': daily((day, wanted) => day < wanted),
  'is-on-or-before': daily((day, wanted) => day <= wanted),
  'is-after': daily((day, wanted) => day > wanted),
  'is-on-or-after': daily((day, wanted) => day >= wanted),
  'is-within-the-last': within(-1),
  'is-within-the-next': within(1),
  'is-not-within-the-last': notEmptyAnd(not(within(-1))),
  'is-not-within-the-next': notEmptyAnd(not(within(1))),
  'is-between-relative': within(1),
  'is-exactly-relative': exactly,
  'is-not-exactly-relative': not(exactly),
  'is-more-than-relative': aged((time, limit) => time < limit),
  'is-more-than-or-equal-to-relative': aged((time, limit) => time <= limit),
  'is-less-than-relative': aged((time, limit) => time > limit),
  'is-less-than-or-equal-to-relative': aged((time, limit) => time >= limit),
};

const activity = z.object({ sentAt: z.string().optional(), startTime: z.string().optional() });

/** An interaction counts by its `date-of-activity`, a formula by its result, a note by its creation. */
const itemsOf = (field: FieldRow, payload: string | undefined): readonly Item[] => {
  if (payload === undefined) return [];
  switch (field.valueType) {
    case 'interaction': {
      const [data = 'null'] = payload.split(interactionSeparator);
      const { sentAt, startTime } = activity.parse(JSON.parse(data.replace(/\u0001[a-z]\d+\u0001/g, 'null')));
      return [sentAt ?? startTime ?? ''];
    }
    case 'formula-number':
      return [z.object({ calculatedValue: z.number() }).parse(JSON.parse(payload)).calculatedValue];
    case 'note':
      return [z.object({ createdAt: z.string() }).parse(JSON.parse(payload)).createdAt];
    case 'list-multi':
      return z
        .array(z.object({ id: z.number() }))
        .parse(JSON.parse(payload.slice(payload.indexOf('['))))
        .map(({ id }) => id);
    default:
      return decodeItems(field.valueType, payload);
  }
};

const passes = (filter: ValueFilter | FilterGroup, itemsAt: (fieldId: string) => readonly Item[], now: Date): boolean => {
  if ('filters' in filter) {
    if (filter.filters.length === 0) return true;
    const check = (inner: ValueFilter | FilterGroup): boolean => passes(inner, itemsAt, now);
    return filter.operator === 'and' ? filter.filters.every(check) : filter.filters.some(check);
  }
  const test = tests[filter.operator];
  if (test === undefined) throw new Error(`Nothing is known of the operator '${filter.operator}'`);
  return test(itemsAt(filter.fieldId), filter.value, now);
};

/** Keeps the rows that a view shows. */
export const viewFilter = (context: RequestContext, list: ListRow, view: ViewRow): ((rows: readonly EntryRow[]) => readonly EntryRow[]) => {
  if (view.filter === null) return (rows) => rows;
  const filter = filterGroup.parse(view.filter);
  const fields = fieldsOf(context, { kind: 'list', list });
  const plan = fieldPlan(context, fields);
  const places = new Map(fields.map(({ id }, place) => [id, place]));
  return (rows) => {
    const records = entryRecords(context, rows);
    const facts = entryFacts(context, records);
    const kept = records.filter((record) => {
      const payloads = payloadsOf(plan, record, facts);
      const itemsAt = (fieldId: string): readonly Item[] => {
        const place = places.get(fieldId);
        const field = place === undefined ? undefined : fields[place];
        return place === undefined || field === undefined ? [] : itemsOf(field, payloads[place]);
      };
      return passes(filter, itemsAt, context.now);
    });
    return kept.map(({ entry }) => entry);
  };
};
