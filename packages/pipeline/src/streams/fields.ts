import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { isMulti } from '../normalise/value.ts';
import { dropdownOptions, fields } from '../replica/tables/fields.ts';
import type { FieldInfo, ListInfo } from './catalog.ts';
import type { Reading, Stream, Units, Walk } from './stream.ts';

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

const optionWalk = (endpoint: EndpointSpec, listing: Listing, field: FieldInfo): Walk => ({
  endpoint,
  input: { limit: 100, fieldId: field.id, ...(listing.listId === null ? {} : { listId: listing.listId }) },
  record: optionRecord(listing, field.id),
  spans: true,
  // A field whose options are not served (400, 404) has none to keep.
  nothingOn: [400, 404],
});

const hasOptions = ({ valueType }: FieldInfo): boolean => ['dropdown', 'dropdown-multi', 'ranked-dropdown'].includes(valueType);

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

function* stages(reading: Reading): Generator<readonly Walk[]> {
  const { catalog } = reading;
  const entityTypes = (['company', 'person'] as const).filter(reading.isDue);
  const lists = catalog.lists.filter(({ id }) => reading.isDue(String(id)));
  yield entityTypes.map((entityType) => entityWalk(entityType, reading));
  yield lists.map((list) => listWalk(list, reading));
  const entityOptions = entityTypes.flatMap((entityType) =>
    catalog
      .fieldsOf(entityType)
      .filter(hasOptions)
      .map((field) => optionWalk(entityEndpoints[entityType].dropdownOptions.list, { entityType, listId: null }, field)),
  );
  const listOptions = lists.flatMap((list) =>
    (catalog.entryFields(list) ?? [])
      .filter(hasOptions)
      .map((field) => optionWalk(v2.lists.fields.dropdownOptions.list, { entityType: list.type, listId: list.id }, field)),
  );
  yield [...entityOptions, ...listOptions];
}

const unit = 'coalesce(CAST(list_id AS VARCHAR), entity_type)';

const unitNames = ({ catalog }: Reading): readonly string[] => ['company', 'person', ...catalog.lists.map(({ id }) => String(id))];

/** Labels, options and the set of fields change rarely, and what is loaded depends on them: all are read once a day. */
const units: Units = {
  days: 1,
  of: unitNames,
  query: `SELECT ${unit} AS unit, 1 + count(*) FILTER (value_type IN ('dropdown', 'dropdown-multi', 'ranked-dropdown')) AS requests
    FROM $.fields GROUP BY ALL
    UNION ALL SELECT CAST(id AS VARCHAR), 1 FROM $.lists WHERE id NOT IN (SELECT list_id FROM $.fields WHERE list_id IS NOT NULL)`,
  tables: ['fields', 'lists'],
  covers: (reading) => {
    const left = unitNames(reading).filter((name) => !reading.isDue(name));
    return left.length === 0 ? 'true' : `${unit} NOT IN (${left.map((name) => `'${name}'`).join(', ')})`;
  },
};

/** Fields of companies, of persons and of each list, with their dropdown options. */
export const fieldStream: Stream = {
  name: 'fields',
  idType: 'VARCHAR',
  feeds: [
    { table: 'fields', owner: 'coalesce(CAST(list_id AS VARCHAR), entity_type)' },
    { table: 'dropdown_options', owner: 'coalesce(CAST(list_id AS VARCHAR), entity_type)' },
  ],
  needs: [],
  uses: ['lists'],
  stages,
  units,
  pageSize: 100,
};
