import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { ListId, UserId } from '../ids.ts';
import { arrayOf } from '../schema.ts';
import { codeOf, entityTypes, listRoles, openCode } from './codes.ts';
import { Field } from './fields.ts';
import { listEntries } from './list-entries.ts';

const listPermission = z.lazy(() => z.object({ internal_person_id: UserId, role_id: openCode(listRoles) }));
/** The role of one user on a list. */
export interface ListPermission extends z.infer<typeof listPermission> {}
export const ListPermission: z.ZodType<ListPermission> = listPermission;

const list = z.lazy(() =>
  z.object({
    id: ListId,
    /** What the list holds. */
    type: openCode(entityTypes),
    name: z.string(),
    /** Whether the whole account sees it; `is_public` in a request. */
    public: z.boolean(),
    owner_id: UserId,
    /** Rows of the list. */
    list_size: z.int().min(0),
    /** Not in every answer. */
    creator_id: UserId.optional(),
    /** Not in every answer. */
    additional_permissions: z.array(ListPermission).optional(),
  }),
);
/** A list (v1 reference, section 5). */
export interface List extends z.infer<typeof list> {}
export const List: z.ZodType<List> = list;

const listWithFields = z.lazy(() =>
  list.unwrap().extend({
    /** The list's own fields; global ones are not among them. */
    fields: z.array(Field),
  }),
);
/** A list with the fields of its own. */
export interface ListWithFields extends z.infer<typeof listWithFields> {}
export const ListWithFields: z.ZodType<ListWithFields> = listWithFields;

const createdList = z.lazy(() => list.unwrap().required({ creator_id: true, additional_permissions: true }));
/** A list as its creation answers it. */
export interface CreatedList extends z.infer<typeof createdList> {}
export const CreatedList: z.ZodType<CreatedList> = createdList;

const listToBeCreated = z.lazy(() =>
  z.object({
    name: z.string(),
    /** What the list will hold; cannot be changed. */
    type: codeOf(entityTypes),
    is_public: z.boolean(),
    /** An internal person; the caller unless stated. */
    owner_id: UserId.optional(),
    additional_permissions: arrayOf(z.object({ internal_person_id: UserId, role_id: codeOf(listRoles) })).optional(),
  }),
);
/** A list to create. */
export interface ListToBeCreated extends z.infer<typeof listToBeCreated> {}
export const ListToBeCreated: z.ZodType<ListToBeCreated, ListToBeCreated> = listToBeCreated;

/** Lists (v1 reference, section 6.1). v1 can neither change nor delete one. */
export const lists = {
  /** List every list that the caller may see. */
  list: endpoint({
    method: 'GET',
    path: '/lists',
    effect: 'read',
    response: () => z.array(List),
    errors: [403],
  }),
  /** Fetch one list with its own fields. */
  get: endpoint({
    method: 'GET',
    path: '/lists/{list_id}',
    effect: 'read',
    params: () => z.object({ list_id: ListId }),
    response: () => ListWithFields,
    errors: [403, 422],
  }),
  /** Create a list. */
  create: endpoint({
    method: 'POST',
    path: '/lists',
    effect: 'write',
    body: () => ListToBeCreated,
    response: () => CreatedList,
    since: '2023-03-27',
    errors: [403, 422],
  }),
  /** Rows of a list. */
  entries: listEntries,
};
