import { nearest } from '@affinity-kit/contract';
import { UnknownListError } from './catalog.ts';
import { duplicateStream } from './duplicates.ts';
import { companyStream, personStream } from './entities.ts';
import { changeStream } from './field-value-changes.ts';
import { fieldStream } from './fields.ts';
import { fileStream } from './files.ts';
import { callStream, chatMessageStream, emailStream, meetingStream } from './interactions.ts';
import { listEntryStream } from './list-entries.ts';
import { listStream } from './lists.ts';
import { mergeStream } from './merges.ts';
import { noteStream } from './notes.ts';
import { opportunityStream } from './opportunities.ts';
import { relationshipStream } from './relationships.ts';
import { reminderStream } from './reminders.ts';
import { savedViewStream } from './saved-views.ts';
import type { Stream } from './stream.ts';
import { teamStream } from './teams.ts';
import { transcriptStream } from './transcripts.ts';
import { userStream } from './users.ts';
import { webhookStream } from './webhooks.ts';

/**
 * The streams that there are, in the order in which they are reported. Those `onDemand` are read only when they are named: e-mails, meetings,
 * calls, chat messages, transcripts and relationships.
 */
export const builtInStreams: readonly Stream[] = [
  companyStream,
  personStream,
  opportunityStream,
  listStream,
  fieldStream,
  listEntryStream,
  savedViewStream,
  noteStream,
  emailStream,
  meetingStream,
  callStream,
  chatMessageStream,
  reminderStream,
  fileStream,
  transcriptStream,
  relationshipStream,
  userStream,
  teamStream,
  mergeStream,
  duplicateStream,
  webhookStream,
  changeStream,
];

/** Thrown for a stream that there is not. */
export class UnknownStreamError extends Error {
  readonly code = 'unknown-stream';
}

/** Refuses what would take a request for every record there is, where nobody said for which lists. */
export const requireLists = (streams: readonly Stream[], { lists }: { readonly lists?: readonly string[] | undefined }): void => {
  const stream = streams.find(({ byListOnly }) => byListOnly);
  if (stream && !lists?.length)
    throw new UnknownListError(`${stream.name} takes ${stream.cost?.basis ?? 'lists'}: name the lists to read it for (\`lists\`, --lists)`);
};

/**
 * The streams to be read: those that are named and those whose records they need; when none is named all but those that are read on demand.
 * Streams of one's own come with `more` and are part of it either way.
 */
export const chooseStreams = (names: readonly string[] | undefined, more: readonly Stream[] = []): readonly Stream[] => {
  const known = new Map([...builtInStreams, ...more].map((stream) => [stream.name, stream]));
  const chosen = new Set<Stream>();
  const choose = (name: string): void => {
    const stream = known.get(name);
    if (!stream)
      throw new UnknownStreamError(`There is no stream "${name}". There are: ${nearest(name, [...known.keys()], known.size).join(', ')}`);
    for (const needed of [...stream.needs, ...(stream.uses ?? [])]) choose(needed);
    chosen.add(stream);
  };
  const usual = [...known.values()].filter(({ onDemand }) => !onDemand).map(({ name }) => name);
  for (const name of names ?? usual) choose(name);
  for (const { name } of more) choose(name);
  return [...known.values()].filter((stream) => chosen.has(stream));
};
