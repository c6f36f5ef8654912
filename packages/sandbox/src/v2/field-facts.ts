import type { RequestContext } from '../context.ts';
import { encodeCell } from '../state/cell-text.ts';
import type { EntryRow } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import { roleOn } from '../state/lists.ts';
import type { NoteRow } from '../state/notes.ts';
import type { OpportunityRow } from '../state/opportunities.ts';
import type { ReminderRow } from '../state/reminders.ts';
import { noteBody } from './note-body.ts';

/** A record with the texts that hold its values. */
export interface FieldRecord {
  readonly kind: 'company' | 'person' | 'opportunity';
  readonly entityId: number;
  /** `cells` columns of the record and of its entry. */
  readonly cells: readonly string[];
  readonly entry?: EntryRow;
  readonly opportunity?: OpportunityRow;
}

/** Pairs by their first number. */
export const groupPairs = (pairs: Iterable<readonly [number, number]>): Map<number, number[]> => {
  const groups = new Map<number, number[]>();
  for (const [from, to] of pairs) {
    const group = groups.get(from);
    if (group === undefined) groups.set(from, [to]);
    else group.push(to);
  }
  return groups;
};

/** What the computed fields of a page are made of; each kind is read once for the whole page, when it is first wanted. */
export class PageFacts {
  readonly context: RequestContext;
  readonly #kind: FieldRecord['kind'];
  readonly #ids: readonly number[];
  #colleagues: Map<number, number[]> | undefined;
  #lists: Map<number, number[]> | undefined;
  #notes: ReadonlyMap<number, NoteRow> | undefined;
  #reminders: ReadonlyMap<number, ReminderRow> | undefined;

  constructor(context: RequestContext, kind: FieldRecord['kind'], ids: readonly number[]) {
    this.context = context;
    this.#kind = kind;
    this.#ids = ids;
  }

  /** The persons of a company, or the companies of a person. */
  colleagues(id: number): readonly number[] {
    const { state } = this.context;
    this.#colleagues ??= groupPairs(this.#kind === 'company' ? state.companies.persons(this.#ids) : state.persons.companies(this.#ids));
    return this.#colleagues.get(id) ?? [];
  }

  /** The lists that a record is on. */
  lists(id: number): readonly number[] {
    this.#lists ??= groupPairs(this.context.state.entries.listsOf(this.#kind, this.#ids));
    return this.#lists.get(id) ?? [];
  }

  newestNote(id: number): NoteRow | undefined {
    this.#notes ??= this.context.state.notes.newestOf(this.#kind, this.#ids, this.context.caller.userId);
    return this.#notes.get(id);
  }

  /** The open reminder that is due first. */
  nextReminder(id: number): ReminderRow | undefined {
    this.#reminders ??= this.context.state.reminders.nextOf(this.#kind, this.#ids);
    return this.#reminders.get(id);
  }
}

/** A payload as `cell-text.ts` describes it; `undefined` where there is no value. */
type Computed = (record: FieldRecord, facts: PageFacts) => string | undefined;

const references = (type: 'person-multi' | 'company-multi', ids: readonly number[]): string | undefined =>
  ids.length === 0 ? undefined : encodeCell(type, ids);

const statusSince: Computed = ({ entry }, { context }) => {
  const status = entry === undefined ? undefined : context.state.fields.statusOf(entry.listId);
  if (entry?.statusSince == null || status === undefined) return undefined;
  return `\n${entry.cells}`.includes(`\n${status.no}=`) ? JSON.stringify(entry.statusSince) : undefined;
};

const listsOf: Computed = ({ entityId }, facts) => {
  const { state, caller } = facts.context;
  const sizes = state.lists.sizes();
  const texts = facts.lists(entityId).flatMap((id) => {
    const list = state.lists.get(id);
    if (list === undefined || roleOn(list, caller.userId) === undefined) return [];
    return [JSON.stringify({ id, name: list.name, type: list.type, entityCount: sizes.get(id) ?? 0 })];
  });
  return texts.length === 0 ? undefined : `${texts.length}[${texts.join(',')}]`;
};

/** Fields whose values are not kept but found (v2 reference, section 5.3). */
const computedFields: Readonly<Record<string, Computed>> = {
  'created-at': ({ entry }) => (entry === undefined ? undefined : JSON.stringify(entry.createdAt)),
  'time-in-current-status': statusSince,
  companies: ({ opportunity, entityId }, facts) => references('company-multi', opportunity?.companyIds ?? facts.colleagues(entityId)),
  persons: ({ opportunity, entityId }, facts) => references('person-multi', opportunity?.personIds ?? facts.colleagues(entityId)),
  lists: listsOf,
  notes: ({ entityId }, facts) => {
    const note = facts.newestNote(entityId);
    return note === undefined ? undefined : JSON.stringify(noteBody(facts.context.state, note));
  },
  reminders: ({ entityId }, facts) => {
    const reminder = facts.nextReminder(entityId);
    if (reminder === undefined) return undefined;
    const { id, content, createdAt, dueDate, periodDays } = reminder;
    return JSON.stringify({ id, type: periodDays === null ? 'one-time' : 'recurring', content, createdAt, dueDate });
  },
};

/** How a field is computed; `undefined` for one whose values are kept. */
export const computedField = (field: FieldRow): Computed | undefined =>
  Object.hasOwn(computedFields, field.id) ? computedFields[field.id] : undefined;
