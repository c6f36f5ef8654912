import type { Column, Table } from '../table.ts';

/** Columns that hold one value of a field, whatever its type: exactly one is filled, and `text` beside an option or a reference. */
export const valueColumns = [
  { name: 'value_type', type: 'VARCHAR', comment: 'Type of the value in the words of the v2 API, such as ranked-dropdown.' },
  { name: 'text', type: 'VARCHAR', comment: 'Text; the label beside an option_id; the name beside a ref_id.' },
  { name: 'number', type: 'DOUBLE', comment: 'Number, calculated ones included.' },
  { name: 'date', type: 'DATE', comment: 'Date without a time: the calendar day in Pacific time, as Affinity shows it.' },
  { name: 'instant', type: 'TIMESTAMPTZ', comment: 'Moment in time.' },
  { name: 'option_id', type: 'BIGINT', comment: 'Dropdown option.' },
  { name: 'ref_id', type: 'BIGINT', comment: 'Person, company or list that the value refers to.' },
  { name: 'json', type: 'JSON', comment: 'Locations, interactions, notes, reminders, and values of types that are not known yet.' },
] as const satisfies readonly Column[];

/** Fields (columns of lists and profiles). */
export const fields = {
  name: 'fields',
  comment: 'Fields of companies, persons and lists. A field that companies or persons have is not repeated for their lists.',
  key: ['entity_type', 'list_id', 'id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'VARCHAR', comment: 'Affinity id: field-<number> or a slug such as affinity-data-industry.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity: what the field describes.' },
    { name: 'list_id', type: 'BIGINT', comment: 'List that owns the field; NULL for a field of all companies or persons.' },
    { name: 'name', type: 'VARCHAR', comment: 'Label of the field.' },
    { name: 'description', type: 'VARCHAR', comment: "The firm's own description." },
    { name: 'kind', type: 'VARCHAR', comment: 'enriched, global, list or relationship-intelligence.' },
    { name: 'value_type', type: 'VARCHAR', comment: 'Type of its values in the words of the v2 API.' },
    { name: 'source', type: 'VARCHAR', comment: 'Where an enriched value comes from, such as affinity-data or dealroom.' },
    { name: 'is_multi', type: 'BOOLEAN', comment: 'True when a record can have several values.' },
    { name: 'is_required', type: 'BOOLEAN', comment: 'True when an entry of the list must have a value.' },
    { name: 'is_tracked', type: 'BOOLEAN', comment: 'True when Affinity keeps its changes; NULL when the API did not say.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was made; NULL for most built-in fields.' },
    { name: 'ordinal', type: 'INTEGER', comment: "Position in Affinity's order, from 0." },
  ],
} as const satisfies Table;

/** Options of dropdown fields. */
export const dropdownOptions = {
  name: 'dropdown_options',
  comment: 'Options of dropdown fields; for a Status field also its category and win rate.',
  key: ['entity_type', 'list_id', 'field_id', 'id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the option.' },
    { name: 'field_id', type: 'VARCHAR', comment: 'Field that offers it.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'As in fields.' },
    { name: 'list_id', type: 'BIGINT', comment: 'As in fields.' },
    { name: 'type', type: 'VARCHAR', comment: 'dropdown, ranked-dropdown or status-dropdown.' },
    { name: 'text', type: 'VARCHAR', comment: 'Label of the option.' },
    { name: 'rank', type: 'BIGINT', comment: "The firm's own order; NULL for a plain dropdown." },
    { name: 'color', type: 'VARCHAR', comment: 'Color in Affinity.' },
    { name: 'category', type: 'VARCHAR', comment: 'open, won, lost or on-hold; NULL outside a Status field.' },
    { name: 'win_rate', type: 'INTEGER', comment: 'Percentage that the firm gives an open status.' },
    { name: 'ordinal', type: 'INTEGER', comment: "Position in the API's order, from 0." },
  ],
} as const satisfies Table;

/** Values of fields, long form. */
export const fieldValues = {
  name: 'field_values',
  comment: 'One row per value of a field of a record. A field without a value has no row.',
  key: ['entity_type', 'entity_id', 'list_entry_id', 'field_id', 'ordinal'],
  guarded: true,
  columns: [
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The record that has the value.' },
    { name: 'list_id', type: 'BIGINT', comment: 'List whose field it is; NULL for a value of the record itself.' },
    { name: 'list_entry_id', type: 'BIGINT', comment: 'List entry that has the value; NULL for a value of the record itself.' },
    { name: 'field_id', type: 'VARCHAR', comment: 'Field, as in fields.id.' },
    { name: 'ordinal', type: 'INTEGER', comment: 'Position among several values, from 0.' },
    ...valueColumns,
  ],
} as const satisfies Table;

/** Affinity's own feed of changed values. */
export const fieldValueChanges = {
  name: 'field_value_changes',
  comment: "Affinity's feed of changes, for fields whose changes it tracks. One value per row, also for fields with several.",
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the change.' },
    { name: 'field_id', type: 'VARCHAR', comment: 'Field, as in fields.id.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The record that changed.' },
    { name: 'list_id', type: 'BIGINT', comment: 'List of the field; NULL for a field of the record itself.' },
    { name: 'list_entry_id', type: 'BIGINT', comment: 'List entry that changed; NULL for a field of the record itself.' },
    { name: 'action', type: 'VARCHAR', comment: 'add, update or delete; the row of a delete holds the value that was removed.' },
    { name: 'changed_at', type: 'TIMESTAMPTZ', comment: 'When it changed.' },
    { name: 'changer_id', type: 'BIGINT', comment: 'User who changed it; NULL for the system.' },
    ...valueColumns,
  ],
} as const satisfies Table;
