import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { badRequest, forbidden, notFound, rejected, validation } from '../support/refusals.ts';
import { anId, anInstant, data, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const kestrel = { ...data.kestrel, domains: ['kestrelrobotics.example', 'kestrel.example'], isGlobal: false };
const row = { id: 640001, type: 'company', listId: 821, createdAt: anInstant, creatorId: 5101 };
const diligence = {
  id: 'field-4101',
  name: 'Status',
  type: 'list',
  enrichmentSource: null,
  value: { type: 'ranked-dropdown', data: { dropdownOptionId: 31007, text: 'Diligence', rank: 1, color: 'blue' } },
};

proves('v2.lists.entries.list', {
  does: {
    'walks the rows with the fields of every type': async ({ affinity }) => {
      const rows = await affinity.v2.lists.entries.list({ listId: 821, limit: 1, fieldTypes: ['list', 'global'] }).all();
      expect(rows.map(({ id }) => id)).toEqual([640001, 640002, 640003]);
      expect(new Set(rows[0]?.entity.fields?.map(({ type }) => type))).toEqual(new Set(['list', 'global']));
    },
    'says what kind of record each row has': async ({ affinity }) => {
      const [person] = await affinity.v2.lists.entries.list({ listId: 820 }).all();
      const [deal] = await affinity.v2.lists.entries.list({ listId: 822 }).all();
      expect([person, deal]).toMatchObject([
        { type: 'person', entity: { firstName: 'Ada' } },
        { type: 'opportunity', entity: { name: 'Kestrel Series B', listId: 822 } },
      ]);
    },
    'hides the values of a restricted deal, but not in the oldest version [v2.versions.hidden-fields] [v2.redaction.fields]': async ({
      send,
    }) => {
      const seen = { '2024-01-01': ['list', 5_000_000], '2026-07-15': ['hidden', null], '2026-09-17': ['hidden', null] };
      for (const [version, expected] of Object.entries(seen)) {
        const { body } = await send('GET /v2/lists/822/list-entries/640091/fields/field-4202', { as: keys.tomas, version });
        expect([version, body.type, body.value]).toEqual([version, expected[0], { type: 'number', data: expected[1] }]);
      }
    },
  },
  raw: {
    line: 'GET /v2/lists/821/list-entries?fieldIds=field-4101&limit=1',
    status: 200,
    answer: {
      data: [{ ...row, entity: { ...kestrel, fields: [diligence] } }],
      pagination: { prevUrl: null, nextUrl: expect.stringContaining('fieldIds=field-4101') },
    },
  },
  refuses: {
    'who may not export': [
      'GET /v2/lists/821/list-entries',
      forbidden(/export-accessible-lists|Export data from Lists/),
      { as: keys.ines },
    ],
    'fields both by id and by type': ['GET /v2/lists/821/list-entries?fieldIds=field-4101&fieldTypes=list', validation('fieldTypes')],
    'a field of another list': ['GET /v2/lists/821/list-entries?fieldIds=field-4401', validation('fieldIds')],
    'a hidden list': ['GET /v2/lists/823/list-entries', notFound, { as: keys.tomas }],
  },
});

proves('v2.lists.entries.get', {
  does: {
    'needs no right to export': async ({ as }) => {
      const entry = await as(keys.ines).v2.lists.entries.get({ listId: 821, listEntryId: 640001, fieldTypes: ['list'] });
      expect(entry.entity.fields?.map(({ id }) => id)).toContain('field-4103');
    },
  },
  raw: {
    line: 'GET /v2/lists/821/list-entries/640001?fieldIds=field-4101',
    status: 200,
    answer: { ...row, entity: { ...kestrel, fields: [diligence] } },
  },
  refuses: { 'a row of another list': ['GET /v2/lists/820/list-entries/640001', notFound] },
});

proves('v2.lists.entries.create', {
  does: {
    'starts at the first open status, owned by who added it [v2.entries.side-effects]': async ({ affinity }) => {
      const { id } = await affinity.v2.lists.entries.create({ listId: 821, body: { entity: { id: 70458 }, creatorId: 5102 } });
      const { entity, creatorId } = await affinity.v2.lists.entries.get({
        listId: 821,
        listEntryId: id,
        fieldIds: ['field-4101', 'field-4102'],
      });
      expect(creatorId).toBe(5102);
      expect(entity.fields?.map(({ value }) => value.data)).toMatchObject([{ dropdownOptionId: 31006 }, [{ id: 5102 }]]);
    },
    'adds a record a second time': async ({ affinity }) => {
      await affinity.v2.lists.entries.create({ listId: 821, body: { entity: { id: 70455 } } });
      const rows = await affinity.v1.lists.entries.list({ list_id: 821, page_size: 10 }).all();
      expect(rows.filter(({ entity_id }) => entity_id === 70455)).toHaveLength(2);
    },
  },
  raw: {
    line: 'POST /v2/lists/820/list-entries',
    body: { entity: { id: 90213 } },
    status: 201,
    answer: {
      ...row,
      id: anId,
      type: 'person',
      listId: 820,
      entity: {
        id: 90213,
        firstName: 'Lea',
        lastName: null,
        primaryEmailAddress: 'lea@partner.example',
        emailAddresses: ['lea@partner.example'],
        type: 'external',
        fields: [],
      },
    },
  },
  refuses: {
    'a record that there is not': ['POST /v2/lists/821/list-entries', rejected, { body: { entity: { id: 999 } } }],
    'a record of another kind': ['POST /v2/lists/821/list-entries', rejected, { body: { entity: { id: 90211 } } }],
    'a deal [v2.entries.no-deals]': ['POST /v2/lists/822/list-entries', badRequest(), { body: { entity: { id: 3301 } } }],
    'somebody outside as its author': ['POST /v2/lists/821/list-entries', rejected, { body: { entity: { id: 70455 }, creatorId: 90211 } }],
    nothing: ['POST /v2/lists/821/list-entries', validation('entity'), { body: {} }],
    'a hidden list': ['POST /v2/lists/823/list-entries', notFound, { as: keys.tomas, body: { entity: { id: 70455 } } }],
  },
});

const search = (...filters: readonly unknown[]) => ({ filters: { operator: 'and', filters } });
const amount = (operator: string, value: unknown) => ({ fieldId: 'field-4103', valueType: 'number', operator, value });

proves('v2.lists.entries.search', {
  does: {
    'finds by the fields of the list and of the record': async ({ send }) => {
      const found = async (body: unknown) =>
        (await send('POST /v2/lists/821/list-entries/search', { body })).body.data.map(({ id }: { id: number }) => id);
      expect(await found(search(amount('is-greater-than', 500_000)))).toEqual([640003]);
      expect(await found(search({ fieldId: 'field-302', valueType: 'number', operator: 'is-not-empty' }))).toEqual([640001, 640002]);
      expect(await found({})).toEqual([640001, 640002, 640003]);
    },
    'sorts by rank, empty values last whichever way [v2.search.sort-by-rank] [v2.search.sort-empty-last]': async ({ send }) => {
      const sorted = async (fieldId: string, direction: string) => {
        const { body } = await send('POST /v2/lists/821/list-entries/search', { body: { sorts: [{ fieldId, direction }] } });
        return body.data.map(({ id }: { id: number }) => id);
      };
      expect(await sorted('field-4101', 'asc')).toEqual([640002, 640001, 640003]);
      expect(await sorted('field-4101', 'desc')).toEqual([640003, 640001, 640002]);
      expect(await sorted('field-4103', 'asc')).toEqual([640001, 640003, 640002]);
      expect(await sorted('field-4103', 'desc')).toEqual([640003, 640001, 640002]);
    },
    'ignores a sort by what is no field [v2.search.unknown-sort-ignored]': async ({ send }) => {
      const { body } = await send('POST /v2/lists/821/list-entries/search', { body: { sorts: [{ fieldId: 'name', direction: 'desc' }] } });
      expect(body.data.map(({ id }: { id: number }) => id)).toEqual([640001, 640002, 640003]);
    },
    'knows how long a status stands [v2.search.time-in-status]': async ({ send, affinity, sandbox }) => {
      const stale = search({
        fieldId: 'time-in-current-status',
        valueType: 'date',
        operator: 'is-more-than-relative',
        value: { amount: 14, unit: 'day' },
      });
      const body = { value: { type: 'ranked-dropdown', data: { dropdownOptionId: 31007 } } } as const;
      await affinity.v2.lists.entries.fieldValues.update({ listId: 821, listEntryId: 640002, fieldId: 'field-4101', body });
      const found = async () =>
        (await send('POST /v2/lists/821/list-entries/search', { body: stale })).body.data.map(({ id }: { id: number }) => id);
      expect(await found()).not.toContain(640002);
      sandbox.clock.advance(15 * 24 * 3_600_000);
      expect(await found()).toContain(640002);
    },
  },
  raw: {
    line: 'POST /v2/lists/821/list-entries/search?totalCount=true&fieldIds=field-4101',
    body: search(amount('is-between', [200_000, 300_000])),
    status: 201,
    answer: { data: [{ ...row, entity: { ...kestrel, fields: [diligence] } }], pagination: { ...onlyPage, totalCount: 1 } },
  },
  refuses: {
    'who may not export': ['POST /v2/lists/821/list-entries/search', forbidden(), { as: keys.ines, body: {} }],
    'a range that is reversed [v2.search.reversed-range]': [
      'POST /v2/lists/821/list-entries/search',
      rejected,
      { body: search(amount('is-between', [2, 1])) },
    ],
    'an operator that numbers have not': ['POST /v2/lists/821/list-entries/search', rejected, { body: search(amount('contains', 'x')) }],
    'a touch without its attribute [v2.search.attribute-required]': [
      'POST /v2/lists/821/list-entries/search',
      rejected,
      { body: search({ fieldId: 'last-email', valueType: 'date', operator: 'is-empty' }) },
    ],
    'an attribute where there is none': [
      'POST /v2/lists/821/list-entries/search',
      rejected,
      { body: search({ ...amount('is-equal-to', 1), attributeId: 'date-of-activity' }) },
    ],
    'fifty-one conditions in one group [v2.search.group-size]': [
      'POST /v2/lists/821/list-entries/search',
      validation('filters.filters'),
      { body: search(...Array.from({ length: 51 }, () => amount('is-equal-to', 1))) },
    ],
    'is-before on the time in a status [v2.search.time-in-status-is-before]': [
      'POST /v2/lists/821/list-entries/search',
      rejected,
      { body: search({ fieldId: 'time-in-current-status', valueType: 'date', operator: 'is-before', value: '2026-01-01' }) },
    ],
  },
});

proves('v2.lists.entries.fieldValues.list', {
  does: {
    'shows all fields, or those of some types': async ({ affinity }) => {
      const target = { listId: 821, listEntryId: 640001 };
      const first = await affinity.v2.lists.entries.fieldValues.list(target);
      expect(first.data).toHaveLength(20);
      const own = await affinity.v2.lists.entries.fieldValues.list({ ...target, types: ['list'] }).all();
      expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining(['field-4101', 'field-4107']));
      expect(new Set(own.map(({ type }) => type))).toEqual(new Set(['list']));
    },
    'has the built-in fields of the newest version only there [v2.versions.built-in-fields]': async ({ send }) => {
      const idsIn = async (version: string) => {
        const { body } = await send('GET /v2/lists/821/list-entries/640001/fields?limit=100', { version });
        return body.data.map(({ id }: { id: string }) => id);
      };
      for (const version of ['2024-01-01', '2026-07-15'])
        expect((await idsIn(version)).filter((id: string) => ['lists', 'notes', 'reminders'].includes(id))).toEqual([]);
      expect(await idsIn('2026-09-17')).toEqual(expect.arrayContaining(['lists', 'notes', 'reminders']));
    },
  },
  raw: {
    line: 'GET /v2/lists/821/list-entries/640001/fields?ids=field-4101',
    status: 200,
    answer: { data: [diligence], pagination: onlyPage },
  },
  refuses: {
    'a field that there is not': ['GET /v2/lists/821/list-entries/640001/fields?ids=field-999', validation('ids')],
    'a type that there is not': ['GET /v2/lists/821/list-entries/640001/fields?types=hidden', validation('types.0')],
  },
});

