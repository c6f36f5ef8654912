import type { V1Person, V1PersonRow, V1PersonToBeCreated, V1PersonUpdate, V1SavedPerson, v1 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { decodeItems, readCells } from '../state/cell-text.ts';
import { inAll, personsLike } from '../state/contact-conditions.ts';
import { isInferredInternal } from '../state/inferred-internal.ts';
import { allOf, always } from '../state/keyset.ts';
import type { PersonRow } from '../state/persons.ts';
import { removePerson } from '../state/removals.ts';
import { personById, requireAll } from './access.ts';
import { tellEntriesGone } from './cascade-events.ts';
import { globalFields } from './fields.ts';
import { boundedRecords, interactionDates, touchedRecords } from './interaction-dates.ts';
import { entryRefs } from './list-entry-refs.ts';
import { opportunityIds, recordPage } from './record-page.ts';
import { personRef } from './refs.ts';

interface Flags {
  readonly with_interaction_dates?: boolean | undefined;
  readonly with_interaction_persons?: boolean | undefined;
  readonly with_opportunities?: boolean | undefined;
  readonly with_current_organizations?: boolean | undefined;
}

const organizationIds = ({ state }: RequestContext, id: number): number[] =>
  state.persons.companies([id]).map(([, companyId]) => companyId);

/** The Current Organization, where it is known; else nothing says that the person has left any. */
const currentOrganizations = (context: RequestContext, { id, cells }: PersonRow): number[] => {
  const field = context.state.fields.ofEntity('person').find((each) => each.id === 'affinity-data-current-organization');
  const payload = field === undefined ? undefined : readCells(cells).get(field.no);
  return field === undefined || payload === undefined ? organizationIds(context, id) : decodeItems(field.valueType, payload).map(Number);
};

/** Persons as a search finds them, with what the flags add. */
const shownRows = (context: RequestContext, rows: readonly PersonRow[], flags: Flags): V1PersonRow[] => {
  const ids = rows.map(({ id }) => id);
  const dates = interactionDates(context, 'person', flags);
  const opportunities = flags.with_opportunities ? opportunityIds(context, 'person', ids) : undefined;
  return rows.map((row) => ({
    ...personRef(row),
    ...dates(row),
    ...(opportunities && { opportunity_ids: opportunities(row.id) }),
    ...(flags.with_current_organizations && { current_organization_ids: currentOrganizations(context, row) }),
  }));
};

const shownOne = (context: RequestContext, person: PersonRow, flags: Flags): V1Person => {
  const [row = personRef(person)] = shownRows(context, [person], flags);
  return { ...row, organization_ids: organizationIds(context, person.id), list_entries: entryRefs(context, 'person', person.id) };
};

const saved = (context: RequestContext, id: number): V1SavedPerson => ({
  ...personRef(personById(context, id)),
  organization_ids: organizationIds(context, id),
});

/** Addresses, each once; one of another person is refused, whatever its case. */
const requireFree = ({ state }: RequestContext, emails: readonly string[], ownerId?: number): string[] => {
  for (const email of emails) {
    const owner = state.persons.withEmail(email);
    if (owner !== undefined && owner !== ownerId) throw unprocessable('There exists a contact with this email address.');
  }
  return [...new Map(emails.map((email) => [email.toLowerCase(), email])).values()];
};

const employers = (context: RequestContext, ids: readonly number[] | undefined): number[] =>
  requireAll(context, ids, { entityType: 'company', param: 'organization_ids' });

const create = (context: RequestContext, body: V1PersonToBeCreated): number => {
  const { state, now } = context;
  const emails = requireFree(context, body.emails);
  const companies = employers(context, body.organization_ids);
  const names = { firstName: body.first_name, lastName: body.last_name };
  return state.transaction(() => {
    const id = state.persons.create({ ...names, primaryEmail: emails[0] ?? null, emails, type: 'external', createdAt: now.toISOString() });
    state.persons.setCompanies(id, companies);
    return id;
  });
};

const knownEmails = ({ emails }: PersonRow): string[] => JSON.parse(emails) as string[]; // written from an array of texts

/** What is left out stays; arrays replace (v1 reference, section 10). The primary address stays as long as it is among the others. */
const update = (context: RequestContext, person: PersonRow, body: V1PersonUpdate): void => {
  const { state } = context;
  const emails = body.emails === undefined ? knownEmails(person) : requireFree(context, body.emails, person.id);
  const companies = body.organization_ids === undefined ? undefined : employers(context, body.organization_ids);
  const primary = emails.find((email) => email.toLowerCase() === person.primaryEmail?.toLowerCase()) ?? emails[0] ?? null;
  const names = { firstName: body.first_name ?? person.firstName, lastName: body.last_name ?? person.lastName };
  state.transaction(() => {
    state.persons.update(person.id, { ...names, primaryEmail: primary, emails });
    if (companies !== undefined) state.persons.setCompanies(person.id, companies);
  });
};

export const persons: HandlersOf<typeof v1.persons> = {
  list: (query, context) => {
    const condition = allOf(
      query.term === undefined ? always : personsLike(query.term),
      inAll(boundedRecords(context, 'person', query)),
      query.with_interaction_dates ? touchedRecords(context, 'person') : always,
    );
    const { rows, nextPageToken } = recordPage(context, query, (seek) => context.state.persons.page(condition, seek));
    return { persons: shownRows(context, rows, query), next_page_token: nextPageToken };
  },
  get: ({ person_id, ...flags }, context) => shownOne(context, personById(context, person_id), flags),
  create: ({ body }, context) => {
    const person = saved(context, create(context, body));
    context.emit('person.created', () => person);
    return person;
  },
  update: ({ person_id, body }, context) => {
    update(context, personById(context, person_id), body);
    const person = saved(context, person_id);
    context.emit('person.updated', () => person);
    return person;
  },
  delete: ({ person_id }, context) => {
    const { state, caller, now } = context;
    const person = personById(context, person_id);
    if (isInferredInternal(state, person)) throw unprocessable('Deleting internal or inferred_internal person is not allowed.');
    tellEntriesGone(context, 'person', person.id);
    context.emit('person.deleted', () => personRef(person));
    removePerson(state, person, { userId: caller.userId, now });
    return { success: true };
  },
  fields: { list: (_, context) => globalFields(context, 'person') },
};
