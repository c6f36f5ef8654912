import type { V1Opportunity, V1OpportunityToBeCreated, v1 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { addEntry } from '../state/add-entry.ts';
import { manageableBy, opportunitiesLike } from '../state/contact-conditions.ts';
import { allOf, always } from '../state/keyset.ts';
import { type OpportunityRow, onLists } from '../state/opportunities.ts';
import { removeOpportunity } from '../state/removals.ts';
import { listById, opportunityById, requireAll } from './access.ts';
import { tellEntriesGone } from './cascade-events.ts';
import { shownEntry } from './list-entries.ts';
import { entryRefs } from './list-entry-refs.ts';
import { recordPage } from './record-page.ts';
import { oppRef } from './refs.ts';

const notice = ({ id, name, personIds, companyIds }: OpportunityRow) => ({
  id,
  name,
  person_ids: [...personIds],
  organization_ids: [...companyIds],
});

const shown = (context: RequestContext, opportunity: OpportunityRow): V1Opportunity => ({
  ...notice(opportunity),
  list_entries: entryRefs(context, 'opportunity', opportunity.id),
});

const people = (context: RequestContext, ids: readonly number[] | undefined): number[] =>
  requireAll(context, ids, { entityType: 'person', param: 'person_ids' });

const companies = (context: RequestContext, ids: readonly number[] | undefined): number[] =>
  requireAll(context, ids, { entityType: 'company', param: 'organization_ids' });

/** An opportunity and its row come into the world together. */
const create = (context: RequestContext, body: V1OpportunityToBeCreated): OpportunityRow => {
  const { state, caller, now } = context;
  const list = listById(context, body.list_id);
  if (list.type !== 'opportunity') throw unprocessable('Field list_id: expected a list of opportunities');
  const links = { personIds: people(context, body.person_ids), companyIds: companies(context, body.organization_ids) };
  const createdAt = now.toISOString();
  return state.transaction(() => {
    const id = state.opportunities.create({ name: body.name, listId: list.id, ...links, createdAt });
    const draft = { listId: list.id, entityType: list.type, entityId: id, creatorId: caller.userId, createdAt };
    const entry = addEntry(state, draft, { userId: caller.userId, now });
    context.emit('list_entry.created', () => shownEntry(context, entry));
    return opportunityById(context, id);
  });
};

export const opportunities: HandlersOf<typeof v1.opportunities> = {
  list: (query, context) => {
    const { state, caller } = context;
    const condition = allOf(
      onLists(state.lists.visibleTo(caller.userId).map(({ id }) => id)),
      manageableBy(caller.userId),
      query.term === undefined ? always : opportunitiesLike(query.term),
    );
    const { rows, nextPageToken } = recordPage(context, query, (seek) => state.opportunities.page(condition, seek));
    return { opportunities: rows.map((row) => shown(context, row)), next_page_token: nextPageToken };
  },
  get: ({ opportunity_id }, context) => shown(context, opportunityById(context, opportunity_id)),
  create: ({ body }, context) => {
    const opportunity = create(context, body);
    context.emit('opportunity.created', () => notice(opportunity));
    return shown(context, opportunity);
  },
  update: ({ opportunity_id, body }, context) => {
    const { opportunities: repository, transaction } = context.state;
    const { id, name } = opportunityById(context, opportunity_id);
    const personIds = body.person_ids === undefined ? undefined : people(context, body.person_ids);
    const companyIds = body.organization_ids === undefined ? undefined : companies(context, body.organization_ids);
    transaction(() => {
      repository.rename(id, body.name ?? name);
      if (personIds !== undefined) repository.setPersons(id, personIds);
      if (companyIds !== undefined) repository.setCompanies(id, companyIds);
    });
    const opportunity = opportunityById(context, id);
    context.emit('opportunity.updated', () => notice(opportunity));
    return shown(context, opportunity);
  },
  delete: ({ opportunity_id }, context) => {
    const opportunity = opportunityById(context, opportunity_id);
    tellEntriesGone(context, 'opportunity', opportunity.id);
    context.emit('opportunity.deleted', () => oppRef(context, opportunity));
    removeOpportunity(context.state, opportunity);
    return { success: true };
  },
};
