import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { isMulti } from '../normalise/value.ts';
import { text } from '../replica/sql.ts';
import { dropdownOptions, fields } from '../replica/tables/fields.ts';
import type { FieldInfo, ListInfo } from './catalog.ts';
import type { Reading, Stream, Units, Walk } from './stream.ts';
import { partsOfUnit, unitIn } from './unit-names.ts';

/** Whose fields a walk reads: those of all companies or persons, or of one list. */
interface Listing {
  readonly entityType: string;
  readonly listId: number | null;
}

/** A listing is one record: it is read as a whole and replaced as a whole. */
const listingId = ({ entityType, listId }: Listing): string => (listId === null ? entityType : String(listId));

const fieldRecord = (listing: Listing, skip: (id: string) => boolean): Walk['record'] => {
  let ordinal = 0;
  return (raw, out) => {
    const { id } = raw;
    if (typeof id !== 'string') return undefined;
    if (!skip(id))
      addField(new RecordReader(out, { id: listingId(listing), raw, path: `${id}.` }), out, { ...listing, id, ordinal: ordinal++ });
    return listingId(listing);
  };
};

const addField = (reader: RecordReader, out: PageRows, field: Listing & { readonly id: string; readonly ordinal: number }): void => {
  const valueType = reader.text('valueType');
  const about = [reader.text('name'), reader.text('description'), reader.text('type'), valueType, reader.text('enrichmentSource')] as const;
  const flags = [valueType === null ? null : isMulti(valueType), reader.boolean('isRequired'), null] as const;
  out.of(fields).add(field.id, field.entityType, field.listId, ...about, ...flags, reader.instant('createdAt'), field.ordinal);
};

const optionRecord = (listing: Listing, fieldId: string): Walk['record'] => {
  let ordinal = 0;
  return (raw, out) => {
    const { id } = raw;
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id: listingId(listing), raw, path: `${fieldId}.options.${id}.` });
    const look = [reader.text('type'), reader.text('text'), reader.integer('rank'), reader.text('color')] as const;
    const status = [reader.text('statusCategory'), reader.integer('winRate')] as const;
    out.of(dropdownOptions).add(id, fieldId, listing.entityType, listing.listId, ...look, ...status, ordinal++);
    return listingId(listing);
  };
};

const optionWalk = (endpoint: EndpointSpec, listing: Listing, fieldId: string): Walk => ({
  endpoint,
  input: { limit: 100, fieldId, ...(listing.listId === null ? {} : { listId: listing.listId }) },
  record: optionRecord(listing, fieldId),
  spans: true,
  // Also without any: those that it had are gone.
  owner: listingId(listing),
  // A field whose options are not served (400, 404) has none to keep.
  nothingOn: [400, 404],
});

const optionTypes = ['dropdown', 'dropdown-multi', 'ranked-dropdown'];

const hasOptions = ({ valueType }: FieldInfo): boolean => optionTypes.includes(valueType);

const entityEndpoints = { company: v2.companies.fields, person: v2.persons.fields } as const;

const entityWalk = (entityType: keyof typeof entityEndpoints, { catalog }: Reading): Walk => ({
  endpoint: entityEndpoints[entityType].list,
  input: { limit: 100 },
  record: fieldRecord({ entityType, listId: null }, () => false),
  learn: (raw: JsonObject) => catalog.entityField(entityType, raw),
  spans: true,
});

const listWalk = (list: ListInfo, { catalog }: Reading): Walk => {
  const shared = new Set(list.type === 'opportunity' ? [] : catalog.fieldsOf(list.type).map(({ id }) => id));
  return {
    endpoint: v2.lists.fields.list,
    input: { limit: 100, listId: list.id },
    record: fieldRecord({ entityType: list.type, listId: list.id }, (id) => shared.has(id)),
    learn: (raw: JsonObject) => catalog.listField(list.id, raw),
    spans: true,
    listId: list.id,
  };
};

/** Listings that there are, as far as this run asks for them. */
const listingsOf = ({ catalog }: Reading): readonly Listing[] => [
  ...(['company', 'person'] as const).map((entityType) => ({ entityType, listId: null })),
  ...catalog.lists.map(({ id, type }) => ({ entityType: type, listId: id })),
];

/** Dropdown fields of a listing, as far as it is known. */
const dropdownsOf = ({ entityType, listId }: Listing, { catalog }: Reading): readonly string[] => {
  const list = catalog.lists.find(({ id }) => id === listId);
  const known = list ? catalog.entryFields(list) : catalog.fieldsOf(entityType);
  return (known ?? []).filter(hasOptions).map(({ id }) => id);
};

/**
 * Dropdown fields of a listing whose options are read now. A listing that is not read itself may be known only in part, as in a replay: then
 * the plan knows more of them.
 */
