import type { ChangeLog } from './change-log.ts';
import { atWorkBefore, dayMs } from './dates.ts';
import type { EntryBook } from './entries.ts';
import { at, numberAt, type Random, randomOf, topic } from './random.ts';

/** What a note belongs to: a row of the log (a stage move), a company or a person. */
export type NoteSubject = { readonly kind: 'move' | 'company' | 'person'; readonly index: number };

/** Notes ordered by time, before they have words. */
export interface NotePlan {
  readonly count: number;
  instantAt(note: number): number;
  subjectAt(note: number): NoteSubject;
}

const kinds = ['move', 'company', 'person'] as const;

/** Share of the notes that are written around the moves of deals. */
const aroundMoves = 0.66;

/** Numbers of the log's rows that move an entry between stages. */
const movesOf = (book: EntryBook, log: ChangeLog): Uint32Array => {
  const statuses = new Set(book.lists.map((list) => list.status));
  const rows: number[] = [];
  for (let row = 0; row < log.size; row++) if (statuses.has(log.fieldAt(row))) rows.push(row);
  return Uint32Array.from(rows);
};

/**
 * Activity follows deals: most notes are written within days of a move, and the deeper a deal, the more of them; the others are spread over
 * the companies and people the firm knows.
 */
export const planNotes = (book: EntryBook, log: ChangeLog, count: number): NotePlan => {
  const random = randomOf(book.world.seed, topic.notePlan);
  const moves = movesOf(book, log);
  const draft = { kind: new Uint8Array(count), index: new Uint32Array(count), instant: new Float64Array(count) };
  for (let note = 0; note < count; note++) {
    const [kind, index, instant] =
      moves.length > 0 && random.chance(aroundMoves) ? aroundMove(book, log, { moves, random }) : elsewhere(book, random);
    draft.kind[note] = kind;
    draft.index[note] = index;
    draft.instant[note] = instant;
  }
  const order = new Uint32Array(count)
    .map((_, index) => index)
    .sort((a, b) => numberAt(draft.instant, a) - numberAt(draft.instant, b) || a - b);
  return {
    count,
    instantAt: (note) => numberAt(draft.instant, numberAt(order, note)),
    subjectAt: (note) => ({
      kind: at(kinds, numberAt(draft.kind, numberAt(order, note))),
      index: numberAt(draft.index, numberAt(order, note)),
    }),
  };
};

type Drawn = readonly [kind: number, index: number, instant: number];

const aroundMove = (
  { lists, plan, world }: EntryBook,
  log: ChangeLog,
  { moves, random }: { moves: Uint32Array; random: Random },
): Drawn => {
  let row = numberAt(moves, random.int(moves.length));
  for (let tries = 0; tries < 6; tries++) {
    const list = at(lists, plan.listAt(log.entryAt(row)));
    const rank = list.status.options.findIndex((option) => option.id === log.valueAt(row));
    if (random.chance(0.25 + rank * 0.18)) break;
    row = numberAt(moves, random.int(moves.length));
  }
  const moved = log.instantAt(row);
  const since = plan.createdAt(log.entryAt(row));
  return [0, row, Math.max(since, atWorkBefore(moved + random.normal() * 2 * dayMs, world.now - 60_000))];
};

const elsewhere = ({ world }: EntryBook, random: Random): Drawn => {
  const { companies, persons, now } = world;
  const company = random.int(companies.count);
  const first = persons.firstOf(company);
  const contacts = persons.firstOf(company + 1) - first;
  const isPerson = contacts > 0 && random.chance(0.4);
  const person = isPerson ? first + random.int(contacts) : 0;
  const since = isPerson ? persons.createdAt(person) : companies.createdAt(company);
  const instant = Math.max(since, atWorkBefore(since + (now - since) * random.next() ** 1.4, now - 60_000));
  return [isPerson ? 2 : 1, isPerson ? person : company, instant];
};
