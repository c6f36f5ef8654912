// Firms as rows of the replica, for the benches of append, merge and views: regular companies of any number, and the lists of the sandbox's firm.
import { RowBuffer } from '../packages/pipeline/dist/replica/table.js';
import { companies, companyDomains } from '../packages/pipeline/dist/replica/tables/entities.js';
import { dropdownOptions, fields, fieldValueChanges, fieldValues } from '../packages/pipeline/dist/replica/tables/fields.js';
import { interactionParticipants, interactions } from '../packages/pipeline/dist/replica/tables/interactions.js';
import { listEntries, lists } from '../packages/pipeline/dist/replica/tables/lists.js';
import { inventFirm } from '../packages/sandbox/dist/seed/invent-firm.js';

const valueTypes = ['text', 'number', 'datetime', 'dropdown', 'location', 'filterable-text-multi', 'ranked-dropdown', 'person'];
const fieldIds = Array.from({ length: 20 }, (_, index) => (index % 2 ? `field-${4100 + index}` : `affinity-data-some-field-${index}`));

const listing = 'coalesce(CAST(list_id AS VARCHAR), entity_type)';

export const streams = [
  {
    name: 'companies',
    feeds: [
      { table: 'companies', owner: 'id' },
      { table: 'company_domains', owner: 'company_id' },
      { table: 'field_values', owner: 'entity_id', scope: "entity_type = 'company' AND list_entry_id IS NULL" },
    ],
  },
  { name: 'lists', feeds: [{ table: 'lists', owner: 'id' }] },
  {
    name: 'fields',
    idType: 'VARCHAR',
    feeds: [
      { table: 'fields', owner: listing },
      { table: 'dropdown_options', owner: listing },
    ],
  },
  {
    name: 'list_entries',
    feeds: [
      { table: 'list_entries', owner: 'id' },
      { table: 'field_values', owner: 'list_entry_id', scope: 'list_entry_id IS NOT NULL' },
    ],
  },
  { name: 'field_value_changes', feeds: [{ table: 'field_value_changes', owner: 'id' }] },
  {
    name: 'interactions',
    feeds: [
      { table: 'interactions', owner: 'id' },
      { table: 'interaction_participants', owner: 'interaction_id' },
    ],
  },
];

/** Cells `text, number, date, instant, option_id, ref_id, json` of a value. */
const cellsOf = (valueType, id, field) => {
  if (valueType === 'number') return [null, id * 1.5, null, null, null, null, null];
  if (valueType === 'datetime') return [null, null, 18_000 + field + (id % 100), null, null, null, null];
  if (valueType === 'location') {
    return [
      null,
      null,
      null,
      null,
      null,
      null,
      `{"streetAddress":null,"city":"City ${id % 500}","state":null,"country":"Norway","continent":"Europe"}`,
    ];
  }
  const text = field % 3 ? `Some text value no ${id % 1000}` : `Label ${id % 10}`;
  return [
    text,
    null,
    null,
    null,
    valueType.includes('dropdown') ? 31_000 + (id % 7) : null,
    valueType === 'person' ? 5000 + (id % 100) : null,
    null,
  ];
};

/** Fields of all companies, as one batch. */
export const companyFieldsBatch = () => {
  const rows = new RowBuffer(fields);
  for (const [index, id] of fieldIds.entries()) {
    rows.add(id, 'company', null, `Label ${index}`, null, 'global', valueTypes[index % 8], null, false, false, null, null, index);
  }
  return { read: ['company'], rows: [rows] };
};

/** Companies with 20 values each, 100 to a batch, as the pages of the API bring them. */
export function* companyBatches(count) {
  const rows = [new RowBuffer(companies), new RowBuffer(companyDomains), new RowBuffer(fieldValues)];
  const [companyRows, domainRows, valueRows] = rows;
  for (let first = 0; first < count; first += 100) {
    const read = [];
    for (const buffer of rows) buffer.clear();
    for (let id = 1_000_000 + first; id < 1_000_000 + Math.min(count, first + 100); id++) {
      read.push(id);
      companyRows.add(id, `Company number ${id}`, `company${id}.example`, id % 2 === 0);
      domainRows.add(id, `company${id}.example`, 0);
      for (const [index, field] of fieldIds.entries()) {
        const valueType = valueTypes[index % 8];
        valueRows.add('company', id, null, null, field, 0, valueType, ...cellsOf(valueType, id, index));
      }
    }
    yield { read, rows };
  }
}

const micros = (iso) => Date.parse(iso) * 1000;

const optionCells = ({ options }, id) => [options.find((option) => option.id === id)?.text ?? null, null, null, null, id, null, null];

const firmCells = (field, value) => {
  if (typeof value !== 'number') return [null, null, null, null, null, null, JSON.stringify(value)];
  return field.options.length > 0 ? optionCells(field, value) : [null, value, null, null, null, null, null];
};

/** Takes the lists, fields, entries and changes of an invented firm down as rows. */
class FirmRows {
  rows = Object.fromEntries(
    Object.entries({ lists, fields, dropdownOptions, listEntries, fieldValues, fieldValueChanges }).map(([name, table]) => [
      name,
      new RowBuffer(table),
    ]),
  );
  read = { lists: [], fields: new Set(), list_entries: [], field_value_changes: [] };
  #fields = new Map();
  #types = new Map();
  #lists = new Map();

