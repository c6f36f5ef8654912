import type { SearchTerm } from '@affinity-kit/contract';
import { invalid } from '../problem.ts';
import type { CellItem } from '../state/cells.ts';
import type { FieldRow } from '../state/fields.ts';
import type { State } from '../state/state.ts';
import { isRedacted } from './access.ts';
import type { RecordTest } from './search-filter.ts';
import type { SearchSpace } from './search-records.ts';

type TextsById = ReadonlyMap<number, readonly string[]>;

const texts = (...parts: readonly (string | null)[]): string[] => parts.flatMap((part) => (part === null ? [] : [part.toLowerCase()]));

const personTexts = (state: State, ids: Iterable<number>): TextsById =>
  new Map(
    state.persons
      .names(ids)
      .map(({ id, firstName, lastName, primaryEmail }) => [
        id,
        texts(lastName === null ? firstName : `${firstName} ${lastName}`, primaryEmail),
      ]),
  );

const companyTexts = (state: State, ids: Iterable<number>): TextsById =>
  new Map(state.companies.names(ids).map(({ id, name, domain }) => [id, texts(name, domain)]));

/** What is always looked in: names, primary domains, primary e-mail addresses; nothing of an opportunity that the caller must not see. */
const ownTexts = ({ context, kind, records }: SearchSpace): TextsById => {
  const ids = new Set(records.map(({ entityId }) => entityId));
  if (kind === 'company') return companyTexts(context.state, ids);
  if (kind === 'person') return personTexts(context.state, ids);
  const seen = records.flatMap(({ opportunity }) => (opportunity === undefined || isRedacted(context, opportunity) ? [] : [opportunity]));
  return new Map(seen.map(({ id, name }) => [id, texts(name)]));
};

const startsWord = (text: string, term: string): boolean => {
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
};

type ItemTest = (item: CellItem) => boolean;

/** Of persons and companies a word must begin with the term; other texts may have it anywhere (v2 reference, section 7.1). */
const itemTest = (space: SearchSpace, field: FieldRow, term: string): ItemTest | undefined => {
  const { state } = space.context;
  const { valueType } = field;
  if (valueType.startsWith('person') || valueType.startsWith('company')) {
    const itemsOf = space.itemsOf(field);
    const ids = new Set(space.records.flatMap((record) => itemsOf(record).map(Number)));
    const known = valueType.startsWith('person') ? personTexts(state, ids) : companyTexts(state, ids);
    return (item) => (known.get(Number(item)) ?? []).some((text) => startsWord(text, term));
  }
  if (valueType.includes('dropdown')) {
    const found = new Set<CellItem>(field.options.filter(({ text }) => text.toLowerCase().includes(term)).map(({ id }) => id));
    return (item) => found.has(item);
  }
  if (unsearched.has(valueType)) return undefined;
  return (item) => String(item).toLowerCase().includes(term);
};

/** Dates are ignored silently, and so is what has no text of its own. */
const unsearched = new Set(['datetime', 'interaction', 'note', 'reminder', 'list-multi']);

const fieldTest = (space: SearchSpace, fieldId: string, term: string): RecordTest[] => {
  const field = space.fields.get(fieldId);
  if (field === undefined) throw invalid('search.fieldIds', `There is no field '${fieldId}' to search in`);
  const holds = itemTest(space, field, term);
  if (holds === undefined) return [];
  const itemsOf = space.itemsOf(field);
  return [(record) => itemsOf(record).some(holds)];
};

/** Whether a record has the words of a search: in its name, or in one of the fields that the search adds. */
export const termTest = (space: SearchSpace, { term, fieldIds = [] }: SearchTerm): RecordTest => {
  const wanted = term.toLowerCase();
  const own = ownTexts(space);
  const tests = fieldIds.flatMap((fieldId) => fieldTest(space, fieldId, wanted));
  return (record) => (own.get(record.entityId) ?? []).some((text) => text.includes(wanted)) || tests.some((test) => test(record));
};
