import { type Field, type Person, type SearchCriteria, v2 as spec, v1 as v1Spec } from '@affinity-kit/contract';
import type { ServicePage } from '../derived-paged.ts';
import { type FilterQuery, findRecords } from '../filter-builder/find-records.ts';
import type { Paged } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldKey } from '../values/field-key.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { fallbackPaged, pageFromV1 } from './fallback-paged.ts';
import { personFromV1 } from './from-v1/person.ts';
import { getMany } from './get-many.ts';
import { mergeAware } from './merged.ts';
import { type ListOptions, listOrFind, type QueryOf, type RecordOptions, type Unfiltered } from './options.ts';
import { type PersonRef, personIdOf } from './references.ts';
import { onlyOne, sameText } from './resolve.ts';

type Endpoints = ServiceContext['v2']['persons'];
type Selection = QueryOf<Endpoints['get'], 'personId'>;
type SearchQuery = QueryOf<Endpoints['search'], 'body'>;

/** Which persons: all, those of some ids, or those that a built filter finds. */
export type PersonsQuery = Unfiltered<QueryOf<Endpoints['list']>> | (SearchQuery & FilterQuery & { readonly ids?: undefined });

/** An e-mail address or a full name of a person; with both, the address decides. */
export interface PersonHint {
  readonly email?: string | undefined;
  /** First and last name with a space between. */
  readonly name?: string | undefined;
}

const search = (context: ServiceContext, what: string | SearchCriteria, [query, options]: readonly [SearchQuery, ListOptions]) => {
  const { v1, v2 } = context;
  const { signal } = options;
  if (typeof what !== 'string') return v2.persons.search({ ...query, body: what }, options);
  const body = { search: { term: what } };
  return fallbackPaged(
    context,
    {
      operation: spec.persons.search,
      page: (position) => v2.persons.search({ ...query, ...position, body }, { signal }).withResponse(),
      instead: v1Spec.persons.list,
      pageInstead: async (token) => {
        const input = { term: what, ...(token !== undefined && { page_token: token }) };
        return pageFromV1(await v1.persons.list(input, { signal }).withResponse(), personFromV1);
      },
    },
    { ...options, cursor: query.cursor, walkLimit: query.limit ?? 100 },
  );
};

const nameOf = ({ firstName, lastName }: Person): string => `${firstName} ${lastName ?? ''}`.trim();

const describe = (person: Person) => ({
  id: person.id,
  name: nameOf(person),
  ...(person.primaryEmailAddress !== null && { detail: person.primaryEmailAddress }),
});

/** Finds the one person of an address or, failing an address, of a name. */
export const resolvePerson = async (
  context: ServiceContext,
  { email, name }: PersonHint,
  options: ListOptions = {},
): Promise<Person | undefined> => {
  const term = email ?? name;
  if (term === undefined) return undefined;
  const found = await search(context, term, [{}, options]).all({ limit: 1_000 });
  const isMeant = (person: Person): boolean =>
    email === undefined ? sameText(nameOf(person), term) : person.emailAddresses.some((address) => sameText(address, email));
  return onlyOne(found.filter(isMeant), `The person '${term}'`, describe);
};

const list = (context: ServiceContext, query: PersonsQuery, options: ListOptions): Paged<ServicePage<Person>, Person> =>
  listOrFind<QueryOf<Endpoints['list']>, Paged<ServicePage<Person>, Person>>(query, {
    list: (plain) => context.v2.persons.list(plain, options),
    find: (found) => findRecords(context, { kind: 'person' }, { ...found, ...options }),
  });

/** Reading persons. */
export const personReading = (context: ServiceContext) => {
  const { v1, v2, metadata } = context;
  return {
    /**
     * The ways to read persons. With `filter` they are searched for: `list({ filter: F.field('Industry').contains('Tech') })`; everything
     * wrong with a filter fails before any record is read.
     */
    ...collectionOf((query: PersonsQuery = {}, options: ListOptions = {}) => list(context, query, options)),
    /** Fetches one person, with the fields that are asked for. */
    get: (person: PersonRef, { onMerged = context.onMerged, signal, ...selection }: Selection & RecordOptions = {}): Promise<Person> =>
      mergeAware(personIdOf(person), {
        use: (personId) => v2.persons.get({ personId, ...selection }, { signal }),
        ask: (person_id) => v1.persons.get({ person_id }, { signal }),
        onMerged,
      }),
    /** Fetches persons by id, a hundred with each request, in the order asked for. Those that do not exist are not in the result. */
    getMany: (persons: readonly PersonRef[], { signal, ...selection }: Selection & ListOptions = {}): Promise<Map<number, Person>> =>
      getMany(persons.map(personIdOf), async (ids) => (await v2.persons.list({ ids, limit: ids.length, ...selection }, { signal })).data),
    /**
     * Searches persons: for a phrase of at least 3 characters in names and e-mail addresses, or by criteria.
     *
     * A phrase is looked for through v1 where the server refuses the search of v2.
     */
    search: (what: string | SearchCriteria, query: SearchQuery = {}, options: ListOptions = {}) => search(context, what, [query, options]),
    /** The one person of an e-mail address or full name. Several are `AffinityAmbiguousNameError`; none is `undefined`. */
    resolve: (hint: PersonHint, options: ListOptions = {}) => resolvePerson(context, hint, options),
    /** The fields of a person with their values: all of them unless chosen. */
    fieldValues: (person: PersonRef, query: QueryOf<Endpoints['fieldValues']['list'], 'personId'> = {}, options: ListOptions = {}) =>
      v2.persons.fieldValues.list({ ...query, personId: personIdOf(person) }, options),
    /** One field of a person with its value, by name or id. */
    fieldValue: async (person: PersonRef, field: FieldKey, options: CallOptions = {}): Promise<Field> => {
      const { id: fieldId } = (await metadata.fields({ kind: 'person' })).get(field);
      return v2.persons.fieldValues.get({ personId: personIdOf(person), fieldId }, options);
    },
    /** All fields that persons have, from the memory of the client. */
    fields: () => metadata.fields({ kind: 'person' }),
    /** The options of a dropdown field, by its name or id, from the memory of the client. */
    dropdownOptions: async (field: FieldKey) =>
      metadata.options({ kind: 'person' }, (await metadata.fields({ kind: 'person' })).get(field).id),
  };
};