  field(field) {
    const { id, entityType, listId, name, type, valueType, enrichmentSource, options } = field;
    this.#fields.set(id, field);
    this.read.fields.add(String(listId ?? entityType));
    const rest = [false, false, field.trackChanges, null, this.rows.fields.length];
    this.rows.fields.add(id, entityType, listId, name, null, type, valueType, enrichmentSource, ...rest);
    for (const { id: option, text, rank, statusCategory, winRate } of options) {
      const kind = statusCategory ? 'status-dropdown' : 'dropdown';
      this.rows.dropdownOptions.add(
        option,
        id,
        entityType,
        listId,
        kind,
        text,
        rank,
        null,
        statusCategory,
        winRate,
        this.rows.dropdownOptions.length,
      );
    }
  }

  list({ id, name, type, isPublic, creatorId, ownerId, createdAt }) {
    this.#types.set(id, type);
    this.read.lists.push(id);
    this.rows.lists.add(id, name, type, isPublic, creatorId, ownerId, micros(createdAt));
  }

  entry({ id, listId, entityId, creatorId, createdAt, cells }) {
    const type = this.#types.get(listId);
    this.#lists.set(id, listId);
    this.read.list_entries.push(id);
    this.rows.listEntries.add(id, listId, type, entityId, micros(createdAt), creatorId);
    for (const [fieldId, value] of Object.entries(cells)) {
      const field = this.#fields.get(fieldId);
      this.rows.fieldValues.add(type, entityId, listId, id, fieldId, 0, field.valueType, ...firmCells(field, value));
    }
  }

  change({ id, fieldId, entityType, entityId, listEntryId, action, changerId, changedAt, value }) {
    const field = this.#fields.get(fieldId);
    const where = [fieldId, entityType, entityId, this.#lists.get(listEntryId) ?? null, listEntryId];
    this.read.field_value_changes.push(id);
    this.rows.fieldValueChanges.add(id, ...where, action, micros(changedAt), changerId, field.valueType, ...firmCells(field, value));
  }

  tenant() {}
  user() {}
  company() {}
  person() {}
  opportunity() {}
  view() {}
  note() {}
  interaction() {}
  transcript() {}
  linkedInLink() {}
  reminder() {}
  file() {}
  team() {}
  webhook() {}
  merge() {}
}

/** The lists of the sandbox's invented firm, with their fields, entries and changes, as batches by stream. */
export const firmBatches = (size) => {
  const firm = new FirmRows();
  inventFirm({ seed: 1, size, now: new Date('2026-11-20T12:00:00Z') }, firm);
  const { rows, read } = firm;
  return {
    lists: { read: read.lists, rows: [rows.lists] },
    fields: { read: [...read.fields], rows: [rows.fields, rows.dropdownOptions] },
    list_entries: { read: read.list_entries, rows: [rows.listEntries, rows.fieldValues] },
    field_value_changes: { read: read.field_value_changes, rows: [rows.fieldValueChanges] },
  };
};

const interactionTypes = ['email', 'email', 'email', 'meeting', 'call'];
const rolesOf = {
  email: ['from', 'to', 'cc'],
  meeting: ['organizer', 'attendee', 'attendee'],
  call: ['organizer', 'attendee', 'attendee'],
};

/** Interactions of five years with three participants each, one of them a colleague out of 40, 5,000 to a batch. */
export function* interactionBatches(count) {
  const rows = [new RowBuffer(interactions), new RowBuffer(interactionParticipants)];
  const [interactionRows, participantRows] = rows;
  const spanMs = 5 * 365 * 86_400_000;
  const begin = Date.parse('2026-11-20T12:00:00Z') - spanMs;
  for (let first = 1; first <= count; first += 5000) {
    const read = [];
    for (const buffer of rows) buffer.clear();
    for (let id = first; id < Math.min(count + 1, first + 5000); id++) {
      const type = interactionTypes[id % 5];
      const at = (begin + Math.floor((id / count) * spanMs)) * 1000;
      read.push(id);
      interactionRows.add(type, id, `Subject ${id % 1000}`, at, null, false, 'sent', 'automated', null, 3, at, null, 'stream');
      for (const [ordinal, role] of rolesOf[type].entries()) {
        const isOurs = ordinal === id % 3;
        participantRows.add(
          type,
          id,
          role,
          ordinal,
          isOurs ? 1 + (id % 40) : 1000 + (id % 60_000),
          null,
          isOurs ? 'internal' : 'external',
          'stream',
        );
      }
    }
    yield { read, rows };
  }
}

/** A commit of a load that went well. */
export const commitRequest = (names) => {
  const at = new Date().toISOString();
  const rest = {
    mode: 'full',
    reason: null,
    requests: 0,
    records: 0,
    rejected: 0,
    startedAt: at,
    finishedAt: at,
    state: null,
    complete: true,
  };
  return {
    load: { loadId: `bench-${at}`, status: 'succeeded', startedAt: at, finishedAt: at, toolVersion: 'bench', requests: 0 },
    streams: names.map((stream) => ({ stream, status: 'succeeded', ...rest })),
  };
};
