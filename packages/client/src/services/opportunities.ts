import {
  type CompanyId,
  type FilterText,
  filterText,
  type ListEntryId,
  type ListId,
  type Opportunity,
  type PersonId,
  v2 as spec,
  type V1Opportunity,
  v1 as v1Spec,
} from '@affinity-kit/contract';
import { AffinityNotFoundError } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldValues } from '../values/field-values.ts';
import { type SetValuesOptions, setValues, type ValueReport } from '../values/set-values.ts';
import { awaitVisible } from './await-visible.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';
import { getMany } from './get-many.ts';
import { type ListOptions, type QueryOf, type WriteOptions, waitsForWrite } from './options.ts';
import {
  type CompanyRef,
  companyIdOf,
  type ListRef,
  listIdOf,
  type OpportunityRef,
  opportunityIdOf,
  type PersonRef,
  personIdOf,
} from './references.ts';
import { type ChangeWindow, changeConditions, windowFilter } from './window.ts';

type Endpoints = ServiceContext['v2']['opportunities'];
const notesEndpoint = 'GET /v2/opportunities/{opportunityId}/notes';

/** What to change of an opportunity. Arrays replace what was there. */
export interface OpportunityChange {
  readonly name?: string | undefined;
  readonly persons?: readonly PersonRef[] | undefined;
  readonly companies?: readonly CompanyRef[] | undefined;
}

/** An opportunity to create. */
export interface OpportunityToCreate extends OpportunityChange {
  readonly name: string;
  /** A list of opportunities; cannot be changed. */
  readonly list: ListRef;
}

/** The records that an opportunity goes with, and its row. */
export interface OpportunityAssociations {
  readonly personIds: readonly PersonId[];
  readonly companyIds: readonly CompanyId[];
  /** `undefined` where the list is not visible. */
  readonly entry: { readonly id: ListEntryId; readonly listId: ListId } | undefined;
}

const toV1 = ({ name, persons, companies }: OpportunityChange) => ({
  ...(name !== undefined && { name }),
  ...(persons !== undefined && { person_ids: persons.map(personIdOf) }),
  ...(companies !== undefined && { organization_ids: companies.map(companyIdOf) }),
});

const shown = ({ v2 }: ServiceContext, opportunityId: number, { signal }: CallOptions) =>
  v2.opportunities.get({ opportunityId }, { signal });

/** v1 does not tell the list's name or who has access, so v2 is asked; it may be behind. */
const settled = ({ context, written, options }: { context: ServiceContext; written: V1Opportunity; options: WriteOptions }) =>
  awaitVisible(context, {
    what: `Opportunity ${written.id}`,
    read: () => shown(context, written.id, options),
    isCurrent: ({ name }) => !waitsForWrite(context, options) || name === written.name,
    signal: options.signal,
  });

const create = async (context: ServiceContext, opportunity: OpportunityToCreate, options: WriteOptions): Promise<Opportunity> => {
  const { name, list } = opportunity;
  const body = { ...toV1(opportunity), name, list_id: listIdOf(list) };
  return settled({ context, written: await context.v1.opportunities.create({ body }, { signal: options.signal }), options });
};

const updateThroughV1 = async (context: ServiceContext, [id, change]: readonly [number, OpportunityChange], options: WriteOptions) => {
  const written = await context.v1.opportunities.update({ opportunity_id: id, body: toV1(change) }, { signal: options.signal });
  return settled({ context, written, options });
};

/** A new name is v2's business; what an opportunity goes with can be changed through v1 alone. */
const update = (
  context: ServiceContext,
  [id, change]: readonly [number, OpportunityChange],
  options: WriteOptions,
): Promise<Opportunity> => {
  if (change.persons !== undefined || change.companies !== undefined) return updateThroughV1(context, [id, change], options);
  const { signal } = options;
  return withFallback(context, {
    operation: spec.opportunities.update,
    call: async () => {
      await context.v2.opportunities.update({ opportunityId: id, body: { name: change.name } }, { signal });
      return shown(context, id, options);
    },
    instead: v1Spec.opportunities.update,
    callInstead: () => updateThroughV1(context, [id, change], options),
  });
};

