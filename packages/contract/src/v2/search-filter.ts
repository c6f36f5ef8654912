import * as z from 'zod';
import { DropdownOptionId, FieldId, ListId } from '../ids.ts';
import { arrayOf, Day, type TypeOf } from '../schema.ts';
import { CompanyReference, PersonReference } from './references.ts';

/** Units of relative dates; `quarter` from version 2026-07-15 on. */
const Unit = z.lazy(() => z.enum(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']));
const amount = z.lazy(() => z.int32().min(0));

const oneOrTwo = <T>(item: z.ZodType<T, T>) =>
  arrayOf(item, { min: 1, max: 2 }) as unknown as z.ZodType<readonly [T] | readonly [T, T], readonly [T] | readonly [T, T]>; // by its bounds

const twoOf = <T>(item: z.ZodType<T, T>) => arrayOf(item, { min: 2, max: 2 }) as unknown as z.ZodType<readonly [T, T], readonly [T, T]>; // by its bounds

const relativeDate = z.lazy(() => z.object({ amount, unit: Unit }));
const relativeDates = z.lazy(() =>
  z.object({
    /** One number for a length of time, two for where it begins and ends, counted from today. */
    amount: oneOrTwo(amount),
    unit: Unit,
  }),
);

/** Versions before 2026-09-17 take a single number too: the type is that of the newest, {@link checkSearch} judges the others. */
const rangeAmount = z.lazy(
  () => oneOrTwo(amount) as unknown as z.ZodType<readonly [number] | readonly [number, number], readonly [start: number, end: number]>,
);
const relativeDateRange = z.lazy(() => z.object({ amount: rangeAmount, unit: Unit }));

const location = () => ({
  streetAddress: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  country: z.string().optional(),
  continent: z.string().optional(),
});
/** A place to search for: it matches where every given part is equal. */
export interface LocationFilterValue extends TypeOf<typeof location> {}
export const LocationFilterValue: z.ZodType<LocationFilterValue, LocationFilterValue> = z.lazy(() => z.object(location()));

const optionReference = z.lazy(() => z.object({ dropdownOptionId: DropdownOptionId }));
const listReference = z.lazy(() => z.object({ id: ListId }));

const plain = { fieldId: FieldId };
const attributed = () => ({
  ...plain,
  /** Part of the field to compare, such as `date-of-activity` of an interaction, which must be said there. */
  attributeId: z.string().min(1).optional(),
});

const anyOf = ['is-any-of', 'is-none-of'] as const;
const hasOf = ['has-any-of', 'has-none-of', 'has-all-of'] as const;
const empty = () => z.enum(['is-empty', 'is-not-empty']);

/** The variants of one value type: the two operators that compare with nothing, and each of the others with what they compare with. */
const variants = <const Type extends string, Base extends z.ZodRawShape, const Options extends readonly z.core.$ZodTypeDiscriminable[]>(
  valueType: Type,
  base: Base,
  options: Options,
) => z.discriminatedUnion('operator', [z.object({ ...base, valueType: z.literal(valueType), operator: empty() }), ...options]);

const variant = <
  const Type extends string,
  Base extends z.ZodRawShape,
  const Operators extends readonly [string, ...string[]],
  Value extends z.ZodType,
>(
  [valueType, base]: readonly [Type, Base],
  operators: Operators,
  value: Value,
) => z.object({ ...base, valueType: z.literal(valueType), operator: z.enum(operators), value });

/** A value type whose operators all compare with 1 to 100 items. */
const ofItems = <
  const Type extends string,
  Base extends z.ZodRawShape,
  const Operators extends readonly [string, ...string[]],
  Item extends z.ZodType,
>(
  [valueType, base]: readonly [Type, Base],
  operators: Operators,
  item: Item,
) => variants(valueType, base, [variant([valueType, base], operators, z.array(item).min(1).max(100).readonly())]);

const text = () => ['text', attributed()] as const;
const number = () => ['number', attributed()] as const;
const date = () => ['date', attributed()] as const;

const filters = () =>
  [
    variants(...text(), [variant(text(), ['contains', 'does-not-contain', 'starts-with', 'ends-with'], z.string())]),
    variants(...number(), [
      variant(
        number(),
        ['is-equal-to', 'is-not-equal-to', 'is-greater-than', 'is-greater-than-or-equal-to', 'is-less-than', 'is-less-than-or-equal-to'],
        z.number(),
      ),
      variant(number(), ['is-between'], twoOf(z.number())),
    ]),
    variants(...date(), [
      variant(date(), ['is-on', 'is-not-on', 'is-before', 'is-on-or-before', 'is-after', 'is-on-or-after'], Day),
      variant(date(), ['is-between'], twoOf(Day)),
      variant(date(), ['is-within-the-last', 'is-not-within-the-last', 'is-within-the-next', 'is-not-within-the-next'], relativeDates),
      variant(date(), ['is-between-relative'], relativeDateRange),
      variant(
        date(),
        [
          'is-exactly-relative',
          'is-not-exactly-relative',
          'is-more-than-relative',
          'is-more-than-or-equal-to-relative',
          'is-less-than-relative',
          'is-less-than-or-equal-to-relative',
        ],
        relativeDate,
      ),
    ]),
    ofItems(['dropdown', plain], anyOf, optionReference),
    ofItems(['ranked-dropdown', plain], anyOf, optionReference),
    ofItems(['dropdown-multi', plain], hasOf, optionReference),
    ofItems(['filterable-text', plain], anyOf, z.string()),
    ofItems(['filterable-text-multi', plain], hasOf, z.string()),
    ofItems(['location', plain], anyOf, LocationFilterValue),
    ofItems(['location-multi', plain], hasOf, LocationFilterValue),
    ofItems(['person', attributed()], anyOf, PersonReference),
    ofItems(['person-multi', attributed()], hasOf, PersonReference),
    ofItems(['company', attributed()], anyOf, CompanyReference),
    ofItems(['company-multi', attributed()], hasOf, CompanyReference),
    ofItems(['list-multi', plain], hasOf, listReference),
  ] as const;

const valueFilter = z.lazy(() => z.discriminatedUnion('valueType', filters()));

/**
 * A condition on one field, told apart by `valueType` and then by `operator` (v2 reference, section 7.1).
 *
 * The value type is that of the comparison, not the field's: dates and interactions are `date`. Interactions take `attributeId: 'date-of-activity'`.
 */
export type ValueFilter = z.input<typeof valueFilter>;
/** The {@link ValueFilter}s of one value type: `ValueFilterOf<'date'>`. */
export type ValueFilterOf<Type extends ValueFilter['valueType']> = Extract<ValueFilter, { readonly valueType: Type }>;
/** A {@link ValueFilter} of any version, as a server reads it. */
export type ParsedValueFilter = z.output<typeof valueFilter>;
export const ValueFilter: z.ZodType<ParsedValueFilter, ValueFilter> = valueFilter;

/** A group has no value type; said in the schema, so that an error is reported where it is and not as one of two ways to be wrong. */
const absent = () => {
  const schema = z.undefined();
  schema._zod.toJSONSchema = () => ({ not: {} });
  return schema;
};

/** Conditions and groups of them, all or any of which must hold. */
export interface SearchFilterGroup {
  readonly operator: 'and' | 'or';
  /** At most 50, nested as deep as you like; none match everything. */
  readonly filters: readonly SearchFilter[];
}
/** A {@link SearchFilterGroup} of any version, as a server reads it. */
export interface ParsedSearchFilterGroup {
  readonly operator: 'and' | 'or';
  readonly filters: readonly ParsedSearchFilter[];
}

/** A condition or a group of them. */
export type SearchFilter = ValueFilter | SearchFilterGroup;
/** A {@link SearchFilter} of any version, as a server reads it. */
export type ParsedSearchFilter = ParsedValueFilter | ParsedSearchFilterGroup;

const groupShape = () => ({
  operator: z.enum(['and', 'or']),
  filters: z
    .array(z.lazy((): z.ZodType<ParsedSearchFilter, SearchFilter> => SearchFilter))
    .max(50)
    .readonly(),
});
export const SearchFilter: z.ZodType<ParsedSearchFilter, SearchFilter> = z.lazy(() =>
  z.discriminatedUnion('valueType', [valueFilter, z.object({ ...groupShape(), valueType: absent().optional() })]),
);

export const SearchFilterGroup: z.ZodType<ParsedSearchFilterGroup, SearchFilterGroup> = z.lazy(() => z.object(groupShape()));
