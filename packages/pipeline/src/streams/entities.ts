import { v2 } from '@affinity-kit/contract';
import { addFieldValues } from '../normalise/field-values.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { companies, companyDomains, personEmails, persons } from '../replica/tables/entities.ts';
import { type ByIds, batchWalk, byIdStages } from './by-ids.ts';
import type { FieldInfo } from './catalog.ts';
import { chainStages } from './chain-stages.ts';
import { chosenFields } from './field-choice.ts';
import { interactionFeeds } from './interaction-feeds.ts';
import { batches, type Chains, type Reading, type Stream } from './stream.ts';

const fieldTypes = ['enriched', 'global', 'relationship-intelligence'] as const;
const input = { limit: 100, fieldTypes };

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** One company as rows of `companies`, `company_domains` and `field_values`. */
export const companyRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  out.of(companies).add(id, reader.text('name'), reader.text('domain'), reader.boolean('isGlobal'));
  for (const [ordinal, domain] of distinct(reader.texts('domains')).entries()) out.of(companyDomains).add(id, domain, ordinal);
  const values = { endpoint: v2.companies.fieldValues.values, input: { companyId: id } };
  addFieldValues(out, { reader, owner: { entityType: 'company', entityId: id, listId: null, listEntryId: null, values } });
  return id;
};

/** One person as rows of `persons`, `person_emails` and `field_values`. */
export const personRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const name = [reader.text('firstName'), reader.text('lastName')] as const;
  out.of(persons).add(id, ...name, reader.text('primaryEmailAddress'), reader.text('type'));
  for (const [ordinal, email] of distinct(reader.texts('emailAddresses')).entries()) out.of(personEmails).add(id, email, ordinal);
  const values = { endpoint: v2.persons.fieldValues.values, input: { personId: id } };
  addFieldValues(out, { reader, owner: { entityType: 'person', entityId: id, listId: null, listEntryId: null, values } });
  return id;
};

const companyReads: ByIds = { endpoint: v2.companies.list, input, record: companyRecord };
const personReads: ByIds = { endpoint: v2.persons.list, input, record: personRecord };

/** Servers refuse longer addresses; the field ids have to fit with the rest. */
const mostFieldIds = 100;

/** The same with the fields that were chosen. */
const chosen = (reads: ByIds, { choice, catalog }: Reading): ByIds => {
  if (!choice) return reads;
  const entityType = reads === companyReads ? 'company' : 'person';
  const fields = chosenFields(catalog.fieldsOf(entityType), choice);
  const ids = fields.map(({ id }) => id).sort();
  const selection = ids.length > mostFieldIds ? { fieldTypes: typesOf(fields) } : { fieldIds: ids };
  const record: ByIds['record'] = (raw, out) => reads.record(withValuesOf(new Set(ids), raw), out);
  return { ...reads, record, input: { limit: 100, ...(ids.length > 0 && selection) } };
};

/** A record with the values of these fields alone. */
const withValuesOf = (ids: ReadonlySet<unknown>, raw: JsonObject): JsonObject => {
  const { fields } = raw;
  return { ...raw, fields: Array.isArray(fields) ? fields.filter((field: unknown) => isObject(field) && ids.has(field['id'])) : [] };
};

const typesOf = (fields: readonly FieldInfo[]): readonly string[] => [...new Set(fields.map(({ type }) => type))].sort();

const chainsOf = (reads: ByIds): Chains => ({
  key: "''",
  of: (reading) => [{ key: '', walk: chosen(reads, reading), where: 'true' }],
});

const stagesOf =
  (reads: ByIds): Stream['stages'] =>
  (reading) =>
    reading.prefer === 'time' && reading.mode === 'full' ? byIdStages(reads, reading) : chainStages(chainsOf(reads).of(reading), reading);

const againOf =
  (reads: ByIds): NonNullable<Stream['again']> =>
  (ids, reading) =>
    batches(ids).map((batch) => batchWalk(chosen(reads, reading), batch));

/** Companies with their own values. */
export const companyStream: Stream = {
  name: 'companies',
  feeds: [
    { table: 'companies', owner: 'id' },
    { table: 'company_domains', owner: 'company_id' },
    { table: 'field_values', owner: 'entity_id', scope: "entity_type = 'company' AND list_entry_id IS NULL" },
    ...interactionFeeds,
  ],
  needs: [],
  permission: 'Export All Organizations directory',
  stages: stagesOf(companyReads),
  again: againOf(companyReads),
  chains: chainsOf(companyReads),
  byIds: true,
  pageSize: 100,
};

/** Persons with their own values. */
export const personStream: Stream = {
  name: 'persons',
  feeds: [
    { table: 'persons', owner: 'id' },
    { table: 'person_emails', owner: 'person_id' },
    { table: 'field_values', owner: 'entity_id', scope: "entity_type = 'person' AND list_entry_id IS NULL" },
    ...interactionFeeds,
  ],
  needs: [],
  permission: 'Export All People directory',
  stages: stagesOf(personReads),
  again: againOf(personReads),
  chains: chainsOf(personReads),
  byIds: true,
  pageSize: 100,
};
