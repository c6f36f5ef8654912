import { filterText } from '@affinity-kit/contract';
import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { badRequest, forbidden, notFound, rejected, validation } from '../support/refusals.ts';
import { anInstant, data, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const kestrel = { ...data.kestrel, domains: ['kestrelrobotics.example', 'kestrel.example'], isGlobal: false };

proves('v2.companies.list', {
  does: {
    'shows the account by id, page by page [v2.paging.next-url]': async ({ affinity }) => {
      const all = await affinity.v2.companies.list({ limit: 2 }).all();
      expect(all.map(({ id }) => id)).toEqual([70455, 70456, 70457, 70458, 70459, 70460]);
    },
    'shows the named ones, and leaves unknown ids out [v2.ids.unknown-left-out]': async ({ affinity }) => {
      const { data: found } = await affinity.v2.companies.list({ ids: [70457, 999, 70455] });
      expect(found.map(({ id }) => id)).toEqual([70455, 70457]);
    },
    'has the fields that are asked for and no others [v2.fields.only-when-asked]': async ({ affinity }) => {
      const fieldsOf = async (query: object) => (await affinity.v2.companies.list({ ids: [70455], ...query })).data[0]?.fields ?? [];
      expect(await fieldsOf({})).toEqual([]);
      expect((await fieldsOf({ fieldIds: ['field-302', 'field-304'] })).map(({ id, value }) => [id, value.data])).toEqual([
        ['field-302', 7],
        ['field-304', null],
      ]);
      expect(new Set((await fieldsOf({ fieldTypes: ['enriched'] })).map(({ type }) => type))).toEqual(new Set(['enriched']));
    },
    'has no filter, and ignores one [v2.filter.ignored-where-there-is-none]': async ({ send }) => {
      expect((await send('GET /v2/companies?filter=name%3DAcme&nonsense=1')).body.data).toHaveLength(6);
    },
  },
  raw: {
    line: 'GET /v2/companies?ids=70455&ids=999&fieldIds=field-302',
    status: 200,
    answer: {
      data: [
        {
          ...kestrel,
          fields: [{ id: 'field-302', name: 'Fit', type: 'global', enrichmentSource: null, value: { type: 'number', data: 7 } }],
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'who may not export [v2.permissions.export-companies]': [
      'GET /v2/companies',
      forbidden(/export-all-orgs|Export All Organizations/),
      { as: keys.ines },
    ],
    'fields both by id and by type [v2.fields.ids-xor-types]': [
      'GET /v2/companies?fieldIds=field-302&fieldTypes=global',
      validation('fieldTypes'),
    ],
    'a field that there is not [v2.fields.unknown-is-400]': [
      'GET /v2/companies?fieldIds=field-999',
      validation('fieldIds', /Invalid fieldIds.*field-999/),
    ],
    'a field of a list': ['GET /v2/companies?fieldIds=field-4101', validation('fieldIds', /non-list-specific company fields/)],
    'a type of field that there is not': ['GET /v2/companies?fieldTypes=list', validation('fieldTypes.0')],
    'an id that is none': ['GET /v2/companies?ids=x', validation('ids.0')],
  },
});

proves('v2.companies.get', {
  does: {
    'needs no right to export [v2.permissions.single-needs-none]': async ({ as }) => {
      expect((await as(keys.ines).v2.companies.get({ companyId: 70455 })).name).toBe('Kestrel Robotics');
    },
    'is not found once it was merged away [v2.merges.merged-id-is-404]': async ({ affinity, send }) => {
      await affinity.v2.companyMerges.create({ body: { primaryCompanyId: 70457, duplicateCompanyId: 70458 } });
      expect((await send('GET /v2/companies/70458')).status).toBe(404);
      expect((await affinity.v2.companies.get({ companyId: 70457 })).domains).toEqual(['acme.example', 'acme-inc.example']);
    },
    'reads interactions with whom they were shared [v2.values.interactions]': async ({ affinity }) => {
      const { fields = [] } = await affinity.v2.companies.get({ companyId: 70455, fieldIds: ['last-email'] });
      expect(fields[0]?.value).toMatchObject({
        type: 'interaction',
        data: { type: 'email', id: 2, subject: 'Re: Pilot' },
        internalPerson: { id: 5101 },
      });
    },
  },
  raw: { line: 'GET /v2/companies/70455', status: 200, answer: { ...kestrel, fields: [] } },
  refuses: {
    'a field that there is not': ['GET /v2/companies/70455?fieldIds=nothing', validation('fieldIds')],
  },
});

proves('v2.companies.search', {
  does: {
    'answers all of the account for a group without conditions': async ({ affinity }) => {
      const own = await affinity.v2.companies.search({ body: { filters: { operator: 'and', filters: [] } } }).all();
      expect(own.map(({ id }) => id)).toEqual([70455, 70456, 70457, 70458, 70459, 70460]);
    },
    'finds by filter and term at once, and counts when told to [v2.search.filters-and-term] [v2.paging.total-count]': async ({
      affinity,
    }) => {
      const filters = {
        operator: 'and',
        filters: [{ fieldId: 'field-302', valueType: 'number', operator: 'is-greater-than', value: 2 }],
      } as const;
      const both = await affinity.v2.companies.search({
        totalCount: true,
        body: { filters: { ...filters, filters: [...filters.filters] } },
      });
      expect([both.data.map(({ id }) => id), both.pagination.totalCount]).toEqual([[70455, 70456], 2]);
      const one = await affinity.v2.companies.search({
        body: { filters: { ...filters, filters: [...filters.filters] }, search: { term: 'solv' } },
      });
      expect(one.data.map(({ id }) => id)).toEqual([70456]);
      expect(one.pagination).not.toHaveProperty('totalCount');
    },
    'pages by cursor with the same body [v2.search.pages-with-the-body]': async ({ affinity }) => {
      const sorts = [{ fieldId: 'field-302', direction: 'asc' as const }];
      const all = await affinity.v2.companies.search({ limit: 1, body: { sorts } }).all();
      expect(all.slice(0, 2).map(({ id }) => id)).toEqual([70456, 70455]);
    },
  },
  raw: {
    line: 'POST /v2/companies/search?fieldIds=field-301',
    body: {
      filters: {
        operator: 'and',
        filters: [{ fieldId: 'field-301', valueType: 'dropdown', operator: 'is-any-of', value: [{ dropdownOptionId: 31001 }] }],
      },
    },
    status: 201,
    answer: {
      data: [
        {
          ...kestrel,
          fields: [
            {
              id: 'field-301',
              name: 'Sector',
              type: 'global',
              enrichmentSource: null,
              value: { type: 'dropdown', data: { dropdownOptionId: 31001, text: 'Robotics' } },
            },
          ],
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'who may not export': ['POST /v2/companies/search', forbidden(/export-all-orgs|Export All Organizations/), { as: keys.ines, body: {} }],
    'fields both by id and by type': [
      'POST /v2/companies/search?fieldIds=field-302&fieldTypes=global',
      validation('fieldTypes'),
      { body: {} },
    ],
    'a field that there is not [v2.search.unknown-field-refused]': [
      'POST /v2/companies/search',
      rejected,
      { body: { filters: { operator: 'and', filters: [{ fieldId: 'field-999', valueType: 'text', operator: 'is-empty' }] } } },
    ],
    'a type that the field has not [v2.search.type-must-match]': [
      'POST /v2/companies/search',
      rejected,
      { body: { filters: { operator: 'and', filters: [{ fieldId: 'field-302', valueType: 'text', operator: 'is-empty' }] } } },
    ],
    'a term of two characters [v2.search.term-length]': [
      'POST /v2/companies/search',
      validation('search.term'),
      { body: { search: { term: 'ke' } } },
    ],
    'six sorts': [
      'POST /v2/companies/search',
      validation('sorts'),
      { body: { sorts: Array.from({ length: 6 }, () => ({ fieldId: 'field-302', direction: 'asc' })) } },
    ],
    'a body that is no JSON object': ['POST /v2/companies/search', badRequest(), { body: [] }],
  },
});

const fit = {
  id: 'field-302',
  name: 'Fit',
  description: null,
  type: 'global',
  enrichmentSource: null,
  valueType: 'number',
  isRequired: false,
  createdAt: null,
};

proves('v2.companies.fields.list', {
  does: {
    'knows no fields of lists, and can be filtered by name, with case [v2.metadata.company-fields] [v2.filter.names-are-case-sensitive]':
      async ({ affinity }) => {
        const all = await affinity.v2.companies.fields.list().all();
        expect(all.filter(({ type }) => type === 'list')).toEqual([]);
        const named = async (text: string) => {
          const filter = filterText('GET /v2/companies/fields', text);
          return (await affinity.v2.companies.fields.list({ filter })).data.map(({ id }) => id);
        };
        expect(await named('name=Fit|name=Sector')).toEqual(['field-301', 'field-302']);
        expect(await named('name=~ect')).toContain('field-301');
        expect(await named('name=fit')).toEqual([]);
      },
    'tells how a field is filtered and sorted when asked [v2.metadata.filterability]': async ({ affinity }) => {
      const plain = await affinity.v2.companies.fields.list({ filter: 'name=Fit' });
      expect(plain.data[0]).not.toHaveProperty('filterability');
      const query = { filter: 'name="Last Email"|name=Fit', includes: ['filterability', 'sortability'] } as const;
      const { data: found } = await affinity.v2.companies.fields.list(query);
      const [mailed, fitted] = ['last-email', 'field-302'].map((id) => found.find((field) => field.id === id));
      expect(fitted).toMatchObject({
        filterability: { filterableFieldType: 'field-only' },
        sortability: { sortableFieldType: 'field-only' },
      });
      expect(mailed).toMatchObject({
        filterability: { filterableFieldType: 'attribute-on-field', attributes: [{ id: 'date-of-activity', valueType: 'date' }] },
      });
    },
  },
  raw: { line: 'GET /v2/companies/fields?filter=name%3DFit', status: 200, answer: { data: [fit], pagination: onlyPage } },
  refuses: {
    'to be filtered by anything else [v2.filter.other-properties-refused]': [
      'GET /v2/companies/fields?filter=id%3Dfield-302',
      validation('filter'),
    ],
    'an operator that the name has not': ['GET /v2/companies/fields?filter=name%3D%5EF', validation('filter')],
    'a filter that is none [v2.filter.syntax-error]': ['GET /v2/companies/fields?filter=name%3D%28', validation('filter')],
    'to include anything else': ['GET /v2/companies/fields?includes=everything', validation('includes.0')],
  },
});

proves('v2.companies.fields.dropdownOptions.list', {
  does: {
    'shows an option that v1 made by writing it': async ({ affinity }) => {
      const options = await affinity.v2.companies.fields.dropdownOptions.list({ fieldId: 'field-301' }).all();
      expect(options.map(({ text, type }) => [text, type])).toEqual([
        ['Robotics', 'dropdown'],
        ['Energy', 'dropdown'],
      ]);
    },
  },
  raw: {
    line: 'GET /v2/companies/fields/field-301/dropdown-options',
    status: 200,
    answer: {
      data: [
        { type: 'dropdown', id: 31001, text: 'Robotics' },
        { type: 'dropdown', id: 31002, text: 'Energy' },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'a field that is no dropdown [v2.options.not-a-dropdown-is-400]': ['GET /v2/companies/fields/field-302/dropdown-options', rejected],
    'an id that is none': ['GET /v2/companies/fields/fit!/dropdown-options', rejected],
  },
});

proves('v2.companies.fieldValues.list', {
  does: {
    'shows twenty fields unless told otherwise, never those of lists [v2.paging.defaults]': async ({ affinity }) => {
      const first = await affinity.v2.companies.fieldValues.list({ companyId: 70455 });
      expect(first.data).toHaveLength(20);
      const all = await affinity.v2.companies.fieldValues.list({ companyId: 70455 }).all();
      expect(all.filter(({ type }) => type === 'list')).toEqual([]);
    },
    'shows those of some types': async ({ affinity }) => {
      const all = await affinity.v2.companies.fieldValues.list({ companyId: 70455, types: ['global'] }).all();
      expect(new Set(all.map(({ type }) => type))).toEqual(new Set(['global']));
    },
  },
  raw: {
    line: 'GET /v2/companies/70455/fields?ids=field-303',
    status: 200,
    answer: {
      data: [
        {
          id: 'field-303',
          name: 'Competitors',
          type: 'global',
          enrichmentSource: null,
          value: { type: 'company-multi', data: [{ id: 70456, name: 'Solvane Energy', domain: 'solvane.example' }], totalCount: 1 },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'ids together with types': ['GET /v2/companies/70455/fields?ids=field-303&types=global', validation('types')],
    'an id that there is not [v2.fields.unknown-ids]': ['GET /v2/companies/70455/fields?ids=field-999', validation('ids')],
    'the type of lists': ['GET /v2/companies/70455/fields?types=list', validation('types.0')],
  },
});

proves('v2.companies.fieldValues.get', {
  does: {
    'shows an empty field as null [v2.values.empty-is-null]': async ({ affinity }) => {
      expect((await affinity.v2.companies.fieldValues.get({ companyId: 70456, fieldId: 'field-303' })).value).toMatchObject({ data: null });
    },
  },
  raw: {
    line: 'GET /v2/companies/70455/fields/affinity-data-location',
    status: 200,
    answer: {
      id: 'affinity-data-location',
      name: 'Location',
      type: 'enriched',
      enrichmentSource: 'affinity-data',
      value: {
        type: 'location',
        data: { streetAddress: null, city: 'Bergen', state: null, country: 'Norway', continent: 'Europe' },
      },
    },
  },
  refuses: { 'a field of a list': ['GET /v2/companies/70455/fields/field-4101', notFound] },
});

proves('v2.companies.fieldValues.values', {
  does: {
    'shows what an answer cuts at a hundred [v2.values.beyond-the-hundredth]': async ({ affinity }) => {
      const field = { companyId: 70459, fieldId: 'affinity-data-industry' };
      const { value } = await affinity.v2.companies.fieldValues.get(field);
      expect(value).toMatchObject({ totalCount: 130 });
      expect(value.data).toHaveLength(100);
      const all = await affinity.v2.companies.fieldValues.values(field).all();
      expect([all.length, all[0], all[129]]).toEqual([130, 'Food 1', 'Food 130']);
    },
  },
  raw: {
    line: 'GET /v2/companies/70455/fields/affinity-data-industry/values?limit=5',
    status: 200,
    answer: { type: 'filterable-text-multi', data: ['Robotics', 'Logistics'], pagination: onlyPage },
  },
  refuses: {
    'a type that has no such page [v2.values.unsupported-types]': ['GET /v2/companies/70455/fields/field-302/values', badRequest()],
  },
});

proves('v2.companies.fieldValues.update', {
  does: {
    'writes what v1 reads, and clears with null [v2.values.null-clears]': async ({ affinity }) => {
      const target = { companyId: 70456, fieldId: 'field-301' };
      const write = (data: { dropdownOptionId: number } | null) =>
        affinity.v2.companies.fieldValues.update({ ...target, body: { value: { type: 'dropdown', data } } });
      const read = async () =>
        (await affinity.v1.fieldValues.list({ organization_id: 70456 })).find(({ field_id }) => field_id === 301)?.value;
      await write({ dropdownOptionId: 31002 });
      expect(await read()).toBe('Energy');
      await write(null);
      expect(await read()).toBeUndefined();
    },
    'replaces the whole of several values, the same one once [v2.values.multi-replaces] [v2.values.duplicates-collapse]': async ({
      affinity,
    }) => {
      const body = { value: { type: 'company-multi', data: [{ id: 70457 }, { id: 70457 }] } } as const;
      await affinity.v2.companies.fieldValues.update({
        companyId: 70455,
        fieldId: 'field-303',
        body: { value: { ...body.value, data: [...body.value.data] } },
      });
      const { value } = await affinity.v2.companies.fieldValues.get({ companyId: 70455, fieldId: 'field-303' });
      expect(value.data).toMatchObject([{ id: 70457 }]);
    },
  },
  raw: { line: 'POST /v2/companies/70455/fields/field-302', body: { value: { type: 'number', data: 9.5 } }, status: 204 },
  refuses: {
    'a value of another type [v2.values.type-must-match]': [
      'POST /v2/companies/70455/fields/field-302',
      validation('value.type'),
      { body: { value: { type: 'text', data: 'x' } } },
    ],
    'nothing to write': ['POST /v2/companies/70455/fields/field-302', validation('value'), { body: {} }],
    'a record that there is not [v2.values.unknown-reference]': [
      'POST /v2/companies/70455/fields/field-303',
      rejected,
      { body: { value: { type: 'company-multi', data: [{ id: 999 }] } } },
    ],
    'an option of another field': [
      'POST /v2/companies/70455/fields/field-301',
      rejected,
      { body: { value: { type: 'dropdown', data: { dropdownOptionId: 31011 } } } },
    ],
    'what is computed [v2.values.read-only]': [
      'POST /v2/companies/70455/fields/lists',
      rejected,
      { body: { value: { type: 'list-multi', data: [] } } },
    ],
    'a field of a list [v2.values.list-field-through-a-record]': [
      'POST /v2/companies/70455/fields/field-4103',
      notFound,
      { body: { value: { type: 'number', data: 1 } } },
    ],
    'a bare option id [v2.values.options-are-wrapped]': [
      'POST /v2/companies/70455/fields/field-301',
      validation('value.data'),
      { body: { value: { type: 'dropdown', data: 31001 } } },
    ],
  },
});

const updates = (...values: readonly (readonly [string, unknown])[]) => ({
  operation: 'update-fields',
  updates: values.map(([id, value]) => ({ id, value })),
});

proves('v2.companies.fieldValues.batchUpdate', {
  does: {
    'writes all or nothing [v2.values.batch-is-atomic]': async ({ affinity, send }) => {
      const body = updates(['field-302', { type: 'number', data: 1 }], ['field-304', { type: 'number', data: 1 }]);
      expect((await send('PATCH /v2/companies/70455/fields', { body })).status).toBe(400);
      expect((await affinity.v2.companies.fieldValues.get({ companyId: 70455, fieldId: 'field-302' })).value.data).toBe(7);
    },
    'keeps the last word on a field': async ({ affinity, send }) => {
      const body = updates(['field-302', { type: 'number', data: 1 }], ['field-302', { type: 'number', data: 2 }]);
      expect((await send('PATCH /v2/companies/70455/fields', { body })).status).toBe(200);
      expect((await affinity.v2.companies.fieldValues.get({ companyId: 70455, fieldId: 'field-302' })).value.data).toBe(2);
    },
  },
  raw: {
    line: 'PATCH /v2/companies/70455/fields',
    body: updates(['field-302', { type: 'number', data: 8 }], ['field-304', { type: 'text', data: 'Warehouses' }]),
    status: 200,
    answer: { operation: 'update-fields' },
  },
  refuses: {
    'more than a hundred [v2.values.batch-limit]': [
      'PATCH /v2/companies/70455/fields',
      validation('updates'),
      { body: updates(...Array.from({ length: 101 }, () => ['field-302', { type: 'number', data: 1 }] as const)) },
    ],
    'another operation': ['PATCH /v2/companies/70455/fields', validation('operation'), { body: { operation: 'delete', updates: [] } }],
    'a field that there is not': [
      'PATCH /v2/companies/70455/fields',
      { status: expect.toSatisfy((status) => status === 400 || status === 404), body: expect.anything() },
      { body: updates(['field-999', { type: 'number', data: 1 }]) },
    ],
  },
});

proves('v2.companies.entries.list', {
  does: {
    'has the rows of every visible list with all of their fields [v2.entries.of-a-record]': async ({ affinity, as }) => {
      const rows = await affinity.v2.companies.entries.list({ companyId: 70455 }).all();
      expect(rows.map(({ id, listName }) => [id, listName])).toEqual([
        [640001, 'Robotics Watchlist'],
        [640201, 'Secret'],
      ]);
      expect(rows[0]?.fields.map(({ id }) => id)).toEqual(expect.arrayContaining(['field-4101', 'field-302', 'affinity-data-industry']));
      expect(await as(keys.tomas).v2.companies.entries.list({ companyId: 70455 }).all()).toHaveLength(1);
    },
  },
  raw: {
    line: 'GET /v2/companies/70457/list-entries',
    status: 200,
    answer: {
      data: [{ id: 640003, listId: 821, listName: 'Robotics Watchlist', createdAt: anInstant, creatorId: 5101, fields: expect.any(Array) }],
      pagination: onlyPage,
    },
  },
});

const watchlist = { id: 821, name: 'Robotics Watchlist', creatorId: 5101, ownerId: 5101, isPublic: true, createdAt: anInstant };

proves('v2.companies.lists.list', {
  does: {
    'has each list once, however many rows it has there [v2.lists.each-once]': async ({ affinity }) => {
      await affinity.v1.lists.entries.create({ list_id: 821, body: { entity_id: 70455 } });
      expect((await affinity.v2.companies.lists.list({ companyId: 70455 })).data.map(({ id }) => id)).toEqual([821, 823]);
    },
  },
  raw: { line: 'GET /v2/companies/70457/lists', status: 200, answer: { data: [watchlist], pagination: onlyPage } },
});

proves('v2.companies.notes.list', {
  does: {
    'has those on its persons too, without replies [v2.notes.of-a-company]': async ({ affinity }) => {
      const notes = await affinity.v2.companies.notes.list({ companyId: 70455 }).all();
      expect(notes.map(({ id }) => id)).toEqual(expect.arrayContaining([21501, 21506]));
      expect(notes.map(({ id }) => id)).not.toContain(21502);
      const byMira = await affinity.v2.companies.notes.list({ companyId: 70455, filter: 'creator.id=5102', totalCount: true });
      expect(byMira.pagination.totalCount).toBe(byMira.data.length);
    },
  },
  raw: {
    line: 'GET /v2/companies/70455/notes?limit=0&totalCount=true',
    status: 200,
    answer: { data: [], pagination: { prevUrl: null, nextUrl: null, totalCount: expect.any(Number) } },
  },
  refuses: { 'to be filtered by id': ['GET /v2/companies/70455/notes?filter=id%3D21501', validation('filter')] },
});

proves('v2.companies.relationships.list', {
  does: {
    'shows the strongest pair first, or last [v2.relationships.order]': async ({ affinity }) => {
      const pairs = await affinity.v2.companies.relationships.list({ companyId: 70455 }).all();
      const scores = pairs.map(({ interactionScore }) => interactionScore);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      const rising = await affinity.v2.companies.relationships.list({ companyId: 70455, orderBy: ['interactionScore'] }).all();
      expect(rising.map(({ interactionScore }) => interactionScore)).toEqual(scores.toReversed());
      expect(pairs[0]).toMatchObject({ person2: { id: 90211 } });
    },
    'shows who is connected on LinkedIn alone, with a score of nothing [v2.relationships.linkedin]': async ({ affinity }) => {
      const pairs = await affinity.v2.companies.relationships.list({ companyId: 70456 }).all();
      expect(pairs.find(({ person1 }) => person1.id === 5102)).toMatchObject({
        interactionScore: 0,
        linkedIn: { connectedOn: '2020-02-03' },
      });
    },
  },
  raw: {
    line: 'GET /v2/companies/70456/relationships?filter=interactionScore%3C%3D0&totalCount=true',
    status: 200,
    answer: {
      data: [
        {
          person1: { id: 5102, firstName: 'Tomas', lastName: 'Lindqvist', primaryEmailAddress: 'tomas@harborlight.example' },
          person2: { id: 90212, firstName: 'Ivo', lastName: 'Brandt', primaryEmailAddress: 'ivo@solvane.example' },
          interactionScore: 0,
          linkedIn: { connectedOn: '2020-02-03' },
        },
      ],
      pagination: { ...onlyPage, totalCount: 1 },
    },
  },
  refuses: {
    'another order': ['GET /v2/companies/70455/relationships?orderBy=name', validation('orderBy.0')],
    'to be filtered by anything else': ['GET /v2/companies/70455/relationships?filter=id%3D1', validation('filter')],
  },
});
