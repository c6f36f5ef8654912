import * as z from 'zod';
import { fieldValueTypes } from '../field-value.ts';
import { filterOf } from '../filter/text.ts';
import { FieldId } from '../ids.ts';
import { pageQuery } from '../page.ts';
import { distinct, Instant, openEnum, type TypeOf } from '../schema.ts';
import { EnrichmentSource } from './field.ts';

/** Operators of the metadata. No search accepts `has-exactly`, `is-exactly`, `is-more-than` and `is-more-than-or-equal-to`. */
const operatorIds = [
  'contains',
  'does-not-contain',
  'ends-with',
  'has-all-of',
  'has-any-of',
  'has-exactly',
  'has-none-of',
  'is-after',
  'is-any-of',
  'is-before',
  'is-between',
  'is-between-relative',
  'is-empty',
  'is-equal-to',
  'is-exactly',
  'is-exactly-relative',
  'is-greater-than',
  'is-greater-than-or-equal-to',
  'is-less-than',
  'is-less-than-or-equal-to',
  'is-less-than-or-equal-to-relative',
  'is-less-than-relative',
  'is-more-than',
  'is-more-than-or-equal-to',
  'is-more-than-or-equal-to-relative',
  'is-more-than-relative',
  'is-none-of',
  'is-not-empty',
  'is-not-equal-to',
  'is-not-exactly-relative',
  'is-not-on',
  'is-not-within-the-last',
  'is-not-within-the-next',
  'is-on',
  'is-on-or-after',
  'is-on-or-before',
  'is-within-the-last',
  'is-within-the-next',
  'starts-with',
] as const;

const filterOperator = () => ({
  id: openEnum(operatorIds),
  name: z.string(),
  /** How many values the operator takes. */
  numberOfValuesRequired: openEnum(['none', 'one', 'two', 'multi']),
  /** Units of the operators that count from today; `quarter` from 2026-07-15 on. */
  relativeDateUnits: z.array(openEnum(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])).optional(),
});
/** A comparison that a search may make on a field. */
export interface FilterOperator extends TypeOf<typeof filterOperator> {}
export const FilterOperator: z.ZodType<FilterOperator> = z.lazy(() => z.object(filterOperator()));

const fieldFilterability = z.lazy(() =>
  z.discriminatedUnion('filterableFieldType', [
    z.object({ filterableFieldType: z.literal('field-only'), operators: z.array(FilterOperator).max(100) }),
    z.object({
      filterableFieldType: z.literal('attribute-on-field'),
      attributes: z
        .array(
          z.object({
            id: z.string(),
            name: z.string(),
            valueType: openEnum(['date', 'number', 'person-multi', 'text']),
            operators: z.array(FilterOperator).max(100),
          }),
        )
        .max(100),
    }),
  ]),
);
/** How searches may filter by a field: by itself, or by an attribute such as `date-of-activity`. */
export type FieldFilterability = z.infer<typeof fieldFilterability>;
export const FieldFilterability: z.ZodType<FieldFilterability> = fieldFilterability;

const fieldSortability = z.lazy(() =>
  z.discriminatedUnion('sortableFieldType', [
    z.object({ sortableFieldType: z.literal('field-only') }),
    z.object({
      sortableFieldType: z.literal('attribute-on-field'),
      attributes: z
        .array(
          z.object({
            id: z.string(),
            name: z.string(),
            valueType: openEnum(['company-multi', 'date', 'number', 'person', 'person-multi', 'ranked-dropdown', 'text']),
          }),
        )
        .max(5),
    }),
  ]),
);
/** How searches may sort by a field. */
export type FieldSortability = z.infer<typeof fieldSortability>;
export const FieldSortability: z.ZodType<FieldSortability> = fieldSortability;

const fieldMetadata = () => ({
  id: FieldId,
  name: z.string(),
  /** `null` where nobody wrote one; absent before version 2026-09-17. */
  description: z.string().nullable().optional(),
  type: openEnum(['enriched', 'global', 'list', 'relationship-intelligence']),
  enrichmentSource: EnrichmentSource,
  valueType: openEnum(fieldValueTypes),
  /** Whether a list demands a value, which blocks adding entries through the API; absent before version 2026-09-17. */
  isRequired: z.boolean().optional(),
  /** `null` for most built-in fields. */
  createdAt: Instant.nullable(),
  /** Present when asked for in `includes`; `null` where searches cannot filter by the field. */
  filterability: FieldFilterability.nullable().optional(),
  /** Present when asked for in `includes`; `null` does not rule out that the field sorts. */
  sortability: FieldSortability.nullable().optional(),
});
/** What a field is, apart from any record (v2 reference, section 5.6). */
export interface FieldMetadata extends TypeOf<typeof fieldMetadata> {}
export const FieldMetadata: z.ZodType<FieldMetadata> = z.lazy(() => z.object(fieldMetadata()));

type FieldMetadataEndpoint = 'GET /v2/companies/fields' | 'GET /v2/persons/fields' | 'GET /v2/lists/{listId}/fields';

/** Query parameters of the three collections of field metadata. */
export const fieldMetadataQuery = () =>
  pageQuery({ max: 100 }).extend({
    /** By `name`, with `=` and `=~`; both mind case. */
    filter: filterOf<FieldMetadataEndpoint>('GET /v2/companies/fields').optional(),
    /** Properties to add. */
    includes: distinct(z.enum(['filterability', 'sortability'])).optional(),
  });
