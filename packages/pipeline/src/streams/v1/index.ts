import type { Stream } from '../stream.ts';
import { v1ChangeStream } from './changes.ts';
import { type V1Fields, v1FieldStream } from './fields.ts';
import { v1ListEntryStream } from './list-entries.ts';
import { v1RecordStreams } from './records.ts';

/** Thrown by streams that an account without API v2 cannot read. */
class V2OnlyError extends Error {
  readonly code = 'authorization';
}

const untold = 'this account has no API v2, and v1 does not tell this';

/** v1 tells interactions of one person and one type in one year: that many requests are not sent. */
const unreadInteractions = 'this account has no API v2, and interactions are not read from v1';

const interactionStreams: ReadonlySet<string> = new Set(['emails', 'meetings', 'calls', 'chat_messages']);

const whyMissing = ({ name }: Stream): string => (interactionStreams.has(name) ? unreadInteractions : untold);

/** A stream that v1 cannot give says so, and the load is none the worse for it unless somebody named it. */
const missing = (stream: Stream): Stream => ({
  name: stream.name,
  ...(stream.idType ? { idType: stream.idType } : {}),
  feeds: stream.feeds,
  ...(stream.tables ? { tables: stream.tables } : {}),
  needs: [],
  extra: true,
  pageSize: stream.pageSize,
  absent: whyMissing(stream),
  stages: () => {
    throw new V2OnlyError(whyMissing(stream));
  },
});

/**
 * The streams of an account without API v2, in the place of those of v2: lists, the firm's own fields, entries with their values, companies,
 * persons and opportunities without values of their own, notes, reminders, files and changes of tracked fields. Streams of one's own stay.
 */
export const withoutV2 = (streams: readonly Stream[], own: ReadonlySet<Stream>): readonly Stream[] => {
  const known: V1Fields = new Map();
  const all = [...v1RecordStreams(known), v1FieldStream(known), v1ListEntryStream(known), v1ChangeStream(known)];
  const names = new Map(all.map((stream) => [stream.name, stream]));
  return streams.map((stream) => (own.has(stream) ? stream : (names.get(stream.name) ?? missing(stream))));
};
