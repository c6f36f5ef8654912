import * as z from 'zod';
import { ListEntryId, ListId, UserId } from '../ids.ts';
import { Instant } from '../schema.ts';
import { entityTypes, openCode } from './codes.ts';
import { EntityId } from './references.ts';

/** Shape of {@link ListEntryRef}, for the list entry that extends it. */
export const listEntryRefShape = () => ({
  id: ListEntryId,
  list_id: ListId,
  creator_id: UserId,
  entity_id: EntityId,
  entity_type: openCode(entityTypes).optional(),
  created_at: Instant,
});
const listEntryRef = z.lazy(() => z.object(listEntryRefShape()));
/** A row of a list as its record shows it (v1 reference, section 5). */
export interface ListEntryRef extends z.infer<typeof listEntryRef> {}
export const ListEntryRef: z.ZodType<ListEntryRef> = listEntryRef;
