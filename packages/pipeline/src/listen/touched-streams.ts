import { v1 } from '@affinity-kit/contract';
import { isId } from '../normalise/record-reader.ts';
import type { RecordId } from '../replica/feed.ts';
import { companyStream, personStream } from '../streams/entities.ts';
import { changeStream } from '../streams/field-value-changes.ts';
import { fieldStream } from '../streams/fields.ts';
import { fileStream, uploadedSince } from '../streams/files.ts';
import { listEntryStream } from '../streams/list-entries.ts';
import { listStream } from '../streams/lists.ts';
import { mergeStream } from '../streams/merges.ts';
import { noteStream } from '../streams/notes.ts';
import { opportunityStream } from '../streams/opportunities.ts';
import { reminderStream } from '../streams/reminders.ts';
import type { Reading, Stream, Walk } from '../streams/stream.ts';
import type { Touched } from './touched.ts';

/** A record that is gone is no failure: it is asked for once more, and leaves then. */
const orGone = (walk: Walk): Walk => (walk.single ? { nothingOn: [404], ...walk } : walk);

const within = (column: string, ids: readonly RecordId[]): string => (ids.length === 0 ? 'false' : `${column} IN (${ids.join(', ')})`);

/** What a stream is narrowed to. */
interface Narrowing {
  readonly touched: Touched;
  readonly ids: readonly number[];
  readonly lists?: ReadonlyMap<RecordId, number>;
  /** SQL condition over the first table: the records that are known to be all that there are of their kind. */
  readonly covers?: (reading: Reading) => string;
}

/** A stream that reads the records of these ids, in the way in which it asks for records again. */
export const narrowed = (stream: Stream, { touched, ids, lists = new Map(), covers }: Narrowing): readonly Stream[] => {
  if (ids.length === 0 && !covers) return [];
  const { chains: _chains, later: _later, units: _units, leftOut: _leftOut, byIds: _byIds, ...rest } = stream;
  return [
    {
      ...rest,
      byEvent: touched,
      stages: (reading) => [(stream.again?.(ids, reading, lists) ?? []).map(orGone)],
      covers: covers ?? (() => within(stream.feeds[0].owner, ids)),
    },
  ];
};

/** Of a list that is gone everything goes. */
const entriesCovered =
  ({ entries, lists }: Touched) =>
  ({ catalog }: Reading): string => {
    const own = within(
      'id',
      entries.map(([id]) => id),
    );
    const gone = catalog.narrowed ? [] : lists.filter((id) => !catalog.lists.some((list) => list.id === id));
    return `${own} OR ${within('list_id', gone)}`;
  };

export const entriesOf = (stream: Stream, touched: Touched): readonly Stream[] => {
  const { entries, lists } = touched;
  if (entries.length === 0 && lists.length === 0) return [];
  const ids = entries.map(([id]) => id);
  // What the fields of a list are is known from the replica.
  return narrowed({ ...stream, needs: ['lists'], uses: [] }, { touched, ids, lists: new Map(entries), covers: entriesCovered(touched) });
};

/** A reply comes with its note, and cannot be asked for alone. */
const notesOf = (touched: Touched): readonly Stream[] => {
  const { notes } = touched;
  if (notes.length === 0) return [];
  const covers = ({ includes }: Reading): string => {
    const own = `(${within('id', notes)} AND parent_id IS NULL)`;
    return includes.has('replies') ? `${own} OR ${within('parent_id', notes)}` : own;
  };
  return narrowed(noteStream, { touched, ids: notes, covers });
};

/** Whether a file is still there, v1 tells one by one. */
const fileCheck = (id: number): Walk => ({
  endpoint: v1.entityFiles.get,
  input: { entity_file_id: id },
  single: true,
  record: (raw) => (isId(raw['id']) ? raw['id'] : undefined),
  idsOnly: true,
  nothingOn: [404, 422],
});

/** Files that may be gone, and those that are new, as `newOnes` finds them. */
export const filesOf = (
  { later: _, ...rest }: Stream,
  touched: Touched,
  newOnes: (reading: Reading, since: string) => Walk,
): readonly Stream[] => {
  const { endedFiles, filesSince } = touched;
  if (endedFiles.length === 0 && filesSince === null) return [];
  const stages = (reading: Reading): readonly (readonly Walk[])[] => [
    [...endedFiles.map(fileCheck), ...(filesSince === null ? [] : [newOnes(reading, filesSince)])],
  ];
  return [{ ...rest, byEvent: touched, stages, covers: () => within('id', endedFiles) }];
};

/** What an event tells of is not put off until its day. */
const { units: _, ...wholeMergeStream } = mergeStream;

/** The streams that bring what was touched, through the same requests, normalisers and comparison as any load. */
export const touchedStreams = (touched: Touched): readonly Stream[] => {
  const { companies, persons, opportunities, reminders, fieldListings, lists, entries, valued, merged } = touched;
  return [
    ...narrowed(companyStream, { touched, ids: companies }),
    ...narrowed(personStream, { touched, ids: persons }),
    ...narrowed(opportunityStream, { touched, ids: opportunities }),
    ...(lists.length > 0 || entries.length > 0 || fieldListings.length > 0 ? [listStream] : []),
    ...(fieldListings.length > 0 ? [{ ...fieldStream, byEvent: touched }] : []),
    ...entriesOf(listEntryStream, touched),
    ...notesOf(touched),
    ...narrowed(reminderStream, { touched, ids: reminders }),
    ...filesOf(fileStream, touched, uploadedSince),
    ...(merged ? [wholeMergeStream] : []),
    ...(valued ? [changeStream] : []),
  ];
};
