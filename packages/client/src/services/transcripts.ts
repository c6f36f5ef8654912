import type { TranscriptId } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type CreationWindow, changeConditions, windowFilter } from './window.ts';

const endpoint = 'GET /v2/transcripts';
type Endpoints = ServiceContext['v2']['transcripts'];
type TranscriptsQuery = QueryOf<Endpoints['list']> & CreationWindow;

const filterFor = ({ filter, createdAfter, createdBefore }: TranscriptsQuery) =>
  windowFilter(endpoint, filter, changeConditions({ createdAfter, createdBefore }));

/** Creates the service of transcripts. */
export const createTranscripts = ({ v2: { transcripts } }: ServiceContext) => ({
  ...collectionOf((query: TranscriptsQuery = {}, options: ListOptions = {}) =>
    transcripts.list({ ...query, filter: filterFor(query) }, options),
  ),
  /** Fetches one transcript with its first 100 fragments. */
  get: (transcriptId: TranscriptId, options: CallOptions = {}) => transcripts.get({ transcriptId }, options),
  /** The words of a transcript, in the order of time. */
  fragments: (transcriptId: TranscriptId, query: QueryOf<Endpoints['fragments']['list'], 'transcriptId'> = {}, options: ListOptions = {}) =>
    transcripts.fragments.list({ ...query, transcriptId }, options),
  /** Deletes a transcript of a note that the caller created; the note stays. */
  delete: (transcriptId: TranscriptId, options: CallOptions = {}) => transcripts.delete({ transcriptId }, options),
});

/** Transcripts behind AI notes. */
export type Transcripts = ReturnType<typeof createTranscripts>;
