import * as z from 'zod';
import { Dropdown, type FieldValueType, fieldValueTypes, Location, RankedDropdown } from '../field-value.ts';
import { Pagination } from '../page.ts';
import { type OpenEnum, openEnum } from '../schema.ts';
import { CompanyData, ListData, PersonData } from './references.ts';

const pageOfValues = <const Types extends readonly [string, ...string[]], Item extends z.ZodType>(types: Types, item: Item) =>
  z.object({ type: z.enum(types), data: z.array(item).max(100), pagination: Pagination });

const known = () =>
  [
    pageOfValues(['company', 'company-multi'], CompanyData),
    pageOfValues(['person', 'person-multi'], PersonData),
    pageOfValues(['dropdown', 'dropdown-multi'], Dropdown),
    pageOfValues(['ranked-dropdown'], RankedDropdown),
    pageOfValues(['location', 'location-multi'], Location),
    pageOfValues(['filterable-text', 'filterable-text-multi'], z.string()),
    pageOfValues(['list-multi'], ListData),
  ] as const;

/** The documented pages of values, told apart by `type`. The other value types answer 400. */
export type KnownFieldValuesPage = z.infer<ReturnType<typeof known>[number]>;
export const KnownFieldValuesPage: z.ZodType<KnownFieldValuesPage> = z.lazy(() => z.discriminatedUnion('type', known()));

const fieldValuesPage = z.lazy(() =>
  z.object({
    type: openEnum(fieldValueTypes),
    /** Items of the shape that `data` of a value of this type has; a single value is an array of none or one. */
    data: z.array(z.unknown()).max(100),
    pagination: Pagination,
  }),
);
/**
 * A page of all values of one field, for those that are cut at 100 elsewhere.
 *
 * `knownFieldValue({ type: page.type, data: page.data })` narrows the data of a `-multi` type.
 */
export interface FieldValuesPage {
  readonly type: OpenEnum<FieldValueType>;
  readonly data: unknown[];
  readonly pagination: Pagination;
}
export const FieldValuesPage: z.ZodType<FieldValuesPage> = fieldValuesPage;
