import { v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { isInferredInternal } from '../state/inferred-internal.ts';
import { withIds } from '../state/keyset.ts';
import type { PersonRow } from '../state/persons.ts';
import { removePerson } from '../state/removals.ts';
import { tellEntriesGone } from '../v1/cascade-events.ts';
import { personRef } from '../v1/refs.ts';
import { listDropdownOptions } from './dropdown-options.ts';
import { PageFacts } from './field-facts.ts';
import { listFieldMetadata } from './field-metadata.ts';
import { fieldSelection, selectFields } from './field-selection.ts';
import { type FieldPlan, fieldPlan } from './field-text.ts';
import { batchUpdateFields, updateField, type WriteTarget } from './field-writes.ts';
import { entriesOf, listsOf } from './memberships.ts';
import { personNotes, personRelationships } from './notes-of-records.ts';
import { answerText, pageRequest, pageText } from './page-request.ts';
import { createPerson } from './person-creation.ts';
import { getField, listFields, listValues, type RecordFields } from './record-fields.ts';
import { personTexts } from './record-text.ts';
import { inOrder, searchPage } from './search.ts';

const scope = { kind: 'person' } as const;

const selectedPlan = (context: RequestContext, input: Parameters<typeof fieldSelection>[0]): FieldPlan | undefined => {
  const fields = selectFields(context, scope, fieldSelection(input));
  return fields === undefined ? undefined : fieldPlan(context, fields);
};

const personOf = ({ state }: RequestContext, id: number): PersonRow => {
  const person = state.persons.get(id);
  if (person === undefined) throw notFound();
  return person;
};

const fieldsOfPerson = (context: RequestContext, personId: number): RecordFields => {
  const { id, cells } = personOf(context, personId);
  const facts = new PageFacts(context, 'person', [id]);
  return { context, scope, record: { kind: 'person', entityId: id, cells: [cells] }, facts, planOf: fieldPlan };
};

const writable = (context: RequestContext, personId: number): WriteTarget => {
  const { id } = personOf(context, personId);
  return { context, scope, record: { kind: 'person', entityId: id }, hidden: false };
};

const remove = (context: RequestContext, person: PersonRow): void => {
  const { state, caller, now, emit } = context;
  if (isInferredInternal(state, person)) throw new Problem('authorization', 'Internal persons cannot be deleted');
  tellEntriesGone(context, 'person', person.id);
  emit('person.deleted', () => personRef(person));
  removePerson(state, person, { userId: caller.userId, now });
};

export const persons: HandlersOf<typeof v2.persons> = {
  list: (input, context) => {
    const plan = selectedPlan(context, input);
    const condition = withIds(input.ids);
    const request = pageRequest(input, context, v2.persons.list);
    const { rows, pagination } = pageByKey(
      request,
      (seek) => context.state.persons.page(condition, seek),
      ({ id }) => id,
    );
    return pageText(context, personTexts(context, rows, plan), pagination);
  },
  search: (input, context) => {
    const plan = selectedPlan(context, input);
    const page = pageRequest(input, context, v2.persons.search);
    const { ids, pagination } = searchPage({ context, scope, criteria: input.body ?? {}, page, totalCount: input.totalCount });
    return pageText(context, personTexts(context, inOrder(context.state.persons.byIds(ids), ids), plan), pagination);
  },
  get: (input, context) => {
    const plan = selectedPlan(context, input);
    return answerText(context, personTexts(context, [personOf(context, input.personId)], plan).join());
  },
  create: ({ body }, context) => {
    const person = createPerson(context, body);
    context.emit('person.created', () => ({ ...personRef(person), organization_ids: [] }));
    return answerText(context, personTexts(context, [person], undefined).join());
  },
  delete: ({ personId }, context) => {
    remove(context, personOf(context, personId));
  },
  entries: {
    list: (input, context) => entriesOf({ context, kind: 'person', entityId: personOf(context, input.personId).id }, input),
  },
  lists: {
    list: (input, context) => listsOf({ context, kind: 'person', entityId: personOf(context, input.personId).id }, input),
  },
  notes: personNotes,
  relationships: personRelationships,
  fields: {
    list: (input, context) => listFieldMetadata({ context, scope, filterOf: 'GET /v2/persons/fields' }, input),
    dropdownOptions: { list: (input, context) => listDropdownOptions(context, scope, input) },
  },
  fieldValues: {
    list: (input, context) => listFields(fieldsOfPerson(context, input.personId), input, v2.persons.fieldValues.list),
    get: (input, context) => getField(fieldsOfPerson(context, input.personId), input.fieldId),
    update: (input, context) => {
      updateField(writable(context, input.personId), input.fieldId, input.body);
    },
    batchUpdate: (input, context) => batchUpdateFields(writable(context, input.personId), input.body),
    values: (input, context) => listValues(fieldsOfPerson(context, input.personId), input, v2.persons.fieldValues.values),
  },
};
