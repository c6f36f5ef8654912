import { isMulti, readCells } from './cell-text.ts';
import type { Actor, CellPlace, CellValue, NextValue } from './cells.ts';
import type { CompanyRow } from './companies.ts';
import type { FieldRow } from './fields.ts';
import type { MergeKind, MergeRow } from './merges.ts';
import type { PersonRow } from './persons.ts';
import { displayName } from './removals.ts';
import type { State } from './state.ts';

/** Which record goes, and which one gets what it has. */
interface Move {
  readonly kind: MergeKind;
  readonly from: number;
  readonly to: number;
}

const textsOf = (json: string): string[] => JSON.parse(json) as string[]; // written from an array of texts

const united = <T>(mine: readonly T[], theirs: readonly T[]): T[] => [...new Set([...mine, ...theirs])];

/** Addresses differ by more than their case. */
const unitedTexts = (mine: readonly string[], theirs: readonly string[]): string[] => {
  const known = new Set(mine.map((text) => text.toLowerCase()));
  return [...mine, ...theirs.filter((text) => !known.has(text.toLowerCase()))];
};

const key = ({ item }: NextValue): string => JSON.stringify(item);

/** A set takes what it lacks; a single value stays as it is, if there is one. */
const unitedValues = ({ valueType }: FieldRow, mine: readonly CellValue[], theirs: readonly CellValue[]): readonly NextValue[] => {
  if (!isMulti(valueType) && mine.length > 0) return mine;
  const known = new Set(mine.map(key));
  return [...mine, ...theirs.filter((value) => !known.has(key(value))).map(({ item }) => ({ item }))];
};

const uniteCells = (state: State, { kind, from, to }: Move, actor: Actor): void => {
  const repository = kind === 'company' ? state.companies : state.persons;
  const present = readCells(repository.get(from)?.cells ?? '');
  const fields = state.fields.ofEntity(kind).filter(({ no, valueType }) => present.has(no) && valueType !== 'formula-number');
  const interactions = fields.filter(({ valueType }) => valueType === 'interaction');
  const values = fields.filter(({ valueType }) => valueType !== 'interaction');
  const theirs = new Map(state.cells.values(kind, from, values));
  for (const [field, mine] of state.cells.values(kind, to, values)) {
    const place: CellPlace = { field, owner: kind, ownerId: to, entityId: to, listEntryId: null };
    state.cells.write(place, unitedValues(field, mine, theirs.get(field) ?? []), actor);
  }
  state.cellReferences.uniteInteractions(kind, { from, to }, interactions);
};

const moveOpportunities = ({ opportunities }: State, { kind, from, to }: Move): void => {
  const moved = (ids: readonly number[]): number[] => [...new Set(ids.map((id) => (id === from ? to : id)))];
  for (const { id, companyIds, personIds } of opportunities.byIds(opportunities.withAny(kind, [from]).map(([, each]) => each))) {
    if (kind === 'company') opportunities.setCompanies(id, moved(companyIds));
    else opportunities.setPersons(id, moved(personIds));
  }
};

const moveBelongings = (state: State, { kind, from, to }: Move): void => {
  state.changes.move(kind, from, to);
  state.entries.move(kind, from, to);
  state.notes.move(kind, from, to);
  state.reminders.move(kind, from, to);
  state.files.move(kind, from, to);
};

const colleaguesOf = (pairs: readonly (readonly [number, number])[], id: number): number[] =>
  pairs.filter(([from]) => from === id).map(([, to]) => to);

const uniteCompany = ({ companies }: State, from: CompanyRow, to: CompanyRow): void => {
  const domains = unitedTexts(textsOf(to.domains), textsOf(from.domains));
  companies.update(to.id, { name: to.name, domain: to.domain ?? from.domain, domains });
  const people = companies.persons([from.id, to.id]);
  companies.setPersons(to.id, united(colleaguesOf(people, to.id), colleaguesOf(people, from.id)));
};

