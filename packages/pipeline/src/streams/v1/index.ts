import type { Stream } from '../stream.ts';
import { v1ChangeStream } from './changes.ts';
import { type V1Fields, v1FieldStream } from './fields.ts';
import { v1InteractionStreams } from './interactions.ts';
import { v1ListEntryStream } from './list-entries.ts';
import { v1RecordStreams } from './records.ts';

/** Thrown by streams that an account without API v2 cannot read. */
class V2OnlyError extends Error {
  readonly code = 'authorization';
}

const untold = 'this account has no API v2, and v1 does not tell this';

/** A stream that v1 cannot give says so, and the load is none the worse for it unless somebody named it. */
const missing = (stream: Stream): Stream => ({
  name: stream.name,
  ...(stream.idType ? { idType: stream.idType } : {}),
  feeds: stream.feeds,
  ...(stream.tables ? { tables: stream.tables } : {}),
  needs: [],
  extra: true,
  pageSize: stream.pageSize,
  absent: untold,
  stages: () => {
    throw new V2OnlyError(untold);
  },
});

/** The streams that v1 can fill, for one load. */
export const v1Streams = (): readonly Stream[] => {
  const known: V1Fields = new Map();
  return [...v1RecordStreams(known), v1FieldStream(known), v1ListEntryStream(known), v1ChangeStream(known), ...v1InteractionStreams()];
};

/** Names of the streams that others cannot do without, and that are not among them. */
const neededBy = (streams: readonly Stream[], all: ReadonlyMap<string, Stream>): ReadonlySet<string> => {
  const there = new Set(streams.map(({ name }) => name));
  const needed = new Set<string>();
  const need = ({ needs }: Stream): void => {
    for (const name of needs.filter((one) => !there.has(one) && !needed.has(one))) {
      needed.add(name);
      const stream = all.get(name);
      if (stream) need(stream);
    }
  };
  for (const stream of streams) need(stream);
  return needed;
};

/**
 * The streams of an account without API v2, in the place of those of v2: lists, the firm's own fields, entries with their values, companies,
 * persons and opportunities, notes, reminders, files, changes of tracked fields, and interactions of the records on named lists. What they
 * need comes along. Streams of one's own stay.
 */
export const withoutV2 = (streams: readonly Stream[], own: ReadonlySet<Stream>): readonly Stream[] => {
  const all = v1Streams();
  const names = new Map(all.map((stream) => [stream.name, stream]));
  const chosen = streams.map((stream) => (own.has(stream) ? stream : (names.get(stream.name) ?? missing(stream))));
  const needed = neededBy(chosen, names);
  return [...all.filter(({ name }) => needed.has(name)), ...chosen];
};