proves('v2.lists.entries.fieldValues.get', {
  does: {
    'shows when a status changed [v2.values.time-in-status]': async ({ affinity }) => {
      const { value } = await affinity.v2.lists.entries.fieldValues.get({
        listId: 821,
        listEntryId: 640001,
        fieldId: 'time-in-current-status',
      });
      expect(value).toEqual({ type: 'datetime', data: '2025-06-01T10:00:00.000Z' });
    },
  },
  raw: { line: 'GET /v2/lists/821/list-entries/640001/fields/field-4101', status: 200, answer: diligence },
  refuses: { 'a field of another list': ['GET /v2/lists/821/list-entries/640001/fields/field-4401', notFound] },
});

proves('v2.lists.entries.fieldValues.values', {
  does: {
    'pages through several values': async ({ affinity }) => {
      const target = { listId: 821, listEntryId: 640001, fieldId: 'field-4102' };
      const body = { value: { type: 'person-multi', data: [{ id: 5101 }, { id: 5102 }, { id: 90211 }] } } as const;
      await affinity.v2.lists.entries.fieldValues.update({ ...target, body: { value: { ...body.value, data: [...body.value.data] } } });
      const all = await affinity.v2.lists.entries.fieldValues.values({ ...target, limit: 1 }).all();
      expect(all).toMatchObject([{ id: 5101 }, { id: 5102 }, { id: 90211 }]);
    },
  },
  raw: {
    line: 'GET /v2/lists/821/list-entries/640001/fields/field-4105/values',
    status: 200,
    answer: { type: 'dropdown-multi', data: [{ dropdownOptionId: 31011, text: 'Hot' }], pagination: onlyPage },
  },
  refuses: { 'a type that has no such page': ['GET /v2/lists/821/list-entries/640001/fields/field-4103/values', badRequest()] },
});

