import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { dropdownShape, fieldValueTypes, Location, rankedDropdownShape } from '../field-value.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { FieldId, FieldValueChangeId, ListEntryId, ListId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { arrayOf, Instant, openEnum, type TypeOf } from '../schema.ts';
import { User } from './auth.ts';
import { companyDataShape, personDataShape } from './references.ts';

const changeShape = () => ({
  id: FieldValueChangeId,
  field: z.object({
    id: FieldId,
    entityType: openEnum(['person', 'company', 'opportunity']),
    name: z.string(),
    type: openEnum(['global', 'list']),
  }),
  /** The record whose value changed; `field.entityType` says of which kind its id is. */
  entity: z.object({ id: z.int().min(1) }),
  /** The row whose value changed; `null` for a field that belongs to the record. */
  listEntry: z.object({ id: ListEntryId, listId: ListId }).nullable(),
  /** Who changed it; `null` for the system. */
  changer: User.nullable(),
  changedAt: Instant,
  /** A single value is added, updated and deleted; one of several is added and deleted, never updated. */
  actionType: openEnum(['add', 'update', 'delete']),
});

const deletedEntityReference = () => ({
  referenceType: z.literal('deleted-entity'),
  /** What was shown at the time of the change. */
  displayValue: z.string(),
});
/** Stands for a record or option that was deleted since. */
export interface DeletedEntityReference extends TypeOf<typeof deletedEntityReference> {}

/** A record or option that still exists, or what is left of it. */
const referenceTo = <const Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion('referenceType', [z.object({ ...shape, referenceType: z.literal('entity') }), z.object(deletedEntityReference())]);

/** A change of a value of this type. The value is a single one even of a `-multi` type, and the removed one of a `delete`. */
const changeOf = <const Type extends string, Value extends z.ZodType>(type: Type, value: Value) =>
  z.object({ ...changeShape(), type: z.literal(type), value });

const companyReference = z.lazy(() => referenceTo(companyDataShape()));
const personReference = z.lazy(() => referenceTo(personDataShape()));
const dropdownReference = z.lazy(() => referenceTo(dropdownShape()));

const known = () =>
  [
    changeOf('company', companyReference),
    changeOf('company-multi', companyReference),
    changeOf('person', personReference),
    changeOf('person-multi', personReference),
    changeOf('dropdown', dropdownReference),
    changeOf('dropdown-multi', dropdownReference),
    changeOf('ranked-dropdown', referenceTo(rankedDropdownShape())),
    changeOf('datetime', Instant),
    changeOf('location', Location),
    changeOf('location-multi', Location),
    changeOf('number', z.number()),
    changeOf('number-multi', z.number()),
    changeOf('text', z.string()),
    changeOf('filterable-text', z.string()),
    changeOf('filterable-text-multi', z.string()),
  ] as const;

/** Every documented change, told apart by `type`: closed, for `switch`. Text may be cut after 2,000 characters. */
export type KnownFieldValueChange = z.infer<ReturnType<typeof known>[number]>;
export const KnownFieldValueChange: z.ZodType<KnownFieldValueChange> = z.lazy(() => z.discriminatedUnion('type', known()));

const fieldValueChange = () => ({
  ...changeShape(),
  /** Value type of the field. The set grows. */
  type: openEnum(fieldValueTypes),
  /** One value, never null and never an array; of a `delete` the removed one. References may be to what was deleted since. */
  value: z.unknown(),
});
/** One row of the change feed (v2 reference, section 8.5), of a value type that may be new. */
export interface FieldValueChange extends TypeOf<typeof fieldValueChange> {}
export const FieldValueChange: z.ZodType<FieldValueChange> = z.lazy(() => z.object(fieldValueChange()));

/** Query parameters of the changes of one list entry. */
export const fieldValueChangeQuery = () =>
  pageQuery(limit100).extend({
    /** By `field.id`, `changer.id` and `actionType` with `=`, by `changedAt` with `>`, `<`, `>=` and `<=`. */
    filter: filterOf('GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes').optional(),
  });

/** The change feed (v2 reference, section 9.6). */
export const fieldValueChanges = {
  /**
   * Page through the changes of all tracked fields, oldest first.
   *
   * To go on later, remember the last `changedAt`, ask for `changedAt>=` it and drop the ids you know; a cursor does not outlive the end.
   */
  list: endpoint({
    method: 'GET',
    path: '/v2/field-value-changes',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `field.id`, `listEntry.id`, `changer.id` and `actionType` with `=`, by `changedAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/field-value-changes').optional(),
        /** `changedAt` unless stated. */
        orderBy: arrayOf(z.enum(['changedAt', '-changedAt'])).optional(),
      }),
    filter: filterable['GET /v2/field-value-changes'],
    response: () => pageOf(FieldValueChange),
    paging: 'next-url',
    limit: limit100,
    order: 'changedAt',
    since: '2026-05-26',
    errors: [400, 403],
  }),
};
