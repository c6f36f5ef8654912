import { type AiNotetakerNote, type BaseTranscript, type Fragment, v2 } from '@affinity-kit/contract';
import { pageByKey, pageOfArray } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { allOf } from '../state/keyset.ts';
import { isSeenBy, notesSeenBy } from '../state/notes.ts';
import { ofNotes, type StoredFragment, type TranscriptRow, transcriptsWith } from '../state/transcripts.ts';
import { readFilter } from './filter.ts';
import { shownNote } from './notes.ts';
import { pageRequest } from './page-request.ts';

const previewed = 100;

const noteOf = (context: RequestContext, noteId: number): AiNotetakerNote => {
  const note = context.state.notes.get(noteId);
  const shown = note === undefined ? undefined : shownNote(context, note);
  if (shown?.type !== 'ai-notetaker' && shown?.type !== 'ai-notetaker-reply') throw new Error(`No notetaker wrote the note ${noteId}`);
  return shown;
};

const shown = (context: RequestContext, { id, noteId, createdAt, language }: TranscriptRow): BaseTranscript => ({
  id,
  note: noteOf(context, noteId),
  createdAt,
  languageCode: language,
});

const shownFragment = ([content, speaker, startTimestamp, endTimestamp]: StoredFragment): Fragment => ({
  content,
  speaker,
  startTimestamp,
  endTimestamp,
});

const transcriptOf = ({ state, caller }: RequestContext, id: number): TranscriptRow => {
  const transcript = state.transcripts.get(id);
  const note = transcript === undefined ? undefined : state.notes.get(transcript.noteId);
  if (transcript === undefined || note === undefined || !isSeenBy(note, caller.userId)) throw notFound();
  return transcript;
};

export const transcripts: HandlersOf<typeof v2.transcripts> = {
  list: (input, context) => {
    const store = context.state.transcripts;
    const filter = readFilter(input.filter, 'GET /v2/transcripts');
    const condition = allOf(transcriptsWith(filter), ofNotes(notesSeenBy(context.caller.userId)));
    const request = pageRequest(input, context, v2.transcripts.list);
    const { rows, pagination } = pageByKey(request, (seek) => store.page(condition, seek), store.keyOf);
    const counted = input.totalCount ? { ...pagination, totalCount: store.count(condition) } : pagination;
    return { data: rows.map((row) => shown(context, row)), pagination: counted };
  },
  get: ({ transcriptId }, context) => {
    const transcript = transcriptOf(context, transcriptId);
    const fragments = context.state.transcripts.fragments(transcriptId);
    const fragmentsPreview = { data: fragments.slice(0, previewed).map(shownFragment), totalCount: fragments.length };
    return { ...shown(context, transcript), fragmentsPreview };
  },
  delete: ({ transcriptId }, context) => {
    const { noteId } = transcriptOf(context, transcriptId);
    if (context.state.notes.get(noteId)?.creatorId !== context.caller.userId)
      throw new Problem('authorization', 'Only the creator of its note may delete a transcript');
    context.state.transaction(() => context.state.transcripts.remove(transcriptId));
    return undefined;
  },
  fragments: {
    list: (input, context) => {
      const { id } = transcriptOf(context, input.transcriptId);
      const all = context.state.transcripts.fragments(id).map((fragment, index) => ({ fragment, index }));
      const request = pageRequest(input, context, v2.transcripts.fragments.list);
      const { rows, pagination } = pageOfArray(request, all, ({ index }) => index);
      const counted = input.totalCount ? { ...pagination, totalCount: all.length } : pagination;
      return { data: rows.map(({ fragment }) => shownFragment(fragment)), pagination: counted };
    },
  },
};
