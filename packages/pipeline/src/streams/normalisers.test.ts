import { describe, expect, it } from 'vitest';
import { PageRows } from '../normalise/page-rows.ts';
import type { JsonObject } from '../normalise/record-reader.ts';
import type { Cell } from '../replica/table.ts';
import { companyRecord, personRecord } from './entities.ts';
import { changeRecord } from './field-value-changes.ts';
import { entryRecord } from './list-entries.ts';
import { noteRecord } from './notes.ts';

type Row = Record<string, Cell>;

/** The rows of one record, by table, as objects without their NULLs. */
const rowsOf = (record: (raw: JsonObject, out: PageRows) => unknown, raw: JsonObject): Record<string, Row[]> & { out?: never } => {
  const out = new PageRows('s');
  record(raw, out);
  return tablesOf(out);
};

const tablesOf = (out: PageRows): Record<string, Row[]> =>
  Object.fromEntries(
    out.buffers.map(({ table, columns, length }) => [
      table.name,
      Array.from(
        { length },
        (_, row): Row => Object.fromEntries(table.columns.map(({ name }, column) => [name, columns[column]?.[row] ?? null])),
      ),
    ]),
  );

const field = (id: string, type: string, data: unknown, rest: object = {}) => ({
  id,
  name: id,
  type: 'global',
  enrichmentSource: null,
  value: { type, data, ...rest },
});
const company = {
  id: 70455,
  name: 'Kestrel',
  domain: 'kestrel.example',
  domains: ['kestrel.example', 'k.example', 'k.example'],
  isGlobal: false,
};

describe('a company', () => {
  it('becomes a row, its domains and its values; no value makes no row', () => {
    const fields = [
      field('field-1', 'number-multi', [1, 2]),
      field('field-2', 'text', null),
      field('field-3', 'filterable-text-multi', null),
    ];
    const tables = rowsOf(companyRecord, { ...company, fields, unheardOf: 1 });
    expect(tables['companies']).toEqual([{ id: 70455, name: 'Kestrel', domain: 'kestrel.example', is_global: false }]);
    expect(tables['company_domains']?.map(({ domain, ordinal }) => [domain, ordinal])).toEqual([
      ['kestrel.example', 0],
      ['k.example', 1],
    ]);
    expect(tables['field_values']?.map(({ field_id: id, ordinal, number }) => [id, ordinal, number])).toEqual([
      ['field-1', 0, 1],
      ['field-1', 1, 2],
    ]);
    expect(tables['_rejects']).toBeUndefined();
  });

  it('loses a bad value and keeps everything else', () => {
    const fields = [
      field('field-1', 'number', 'many'),
      { id: 'field-9' },
      field('field-2', 'text', 'kept'),
      field('field-3', 'number-multi', [1, 'x', 3]),
    ];
    const tables = rowsOf(companyRecord, { ...company, name: 7, fields });
    expect(tables['companies']?.[0]).toMatchObject({ id: 70455, name: null });
    expect(tables['field_values']?.map(({ field_id: id, ordinal }) => [id, ordinal])).toEqual([
      ['field-2', 0],
      ['field-3', 0],
      ['field-3', 2],
    ]);
    expect(tables['_rejects']?.map(({ record_id: id, path, raw }) => [id, path, raw])).toEqual([
      ['70455', 'name', '7'],
      ['70455', 'fields.field-1', '"many"'],
      ['70455', 'fields[1]', '{"id":"field-9"}'],
      ['70455', 'fields.field-3[1]', '"x"'],
    ]);
  });

  it('has no rows without a usable id', () => {
    expect(rowsOf(companyRecord, { ...company, id: '70455' })).toEqual({});
  });

  it('leaves values that were cut at a hundred to be asked for, or as they are when that is refused', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index);
    const out = new PageRows('companies');
    companyRecord(
      { ...company, fields: [field('field-1', 'number-multi', hundred), field('field-2', 'number-multi', [1], { totalCount: 1 })] },
      out,
    );
    expect(tablesOf(out)['field_values']).toHaveLength(1);
    expect(out.completions).toMatchObject([{ input: { companyId: 70455, fieldId: 'field-1', limit: 100 } }]);
    out.completions[0]?.truncated(out);
    expect(tablesOf(out)['field_values']).toHaveLength(101);
  });

  it('does not ask for more when a hundred is all there is', () => {
    const out = new PageRows('companies');
    companyRecord({ ...company, fields: [field('field-1', 'number-multi', new Array(100).fill(1), { totalCount: 100 })] }, out);
    expect(out.completions).toEqual([]);
  });
});

