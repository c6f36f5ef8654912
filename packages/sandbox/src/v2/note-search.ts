import type { NoteSearchCriteria, NoteSearchResult } from '@affinity-kit/contract';
import { v2 } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import { allOf, always, type Condition, isIn } from '../state/keyset.ts';
import { notesOfCompany } from '../state/note-conditions.ts';
import { type NoteRow, notesSeenBy } from '../state/notes.ts';
import { noteText } from './note-markdown.ts';

type Kind = NoteSearchResult['data'][number]['note']['kind'];

const kindOf = ({ type, interactionType }: NoteRow): Kind => {
  if (type === 'ai-notetaker' || type === 'ai-notetaker-reply') return interactionType === 'meeting' ? 'meeting-ai-summary' : 'ai-summary';
  if (interactionType === 'email') return 'email-note';
  if (interactionType === 'chat-message') return 'chat-message-note';
  return interactionType === null ? 'note' : 'meeting-note';
};

/** Characters around the first word that was found. */
const around = 160;

const previewOf = (text: string, words: readonly string[]): string => {
  const lower = text.toLowerCase();
  const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0));
  const start = Math.max(0, first - around);
  const end = first + around * 2;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
};

const scopeOf = (context: RequestContext, { noteIds, companyId }: NoteSearchCriteria): Condition => {
  if (companyId !== undefined) {
    if (!context.state.companies.exists(companyId)) throw notFound();
    return notesOfCompany(companyId);
  }
  return noteIds === undefined ? always : isIn('id', noteIds);
};

/** Notes that hold words of the prompt: those with more of them first, newer ones before older ones (v2 reference, section 12). */
export const searchNotes = (context: RequestContext, criteria: NoteSearchCriteria): NoteSearchResult => {
  const words = [...new Set(criteria.prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
  const candidates = context.state.notes.withWords(words, allOf(scopeOf(context, criteria), notesSeenBy(context.caller.userId)));
  const found = candidates.flatMap((note) => {
    const text = noteText(note.html);
    const lower = text.toLowerCase();
    const score = words.filter((word) => lower.includes(word)).length;
    return score === 0 ? [] : [{ note, text, score }];
  });
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, criteria.limit ?? v2.notes.search.limit.default);
  return { data: best.map(({ note, text }) => ({ note: { id: note.id, kind: kindOf(note) }, preview: previewOf(text, words) })) };
};
