import { type V1OppRef, type V1OrgRef, type V1PersonRef, v1EntityTypes, v1PersonTypes } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import type { CompanyRow } from '../state/companies.ts';
import { mayManage, type OpportunityRow } from '../state/opportunities.ts';
import type { PersonRow } from '../state/persons.ts';

/** Codes of what v2 names (v1 reference, section 4.2). */
export const entityCodes = {
  person: v1EntityTypes.person,
  company: v1EntityTypes.organization,
  opportunity: v1EntityTypes.opportunity,
} as const;

const textsOf = (json: string): string[] => JSON.parse(json) as string[]; // written from an array of texts

export const personRef = ({ id, type, firstName, lastName, primaryEmail, emails }: PersonRow): V1PersonRef => ({
  id,
  type: v1PersonTypes[type],
  first_name: firstName,
  last_name: lastName,
  primary_email: primaryEmail,
  emails: textsOf(emails),
});

export const orgRef = ({ id, name, domain, domains, isGlobal }: CompanyRow): V1OrgRef => ({
  id,
  name,
  domain,
  domains: textsOf(domains),
  crunchbase_uuid: null,
  global: isGlobal,
});

export const oppRef = ({ caller }: RequestContext, opportunity: OpportunityRow): V1OppRef => ({
  id: opportunity.id,
  name: mayManage(opportunity, caller.userId) ? opportunity.name : '[Hidden]',
});