proves('v2.lists.entries.fieldValues.update', {
  does: {
    'keeps the day of a date, at midnight Pacific, summer and winter [v2.values.dates-are-pacific-days]': async ({ affinity }) => {
      const target = { listId: 821, listEntryId: 640001, fieldId: 'field-4106' };
      const kept = async (data: string) => {
        await affinity.v2.lists.entries.fieldValues.update({ ...target, body: { value: { type: 'datetime', data } } });
        return (await affinity.v2.lists.entries.fieldValues.get(target)).value.data;
      };
      expect(await kept('2026-04-01T15:30:00Z')).toBe('2026-04-01T07:00:00.000Z');
      expect(await kept('2026-12-01T00:00:00Z')).toBe('2026-12-01T08:00:00.000Z');
    },
    'writes the companies and persons of a deal [v2.values.associations-are-fields]': async ({ affinity }) => {
      const target = { listId: 822, listEntryId: 640090, fieldId: 'companies' };
      const data = [{ id: 70456 }];
      await affinity.v2.lists.entries.fieldValues.update({ ...target, body: { value: { type: 'company-multi', data } } });
      expect((await affinity.v1.opportunities.get({ opportunity_id: 3301 })).organization_ids).toEqual([70456]);
    },
    'writes a global field of the record too': async ({ affinity }) => {
      const body = { value: { type: 'number', data: 10 } } as const;
      await affinity.v2.lists.entries.fieldValues.update({ listId: 821, listEntryId: 640001, fieldId: 'field-302', body });
      expect((await affinity.v2.companies.fieldValues.get({ companyId: 70455, fieldId: 'field-302' })).value.data).toBe(10);
    },
    'leaves one row in the feed, and none where nothing changes [v2.feed.follows-writes] [v2.feed.no-row-for-no-op]': async ({
      affinity,
    }) => {
      const target = { listId: 821, listEntryId: 640001, fieldId: 'field-4103' };
      const changes = async () => (await affinity.v2.fieldValueChanges.list({ filter: 'field.id=field-4103' })).data;
      for (const data of [300_000, 300_000])
        await affinity.v2.lists.entries.fieldValues.update({ ...target, body: { value: { type: 'number', data } } });
      expect(await changes()).toMatchObject([{ actionType: 'update', value: 300_000, changer: { id: 5101 }, listEntry: { id: 640001 } }]);
    },
    'adds and deletes one by one in the feed where there are several [v2.feed.multi-never-updates]': async ({ affinity }) => {
      const target = { listId: 821, listEntryId: 640001, fieldId: 'field-4102' };
      await affinity.v2.lists.entries.fieldValues.update({ ...target, body: { value: { type: 'person-multi', data: [{ id: 5102 }] } } });
      const { data: changes } = await affinity.v2.fieldValueChanges.list({ filter: 'field.id=field-4102' });
      expect(changes.map(({ actionType, value }) => [actionType, value])).toMatchObject(
        expect.arrayContaining([
          ['delete', expect.objectContaining({ id: 5101 })],
          ['add', expect.objectContaining({ id: 5102 })],
        ]),
      );
      expect(changes).toHaveLength(2);
    },
  },
  raw: {
    line: 'POST /v2/lists/821/list-entries/640001/fields/field-4107',
    body: {
      value: {
        type: 'location-multi',
        data: [{ streetAddress: null, city: 'Oslo', state: null, country: 'Norway', continent: 'Europe' }],
      },
    },
    status: 204,
  },
  refuses: {
    'who may not export [v2.permissions.entry-writes]': [
      'POST /v2/lists/821/list-entries/640001/fields/field-4103',
      forbidden(/export-accessible-lists|Export data from Lists/),
      { as: keys.ines, body: { value: { type: 'number', data: 1 } } },
    ],
    'the values of a restricted deal [v2.redaction.writes-are-403]': [
      'POST /v2/lists/822/list-entries/640091/fields/field-4202',
      forbidden(),
      { as: keys.tomas, body: { value: { type: 'number', data: 1 } } },
    ],
    'a bare date [v2.values.bare-date-refused]': [
      'POST /v2/lists/821/list-entries/640001/fields/field-4106',
      rejected,
      { body: { value: { type: 'datetime', data: '2026-04-01' } } },
    ],
    'a place of four parts [v2.values.locations-have-five-keys]': [
      'POST /v2/lists/821/list-entries/640001/fields/field-4107',
      rejected,
      { body: { value: { type: 'location-multi', data: [{ streetAddress: null, city: 'Oslo', state: null, country: 'Norway' }] } } },
    ],
    'more than a hundred [v2.values.hundred-at-most]': [
      'POST /v2/lists/821/list-entries/640001/fields/field-4102',
      validation('value.data'),
      { body: { value: { type: 'person-multi', data: Array.from({ length: 101 }, () => ({ id: 5101 })) } } },
    ],
    'what is computed': [
      'POST /v2/lists/821/list-entries/640001/fields/last-email',
      rejected,
      { body: { value: { type: 'interaction', data: null } } },
    ],
  },
});

