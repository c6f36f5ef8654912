import type { Field, ListEntryWithEntity, ListId, ListWithType, Opportunity, SearchCriteria } from '@affinity-kit/contract';
import { mappedPaged, type ServicePage, servicePage } from '../derived-paged.ts';
import { AffinityAmbiguousNameError, AffinityNotFoundError } from '../errors.ts';
import { type FilterQuery, findShown } from '../filter-builder/find-records.ts';
import type { Paged } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldKey } from '../values/field-key.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { getMany } from './get-many.ts';
import { type ListOptions, listOrFind, type QueryOf, type Unfiltered } from './options.ts';
import { type ListRef, listIdOf, type OpportunityRef, opportunityIdOf } from './references.ts';

type Endpoints = ServiceContext['v2'];
type ListQuery = QueryOf<Endpoints['opportunities']['list']>;
type SearchQuery = QueryOf<Endpoints['lists']['entries']['search'], 'listId' | 'body'>;

/** The list in which opportunities are searched. */
export interface InList {
  /** Their list; may be left out where the account has only one list of opportunities. */
  readonly list?: ListRef | undefined;
}

/** Which opportunities: all, those of some ids, or those of a list that a built filter finds. */
export type OpportunitiesQuery = Unfiltered<ListQuery> | (SearchQuery & FilterQuery & InList & { readonly ids?: undefined });

/** An opportunity that was searched for, with the fields that were asked for. */
export interface OpportunityFound extends Opportunity {
  readonly fields?: Field[];
}

/** The list of opportunities that is meant where none is named. */
const onlyList = async ({ metadata }: ServiceContext): Promise<ListId> => {
  const lists = (await metadata.lists()).filter(({ type }) => type === 'opportunity');
  const [list, ...others] = lists;
  if (list === undefined) throw new AffinityNotFoundError("There is no list of opportunities that the key's user may see");
  if (others.length === 0) return list.id;
  throw new AffinityAmbiguousNameError(
    'Opportunities are searched in one list; name it as { list }',
    lists.map(({ id, name }) => ({ id, name })),
  );
};

const scopeOf = async (context: ServiceContext, list: ListRef | undefined) => ({
  kind: 'list' as const,
  listId: list === undefined ? await onlyList(context) : listIdOf(list),
});

/** Rows do not tell the name of their list, which opportunities do. */
const opportunitiesOf = async (context: ServiceContext, rows: readonly ListEntryWithEntity[]): Promise<OpportunityFound[]> => {
  if (rows.length === 0) return [];
  const names = new Map((await context.metadata.lists()).map(({ id, name }: ListWithType) => [id, name]));
  return rows.flatMap((row) => {
    if (row.type !== 'opportunity') return [];
    const { fields, ...entity } = row.entity;
    return [{ ...entity, listName: names.get(row.listId) ?? '', ...(fields && { fields }) }];
  });
};

type Found = Paged<ServicePage<OpportunityFound>, OpportunityFound>;

const list = (context: ServiceContext, query: OpportunitiesQuery, options: ListOptions): Found =>
  listOrFind<ListQuery, Found>(query, {
    list: (plain) => context.v2.opportunities.list(plain, options),
    find: (found) => {
      const scope = () => scopeOf(context, 'list' in query ? query.list : undefined);
      return findShown({ context, scope }, [found, options], (rows) => opportunitiesOf(context, rows));
    },
  });

const search = (
  context: ServiceContext,
  what: string | SearchCriteria,
  [{ list: where, ...query }, { signal, onProgress }]: readonly [SearchQuery & InList, ListOptions],
): Found => {
  const body = typeof what === 'string' ? { search: { term: what } } : what;
  let scope: ReturnType<typeof scopeOf> | undefined;
  return mappedPaged(
    async (position) => {
      scope ??= scopeOf(context, where);
      const { listId } = await scope;
      return context.v2.lists.entries.search({ ...query, ...position, listId, body }, { signal }).withResponse();
    },
    async (page) => {
      const items = await opportunitiesOf(context, page.data ?? []);
      return { page: servicePage(items, page), items };
    },
    { onProgress, walkLimit: query.limit ?? 100 },
  );
};

/** Reading opportunities. */
export const opportunityReading = (context: ServiceContext) => {
  const { v2, metadata } = context;
  return {
    /**
     * The ways to read opportunities. With `filter` they are searched through the rows of their list, whose fields are theirs:
     * `all({ list: 7, filter: F.field('Amount').greaterThan(1e6) })`.
     */
    ...collectionOf((query: OpportunitiesQuery = {}, options: ListOptions = {}) => list(context, query, options)),
    /** Fetches one opportunity. */
    get: (opportunity: OpportunityRef, { signal }: CallOptions = {}) =>
      v2.opportunities.get({ opportunityId: opportunityIdOf(opportunity) }, { signal }),
    /** Fetches opportunities by id, a hundred with each request, in the order asked for. Those that do not exist are not in the result. */
    getMany: (refs: readonly OpportunityRef[], options: CallOptions = {}): Promise<Map<number, Opportunity>> =>
      getMany(refs.map(opportunityIdOf), async (ids) => (await v2.opportunities.list({ ids, limit: ids.length }, options)).data),
    /** Searches the opportunities of a list: for a phrase of at least 3 characters in names, or by criteria. */
    search: (what: string | SearchCriteria, query: SearchQuery & InList = {}, options: ListOptions = {}) =>
      search(context, what, [query, options]),
    /** All fields that the opportunities of a list have, from the memory of the client. */
    fields: async (inList?: ListRef) => metadata.fields(await scopeOf(context, inList)),
    /** The options of a dropdown field, by its name or id, from the memory of the client. */
    dropdownOptions: async (field: FieldKey, inList?: ListRef) => {
      const scope = await scopeOf(context, inList);
      return metadata.options(scope, (await metadata.fields(scope)).get(field).id);
    },
  };
};
