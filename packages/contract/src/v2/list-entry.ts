import * as z from 'zod';
import { ListEntryId, ListId, UserId } from '../ids.ts';
import { Instant, type TypeOf } from '../schema.ts';
import { Field } from './field.ts';

/** Shape that all list entries share. */
export const listEntryShape = () => ({
  id: ListEntryId,
  listId: ListId,
  /** When the row was added. */
  createdAt: Instant,
  /** Who added the row; `null` when nobody in particular did. */
  creatorId: UserId.nullable(),
});

const listEntry = () => ({
  ...listEntryShape(),
  listName: z.string(),
  /** All fields of the row, those of its record included. */
  fields: z.array(Field),
});
/** A row of some list as the entries of a company or person are returned: with its fields, without the record. */
export interface ListEntry extends TypeOf<typeof listEntry> {}
export const ListEntry: z.ZodType<ListEntry> = z.lazy(() => z.object(listEntry()));
