import { dayOf } from './pacific-day.ts';
import { isId, isObject, microsOf } from './record-reader.ts';

/**
 * One value in the columns `text, number, date, instant, option_id, ref_id, json`: exactly one is filled, and `text` beside an option or a
 * reference.
 */
export type ValueCells = readonly [
  text: string | null,
  number: number | null,
  date: number | null,
  instant: number | null,
  optionId: number | null,
  refId: number | null,
  json: string | null,
];

/** A value that is not what its type says. */
export class BadValue {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

/** Total: cells, `null` for no value, or what is wrong. */
export type Decoder = (data: unknown) => ValueCells | BadValue | null;

const text = (value: string): ValueCells => [value, null, null, null, null, null, null];
const json = (value: unknown): ValueCells => [null, null, null, null, null, null, JSON.stringify(value)];
const expected = (what: string): BadValue => new BadValue(`expected ${what}`);

/** LinkedIn and phone values have come as `{ link, text }` (v2 reference, section 5.5): a web address says more than its label. */
const ofText: Decoder = (data) => {
  if (typeof data === 'string') return text(data);
  if (!isObject(data)) return expected('a string');
  const { link, text: label } = data;
  if (typeof link === 'string' && /^https?:/.test(link)) return text(link);
  return typeof label === 'string' ? text(label) : typeof link === 'string' ? text(link) : expected('a string');
};

const ofNumber: Decoder = (data) =>
  typeof data === 'number' && Number.isFinite(data) ? [null, data, null, null, null, null, null] : expected('a number');

const ofFormula: Decoder = (data) => {
  if (!isObject(data)) return expected('an object with calculatedValue');
  return data['calculatedValue'] === null || data['calculatedValue'] === undefined ? null : ofNumber(data['calculatedValue']);
};

const ofDate: Decoder = (data) => {
  const day = typeof data === 'string' ? dayOf(data) : undefined;
  return day === undefined ? expected('a date-time') : [null, null, day, null, null, null, null];
};

const ofInstant: Decoder = (data) => {
  const micros = typeof data === 'string' ? microsOf(data) : undefined;
  return micros === undefined ? expected('a date-time') : [null, null, null, micros, null, null, null];
};

const ofOption: Decoder = (data) => {
  if (!isObject(data) || !isId(data['dropdownOptionId'])) return expected('an object with dropdownOptionId');
  return [typeof data['text'] === 'string' ? data['text'] : null, null, null, null, data['dropdownOptionId'], null, null];
};

/** What a record is called: its name, the names of a person, or the address. */
export const nameOf = (data: Readonly<Record<string, unknown>>): string | null => {
  if (typeof data['name'] === 'string') return data['name'];
  const names = [data['firstName'], data['lastName']].filter((part): part is string => typeof part === 'string' && part !== '');
  if (names.length > 0) return names.join(' ');
  return typeof data['primaryEmailAddress'] === 'string' ? data['primaryEmailAddress'] : null;
};

const ofReference: Decoder = (data) => {
  if (!isObject(data) || !isId(data['id'])) return expected('an object with id');
  return [nameOf(data), null, null, null, null, data['id'], null];
};

const ofObject: Decoder = (data) => (isObject(data) ? json(data) : expected('an object'));

/** How one item of each known type is read (v2 reference, section 5.5); the types that end in `-multi` hold arrays of them. */
const decoders: Readonly<Record<string, Decoder>> = {
  text: ofText,
  'filterable-text': ofText,
  'filterable-text-multi': ofText,
  number: ofNumber,
  'number-multi': ofNumber,
  'formula-number': ofFormula,
  datetime: ofDate,
  location: ofObject,
  'location-multi': ofObject,
  dropdown: ofOption,
  'dropdown-multi': ofOption,
  'ranked-dropdown': ofOption,
  person: ofReference,
  'person-multi': ofReference,
  company: ofReference,
  'company-multi': ofReference,
  'list-multi': ofReference,
  interaction: ofObject,
  note: ofObject,
  reminder: ofObject,
};

/** Types of which a record can have several values. */
export const isMulti = (valueType: string): boolean => valueType.endsWith('-multi') && valueType in decoders;

/** Fields whose `datetime` has a time of day: they are moments, not dates (v2 reference, section 5.3). */
const momentFields: ReadonlySet<string> = new Set(['created-at', 'time-in-current-status']);

/** How the values of a field are read. A type that is not known yet is kept as JSON. */
export const decoderOf = (valueType: string, fieldId: string): Decoder =>
  valueType === 'datetime' && momentFields.has(fieldId)
    ? ofInstant
    : Object.hasOwn(decoders, valueType)
      ? (decoders[valueType] as Decoder)
      : json;
