import * as z from 'zod';
import { UserId } from '../ids.ts';
import { Instant } from '../schema.ts';
import { DateOrInstant } from './date-or-instant.ts';

const date = z.lazy(() => Instant.nullable());

const interactionDates = z.lazy(() =>
  z.object({
    first_email_date: date,
    last_email_date: date,
    /** Events are meetings. */
    first_event_date: date,
    last_event_date: date,
    next_event_date: date,
    last_chat_message_date: date,
    last_interaction_date: date,
  }),
);
/** When a record was first, last and next in touch with the firm; `null` for never. All seven keys are there. */
export interface InteractionDates extends z.infer<typeof interactionDates> {}
export const InteractionDates: z.ZodType<InteractionDates> = interactionDates;

const touch = z.lazy(() =>
  z.object({
    date: Instant,
    /** Internal persons who took part; only with `with_interaction_persons`. */
    person_ids: z.array(UserId).optional(),
  }),
);
/** One moment in touch. */
export interface InteractionTouch extends z.infer<typeof touch> {}
export const InteractionTouch: z.ZodType<InteractionTouch> = touch;

const nullableTouch = z.lazy(() => InteractionTouch.nullable());

const interactionTouches = z.lazy(() =>
  z.object({
    first_email: nullableTouch,
    last_email: nullableTouch,
    first_event: nullableTouch,
    last_event: nullableTouch,
    next_event: nullableTouch,
    last_chat_message: nullableTouch,
    last_interaction: nullableTouch,
  }),
);
/** What {@link InteractionDates} says, with who took part. All seven keys are there. */
export interface InteractionTouches extends z.infer<typeof interactionTouches> {}
export const InteractionTouches: z.ZodType<InteractionTouches> = interactionTouches;

/** What `with_interaction_dates` adds to a person or an organization. */
export const withInteractionDates = () => ({
  interaction_dates: InteractionDates.optional(),
  interactions: InteractionTouches.optional(),
});

/** Query flags that add to a person or an organization; what they govern is absent without them. */
export const interactionFlags = () => ({
  /** Adds `interaction_dates` and `interactions`. In a list this **leaves out** the records without interactions. */
  with_interaction_dates: z.boolean().optional(),
  /** Beside `with_interaction_dates`: adds `person_ids` inside `interactions`. */
  with_interaction_persons: z.boolean().optional(),
  /** Adds `opportunity_ids`. */
  with_opportunities: z.boolean().optional(),
});

/** Query parameters that bound when the records of a list were in touch; meant as pairs of `min` and `max`. */
export const interactionDateBounds = () => ({
  min_first_email_date: DateOrInstant.optional(),
  max_first_email_date: DateOrInstant.optional(),
  min_last_email_date: DateOrInstant.optional(),
  max_last_email_date: DateOrInstant.optional(),
  min_last_interaction_date: DateOrInstant.optional(),
  max_last_interaction_date: DateOrInstant.optional(),
  min_last_event_date: DateOrInstant.optional(),
  max_last_event_date: DateOrInstant.optional(),
  min_first_event_date: DateOrInstant.optional(),
  max_first_event_date: DateOrInstant.optional(),
  min_next_event_date: DateOrInstant.optional(),
  max_next_event_date: DateOrInstant.optional(),
});
