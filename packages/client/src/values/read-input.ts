import type { DropdownOption, DropdownOptionId, Location } from '@affinity-kit/contract';
import { type AddressKind, isAddress, readId } from '../web-address.ts';
import type { FieldInputItem } from './field-values.ts';
import { findOption } from './find-option.ts';

/** An input that a field does not take; caught where the field is known. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
  readonly candidates: readonly string[];

  constructor(message: string, candidates: readonly string[] = []) {
    super(message);
    this.candidates = candidates;
  }
}

const show = (input: unknown): string => (input instanceof Date ? String(input) : JSON.stringify(input));

/** Reads a text. */
export const readText = (input: FieldInputItem): string => {
  if (typeof input === 'string') return input;
  throw new InputProblem(`takes a text, not ${show(input)}`);
};

/** Reads a finite number; a text is not guessed at. */
export const readNumber = (input: FieldInputItem): number => {
  if (typeof input === 'number' && Number.isFinite(input)) return input;
  throw new InputProblem(`takes a number, not ${show(input)}`);
};

const isDay = (day: string): boolean => !Number.isNaN(Date.parse(day)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** The calendar day of a date: of a `Date` its UTC day, of a text the day as it is written, whatever follows it. */
export const readDay = (input: FieldInputItem): string => {
  const text = input instanceof Date ? (Number.isNaN(input.getTime()) ? '' : input.toISOString()) : input;
  const day = typeof text === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T.+)?$/.exec(text)?.[1] : undefined;
  if (day !== undefined && isDay(day)) return day;
  throw new InputProblem(`takes a Date or an ISO 8601 date, not ${show(input)}`);
};

/** Noon, so that the day is the same however the zone is read. */
export const readInstant = (input: FieldInputItem): string => `${readDay(input)}T12:00:00Z`;

const isObject = (input: FieldInputItem): input is Exclude<FieldInputItem, string | number | Date> =>
  typeof input === 'object' && !(input instanceof Date);

const isId = (id: unknown): id is number => Number.isSafeInteger(id) && Number(id) > 0;

/** What a field of references refers to, by its value type. */
export const referenceKind = (valueType: string): AddressKind =>
  valueType.startsWith('person') ? 'person' : valueType.startsWith('company') ? 'company' : 'list';

/** Reads a reference to a record: its id, the record itself, or its address in Affinity. */
export const readReference = (input: FieldInputItem, kind: AddressKind): { readonly id: number } => {
  const id = isObject(input) && 'id' in input ? input.id : input;
  if (isId(id)) return { id };
  if (typeof id !== 'string' || !isAddress(id))
    throw new InputProblem(`takes the id of a record, the record or its address, not ${show(input)}`);
  const read = readId(kind, id);
  if ('id' in read) return { id: read.id };
  throw new InputProblem(`${show(input)} ${read.problem}`);
};

const wantedOption = (input: FieldInputItem): string | DropdownOptionId => {
  if (typeof input === 'string') return input;
  const id = isObject(input) ? ('dropdownOptionId' in input ? input.dropdownOptionId : 'id' in input ? input.id : undefined) : undefined;
  if (isId(id)) return id;
  throw new InputProblem(`takes the text of an option or { dropdownOptionId }, not ${show(input)}`);
};

/** Reads an option. */
export const readOption = (input: FieldInputItem, options: readonly DropdownOption[]): DropdownOption => {
  const found = findOption(options, wantedOption(input));
  if ('option' in found) return found.option;
  throw new InputProblem(found.message, found.candidates);
};

const placeKeys = ['streetAddress', 'city', 'state', 'country', 'continent'] as const;
const isPlaceKey = (key: string): boolean => placeKeys.some((known) => known === key);

/** Reads a place; parts that are not given are `null`. */
export const readLocation = (input: FieldInputItem): Location => {
  const parts: Readonly<Record<string, unknown>> = isObject(input) ? { ...input } : {};
  const sound = Object.entries(parts).every(([key, part]) => isPlaceKey(key) && (part == null || typeof part === 'string'));
  if (!sound || Object.keys(parts).length === 0) throw new InputProblem(`takes { ${placeKeys.join(', ')} }, not ${show(input)}`);
  const part = (key: string): string | null => (typeof parts[key] === 'string' ? parts[key] : null);
  return {
    streetAddress: part('streetAddress'),
    city: part('city'),
    state: part('state'),
    country: part('country'),
    continent: part('continent'),
  };
};
