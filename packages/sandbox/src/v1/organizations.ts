import type { V1Organization, V1OrganizationRow, V1OrganizationUpdate, V1SavedOrganization, v1 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { type CompanyRow, inAccount } from '../state/companies.ts';
import { companiesLike, inAll } from '../state/contact-conditions.ts';
import { allOf, always } from '../state/keyset.ts';
import { removeCompany } from '../state/removals.ts';
import { organizationById, requireAll } from './access.ts';
import { tellEntriesGone } from './cascade-events.ts';
import { globalFields } from './fields.ts';
import { boundedRecords, interactionDates, touchedRecords } from './interaction-dates.ts';
import { entryRefs } from './list-entry-refs.ts';
import { opportunityIds, recordPage } from './record-page.ts';
import { orgRef } from './refs.ts';

interface Flags {
  readonly with_interaction_dates?: boolean | undefined;
  readonly with_interaction_persons?: boolean | undefined;
  readonly with_opportunities?: boolean | undefined;
}

const personIds = ({ state }: RequestContext, id: number): number[] => state.companies.persons([id]).map(([, personId]) => personId);

/** Organizations as a search finds them, with what the flags add. */
const shownRows = (context: RequestContext, rows: readonly CompanyRow[], flags: Flags): V1OrganizationRow[] => {
  const ids = rows.map(({ id }) => id);
  const dates = interactionDates(context, 'company', flags);
  const opportunities = flags.with_opportunities ? opportunityIds(context, 'company', ids) : undefined;
  return rows.map((row) => ({ ...orgRef(row), ...dates(row), ...(opportunities && { opportunity_ids: opportunities(row.id) }) }));
};

const shownOne = (context: RequestContext, company: CompanyRow, flags: Flags): V1Organization => {
  const [row = orgRef(company)] = shownRows(context, [company], flags);
  return { ...row, person_ids: personIds(context, company.id), list_entries: entryRefs(context, 'company', company.id) };
};

const saved = (context: RequestContext, id: number): V1SavedOrganization => ({
  ...orgRef(organizationById(context, id)),
  person_ids: personIds(context, id),
});

const people = (context: RequestContext, ids: readonly number[] | undefined): number[] =>
  requireAll(context, ids, { entityType: 'person', param: 'person_ids' });

const create = (context: RequestContext, { name, domain = '', person_ids }: { name: string } & V1OrganizationUpdate): number => {
  const { state, now } = context;
  const members = people(context, person_ids);
  const domains = domain === '' ? [] : [domain];
  return state.transaction(() => {
    const id = state.companies.create({ name, domain: domains[0] ?? null, domains, isGlobal: false, createdAt: now.toISOString() });
    state.companies.setPersons(id, members);
    return id;
  });
};

/** A new domain takes the place of the primary one; the others stay. */
const domainsOf = (company: CompanyRow, domain: string | undefined): Pick<V1SavedOrganization, 'domain' | 'domains'> => {
  const { domain: primary, domains: known } = orgRef(company);
  if (domain === undefined || domain === primary) return { domain: primary, domains: known };
  const others = known.filter((each) => each !== primary && each !== domain);
  return domain === '' ? { domain: others[0] ?? null, domains: others } : { domain, domains: [domain, ...others] };
};

const update = (context: RequestContext, company: CompanyRow, body: V1OrganizationUpdate): void => {
  const { state } = context;
  const name = body.name ?? company.name;
  const next = domainsOf(company, body.domain);
  if (company.isGlobal && (name !== company.name || next.domain !== company.domain))
    throw unprocessable('Cannot update name or domain of organization because it is global');
  const members = body.person_ids === undefined ? undefined : people(context, body.person_ids);
  state.transaction(() => {
    state.companies.takeIn(company.id);
    state.companies.update(company.id, { name, ...next });
    if (members !== undefined) state.companies.setPersons(company.id, members);
  });
};

const searchesDirectory = new Set(['term', 'page_size', 'page_token']);

/** A search by a term and nothing else goes through Affinity's own directory too (v1 reference, section 6.7). */
const isTermAlone = (query: object): boolean => 'term' in query && Object.keys(query).every((name) => searchesDirectory.has(name));

export const organizations: HandlersOf<typeof v1.organizations> = {
  list: (query, context) => {
    const condition = allOf(
      isTermAlone(query) ? always : inAccount,
      query.term === undefined ? always : companiesLike(query.term),
      inAll(boundedRecords(context, 'company', query)),
      query.with_interaction_dates ? touchedRecords(context, 'company') : always,
    );
    const { rows, nextPageToken } = recordPage(context, query, (seek) => context.state.companies.page(condition, seek));
    return { organizations: shownRows(context, rows, query), next_page_token: nextPageToken };
  },
  get: ({ organization_id, ...flags }, context) => shownOne(context, organizationById(context, organization_id), flags),
  create: ({ body }, context) => {
    const organization = saved(context, create(context, body));
    context.emit('organization.created', () => organization);
    return organization;
  },
  update: ({ organization_id, body }, context) => {
    update(context, organizationById(context, organization_id), body);
    const organization = saved(context, organization_id);
    context.emit('organization.updated', () => organization);
    return organization;
  },
  delete: ({ organization_id }, context) => {
    const { state, caller, now } = context;
    const company = organizationById(context, organization_id);
    if (company.isGlobal) throw unprocessable('Cannot delete organization because it is global');
    tellEntriesGone(context, 'company', company.id);
    context.emit('organization.deleted', () => orgRef(company));
    removeCompany(state, company, { userId: caller.userId, now });
    return { success: true };
  },
  fields: { list: (_, context) => globalFields(context, 'company') },
};
