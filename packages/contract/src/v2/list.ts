import * as z from 'zod';
import { ListId, UserId } from '../ids.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';

const listShape = () => ({
  id: ListId,
  name: z.string(),
  creatorId: UserId,
  ownerId: UserId,
  /** Whether everyone in the firm sees the list. */
  isPublic: z.boolean(),
  createdAt: Instant,
});
/** A list as the lists of a company or person are returned: without its type. */
export interface List extends TypeOf<typeof listShape> {}
export const List: z.ZodType<List> = z.lazy(() => z.object(listShape()));

const listWithType = () => ({
  ...listShape(),
  /** What its rows are. */
  type: openEnum(['company', 'opportunity', 'person']),
});
/** A list as the v2 API returns it (v2 reference, section 8.2). */
export interface ListWithType extends TypeOf<typeof listWithType> {}
export const ListWithType: z.ZodType<ListWithType> = z.lazy(() => z.object(listWithType()));

const newList = () => ({
  name: z.string().min(1).max(255),
  /** What its rows will be. */
  type: z.enum(['company', 'opportunity', 'person']),
  /** Whether everyone in the firm sees the list; `false` unless stated. Takes the permission Share accessible Lists globally. */
  isPublic: z.boolean().optional(),
});
/** A list to create. */
export interface ListToBeCreated extends TypeOf<typeof newList> {}
export const ListToBeCreated: z.ZodType<ListToBeCreated, ListToBeCreated> = z.lazy(() => z.object(newList()));
