import { type PersonToCreate as NewPerson, type Person, v2 as spec, type V1PersonUpdate, v1 as v1Spec } from '@affinity-kit/contract';
import type { FieldValues } from '../values/field-values.ts';
import { type SetValuesOptions, setManyValues, setValues } from '../values/set-values.ts';
import { awaitVisible } from './await-visible.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';
import { personFromV1 } from './from-v1/person.ts';
import { mergeAware } from './merged.ts';
import { type RecordOptions, type WriteOptions, waitsForWrite } from './options.ts';
import { resolvePerson } from './person-reading.ts';
import { type CompanyRef, companyIdOf, type PersonRef, personIdOf } from './references.ts';

/** A person to create. */
export interface PersonToCreate {
  readonly firstName: string;
  readonly lastName?: string | undefined;
  /** The first is the primary one; an address of another person is refused. */
  readonly emailAddresses?: readonly string[] | undefined;
  /** Companies to attach, which only v1 can do. */
  readonly companies?: readonly CompanyRef[] | undefined;
}

/** What to change of a person. Arrays replace what was there. */
export type PersonChange = Partial<PersonToCreate>;

const toV1 = ({ firstName, lastName, emailAddresses, companies }: PersonChange): V1PersonUpdate => ({
  ...(firstName !== undefined && { first_name: firstName }),
  ...(lastName !== undefined && { last_name: lastName }),
  ...(emailAddresses !== undefined && { emails: emailAddresses }),
  ...(companies !== undefined && { organization_ids: companies.map(companyIdOf) }),
});

const toV2 = ({ firstName, lastName = '', emailAddresses = [] }: PersonToCreate): NewPerson => ({
  firstName,
  lastName,
  primaryEmailAddress: emailAddresses[0] ?? null,
  emailAddresses,
});

const isSame = (one: Person, other: Person): boolean =>
  one.firstName === other.firstName &&
  (one.lastName ?? '') === (other.lastName ?? '') &&
  one.emailAddresses.toSorted().join() === other.emailAddresses.toSorted().join();

/** What v2 is to show after a write. */
const settled = async (context: ServiceContext, written: Person, options: WriteOptions): Promise<Person> => {
  if (!waitsForWrite(context, options)) return written;
  const { signal } = options;
  return awaitVisible(context, {
    what: `Person ${written.id}`,
    read: () => context.v2.persons.get({ personId: written.id }, { signal }),
    isCurrent: (person) => isSame(person, written),
    signal,
  });
};

const createThroughV1 = async ({ v1 }: ServiceContext, person: PersonToCreate, { signal }: WriteOptions): Promise<Person> => {
  const { firstName: first_name, lastName: last_name = '', emailAddresses: emails = [] } = person;
  return personFromV1(await v1.persons.create({ body: { ...toV1(person), first_name, last_name, emails } }, { signal }));
};

/** Companies can be attached through v1 alone, so a person with some is created there at once. */
const create = async (context: ServiceContext, person: PersonToCreate, options: WriteOptions): Promise<Person> => {
  const { signal } = options;
  if (person.companies !== undefined) return settled(context, await createThroughV1(context, person, options), options);
  const created = await withFallback(context, {
    operation: spec.persons.create,
    call: () => context.v2.persons.create({ body: toV2(person) }, { signal }),
    instead: v1Spec.persons.create,
    callInstead: () => createThroughV1(context, person, options),
  });
  return settled(context, created, options);
};

const update = async (
  context: ServiceContext,
  [person, change]: readonly [PersonRef, PersonChange],
  options: WriteOptions,
): Promise<Person> => {
  const { onMerged = context.onMerged, signal } = options;
  const use = (person_id: number) => context.v1.persons.update({ person_id, body: toV1(change) }, { signal });
  const updated = await mergeAware(personIdOf(person), { use, onMerged });
  return settled(context, personFromV1(updated), options);
};

const remove = (context: ServiceContext, person: PersonRef, { signal }: RecordOptions): Promise<void> => {
  const personId = personIdOf(person);
  return withFallback<void>(context, {
    operation: spec.persons.delete,
    call: () => context.v2.persons.delete({ personId }, { signal }),
    instead: v1Spec.persons.delete,
    callInstead: async () => void (await context.v1.persons.delete({ person_id: personId }, { signal })),
  });
};

/** Writing persons: v2 creates and deletes them, v1 alone changes them. */
export const personWriting = (context: ServiceContext) => ({
  /** Creates a person; with `companies`, through v1. */
  create: (person: PersonToCreate, options: WriteOptions = {}) => create(context, person, options),
  /** Finds the person by their first e-mail address or, without one, by name, and creates them if there is none. */
  ensure: async (person: PersonToCreate, options: WriteOptions = {}): Promise<{ record: Person; created: boolean }> => {
    const name = `${person.firstName} ${person.lastName ?? ''}`.trim();
    const found = await resolvePerson(context, { email: person.emailAddresses?.[0], name }, { signal: options.signal });
    return found === undefined ? { record: await create(context, person, options), created: true } : { record: found, created: false };
  },
  /** Changes a person. Arrays replace what was there. */
  update: (person: PersonRef, change: PersonChange, options: WriteOptions = {}) => update(context, [person, change], options),
  /** Deletes a person outside the firm, with what was entered on them; the id of a merged one is an error always. */
  delete: (person: PersonRef, options: RecordOptions = {}) => remove(context, person, options),
  /** Writes fields by name or id; see {@link setValues}. */
  setFields: (person: PersonRef, values: FieldValues, { onMerged = context.onMerged, ...options }: SetValuesOptions & RecordOptions = {}) =>
    mergeAware(personIdOf(person), {
      use: (id) => setValues(context, { source: { kind: 'person', id }, values }, options),
      ask: (id) => context.v1.persons.get({ person_id: id }, { signal: options.signal }),
      onMerged,
    }),
  /** Writes fields of several persons; nothing is sent unless all values are valid. */
  batchUpdate: (updates: ReadonlyMap<PersonRef, FieldValues>, options: SetValuesOptions = {}) => {
    const targets = [...updates].map(([person, values]) => ({ source: { kind: 'person', id: personIdOf(person) } as const, values }));
    return setManyValues(context, targets, options);
  },
});
