import { type FieldChoice, type FieldKind, withFields } from './field-choice.ts';
import { chooseStreams, requireLists } from './index.ts';
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
  const named = asked.streams?.filter((stream) => typeof stream === 'string');
  const views = asked.views?.length ? [savedViewSource(asked.views)] : [];
  const streams = chooseStreams(named ?? (views.length > 0 ? [] : undefined), [...own, ...views]);
  requireLists(streams, asked);
  const choice = choiceOf(asked);
  return choice ? streams.map((stream) => withFields(stream, choice)) : streams;
};

/** The same for an account without API v2. */
export const streamsWithoutV2 = (asked: Asked): readonly Stream[] => {
  const own = (asked.streams ?? []).filter((stream) => typeof stream !== 'string');
  const streams = withoutV2(streamsFor(asked), new Set(own));
  const choice = choiceOf(asked);
  return choice ? streams.map((stream) => withFields(stream, choice)) : streams;
};
