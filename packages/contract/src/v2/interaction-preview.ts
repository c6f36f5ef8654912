import * as z from 'zod';
import type { TypeOf } from '../schema.ts';
import { Attendee } from './field-interaction.ts';
import { PersonData } from './references.ts';

const attendeesPreview = () => ({
  data: z.array(Attendee).max(100),
  /** How many there are, of whom `data` holds at most 100. */
  totalCount: z.int().min(0),
});
/** The first of those who took part in an interaction. */
export interface AttendeesPreview extends TypeOf<typeof attendeesPreview> {}
export const AttendeesPreview: z.ZodType<AttendeesPreview> = z.lazy(() => z.object(attendeesPreview()));

const personDataPreview = () => ({
  data: z.array(PersonData).max(100),
  /** How many there are, of whom `data` holds at most 100. */
  totalCount: z.int().min(0),
});
/** The first of the persons who took part in a chat. */
export interface PersonDataPreview extends TypeOf<typeof personDataPreview> {}
export const PersonDataPreview: z.ZodType<PersonDataPreview> = z.lazy(() => z.object(personDataPreview()));
