import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { TranscriptId } from '../ids.ts';
import { countedPageOf, limit20orNone, pageQuery, totalCount } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { AiNotetakerNote } from './notes.ts';

const fragment = () => ({
  content: z.string(),
  /** Name of who speaks. */
  speaker: z.string(),
  /** Time since the beginning, as `HH:MM:SS`. */
  startTimestamp: z.string(),
  /** Time since the beginning, as `HH:MM:SS`. */
  endTimestamp: z.string(),
});
/** One piece of a transcript. */
export interface Fragment extends TypeOf<typeof fragment> {}
export const Fragment: z.ZodType<Fragment> = z.lazy(() => z.object(fragment()));

const baseTranscript = () => ({
  id: TranscriptId,
  /** The note that sums it up. */
  note: AiNotetakerNote,
  createdAt: Instant,
  languageCode: openEnum(['de', 'en', 'es', 'fr', 'id', 'it', 'ja', 'ko', 'nl', 'pt', 'ru', 'sv', 'uk', 'zh']),
});
/** A transcript without its words. */
export interface BaseTranscript extends TypeOf<typeof baseTranscript> {}
export const BaseTranscript: z.ZodType<BaseTranscript> = z.lazy(() => z.object(baseTranscript()));

const transcript = () => ({
  ...baseTranscript(),
  /** The first 100 fragments. */
  fragmentsPreview: z.object({ data: z.array(Fragment).max(100).optional(), totalCount: z.int().min(0).optional() }),
});
/** A transcript of a meeting (v2 reference, section 8.6). */
export interface Transcript extends TypeOf<typeof transcript> {}
export const Transcript: z.ZodType<Transcript> = z.lazy(() => z.object(transcript()));

const transcriptParams = () => z.object({ transcriptId: TranscriptId });

/** Transcripts behind AI notes (v2 reference, section 9.9). */
export const transcripts = {
  /** Page through transcripts, without their words. */
  list: endpoint({
    method: 'GET',
    path: '/v2/transcripts',
    effect: 'read',
    query: () =>
      pageQuery(limit20orNone).extend({
        /** By `id` with `=`, by `createdAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/transcripts').optional(),
        ...totalCount(),
      }),
    filter: filterable['GET /v2/transcripts'],
    response: () => countedPageOf(BaseTranscript),
    paging: 'next-url',
    limit: limit20orNone,
    order: '-createdAt',
    since: '2026-01-26',
    errors: [400],
  }),
  /** Fetch one transcript with its first 100 fragments. */
  get: endpoint({
    method: 'GET',
    path: '/v2/transcripts/{transcriptId}',
    effect: 'read',
    params: transcriptParams,
    response: () => Transcript,
    since: '2026-01-26',
    errors: [400, 404],
  }),
  /** Delete a transcript of a note that the caller created; the note stays, with `transcriptId: null`. */
  delete: endpoint({
    method: 'DELETE',
    path: '/v2/transcripts/{transcriptId}',
    effect: 'write',
    params: transcriptParams,
    response: () => z.undefined(),
    status: 204,
    beta: true,
    since: '~2026-09',
    errors: [400, 403, 404],
  }),
  fragments: {
    /** Page through the words of a transcript, in the order of time. */
    list: endpoint({
      method: 'GET',
      path: '/v2/transcripts/{transcriptId}/fragments',
      effect: 'read',
      params: transcriptParams,
      query: () => pageQuery(limit20orNone).extend(totalCount()),
      response: () => countedPageOf(Fragment),
      paging: 'next-url',
      limit: limit20orNone,
      order: 'startTimestamp',
      since: '2026-01-26',
      errors: [400, 404],
    }),
  },
};