const batch = (value: number) => ({
  operation: 'update-fields',
  updates: [
    { id: 'field-4103', value: { type: 'number', data: value } },
    { id: 'field-4104', value: { type: 'text', data: 'A pilot' } },
  ],
});

proves('v2.lists.entries.fieldValues.batchUpdate', {
  does: {
    'writes what v1 reads': async ({ affinity, send }) => {
      await send('PATCH /v2/lists/821/list-entries/640001/fields', { body: batch(1) });
      const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
      expect(values.map(({ value }) => value)).toEqual(expect.arrayContaining([1, 'A pilot']));
    },
    'takes the values of a restricted deal in the oldest version alone': async ({ send }) => {
      const body = { operation: 'update-fields', updates: [{ id: 'field-4202', value: { type: 'number', data: 1 } }] };
      const statuses = { '2024-01-01': 200, '2026-07-15': 403, '2026-09-17': 403 };
      for (const [version, status] of Object.entries(statuses)) {
        const answer = await send('PATCH /v2/lists/822/list-entries/640091/fields', { as: keys.tomas, version, body });
        expect([version, answer.status]).toEqual([version, status]);
      }
    },
  },
  raw: { line: 'PATCH /v2/lists/821/list-entries/640001/fields', body: batch(2), status: 200, answer: { operation: 'update-fields' } },
  refuses: {
    'who may not export': ['PATCH /v2/lists/821/list-entries/640001/fields', forbidden(), { as: keys.ines, body: batch(1) }],
    'all of it where one is wrong': [
      'PATCH /v2/lists/821/list-entries/640001/fields',
      rejected,
      { body: { operation: 'update-fields', updates: [...batch(1).updates, { id: 'field-4101', value: { type: 'number', data: 1 } }] } },
    ],
  },
});

