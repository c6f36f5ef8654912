import { type Opportunity, v2 as spec, type V1Opportunity, v1 as v1Spec } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldValues } from '../values/field-values.ts';
import { type SetValuesOptions, setValues, type ValueReport } from '../values/set-values.ts';
import { awaitVisible } from './await-visible.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';
import { rowOf } from './opportunity-belongings.ts';
import { type WriteOptions, waitsForWrite } from './options.ts';
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

const setFields = async (
  context: ServiceContext,
  [opportunity, values]: readonly [OpportunityRef, FieldValues],
  options: SetValuesOptions,
): Promise<ValueReport> => {
  const { id, listId } = await rowOf(context, opportunity, { signal: options.signal });
  return setValues(context, { source: { kind: 'entry', id, listId }, values }, options);
};

/** Writing opportunities: v1 creates them, v2 renames and deletes them. Affinity merges no opportunities. */
export const opportunityWriting = (context: ServiceContext) => ({
  /** Creates an opportunity and its row; v1 alone can. */
  create: (opportunity: OpportunityToCreate, options: WriteOptions = {}) => create(context, opportunity, options),
  /** Renames an opportunity, or changes what it goes with. */
  update: (opportunity: OpportunityRef, change: OpportunityChange, options: WriteOptions = {}) =>
    update(context, [opportunityIdOf(opportunity), change], options),
  /** Deletes an opportunity with its row, values, history and reminders. */
  delete: (opportunity: OpportunityRef, options: CallOptions = {}) => remove(context, opportunityIdOf(opportunity), options),
  /** Writes fields of the row of an opportunity, by name or id; see {@link setValues}. */
  setFields: (opportunity: OpportunityRef, values: FieldValues, options: SetValuesOptions = {}) =>
    setFields(context, [opportunity, values], options),
});
