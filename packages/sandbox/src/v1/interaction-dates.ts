import type { V1InteractionDates, V1InteractionTouch, V1InteractionTouches } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { readCells } from '../state/cell-text.ts';
import { withAnyCell } from '../state/contact-conditions.ts';
import type { FieldRow } from '../state/fields.ts';
import { interactionTime, participantsOf } from '../state/interaction-cell.ts';
import type { Condition } from '../state/keyset.ts';
import { pacificText } from '../state/pacific.ts';
import type { State } from '../state/state.ts';
import { dateInput } from './date-input.ts';

/** Fields of v2 that hold what v1 calls a touch; events are meetings. */
const fieldIds = {
  first_email: 'first-email',
  last_email: 'last-email',
  first_event: 'first-event',
  last_event: 'last-event',
  next_event: 'next-event',
  last_chat_message: 'last-chat-message',
  last_interaction: 'last-contact',
} as const;

type Touch = keyof typeof fieldIds;

const touches = Object.keys(fieldIds) as Touch[]; // its own keys

type Kind = 'company' | 'person';

const fieldOf = ({ fields }: State, kind: Kind, touch: Touch): FieldRow | undefined =>
  fields.ofEntity(kind).find(({ id, valueType }) => id === fieldIds[touch] && valueType === 'interaction');

/** Query parameters that bound when records were in touch: `min_last_email_date` and so on. */
export type DateBounds = { readonly [K in `${'min' | 'max'}_${Exclude<Touch, 'last_chat_message'>}_date`]?: string | undefined };

const withinBounds = (
  context: RequestContext,
  kind: Kind,
  { touch, min, max }: { touch: Touch; min?: string; max?: string },
): Set<number> => {
  const field = fieldOf(context.state, kind, touch);
  if (field === undefined) return new Set();
  const [from, to] = [
    min === undefined ? '' : dateInput(`min_${touch}_date`, min),
    max === undefined ? '~' : dateInput(`max_${touch}_date`, max),
  ];
  const found = [...context.state.columns.of(kind, field)].filter(([, [time]]) => String(time) >= from && String(time) <= to);
  return new Set(found.map(([id]) => id));
};

/** Records whose dates are within the bounds of a query: a set for each date that it bounds. */
export const boundedRecords = (context: RequestContext, kind: Kind, query: DateBounds): Set<number>[] =>
  touches.flatMap((touch) => {
    if (touch === 'last_chat_message') return [];
    const [min, max] = [query[`min_${touch}_date`], query[`max_${touch}_date`]];
    if (min === undefined && max === undefined) return [];
    return [withinBounds(context, kind, { touch, ...(min !== undefined && { min }), ...(max !== undefined && { max }) })];
  });

/** Records that were in touch with the firm at all. */
export const touchedRecords = ({ state }: RequestContext, kind: Kind): Condition =>
  withAnyCell(touches.flatMap((touch) => fieldOf(state, kind, touch)?.no ?? []));

/** Which of the flags apply. */
interface DateFlags {
  readonly with_interaction_dates?: boolean | undefined;
  readonly with_interaction_persons?: boolean | undefined;
}

interface Dates {
  readonly interaction_dates?: V1InteractionDates;
  readonly interactions?: V1InteractionTouches;
}

const touchIn = (payload: string, users: ReadonlySet<number> | undefined): V1InteractionTouch | null => {
  const time = interactionTime(payload);
  if (time === undefined) return null;
  const date = pacificText(time);
  return users === undefined ? { date } : { date, person_ids: participantsOf(payload).filter((id) => users.has(id)) };
};

/** Tells of each record when it was in touch; of all seven dates, `null` where it was not. */
export const interactionDates = (
  context: RequestContext,
  kind: Kind,
  flags: DateFlags,
): ((record: { readonly cells: string }) => Dates) => {
  if (!flags.with_interaction_dates) return () => ({});
  const { state } = context;
  const users = flags.with_interaction_persons ? new Set(state.users.all().map(({ id }) => id)) : undefined;
  const fields = touches.map((touch) => [touch, fieldOf(state, kind, touch)?.no] as const);
  return ({ cells }) => {
    const map = readCells(cells);
    const found = fields.map(([touch, no]) => [touch, touchIn(map.get(no ?? 0) ?? '', users)] as const);
    const dates = found.map(([touch, value]) => [`${touch}_date`, value?.date ?? null]);
    // One entry per touch, which is what the two shapes are.
    return {
      interaction_dates: Object.fromEntries(dates) as V1InteractionDates,
      interactions: Object.fromEntries(found) as unknown as V1InteractionTouches,
    };
  };
};
