import type { InteractionId, V1InteractionToBeCreated } from '@affinity-kit/contract';
import { AffinityInputError } from '../errors.ts';
import type { FieldFilter } from '../filter-builder/builder.ts';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { type DateInput, instantOf } from './dates.ts';
import {
  directionCodes,
  type InteractionKind,
  interactionCodes,
  interactionFromV1,
  type RecordInteraction,
} from './from-v1/interaction.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type PersonRef, personIdOf, type RecordRef, v1RecordOf } from './references.ts';
import { type ChangeWindow, changeConditions, windowFilter } from './window.ts';

/** Which interactions: by a filter as text, by when they happened, by when they were entered or changed. */
export interface InteractionsFilter extends ChangeWindow {
  /** From when they happened. */
  readonly after?: DateInput | undefined;
  /** Before when they happened. */
  readonly before?: DateInput | undefined;
}

type Feed = 'GET /v2/emails' | 'GET /v2/meetings' | 'GET /v2/calls' | 'GET /v2/chat-messages';

const filterFor = <const E extends Feed>(
  endpoint: E,
  date: 'sentAt' | 'startTime',
  query: InteractionsFilter & { readonly filter?: string | FieldFilter | undefined },
) => windowFilter(endpoint, query.filter, [[date, '>=', query.after], [date, '<', query.before], ...changeConditions(query)]);

/** An interaction to log by hand, as the caller; e-mails cannot be. */
export type InteractionDraft = {
  /** At least one internal person among them. */
  readonly persons: readonly PersonRef[];
  /** Becomes a note. */
  readonly content: string;
  readonly date: DateInput;
} & (
  | { readonly type: 'meeting' | 'call'; readonly direction?: undefined }
  | { readonly type: 'chat-message'; readonly direction: 'sent' | 'received' }
);

/** What to change of an interaction that was logged by hand. */
export interface InteractionChange {
  /** Replace those before. */
  readonly persons?: readonly PersonRef[] | undefined;
  readonly content?: string | undefined;
  readonly date?: DateInput | undefined;
}

/** An interaction by kind and id, since ids repeat from kind to kind. */
export interface InteractionRef {
  readonly type: InteractionKind;
  readonly id: InteractionId;
}

/** When the interactions of a record happened. */
export interface Span {
  readonly after: DateInput;
  /** Now unless stated. */
  readonly before?: DateInput | undefined;
}

/** v1 takes 365 days at most. */
const longestSpanMs = 365 * 24 * 60 * 60 * 1000;

/** Cuts a span into pieces that v1 takes; each begins where the one before ends, which v1 excludes. */
export const spansOf = (after: string, before: string): { start_time: string; end_time: string }[] => {
  const [from, to] = [Date.parse(after), Date.parse(before)];
  if (from >= to) throw new AffinityInputError('The span ends before it begins');
  const starts = Array.from({ length: Math.ceil((to - from) / longestSpanMs) }, (_, index) => from + index * longestSpanMs);
  return starts.map((start) => ({
    start_time: new Date(start).toISOString(),
    end_time: new Date(Math.min(start + longestSpanMs, to)).toISOString(),
  }));
};

/** All kinds, in the order in which they are asked for. */
const kinds: readonly InteractionKind[] = ['meeting', 'call', 'chat-message', 'email'];

const bodyOf = (draft: InteractionDraft): V1InteractionToBeCreated => {
  const shared = { person_ids: draft.persons.map(personIdOf), content: draft.content, date: instantOf(draft.date) };
  if (draft.type !== 'chat-message') return { ...shared, type: interactionCodes[draft.type] };
  return { ...shared, type: interactionCodes[draft.type], direction: directionCodes[draft.direction] };
};

async function* ofRecord(
  { v1, clock }: ServiceContext,
  [record, { after, before = new Date(clock.wall()) }]: readonly [RecordRef, Span],
  { types = kinds, ...options }: ListOptions & { readonly types?: readonly InteractionKind[] | undefined },
): AsyncGenerator<RecordInteraction, void, undefined> {
  for (const span of spansOf(instantOf(after), instantOf(before))) {
    for (const kind of types) {
      const rows = v1.interactions.list({ ...v1RecordOf(record), ...span, type: interactionCodes[kind] }, options);
      for await (const row of rows) yield interactionFromV1(row);
    }
  }
}

/** The interactions of the whole firm that the caller may see. */
const feeds = ({ v2 }: ServiceContext) => {
  return {
    emails: collectionOf((query: QueryOf<typeof v2.emails.list> & InteractionsFilter = {}, options: ListOptions = {}) =>
      v2.emails.list({ ...query, filter: filterFor('GET /v2/emails', 'sentAt', query) }, options),
    ),
    /** Accounts without unified meetings have none (404); `of` finds theirs, record by record. */
    meetings: {
      ...collectionOf((query: QueryOf<typeof v2.meetings.list> & InteractionsFilter = {}, options: ListOptions = {}) =>
        v2.meetings.list({ ...query, filter: filterFor('GET /v2/meetings', 'startTime', query) }, options),
      ),
      get: (meetingId: InteractionId, options: CallOptions = {}) => v2.meetings.get({ meetingId }, options),
    },
    calls: collectionOf((query: QueryOf<typeof v2.calls.list> & InteractionsFilter = {}, options: ListOptions = {}) =>
      v2.calls.list({ ...query, filter: filterFor('GET /v2/calls', 'startTime', query) }, options),
    ),
    chatMessages: collectionOf((query: QueryOf<typeof v2.chatMessages.list> & InteractionsFilter = {}, options: ListOptions = {}) =>
      v2.chatMessages.list({ ...query, filter: filterFor('GET /v2/chat-messages', 'sentAt', query) }, options),
    ),
  };
};

/** Creates the service of interactions: v2 for the firm's, v1 for a record's and for what is logged by hand. */
export const createInteractions = (context: ServiceContext) => {
  const { interactions } = context.v1;
  return {
    ...feeds(context),
    /** The interactions of one record, of all kinds unless stated, over spans of any length. */
    of: (record: RecordRef, span: Span, options: ListOptions & { readonly types?: readonly InteractionKind[] | undefined } = {}) =>
      ofRecord(context, [record, span], options),
    /** Fetches one interaction. */
    get: async ({ type, id }: InteractionRef, options: CallOptions = {}): Promise<RecordInteraction> =>
      interactionFromV1(await interactions.get({ id, type: interactionCodes[type] }, options)),
    /** Logs a meeting, call or chat message by hand. */
    create: async (draft: InteractionDraft, options: CallOptions = {}): Promise<RecordInteraction> =>
      interactionFromV1(await interactions.create({ body: bodyOf(draft) }, options)),
    /** Changes an interaction that was logged by hand; what is left out stays. */
    update: async ({ type, id }: InteractionRef, change: InteractionChange, options: CallOptions = {}): Promise<RecordInteraction> => {
      const { persons, content, date } = change;
      const body = {
        type: interactionCodes[type],
        ...(persons !== undefined && { person_ids: persons.map(personIdOf) }),
        ...(content !== undefined && { content }),
        ...(date !== undefined && { date: instantOf(date) }),
      };
      return interactionFromV1(await interactions.update({ id, body }, options));
    },
    /** Deletes an interaction. */
    delete: async ({ type, id }: InteractionRef, options: CallOptions = {}): Promise<void> => {
      await interactions.delete({ id, type: interactionCodes[type] }, options);
    },
  };
};

/** E-mails, meetings, calls and chat messages. */
export type Interactions = ReturnType<typeof createInteractions>;
