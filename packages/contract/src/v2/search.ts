import * as z from 'zod';
import { FieldId } from '../ids.ts';
import { arrayOf, type TypeOf } from '../schema.ts';
import { type ParsedSearchFilterGroup, SearchFilterGroup } from './search-filter.ts';

const searchSort = () => ({
  /** The field to sort by. One that does not exist is ignored silently. */
  fieldId: FieldId,
  /** Part of the field to sort by, such as `date-of-activity` of an interaction. */
  attributeId: z.string().min(1).optional(),
  direction: z.enum(['asc', 'desc']),
});
/** One key to sort a search by; records without a value come last either way. */
export interface SearchSort extends TypeOf<typeof searchSort> {}
export const SearchSort: z.ZodType<SearchSort, SearchSort> = z.lazy(() => z.object(searchSort()));

const searchTerm = () => ({
  /** One phrase of at least 3 characters, looked for in names, domains and e-mail addresses. */
  term: z.string().min(3),
  /** Fields to look in as well, 1 to 100. */
  fieldIds: arrayOf(FieldId, { min: 1, max: 100 }).optional(),
});
/** Words to search for. */
export interface SearchTerm extends TypeOf<typeof searchTerm> {}
export const SearchTerm: z.ZodType<SearchTerm, SearchTerm> = z.lazy(() => z.object(searchTerm()));

/** What to search for in companies, persons or list entries; filters and term must both match (v2 reference, section 7.1). */
export interface SearchCriteria {
  readonly filters?: SearchFilterGroup | undefined;
  /** 1 to 5, the most important first. */
  readonly sorts?: readonly SearchSort[] | undefined;
  readonly search?: SearchTerm | undefined;
}
/** {@link SearchCriteria} of any version, as a server reads them. */
export interface ParsedSearchCriteria extends Omit<SearchCriteria, 'filters'> {
  readonly filters?: ParsedSearchFilterGroup | undefined;
}
export const SearchCriteria: z.ZodType<ParsedSearchCriteria, SearchCriteria> = z.lazy(() =>
  z.object({
    filters: SearchFilterGroup.optional(),
    sorts: arrayOf(SearchSort, { min: 1, max: 5 }).optional(),
    search: SearchTerm.optional(),
  }),
);
