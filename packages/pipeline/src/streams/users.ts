import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { users } from '../replica/tables/activity.ts';
import type { Stream } from './stream.ts';

/** One user as a row of `users`. */
const userRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const name = [reader.text('firstName'), reader.text('lastName'), reader.text('primaryEmailAddress')] as const;
  out.of(users).add(id, ...name, reader.text('status'), reader.text('role'), reader.text('photoUrl'));
  return id;
};

/** Users of the firm, in every status. */
export const userStream: Stream = {
  name: 'users',
  feeds: [{ table: 'users', owner: 'id' }],
  needs: [],
  stages: () => [[{ endpoint: v2.users.list, input: { limit: 100 }, record: userRecord }]],
  again: (ids) => ids.map((userId) => ({ endpoint: v2.users.get, input: { userId }, single: true, record: userRecord })),
  pageSize: 100,
};
