import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { CompanyId } from '../ids.ts';
import { countedPageOf, limit100, pageQuery, totalCount } from '../page.ts';
import { arrayOf, openEnum, type TypeOf } from '../schema.ts';
import { Person } from './persons.ts';

const profile = () => ({
  id: CompanyId,
  name: z.string(),
  /** Primary website domain, or `null` when Affinity knows none. */
  domain: z.string().nullable(),
  /** All website domains, the primary one included. */
  domains: z.array(z.string()).max(100),
  /** Whether the profile is shared across all Affinity customers. */
  isGlobal: z.boolean(),
  /** Whether Affinity adds data to it. */
  isEnriched: z.boolean(),
});
/** A company that may be another's duplicate. */
export interface CompanyDuplicateSuggestionProfile extends TypeOf<typeof profile> {}
export const CompanyDuplicateSuggestionProfile: z.ZodType<CompanyDuplicateSuggestionProfile> = z.lazy(() => z.object(profile()));

const companySuggestion = () => ({
  /** Opaque. */
  id: z.string(),
  primaryProfile: CompanyDuplicateSuggestionProfile,
  /** One. */
  duplicateProfiles: z.array(CompanyDuplicateSuggestionProfile).min(1).max(1),
  /** Why: `name` is a weak reason, `domain-redirect` a fair one, `domain-match` a strong one. */
  matchCriteria: openEnum(['name', 'domain-redirect', 'domain-match']),
});
/** Two companies that may be one (v2 reference, section 8.7). */
export interface CompanyDuplicateSuggestion extends TypeOf<typeof companySuggestion> {}
export const CompanyDuplicateSuggestion: z.ZodType<CompanyDuplicateSuggestion> = z.lazy(() => z.object(companySuggestion()));

const personSuggestion = () => ({
  /** Opaque. */
  id: z.string(),
  primaryProfile: Person,
  /** One. */
  duplicateProfiles: z.array(Person).min(1).max(1),
  /** Why: `name` is a weak reason, `intelligent` a fair one. */
  matchCriteria: openEnum(['name', 'intelligent']),
});
/** Two persons that may be one (v2 reference, section 8.7). */
export interface PersonDuplicateSuggestion extends TypeOf<typeof personSuggestion> {}
export const PersonDuplicateSuggestion: z.ZodType<PersonDuplicateSuggestion> = z.lazy(() => z.object(personSuggestion()));

const order = () => ({
  /** `name` unless stated. */
  orderBy: arrayOf(z.enum(['name', '-name', 'createdAt', '-createdAt'])).optional(),
});

/** Suggestions of what to merge (v2 reference, section 9.13). */
export const duplicates = {
  companySuggestions: {
    /** Page through the pairs of companies that may be one and that nobody has judged yet. */
    list: endpoint({
      method: 'GET',
      path: '/v2/duplicates/company-suggestions',
      effect: 'read',
      query: () =>
        pageQuery(limit100).extend({
          ...totalCount(),
          /** Part of a company's name, from 2 characters on. */
          term: z.string().min(2).optional(),
          /** By `matchCriteria`, with `=`. */
          filter: filterOf('GET /v2/duplicates/company-suggestions').optional(),
          ...order(),
        }),
      filter: filterable['GET /v2/duplicates/company-suggestions'],
      response: () => countedPageOf(CompanyDuplicateSuggestion),
      paging: 'next-url',
      limit: limit100,
      order: 'name',
      permission: 'Manage duplicates',
      beta: true,
      since: '2026-09-15',
      errors: [400, 403],
    }),
  },
  personSuggestions: {
    /** Page through the pairs of persons that may be one and that nobody has judged yet. */
    list: endpoint({
      method: 'GET',
      path: '/v2/duplicates/person-suggestions',
      effect: 'read',
      query: () =>
        pageQuery(limit100).extend({
          ...totalCount(),
          /** Part of a first name, from 2 characters on. */
          term: z.string().min(2).optional(),
          /** By `matchCriteria`, with `=`. */
          filter: filterOf('GET /v2/duplicates/person-suggestions').optional(),
          ...order(),
        }),
      filter: filterable['GET /v2/duplicates/person-suggestions'],
      response: () => countedPageOf(PersonDuplicateSuggestion),
      paging: 'next-url',
      limit: limit100,
      order: 'name',
      permission: 'Manage duplicates',
      beta: true,
      since: '2026-09-15',
      errors: [400, 403],
    }),
  },
};
