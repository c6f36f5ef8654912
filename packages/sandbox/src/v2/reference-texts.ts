import type { ReferenceKind } from '../state/cell-text.ts';
import type { State } from '../state/state.ts';

/** Texts kept at most; a firm's most common references fit many times over. */
const capacity = 50_000;

const text = JSON.stringify;

const personText = (state: State, id: number): string => {
  const person = state.persons.name(id);
  if (person === undefined) return 'null';
  const { firstName, lastName, primaryEmail, type } = person;
  return `{"id":${id},"firstName":${text(firstName)},"lastName":${text(lastName)},"primaryEmailAddress":${text(primaryEmail)},"type":"${type}"}`;
};

const attendeeText = (state: State, id: number): string =>
  `{"emailAddress":${text(state.persons.name(id)?.primaryEmail ?? null)},"person":${personText(state, id)}}`;

const companyText = (state: State, id: number): string => {
  const company = state.companies.name(id);
  return company === undefined ? 'null' : `{"id":${id},"name":${text(company.name)},"domain":${text(company.domain)}}`;
};

const optionText = (state: State, id: number): string => {
  const option = state.fields.option(id);
  return option === undefined ? 'null' : `{"dropdownOptionId":${id},"text":${text(option.text)}}`;
};

const rankedOptionText = (state: State, id: number): string => {
  const option = state.fields.option(id);
  return option === undefined
    ? 'null'
    : `{"dropdownOptionId":${id},"text":${text(option.text)},"rank":${option.rank ?? 0},"color":${text(option.color)}}`;
};

const writers: Record<ReferenceKind, (state: State, id: number) => string> = {
  a: attendeeText,
  c: companyText,
  o: optionText,
  p: personText,
  r: rankedOptionText,
};

const key = {};

/** JSON of what a reference points to, as v2 shows it (`PersonData`, `CompanyData`, an option); `null` for what is gone. */
export const referenceText = (state: State, kind: ReferenceKind, id: number): string => {
  const texts = state.memory.of(key, () => new Map<string, string>());
  const name = kind + id;
  const known = texts.get(name);
  if (known !== undefined) return known;
  if (texts.size >= capacity) texts.clear();
  const made = writers[kind](state, id);
  texts.set(name, made);
  return made;
};
