import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { lists } from '../replica/tables/lists.ts';
import type { Reading, Stream, Walk } from './stream.ts';

/** One list as a row of `lists`. */
export const listRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const people = [reader.ref('creatorId'), reader.ref('ownerId')] as const;
  out.of(lists).add(id, reader.text('name'), reader.text('type'), reader.boolean('isPublic'), ...people, reader.instant('createdAt'));
  return id;
};

const learning = ({ catalog }: Reading): Pick<Walk, 'record' | 'learn'> => ({ record: listRecord, learn: (raw) => catalog.list(raw) });

/** Lists, all that the key may see. */
export const listStream: Stream = {
  name: 'lists',
  feeds: [{ table: 'lists', owner: 'id' }],
  needs: [],
  stages: (reading) => [[{ endpoint: v2.lists.list, input: { limit: 100 }, ...learning(reading) }]],
  again: (ids, reading) => ids.map((listId) => ({ endpoint: v2.lists.get, input: { listId }, single: true, ...learning(reading) })),
  pageSize: 100,
};
