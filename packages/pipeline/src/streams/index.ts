import { companyStream, personStream } from './entities.ts';
import { changeStream } from './field-value-changes.ts';
import { fieldStream } from './fields.ts';
import { listEntryStream } from './list-entries.ts';
import { listStream } from './lists.ts';
import { noteStream } from './notes.ts';
import { opportunityStream } from './opportunities.ts';
import { savedViewStream } from './saved-views.ts';
import type { Stream } from './stream.ts';
import { userStream } from './users.ts';

/** The streams that there are, in the order in which they are reported. */
export const builtInStreams: readonly Stream[] = [
  companyStream,
  personStream,
  opportunityStream,
  listStream,
  fieldStream,
  listEntryStream,
  savedViewStream,
  noteStream,
  userStream,
  changeStream,
];

/** Thrown for a stream that there is not. */
export class UnknownStreamError extends Error {
  readonly code = 'unknown-stream';
}

/**
 * The streams to be read: those that are named and those whose records they need, all when none is named; streams of one's own come with
 * `more` and are part of it either way.
 */
export const chooseStreams = (names: readonly string[] | undefined, more: readonly Stream[] = []): readonly Stream[] => {
  const known = new Map([...builtInStreams, ...more].map((stream) => [stream.name, stream]));
  const chosen = new Set<Stream>();
  const choose = (name: string): void => {
    const stream = known.get(name);
    if (!stream) throw new UnknownStreamError(`There is no stream "${name}". There are: ${[...known.keys()].join(', ')}`);
    for (const needed of [...stream.needs, ...(stream.uses ?? [])]) choose(needed);
    chosen.add(stream);
  };
  for (const name of names ?? known.keys()) choose(name);
  for (const { name } of more) choose(name);
  return [...known.values()].filter((stream) => chosen.has(stream));
};
