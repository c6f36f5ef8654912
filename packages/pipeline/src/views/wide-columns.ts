import { name, text } from '../replica/sql.ts';
import { nameSlug, slug } from './slug.ts';

/** A field as the wide views see it. */
export interface WideField {
  /** Ids of the field: several where fields of several lists share a column. */
  readonly ids: readonly string[];
  readonly label: string;
  readonly valueType: string;
  readonly source: string | null;
}

/** One column of a wide view. */
export interface WideColumn {
  readonly name: string;
  readonly field: WideField;
  /** SQL over the rows of one record in `field_values`. */
  readonly aggregate: string;
  readonly comment: string;
}

const location = text('{"streetAddress":"VARCHAR","city":"VARCHAR","state":"VARCHAR","country":"VARCHAR","continent":"VARCHAR"}');
const happenedAt = "TRY_CAST(coalesce(json ->> 'sentAt', json ->> 'startTime') AS TIMESTAMPTZ)";

const label = 'text';
const option: readonly string[] = [label, 'option_id'];
const reference: readonly string[] = [label, 'ref_id'];

/** What the columns of a value type hold: the value, and beside it the id of what it names. `-multi` types have the same, as lists. */
const contents: Readonly<Record<string, readonly string[]>> = {
  text: [label],
  'filterable-text': [label],
  number: ['number'],
  'formula-number': ['number'],
  datetime: ['date'],
  location: [`from_json(json, ${location})`],
  dropdown: option,
  'ranked-dropdown': option,
  person: reference,
  company: reference,
  list: reference,
  interaction: [happenedAt],
  note: ["json ->> '$.content.html'"],
  reminder: ["TRY_CAST(json ->> 'dueDate' AS TIMESTAMPTZ)"],
};

/** Fields of type datetime that have a time of day (v2 reference, section 5.3). */
const moments = new Set(['created-at', 'time-in-current-status']);

function contentsOf({ ids, valueType }: WideField): readonly string[] {
  if (valueType === 'datetime' && ids.every((id) => moments.has(id))) return ['instant'];
  return contents[valueType.replace(/-multi$/, '')] ?? ['json'];
}

function aggregateOf({ ids, valueType }: WideField, content: string): string {
  const filter = ids.length === 1 ? `field_id = ${text(ids[0] ?? '')}` : `field_id IN (${ids.map(text).join(', ')})`;
  const values = valueType.endsWith('-multi') ? `list(${content} ORDER BY ordinal)` : `any_value(${content})`;
  return `${values} FILTER (${filter})`;
}

/** Gives names that nobody else has, whatever the firm calls its fields. */
class Names {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string>) {
    this.#taken = new Set(reserved);
  }

  /** Takes the first of the wishes that is free; where none is, the last with a number. */
  take(wishes: readonly string[]): string {
    const free = wishes.find((wish) => wish !== '' && !this.#taken.has(wish));
    const taken = free ?? this.#numbered(wishes.at(-1) ?? '');
    this.#taken.add(taken);
    return taken;
  }

  #numbered(wish: string): string {
    for (let number = 2; ; number++) if (!this.#taken.has(`${wish}_${number}`)) return `${wish}_${number}`;
  }
}

/** Names for a field, best first. A label that several columns share is never given bare: a query must not change its meaning silently. */
function wishesOf(field: WideField, isShared: boolean): string[] {
  const bare = nameSlug(field.label);
  const [id = ''] = field.ids;
  const bySource = field.source === null ? '' : `${bare}_${slug(field.source)}`;
  const byId = bare === '' ? nameSlug(id) : `${bare}_${slug(id)}`;
  return [isShared ? '' : bare, bySource, byId];
}

/** Makes the columns of fields, in their order. `reserved` are the names that the view has already. */
export function wideColumns(fields: readonly WideField[], reserved: readonly string[]): WideColumn[] {
  const uses = new Map<string, number>(reserved.map((column) => [column, 1]));
  for (const field of fields) uses.set(nameSlug(field.label), (uses.get(nameSlug(field.label)) ?? 0) + 1);
  const names = new Names(reserved);
  const mains = fields.map((field) => names.take(wishesOf(field, (uses.get(nameSlug(field.label)) ?? 0) > 1)));
  return fields.flatMap((field, index) => columnsOf(field, mains[index] ?? '', names));
}

function columnsOf(field: WideField, main: string, names: Names): WideColumn[] {
  const [value = 'json', id] = contentsOf(field);
  const about = `${field.ids.join(', ')}: ${field.label} (${field.valueType})`;
  const columns = [{ name: main, field, aggregate: aggregateOf(field, value), comment: about }];
  if (id === undefined) return columns;
  const idName = names.take([`${main}_id`, `${main}_${slug(field.ids[0] ?? '')}_id`]);
  const named = id === 'option_id' ? 'the option' : 'what it refers to';
  return [...columns, { name: idName, field, aggregate: aggregateOf(field, id), comment: `${about}: id of ${named}` }];
}

/** Where the values of records are read. */
export interface ValueSource {
  /** `field_values` unless stated. */
  readonly table?: string;
  readonly condition: string;
}

/** The columns as a query that has one row per record. `key` is the column of `field_values` that names the record. */
export function cellsQuery(columns: readonly WideColumn[], key: string, { table = 'field_values', condition }: ValueSource): string {
  const cells = columns.map((column) => `,\n    ${column.aggregate} AS ${name(column.name)}`);
  return `SELECT ${key}${cells.join('')}\n  FROM ${table}\n  WHERE ${condition}\n  GROUP BY ${key}`;
}