const optionsDue = (listing: Listing, reading: Reading): readonly string[] => {
  const name = listingId(listing);
  const known = dropdownsOf(listing, reading).filter((fieldId) => reading.isDue(unitIn(name, fieldId)));
  if (reading.isDue(name)) return known;
  const planned = (reading.units?.due ?? []).map(partsOfUnit).flatMap(([of, fieldId]) => (of === name && fieldId ? [fieldId] : []));
  return [...new Set([...known, ...planned])];
};

const optionEndpoint = ({ entityType, listId }: Listing): EndpointSpec =>
  listId === null && (entityType === 'company' || entityType === 'person')
    ? entityEndpoints[entityType].dropdownOptions.list
    : v2.lists.fields.dropdownOptions.list;

function* stages(reading: Reading): Generator<readonly Walk[]> {
  const lists = reading.catalog.lists.filter(({ id }) => reading.isDue(String(id)));
  yield (['company', 'person'] as const).filter(reading.isDue).map((entityType) => entityWalk(entityType, reading));
  yield lists.map((list) => listWalk(list, reading));
  yield listingsOf(reading).flatMap((listing) =>
    optionsDue(listing, reading).map((fieldId) => optionWalk(optionEndpoint(listing), listing, fieldId)),
  );
}

/** Name of the listing that a row of `fields` or `dropdown_options` belongs to. */
const listingColumn = 'coalesce(CAST(list_id AS VARCHAR), entity_type)';

const dropdowns = `value_type IN (${optionTypes.map(text).join(', ')})`;

/** SQL condition: what an expression yields is one of these. */
const isOneOf = (expression: string, names: readonly string[]): string =>
  names.length === 0 ? 'false' : `${expression} IN (${names.map(text).join(', ')})`;

/** Rows of listings that were read which this run did not ask for: their fields, or the options of some of these. */
const keeps = (reading: Reading): Readonly<Record<string, string>> => {
  const listings = listingsOf(reading);
  const read = listings.map(listingId).filter(reading.isDue);
  const optionsOf = (fieldsOf: (listing: Listing) => readonly string[]): readonly string[] =>
    listings.flatMap((listing) => fieldsOf(listing).map((fieldId) => unitIn(listingId(listing), fieldId)));
  const readOptions = optionsOf((listing) => optionsDue(listing, reading));
  const there = optionsOf((listing) => dropdownsOf(listing, reading));
  const keptOptions = (listing: string, unit: string): string =>
    `NOT ${isOneOf(unit, readOptions)} AND (NOT ${isOneOf(listing, read)} OR ${isOneOf(unit, there)})`;
  const rejectedOption = "split_part(path, '.options.', 1)";
  return {
    fields: `NOT ${isOneOf(listingColumn, read)}`,
    dropdown_options: keptOptions(listingColumn, `${listingColumn} || '/' || field_id`),
    _rejects: `CASE WHEN contains(path, '.options.') THEN ${keptOptions('record_id', `record_id || '/' || ${rejectedOption}`)}
      ELSE NOT ${isOneOf('record_id', read)} END`,
  };
};

/** The set of fields changes rarely, and what is loaded depends on it: it is read once a day, the options of each field once in two. */
const units: Units = {
  days: 1,
  slower: { days: 2, has: (unit) => partsOfUnit(unit)[1] !== undefined },
  of: (reading) =>
    listingsOf(reading).flatMap((listing) => {
      const name = listingId(listing);
      const options = [...dropdownsOf(listing, reading), ...optionsDue(listing, reading)];
      return [name, ...options.map((fieldId) => unitIn(name, fieldId))];
    }),
  query: `SELECT ${listingColumn} AS unit, ceil(count(*) / 100) AS requests FROM $.fields GROUP BY ALL
    UNION ALL SELECT CAST(id AS VARCHAR), 1 FROM $.lists WHERE id NOT IN (SELECT list_id FROM $.fields WHERE list_id IS NOT NULL)
    UNION ALL SELECT listing || '/' || f.id, greatest(1, ceil(count(o.id) / 100))
      FROM (SELECT ${listingColumn} AS listing, id FROM $.fields WHERE ${dropdowns}) AS f
      LEFT JOIN (SELECT ${listingColumn} AS option_listing, field_id, id FROM $.dropdown_options) AS o
        ON o.option_listing = f.listing AND o.field_id = f.id GROUP BY ALL`,
  tables: ['fields', 'lists', 'dropdown_options'],
  covers: (reading) => {
    const left = listingsOf(reading)
      .map(listingId)
      .filter((name) => !reading.isDue(name));
    return `NOT ${isOneOf(listingColumn, left)}`;
  },
  keeps,
  // Fields of companies and persons are left out of those of their lists.
  rests: true,
};

/** Fields of companies, of persons and of each list, with their dropdown options. */
export const fieldStream: Stream = {
  name: 'fields',
  idType: 'VARCHAR',
  feeds: [
    { table: 'fields', owner: listingColumn },
    { table: 'dropdown_options', owner: listingColumn },
  ],
  needs: [],
  uses: ['lists'],
  stages,
  units,
  pageSize: 100,
};