proves('v2.lists.entries.fieldValueChanges.list', {
  does: {
    'shows the changes of one row, oldest first': async ({ affinity }) => {
      const target = { listId: 821, listEntryId: 640001 };
      await affinity.v2.lists.entries.fieldValues.update({
        ...target,
        fieldId: 'field-4103',
        body: { value: { type: 'number', data: 1 } },
      });
      const all = await affinity.v2.lists.entries.fieldValueChanges.list({ ...target, limit: 1 }).all();
      expect(all.map(({ actionType, field }) => [field.name, actionType])).toEqual([
        ['Status', 'add'],
        ['Status', 'update'],
        ['Amount', 'update'],
      ]);
      const later = await affinity.v2.lists.entries.fieldValueChanges.list({ ...target, filter: 'actionType=add' });
      expect(later.data.map(({ id }) => id)).toEqual([508200001]);
    },
  },
  raw: {
    line: 'GET /v2/lists/821/list-entries/640001/field-value-changes?filter=actionType%3Dupdate',
    status: 200,
    answer: {
      data: [
        {
          id: 508200002,
          field: { id: 'field-4101', entityType: 'company', name: 'Status', type: 'list' },
          entity: { id: 70455 },
          listEntry: { id: 640001, listId: 821 },
          changer: { id: 5101, firstName: 'Mira', lastName: 'Okafor', emailAddress: 'mira@harborlight.example' },
          changedAt: '2025-06-01T10:00:00.000Z',
          actionType: 'update',
          type: 'ranked-dropdown',
          value: { referenceType: 'entity', dropdownOptionId: 31007, text: 'Diligence', rank: 1, color: 'blue' },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'to be filtered by row': ['GET /v2/lists/821/list-entries/640001/field-value-changes?filter=listEntry.id%3D1', validation('filter')],
  },
});
