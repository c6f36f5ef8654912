import type { StoredInteraction, StoredLocation, StoredValue, ValueType } from '../seed/model.ts';

/**
 * How the values of a record lie in its `cells` column.
 *
 * One line per value, `<field number>=<payload>`. A payload is the JSON of the v2 answer with its references cut out: between two
 * `\u0001` stand a letter and an id, and the reader puts the person, company or option there. A multi value has its number of items in
 * front. So most of a page is copied, not parsed and built again. JSON text holds no raw control characters or line breaks, hence
 * none of these separators can occur inside a value.
 */
const mark = '\u0001';

/** Separates the interaction from its internal person. */
export const interactionSeparator = '\u0002';

/** What a reference inside a cell points to: a dropdown option, a ranked option, a person, a company, or a person in an interaction. */
export type ReferenceKind = 'o' | 'r' | 'p' | 'c' | 'a';

const reference = (kind: ReferenceKind, id: number): string => `${mark}${kind}${id}${mark}`;

const locationKeys = ['streetAddress', 'city', 'state', 'country', 'continent'] as const;

/** A location as v2 shows it. */
export type LocationData = Record<(typeof locationKeys)[number], string | null>;

/** A stored location under v2's names. */
export const locationData = (stored: StoredLocation): LocationData => {
  const [streetAddress, city, state, country, continent] = stored;
  return { streetAddress, city, state, country, continent };
};

/** The inverse of `locationData`. */
export const storedLocation = (data: LocationData): StoredLocation => [
  data.streetAddress,
  data.city,
  data.state,
  data.country,
  data.continent,
];

type ItemText = (item: unknown) => string;

/** What JSON escapes: most texts hold none of it, and to look costs a third of `JSON.stringify`. */
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

const plain: ItemText = (item) => {
  if (typeof item === 'string' && !escaped.test(item)) return `"${item}"`;
  return Number.isSafeInteger(item) ? String(item) : JSON.stringify(item);
};

const byReference =
  (kind: ReferenceKind): ItemText =>
  (item) =>
    reference(kind, Number(item));
const location: ItemText = (item) => {
  const [street, city, state, country, continent] = item as StoredLocation; // the value type says that it is one
  return `{"streetAddress":${plain(street)},"city":${plain(city)},"state":${plain(state)},"country":${plain(country)},"continent":${plain(continent)}}`;
};

const attendees = (ids: readonly number[]): string => `[${ids.map((id) => reference('a', id)).join(',')}]`;
const persons = (ids: readonly number[]): string => `[${ids.map((id) => reference('p', id)).join(',')}]`;

const interactionData = (stored: StoredInteraction): string => {
  const head = `{"type":"${stored.type}","id":${stored.id}`;
  switch (stored.type) {
    case 'email':
      return `${head},"subject":${plain(stored.subject)},"sentAt":"${stored.sentAt}","from":${reference('a', stored.from)},"to":${attendees(stored.to)},"cc":${attendees(stored.cc)}}`;
    case 'meeting':
      return `${head},"title":${plain(stored.title)},"allDay":${stored.allDay},"startTime":"${stored.startTime}","endTime":${plain(stored.endTime)},"attendees":${attendees(stored.attendees)}}`;
    case 'call':
      return `${head},"startTime":"${stored.startTime}","attendees":${attendees(stored.attendees)}}`;
    case 'chat-message':
      return `${head},"direction":"${stored.direction}","sentAt":"${stored.sentAt}","manualCreator":${reference('p', stored.manualCreator)},"participants":${persons(stored.participants)}}`;
  }
};

const interaction: ItemText = (item) => {
  const stored = item as StoredInteraction; // the value type says that it is one
  return `${interactionData(stored)}${interactionSeparator}${stored.internal === null ? 'null' : reference('p', stored.internal)}`;
};

const formula: ItemText = (item) => `{"calculatedValue":${plain(item)}}`;

/** How one item of each value type is written; the types that are computed at read are never stored. */
const itemTexts: Record<ValueType, ItemText> = {
  text: plain,
  'filterable-text': plain,
  'filterable-text-multi': plain,
  number: plain,
  'number-multi': plain,
  datetime: plain,
  location,
  'location-multi': location,
  dropdown: byReference('o'),
  'dropdown-multi': byReference('o'),
  'ranked-dropdown': byReference('r'),
  person: byReference('p'),
  'person-multi': byReference('p'),
  company: byReference('c'),
  'company-multi': byReference('c'),
  interaction,
  'formula-number': formula,
  note: plain,
  reminder: plain,
  'list-multi': plain,
};

/** Whether a value type holds a set of values. */
export const isMulti = (type: ValueType): boolean => type.endsWith('-multi');

/** The payload of one single value, whatever its field holds; also the form of a value in the change feed. */
export const encodeItem = (type: ValueType, item: unknown): string => itemTexts[type](item);

/** The payload of a cell. */
export const encodeCell = (type: ValueType, value: StoredValue): string => {
  if (!isMulti(type)) return encodeItem(type, value);
  const items = value as readonly unknown[]; // multi types hold arrays
  return `${items.length}[${items.map((item) => itemTexts[type](item)).join(',')}]`;
};

const marked = /\u0001[a-z](\d+)\u0001/g;

const isLocation = (type: ValueType): boolean => type === 'location' || type === 'location-multi';

/** One single value back in its stored form. Interactions and formulas do not come back: nothing writes or compares them. */
export const decodeItem = (type: ValueType, payload: string): string | number | StoredLocation => {
  const value: unknown = JSON.parse(payload.replace(marked, '$1'));
  return isLocation(type) ? storedLocation(value as LocationData) : (value as string | number); // as encodeItem wrote it
};

/** The single values of a cell: one for a single type, any number for a multi type. */
export const decodeItems = (type: ValueType, payload: string): (string | number | StoredLocation)[] => {
  if (!isMulti(type)) return [decodeItem(type, payload)];
  const items = JSON.parse(payload.slice(payload.indexOf('[')).replace(marked, '$1')) as unknown[];
  if (isLocation(type)) return items.map((item) => storedLocation(item as LocationData));
  return items as (string | number)[]; // as encodeCell wrote them
};

/** The cells of one record, by field number. */
export type CellMap = Map<number, string>;

/** Reads a `cells` column. */
export const readCells = (text: string): CellMap => {
  const cells: CellMap = new Map();
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    const equals = text.indexOf('=', start);
    cells.set(Number(text.slice(start, equals)), text.slice(equals + 1, stop));
    start = stop + 1;
  }
  return cells;
};

/** Writes a `cells` column. */
export const writeCells = (cells: CellMap): string => {
  const lines: string[] = [];
  for (const [no, payload] of cells) lines.push(`${no}=${payload}`);
  return lines.join('\n');
};

/** Splits a text at its references: what stands at odd places is a reference, as its letter and id. */
export const splitReferences = (text: string): readonly string[] => (text.includes(mark) ? text.split(mark) : [text]);
