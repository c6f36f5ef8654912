import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId } from '../ids.ts';
import { pageOf, pageQuery } from '../page.ts';

const company = z.object({
  /** Stable identifier. */
  id: CompanyId,
  name: z.string(),
  /** Primary website domain, or `null` when Affinity knows none. */
  domain: z.string().nullable(),
  domains: z.array(z.string()),
  /** Whether the profile is shared across all Affinity customers. */
  isGlobal: z.boolean(),
});
/** A company as the v2 API returns it (v2 reference, section 8.2). */
export interface Company extends z.infer<typeof company> {}
export const Company: z.ZodType<Company> = company;

/** Companies (v2 reference, section 9.2). */
export const companies = {
  /** Page through companies. */
  list: endpoint({
    method: 'GET',
    path: '/v2/companies',
    effect: 'read',
    query: pageQuery({ max: 100 }).extend({ ids: z.array(CompanyId).optional() }),
    response: pageOf(Company),
    paging: 'next-url',
    limit: { default: 100, min: 1, max: 100 },
    order: 'id',
    permission: 'Export All Organizations directory',
    since: 'initial',
    errors: [400, 403],
  }),
  /** Fetch one company. */
  get: endpoint({
    method: 'GET',
    path: '/v2/companies/{companyId}',
    effect: 'read',
    params: z.object({ companyId: CompanyId }),
    response: Company,
    since: 'initial',
    errors: [400, 403, 404],
  }),
};
