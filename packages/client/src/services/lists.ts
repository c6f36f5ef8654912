import {
  type ListId,
  type ListToBeCreated,
  type ListWithType,
  v2 as spec,
  type V1List,
  v1EntityTypes,
  v1 as v1Spec,
} from '@affinity-kit/contract';
import { AffinityNotFoundError } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldKey } from '../values/field-key.ts';
import { awaitVisible } from './await-visible.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';
import { createListEntries } from './list-entries.ts';
import { type ListRef, listIdOf } from './references.ts';
import { onlyOne, sameText } from './resolve.ts';

/** A list by what people call it. */
export interface ListHint {
  /** The name, whatever its case. */
  readonly name: string;
  /** What its rows are, where names repeat. */
  readonly type?: ListWithType['type'] | undefined;
}

const typeCodes = { company: v1EntityTypes.organization, person: v1EntityTypes.person, opportunity: v1EntityTypes.opportunity } as const;

const describe = ({ id, name, type }: ListWithType) => ({ id, name, detail: type });

const matching = (lists: readonly ListWithType[], { name, type }: ListHint): ListWithType[] =>
  lists.filter((list) => sameText(list.name, name) && (type === undefined || list.type === type));

const createThroughV1 = async (context: ServiceContext, list: ListToBeCreated, options: CallOptions): Promise<ListWithType> => {
  const body = { name: list.name, type: typeCodes[list.type], is_public: list.isPublic ?? false };
  const { id }: V1List = await context.v1.lists.create({ body }, options);
  const read = () => context.v2.lists.get({ listId: id }, options);
  return awaitVisible(context, { what: `List ${id}`, read, isCurrent: () => true, signal: options.signal });
};

/** Creates the service of lists. */
export const createLists = (context: ServiceContext) => {
  const { v1, v2, metadata } = context;
  const scopeOf = (list: ListRef) => ({ kind: 'list', listId: listIdOf(list) }) as const;
  const resolveAll = async (hint: ListHint): Promise<ListWithType[]> => matching(await metadata.lists(), hint);
  return {
    ...collectionOf(v2.lists.list),
    /** Fetches one list. */
    get: (list: ListRef, options: CallOptions = {}) => v2.lists.get({ listId: listIdOf(list) }, options),
    /** Creates a list that the caller owns. */
    create: (list: ListToBeCreated, options: CallOptions = {}): Promise<ListWithType> =>
      withFallback(context, {
        operation: spec.lists.create,
        call: () => v2.lists.create({ body: list }, options),
        instead: v1Spec.lists.create,
        callInstead: () => createThroughV1(context, list, options),
      }),
    /** The one list of a name. Several are `AffinityAmbiguousNameError` with the candidates, none `AffinityNotFoundError`. */
    resolve: async (hint: ListHint): Promise<ListWithType> => {
      const list = onlyOne(await resolveAll(hint), `The list '${hint.name}'`, describe);
      if (list === undefined) throw new AffinityNotFoundError(`There is no list '${hint.name}' that the key's user may see`);
      return list;
    },
    /** All lists of a name. */
    resolveAll,
    /** Number of rows; v1 alone tells. */
    size: async (list: ListRef, options: CallOptions = {}): Promise<number> =>
      (await v1.lists.get({ list_id: listIdOf(list) }, options)).list_size,
    /** All fields of a list, from the memory of the client: its own, and those that its records have everywhere. */
    fields: (list: ListRef) => metadata.fields(scopeOf(list)),
    /** The options of a dropdown field, by its name or id, from the memory of the client. */
    dropdownOptions: async (list: ListRef, field: FieldKey) =>
      metadata.options(scopeOf(list), (await metadata.fields(scopeOf(list))).get(field).id),
    /** The rows of a list. */
    entries: (list: ListRef | ListId) => createListEntries(context, listIdOf(list)),
  };
};

/** Lists, their fields and rows. */
export type Lists = ReturnType<typeof createLists>;
