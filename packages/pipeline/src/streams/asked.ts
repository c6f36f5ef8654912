import { touchedStreamsOfV1 } from '../listen/touched-streams-v1.ts';
import { type FieldChoice, type FieldKind, withFields } from './field-choice.ts';
import { builtInStreams, chooseStreams, requireLists } from './index.ts';
import { savedViewSource } from './saved-view-source.ts';
import type { Stream } from './stream.ts';
import { withoutV2 } from './v1/index.ts';

/** What a load is asked to read. */
export interface Asked {
  /** Names of streams, and streams of one's own. */
  readonly streams?: readonly (string | Stream)[] | undefined;
  readonly lists?: readonly string[] | undefined;
  /** Saved views as `LIST/VIEW`, each by name or id. */
  readonly views?: readonly string[] | undefined;
  readonly fieldTypes?: readonly FieldKind[] | undefined;
  /** Fields by label or id. */
  readonly fields?: readonly string[] | undefined;
}

/** The choice of fields; `undefined` where all are read. */
export const choiceOf = ({ fieldTypes, fields }: Pick<Asked, 'fieldTypes' | 'fields'>): FieldChoice | undefined =>
  fieldTypes || fields ? { ...(fieldTypes && { kinds: fieldTypes }), ...(fields && { fields }) } : undefined;

/** The streams that are read for what is asked. Saved views alone are read when nothing else is named. */
export const streamsFor = (asked: Asked): readonly Stream[] => {
  const own = (asked.streams ?? []).filter((stream) => typeof stream !== 'string');
  const names = asked.streams?.filter((stream) => typeof stream === 'string');
  // A list that there is not must not pass because nothing of what is read belongs to lists.
  const named = names?.length && asked.lists ? [...names, 'lists'] : names;
  const views = asked.views?.length ? [savedViewSource(asked.views)] : [];
  const streams = chooseStreams(named ?? (views.length > 0 ? [] : undefined), [...own, ...views]);
  requireLists(streams, asked);
  const choice = choiceOf(asked);
  return choice ? streams.map((stream) => withFields(stream, choice)) : streams;
};

/** What events named, read from v1: of the streams that somebody asked for. */
const touchedOfV1 = ({ lists }: Asked, given: readonly Stream[]): readonly Stream[] | undefined => {
  const touched = given.find(({ byEvent }) => byEvent)?.byEvent;
  const names = new Set(['lists', ...given.map(({ name }) => name)]);
  return touched && touchedStreamsOfV1(touched, { hasLists: lists !== undefined }).filter(({ name }) => names.has(name));
};

/** The same for an account without API v2. */
export const streamsWithoutV2 = (asked: Asked): readonly Stream[] => {
  const given = (asked.streams ?? []).filter((stream) => typeof stream !== 'string');
  const own = given.filter((stream) => !builtInStreams.includes(stream));
  const streams = touchedOfV1(asked, given) ?? withoutV2(streamsFor(asked), new Set(own));
  requireLists(streams, asked);
  const choice = choiceOf(asked);
  return choice ? streams.map((stream) => withFields(stream, choice)) : streams;
};