const unitePerson = ({ persons, interactions, relationships }: State, from: PersonRow, to: PersonRow): void => {
  const { firstName } = to;
  const emails = unitedTexts(textsOf(to.emails), textsOf(from.emails));
  const known = { lastName: to.lastName ?? from.lastName, primaryEmail: to.primaryEmail ?? from.primaryEmail };
  persons.update(to.id, { firstName, ...known, emails });
  const employers = persons.companies([from.id, to.id]);
  persons.setCompanies(to.id, united(colleaguesOf(employers, to.id), colleaguesOf(employers, from.id)));
  interactions.movePerson(from.id, to.id);
  relationships.movePerson(from.id, to.id);
};

/** Everything of one record goes to another, and the first is no more. */
const absorb = (state: State, move: Move, actor: Actor): void => {
  const { kind, from, to } = move;
  uniteCells(state, move, actor);
  moveOpportunities(state, move);
  moveBelongings(state, move);
  if (kind === 'company') state.companies.remove(from);
  else state.persons.remove(from);
  state.cellReferences.move(kind, { from, to }, actor);
  state.merges.keepSurvivor(kind, from, to);
};

const absorbCompany = (state: State, from: CompanyRow, { to, actor }: { to: CompanyRow; actor: Actor }): void => {
  uniteCompany(state, from, to);
  state.changes.keepText('company', from.id, from.name);
  absorb(state, { kind: 'company', from: from.id, to: to.id }, actor);
};

const hasNewDomain = (primary: CompanyRow, duplicate: CompanyRow): boolean => {
  const known = textsOf(primary.domains);
  return unitedTexts(known, textsOf(duplicate.domains)).length > known.length;
};

/** What a merge has come to. */
export interface MergeOutcome {
  /** Why it failed. */
  readonly error?: string;
  /** Records that are no more, as they were. */
  readonly companies: readonly CompanyRow[];
  readonly persons: readonly PersonRow[];
}

const nothing = { companies: [], persons: [] } as const;
const failure = (error: string): MergeOutcome => ({ ...nothing, error });

/** A global company cannot take anything new: a local one takes the place of both (v2 reference, section 9.12). */
const replaceCompanies = (state: State, originals: readonly CompanyRow[], actor: Actor): void => {
  const [primary] = originals;
  if (primary === undefined) return;
  const { name, domain } = primary;
  const id = state.companies.create({ name, domain, domains: [], isGlobal: false, createdAt: actor.now.toISOString() });
  for (const original of originals) {
    const to = state.companies.get(id);
    if (to !== undefined) absorbCompany(state, original, { to, actor });
  }
};

const mergeCompanies = (state: State, { primaryId, duplicateId }: MergeRow, actor: Actor): MergeOutcome => {
  const primary = state.companies.get(primaryId);
  const duplicate = state.companies.get(duplicateId);
  if (primary === undefined) return failure('Primary company not found');
  if (duplicate === undefined) return failure('Duplicate company not found');
  if (primaryId === duplicateId) return nothing;
  const isReplaced = primary.isGlobal && (duplicate.isGlobal || hasNewDomain(primary, duplicate));
  if (isReplaced) replaceCompanies(state, [primary, duplicate], actor);
  else absorbCompany(state, duplicate, { to: primary, actor });
  return { ...nothing, companies: isReplaced ? [primary, duplicate] : [duplicate] };
};

const mergePersons = (state: State, { primaryId, duplicateId }: MergeRow, actor: Actor): MergeOutcome => {
  const primary = state.persons.get(primaryId);
  const duplicate = state.persons.get(duplicateId);
  if (primary === undefined) return failure('Primary person not found');
  if (duplicate === undefined) return failure('Duplicate person not found');
  if (primaryId === duplicateId) return nothing;
  if (duplicate.type !== 'external') return failure('Duplicate person must be external');
  unitePerson(state, duplicate, primary);
  state.changes.keepText('person', duplicateId, displayName(duplicate));
  absorb(state, { kind: 'person', from: duplicateId, to: primaryId }, actor);
  return { ...nothing, persons: [duplicate] };
};

/** Does the work of one merge; whatever was wrong with its ids becomes known only now. */
export const carryOut = (state: State, merge: MergeRow): MergeOutcome =>
  state.transaction(() => {
    const actor = { userId: merge.requesterId, now: new Date(merge.dueAt) };
    const outcome = merge.kind === 'company' ? mergeCompanies(state, merge, actor) : mergePersons(state, merge, actor);
    state.merges.finish(merge, outcome.error);
    return outcome;
  });