describe('a person', () => {
  it('becomes a row and its addresses', () => {
    const raw = {
      id: 5,
      firstName: 'Mira',
      lastName: null,
      primaryEmailAddress: 'm@firm.example',
      emailAddresses: ['m@firm.example', null],
      type: 'internal',
    };
    const tables = rowsOf(personRecord, raw);
    expect(tables['persons']).toEqual([{ id: 5, first_name: 'Mira', last_name: null, primary_email: 'm@firm.example', type: 'internal' }]);
    expect(tables['person_emails']).toHaveLength(1);
    expect(tables['_rejects']).toMatchObject([{ path: 'emailAddresses[1]', raw: 'null' }]);
  });
});

describe('a list entry', () => {
  const list = { id: 821, name: 'Pipeline', type: 'company' };
  const status = {
    ...field('field-4101', 'ranked-dropdown', { dropdownOptionId: 31007, text: 'Diligence', rank: 2, color: 'blue' }),
    type: 'list',
  };
  const raw = {
    id: 640001,
    type: 'company',
    listId: 821,
    createdAt: '2026-09-18T17:04:33Z',
    creatorId: 5101,
    entity: { ...company, fields: [status, field('field-1', 'text', 'shared')] },
  };

  it('carries the values that are its own and leaves those of its record', () => {
    const tables = rowsOf(
      entryRecord(list, ({ type }) => type === 'list'),
      raw,
    );
    expect(tables['list_entries']).toEqual([
      {
        id: 640001,
        list_id: 821,
        entity_type: 'company',
        entity_id: 70455,
        created_at: Date.UTC(2026, 8, 18, 17, 4, 33) * 1000,
        creator_id: 5101,
      },
    ]);
    expect(tables['field_values']).toMatchObject([
      { entity_id: 70455, list_id: 821, list_entry_id: 640001, field_id: 'field-4101', option_id: 31007 },
    ]);
  });

  it('stays when its record is hidden', () => {
    const tables = rowsOf(
      entryRecord(list, () => true),
      { ...raw, entity: null },
    );
    expect(tables['list_entries']).toMatchObject([{ id: 640001, entity_id: null }]);
    expect(tables['_rejects']).toMatchObject([{ record_id: '640001', path: 'entity.id' }]);
  });
});

describe('a change', () => {
  const raw = {
    id: 880123,
    field: { id: 'field-4101', entityType: 'opportunity', name: 'Status', type: 'list' },
    entity: { id: 3301 },
    listEntry: { id: 640001, listId: 822 },
    changer: { id: 5101 },
    changedAt: '2026-10-02T08:11:40.120Z',
    actionType: 'update',
    type: 'ranked-dropdown',
    value: { referenceType: 'entity', dropdownOptionId: 31007, text: 'Diligence', rank: 2, color: 'blue' },
  };

  it('becomes a row with the one value that changed', () => {
    expect(rowsOf(changeRecord, raw)['field_value_changes']).toMatchObject([
      {
        id: 880123,
        field_id: 'field-4101',
        entity_id: 3301,
        list_id: 822,
        list_entry_id: 640001,
        action: 'update',
        changer_id: 5101,
        option_id: 31007,
        text: 'Diligence',
      },
    ]);
  });

  it('keeps the name of what was deleted since, and a change by the system', () => {
    const gone = {
      ...raw,
      changer: null,
      listEntry: null,
      type: 'person-multi',
      value: { referenceType: 'deleted-entity', displayValue: 'Ada Novak' },
    };
    const tables = rowsOf(changeRecord, gone);
    expect(tables['field_value_changes']).toMatchObject([{ changer_id: null, list_entry_id: null, text: 'Ada Novak', ref_id: null }]);
    expect(tables['_rejects']).toBeUndefined();
  });
});

describe('a note', () => {
  const person = { id: 9, firstName: 'Ada', lastName: null, primaryEmailAddress: null, type: 'external' };
  const raw = {
    id: 1,
    type: 'interaction',
    content: { html: '<p>Hi</p>' },
    creator: person,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: null,
    interaction: { id: 4, type: 'call' },
    mentions: [
      { id: 1, type: 'person', person },
      { id: 2, type: 'person', person },
    ],
    companiesPreview: { data: [{ id: 70455 }], totalCount: 1 },
    personsPreview: { data: [person], totalCount: 140 },
    repliesCount: 2,
  };

  it('becomes a row, its links once each, and questions for what the page had no room for', () => {
    const out = new PageRows('notes');
    noteRecord('asked-for')(raw, out);
    expect(tablesOf(out)['notes']).toMatchObject([
      { id: 1, html: '<p>Hi</p>', interaction_type: 'call', interaction_id: 4, replies_count: 2 },
    ]);
    expect(tablesOf(out)['note_links']?.map(({ link, entity_type: type, entity_id: id }) => [link, type, id])).toEqual([
      ['attached', 'company', 70455],
      ['mentioned', 'person', 9],
    ]);
    expect(out.completions).toMatchObject([
      { endpoint: { path: '/v2/notes/{noteId}/attached-persons' } },
      { endpoint: { path: '/v2/notes/{noteId}/replies' } },
    ]);
  });
});
