import { type V1InteractionPage, type v1, v1LoggingTypes } from '@affinity-kit/contract';
import { pageByIdToken, type Seek } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { type InteractionType, interactionTypes } from '../state/interaction-key.ts';
import { type InteractionRow, inDirection, loggedByHand, withPeople, withPerson } from '../state/interactions.ts';
import { allOf, type Condition } from '../state/keyset.ts';
import { opportunityById, requireEntity } from './access.ts';
import { dateInput } from './date-input.ts';
import { shownChats, shownEmails, shownInteraction, shownMeetings } from './interaction-shape.ts';
import { createInteraction, removeInteraction, updateInteraction } from './interaction-writes.ts';
import { unknownId } from './problems.ts';

const largestPage = 100;

type ListInput = Parameters<NonNullable<HandlersOf<typeof v1.interactions>['list']>>[0];

const typeOf = (code: number): InteractionType => interactionTypes[code] ?? 'email';

/** The people whom each named record stands for; who is named by several must be among all of them. */
const peopleOf = (context: RequestContext, input: ListInput): number[][] => {
  const { state } = context;
  const groups: number[][] = [];
  if (input.person_id !== undefined) {
    requireEntity(context, { entityType: 'person', id: input.person_id, param: 'person_id' });
    if (state.users.get(input.person_id) !== undefined) throw unprocessable('Person is not an external or collaborator');
    groups.push([input.person_id]);
  }
  if (input.organization_id !== undefined) {
    requireEntity(context, { entityType: 'company', id: input.organization_id, param: 'organization_id' });
    groups.push(state.companies.persons([input.organization_id]).map(([, personId]) => personId));
  }
  if (input.opportunity_id !== undefined) {
    const { personIds, companyIds } = opportunityById(context, input.opportunity_id);
    groups.push([...personIds, ...state.companies.persons(companyIds).map(([, personId]) => personId)]);
  }
  return groups;
};

const conditionOf = (context: RequestContext, type: InteractionType, input: ListInput): Condition => {
  const span = { from: dateInput('start_time', input.start_time), to: dateInput('end_time', input.end_time) };
  const conditions = peopleOf(context, input).map((people) => withPeople(type, people, span));
  const { internal_person_id: internalId, direction, logging_type } = input;
  if (internalId !== undefined) {
    if (context.state.users.get(internalId) === undefined) throw unknownId('internal_person_id', internalId, 'Person');
    conditions.push(withPerson(internalId));
  }
  const isDirected = type === 'email' || type === 'chat-message';
  if (direction !== undefined && isDirected) conditions.push(inDirection(direction === 0 ? 'sent' : 'received'));
  if (logging_type === v1LoggingTypes.manual) conditions.push(loggedByHand);
  return allOf(...conditions);
};

const shownPage = (
  context: RequestContext,
  type: InteractionType,
  { rows, nextPageToken: token }: { rows: readonly InteractionRow[]; nextPageToken: string | null },
): V1InteractionPage => {
  if (type === 'email') return { emails: shownEmails(context, rows), next_page_token: token };
  if (type === 'chat-message') return { chat_messages: shownChats(context, rows), next_page_token: token };
  return { events: shownMeetings(context, rows), next_page_token: token };
};

const interactionById = ({ state }: RequestContext, type: InteractionType, id: number): InteractionRow => {
  const row = state.interactions.get(type, id);
  if (row === undefined) throw unknownId('interaction_id', id, 'Interaction');
  return row;
};

export const interactions: HandlersOf<typeof v1.interactions> = {
  list: (input, context) => {
    const type = typeOf(input.type);
    const condition = conditionOf(context, type, input);
    const pageSize = Math.min(input.page_size ?? largestPage, largestPage);
    const seek = (at: Seek): InteractionRow[] => context.state.interactions.page(type, condition, at);
    return shownPage(context, type, pageByIdToken({ url: context.url, token: input.page_token, pageSize }, seek));
  },
  get: ({ id, type }, context) => shownInteraction(context, interactionById(context, typeOf(type), id)),
  create: ({ body }, context) => shownInteraction(context, createInteraction(context, typeOf(body.type), body)),
  update: ({ id, body }, context) =>
    shownInteraction(context, updateInteraction(context, interactionById(context, typeOf(body.type), id), body)),
  delete: ({ id, type }, context) => {
    removeInteraction(context, interactionById(context, typeOf(type), id));
    return { success: true };
  },
};
