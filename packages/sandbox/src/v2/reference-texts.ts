import { type ReferenceKind, splitReferences } from '../state/cell-text.ts';
import type { CompanyName } from '../state/companies.ts';
import { recordTexts } from '../state/memory.ts';
import type { PersonName } from '../state/persons.ts';
import type { State } from '../state/state.ts';

/** Texts kept at most; a firm's most common references fit many times over. */
const capacity = 50_000;

const text = JSON.stringify;

const personText = ({ id, firstName, lastName, primaryEmail, type }: PersonName): string =>
  `{"id":${id},"firstName":${text(firstName)},"lastName":${text(lastName)},"primaryEmailAddress":${text(primaryEmail)},"type":"${type}"}`;

const companyText = ({ id, name, domain }: CompanyName): string => `{"id":${id},"name":${text(name)},"domain":${text(domain)}}`;

const optionText = (state: State, id: number): string => {
  const option = state.fields.option(id);
  return option === undefined ? 'null' : `{"dropdownOptionId":${id},"text":${text(option.text)}}`;
};

const rankedOptionText = (state: State, id: number): string => {
  const option = state.fields.option(id);
  if (option === undefined) return 'null';
  return `{"dropdownOptionId":${id},"text":${text(option.text)},"rank":${option.rank ?? 0},"color":${text(option.color)}}`;
};

const textsOf = (state: State): Map<string, string> => state.memory.of(recordTexts, () => new Map<string, string>());

const rememberPersons = (state: State, texts: Map<string, string>, ids: readonly number[]): void => {
  for (const id of ids) texts.set(`p${id}`, 'null').set(`a${id}`, '{"emailAddress":null,"person":null}');
  for (const person of state.persons.names(ids)) {
    const shown = personText(person);
    texts.set(`p${person.id}`, shown).set(`a${person.id}`, `{"emailAddress":${text(person.primaryEmail)},"person":${shown}}`);
  }
};

const rememberCompanies = (state: State, texts: Map<string, string>, ids: readonly number[]): void => {
  for (const id of ids) texts.set(`c${id}`, 'null');
  for (const company of state.companies.names(ids)) texts.set(`c${company.id}`, companyText(company));
};

const missingIn = (texts: ReadonlyMap<string, string>, pieces: readonly string[]): ReadonlySet<string> => {
  const missing = new Set<string>();
  for (let at = 1; at < pieces.length; at += 2) {
    const reference = pieces[at] ?? '';
    if (!texts.has(reference)) missing.add(reference);
  }
  return missing;
};

const read = (state: State, texts: Map<string, string>, references: ReadonlySet<string>): void => {
  const people = new Set<number>();
  const companies: number[] = [];
  for (const reference of references) {
    const id = Number(reference.slice(1));
    if (reference.startsWith('c')) companies.push(id);
    else if (reference.startsWith('o')) texts.set(reference, optionText(state, id));
    else if (reference.startsWith('r')) texts.set(reference, rankedOptionText(state, id));
    else people.add(id);
  }
  if (people.size > 0) rememberPersons(state, texts, [...people]);
  if (companies.length > 0) rememberCompanies(state, texts, companies);
};

/** Reads what is not known yet of all these references at once: one by one they would cost more than the page they stand in. */
const remember = (state: State, pieces: readonly string[]): ReadonlyMap<string, string> => {
  const texts = textsOf(state);
  if (texts.size > capacity) texts.clear();
  const missing = missingIn(texts, pieces);
  if (missing.size > 0) read(state, texts, missing);
  return texts;
};

/**
 * Puts what references point to in their places, as v2 shows it: `PersonData`, `CompanyData`, options, people in interactions; `null` for
 * what is gone. Best called once for a whole answer.
 */
export const resolved = (state: State, payload: string): string => {
  const pieces = splitReferences(payload);
  const [first = ''] = pieces;
  if (pieces.length === 1) return first;
  const texts = remember(state, pieces);
  let whole = first;
  for (let at = 1; at < pieces.length; at += 2) whole += (texts.get(pieces[at] ?? '') ?? 'null') + (pieces[at + 1] ?? '');
  return whole;
};

/** Reads what all references in a text point to, for those who will ask for them one by one. */
export const readAhead = (state: State, payload: string): void => {
  remember(state, splitReferences(payload));
};

/** Reads what these ids point to, for those who will ask for them one by one. */
export const readAheadOf = (state: State, kind: ReferenceKind, ids: readonly number[]): void => {
  remember(
    state,
    ids.flatMap((id) => ['', `${kind}${id}`]),
  );
};

/** JSON of what one reference points to. */
export const referenceText = (state: State, kind: ReferenceKind, id: number): string => {
  const reference = `${kind}${id}`;
  return remember(state, ['', reference]).get(reference) ?? 'null';
};