const remove = (context: ServiceContext, id: number, { signal }: CallOptions): Promise<void> =>
  withFallback<void>(context, {
    operation: spec.opportunities.delete,
    call: () => context.v2.opportunities.delete({ opportunityId: id }, { signal }),
    instead: v1Spec.opportunities.delete,
    callInstead: async () => void (await context.v1.opportunities.delete({ opportunity_id: id }, { signal })),
  });

const associations = async ({ v1 }: ServiceContext, id: number, { signal }: CallOptions): Promise<OpportunityAssociations> => {
  const { person_ids = [], organization_ids = [], list_entries } = await v1.opportunities.get({ opportunity_id: id }, { signal });
  const [row] = list_entries;
  return { personIds: person_ids, companyIds: organization_ids, entry: row && { id: row.id, listId: row.list_id } };
};

const notesFilter = (query: ChangeWindow & { readonly filter?: string | undefined }): FilterText<typeof notesEndpoint> | undefined => {
  const text = windowFilter(query.filter, changeConditions(query));
  return text === undefined ? undefined : filterText(notesEndpoint, text);
};

/** The row of an opportunity. */
export const entryOfOpportunity = async (context: ServiceContext, id: number, options: CallOptions) =>
  (await associations(context, id, options)).entry;

const setFields = async (
  context: ServiceContext,
  [id, values]: readonly [number, FieldValues],
  options: SetValuesOptions,
): Promise<ValueReport> => {
  const entry = await entryOfOpportunity(context, id, {});
  if (entry === undefined) throw new AffinityNotFoundError(`The row of opportunity ${id} is not visible`);
  const source = { kind: 'entry', id: entry.id, listId: entry.listId } as const;
  return setValues(context, { source, values }, options);
};

/** Creates the service of opportunities. Their fields are those of their row. */
export const createOpportunities = (context: ServiceContext) => {
  const { v2 } = context;
  const { opportunities } = v2;
  return {
    ...collectionOf(opportunities.list),
    /** Fetches one opportunity. */
    get: (opportunity: OpportunityRef, options: CallOptions = {}) => shown(context, opportunityIdOf(opportunity), options),
    /** Fetches opportunities by id, a hundred with each request, in the order asked for. Those that do not exist are not in the result. */
    getMany: (refs: readonly OpportunityRef[], options: CallOptions = {}): Promise<Map<number, Opportunity>> =>
      getMany(refs.map(opportunityIdOf), async (ids) => (await opportunities.list({ ids, limit: ids.length }, options)).data),
    /** Creates an opportunity and its row; v1 alone can. */
    create: (opportunity: OpportunityToCreate, options: WriteOptions = {}) => create(context, opportunity, options),
    /** Renames an opportunity, or changes what it goes with. */
    update: (opportunity: OpportunityRef, change: OpportunityChange, options: WriteOptions = {}) =>
      update(context, [opportunityIdOf(opportunity), change], options),
    /** Deletes an opportunity with its row, values, history and reminders. */
    delete: (opportunity: OpportunityRef, options: CallOptions = {}) => remove(context, opportunityIdOf(opportunity), options),
    /** Ids of the persons and companies of an opportunity, and its row, in one request of v1. */
    associations: (opportunity: OpportunityRef, options: CallOptions = {}) => associations(context, opportunityIdOf(opportunity), options),
    /** The notes on an opportunity and on its persons, the newest first. */
    notes: (
      opportunity: OpportunityRef,
      query: QueryOf<Endpoints['notes']['list'], 'opportunityId'> & ChangeWindow = {},
      options: ListOptions = {},
    ) => opportunities.notes.list({ ...query, filter: notesFilter(query), opportunityId: opportunityIdOf(opportunity) }, options),
    /** Writes fields of the row of an opportunity, by name or id; see {@link setValues}. */
    setFields: (opportunity: OpportunityRef, values: FieldValues, options: SetValuesOptions = {}) =>
      setFields(context, [opportunityIdOf(opportunity), values], options),
  };
};

/** Opportunities, each in one list. */
export type Opportunities = ReturnType<typeof createOpportunities>;
