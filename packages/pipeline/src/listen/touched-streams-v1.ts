import { fileOfV1, v1List } from '../streams/files.ts';
import type { Stream } from '../streams/stream.ts';
import { v1Streams } from '../streams/v1/index.ts';
import type { Touched } from './touched.ts';
import { entriesOf, filesOf, narrowed } from './touched-streams.ts';

/**
 * The same for an account without API v2. What the feed of changes tells is left to the next load, since v1 takes a request for every tracked
 * field; values of touched records are read with them where loads read them, of companies and persons for named lists (`hasLists`).
 */
export const touchedStreamsOfV1 = (touched: Touched, { hasLists }: { readonly hasLists: boolean }): readonly Stream[] => {
  const { companies, persons, opportunities, notes, reminders, fieldListings, lists, entries } = touched;
  const all = v1Streams();
  const named = (name: string): readonly Stream[] => all.filter((stream) => stream.name === name);
  // Lists are named by their names, and records tell the ids of those that they are on.
  const entities = (name: string, ids: readonly number[]): readonly Stream[] =>
    named(name).flatMap((stream) => narrowed({ ...stream, needs: hasLists ? ['lists'] : [] }, { touched, ids }));
  const records = (name: string, ids: readonly number[]): readonly Stream[] =>
    named(name).flatMap((stream) => narrowed(stream, { touched, ids }));
  const needsLists = lists.length > 0 || entries.length > 0 || fieldListings.length > 0;
  const readsLists = needsLists || (hasLists && companies.length + persons.length > 0);
  return [
    ...entities('companies', companies),
    ...entities('persons', persons),
    ...records('opportunities', opportunities),
    ...(readsLists ? named('lists') : []),
    ...(fieldListings.length > 0 ? named('fields').map((stream) => ({ ...stream, byEvent: touched })) : []),
    ...named('list_entries').flatMap((stream) => entriesOf(stream, touched)),
    ...records('notes', notes),
    ...records('reminders', reminders),
    ...named('files').flatMap((stream) => filesOf(stream, touched, (reading) => ({ ...v1List, record: fileOfV1(reading) }))),
  ];
};
