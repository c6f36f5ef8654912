import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { badRequest, forbidden, notFound, rejected, validation } from '../support/refusals.ts';
import { anId, anInstant, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const watchlist = {
  id: 821,
  name: 'Robotics Watchlist',
  creatorId: 5101,
  ownerId: 5101,
  isPublic: true,
  type: 'company',
  createdAt: anInstant,
};

proves('v2.lists.list', {
  does: {
    'shows the visible ones, by part of their name whatever its case [v2.term.lists]': async ({ affinity, as }) => {
      const found = async (client: typeof affinity, term?: string) =>
        (await client.v2.lists.list(term === undefined ? {} : { term })).data.map(({ id }) => id);
      expect(await found(affinity)).toEqual([820, 821, 822, 823]);
      expect(await found(as(keys.tomas))).toEqual([820, 821, 822]);
      expect(await found(affinity, 'DEAL')).toEqual([822]);
    },
  },
  raw: { line: 'GET /v2/lists?term=watch&limit=10', status: 200, answer: { data: [watchlist], pagination: onlyPage } },
});

proves('v2.lists.get', {
  does: {
    'shows a list that v1 made': async ({ affinity }) => {
      const { id } = await affinity.v1.lists.create({ body: { name: 'Advisors 2', type: 0, is_public: false } });
      expect(await affinity.v2.lists.get({ listId: id })).toMatchObject({ name: 'Advisors 2', type: 'person', isPublic: false });
    },
  },
  raw: { line: 'GET /v2/lists/821', status: 200, answer: watchlist },
  refuses: { 'a hidden list [v2.access.invisible-is-404]': ['GET /v2/lists/823', notFound, { as: keys.tomas }] },
});

proves('v2.lists.create', {
  does: {
    'makes a private list unless told otherwise, with its default fields [v2.lists.default-fields]': async ({ affinity }) => {
      const { id, isPublic } = await affinity.v2.lists.create({ body: { name: 'Seeds', type: 'opportunity' } });
      expect(isPublic).toBe(false);
      const names = (await affinity.v2.lists.fields.list({ listId: id }).all())
        .filter(({ type }) => type === 'list')
        .map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['Status', 'Owners', 'Amount', 'Close Date']));
      expect((await affinity.v1.lists.get({ list_id: id })).public).toBe(false);
    },
  },
  raw: {
    line: 'POST /v2/lists',
    body: { name: 'Founders', type: 'person', isPublic: true },
    status: 201,
    answer: { ...watchlist, id: anId, name: 'Founders', type: 'person' },
  },
  refuses: {
    'a public list to who may not share [v2.permissions.share-lists]': [
      'POST /v2/lists',
      forbidden(/Share accessible Lists globally|share/i),
      { as: keys.tomas, body: { name: 'x', type: 'person', isPublic: true } },
    ],
    'a list without a name': ['POST /v2/lists', validation('name'), { body: { type: 'person' } }],
    'a name of 256 characters': ['POST /v2/lists', validation('name'), { body: { name: 'n'.repeat(256), type: 'person' } }],
    'a type that there is not': ['POST /v2/lists', validation('type'), { body: { name: 'x', type: 'deal' } }],
  },
});

proves('v2.lists.fields.list', {
  does: {
    'has the fields of the list besides those of its records [v2.metadata.list-fields]': async ({ affinity }) => {
      const all = await affinity.v2.lists.fields.list({ listId: 821 }).all();
      const ids = all.map(({ id }) => id);
      expect(ids).toEqual(
        expect.arrayContaining(['field-4101', 'field-302', 'affinity-data-industry', 'created-at', 'time-in-current-status']),
      );
      expect(ids).not.toContain('field-4401');
      expect(all.find(({ id }) => id === 'field-4101')).toMatchObject({ type: 'list', valueType: 'ranked-dropdown' });
    },
  },
  raw: {
    line: 'GET /v2/lists/821/fields?filter=name%3D%22Why%20now%22&includes=sortability',
    status: 200,
    answer: {
      data: [
        {
          id: 'field-4104',
          name: 'Why now',
          description: null,
          type: 'list',
          enrichmentSource: null,
          valueType: 'text',
          isRequired: false,
          createdAt: null,
          sortability: { sortableFieldType: 'field-only' },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'to be filtered by anything else': ['GET /v2/lists/821/fields?filter=type%3Dlist', validation('filter')],
    'a hidden list': ['GET /v2/lists/823/fields', notFound, { as: keys.tomas }],
  },
});

const statusOption = (id: number, text: string, rank: number) => ({
  type: 'status-dropdown',
  id,
  text,
  rank,
  color: 'blue',
  statusCategory: text === 'Won' ? 'won' : 'open',
  winRate: text === 'Won' ? null : 10,
});

proves('v2.lists.fields.dropdownOptions.list', {
  does: {
    'shows three kinds of options [v2.options.three-kinds]': async ({ affinity }) => {
      const typesOf = async (fieldId: string) =>
        new Set((await affinity.v2.lists.fields.dropdownOptions.list({ listId: 821, fieldId }).all()).map(({ type }) => type));
      expect(await typesOf('field-4105')).toEqual(new Set(['dropdown']));
      expect(await typesOf('field-4101')).toEqual(new Set(['status-dropdown']));
    },
    'shows ranked ones for a status in the oldest version [v2.versions.status-options]': async ({ send }) => {
      const typesIn = async (version: string) =>
        (await send('GET /v2/lists/821/fields/field-4101/dropdown-options', { version })).body.data[0].type;
      const of = { '2024-01-01': 'ranked-dropdown', '2026-07-15': 'status-dropdown', '2026-09-17': 'status-dropdown' };
      for (const [version, type] of Object.entries(of)) expect([version, await typesIn(version)]).toEqual([version, type]);
    },
  },
  raw: {
    line: 'GET /v2/lists/822/fields/field-4201/dropdown-options?limit=5',
    status: 200,
    answer: { data: [statusOption(31021, 'New', 0), statusOption(31022, 'Won', 1)], pagination: onlyPage },
  },
  refuses: {
    'a field that is no dropdown': ['GET /v2/lists/821/fields/field-4103/dropdown-options', rejected],
    'a field of another list': ['GET /v2/lists/820/fields/field-4101/dropdown-options', notFound],
  },
});

proves('v2.lists.fields.dropdownOptions.get', {
  does: {
    'is the one that a value shows': async ({ affinity }) => {
      const target = { listId: 821, fieldId: 'field-4105' };
      expect(await affinity.v2.lists.fields.dropdownOptions.get({ ...target, dropdownOptionId: 31011 })).toEqual({
        type: 'dropdown',
        id: 31011,
        text: 'Hot',
      });
    },
  },
  raw: { line: 'GET /v2/lists/821/fields/field-4101/dropdown-options/31007', status: 200, answer: statusOption(31007, 'Diligence', 1) },
  refuses: { 'an option of another field': ['GET /v2/lists/821/fields/field-4105/dropdown-options/31007', notFound] },
});

const onHold = { type: 'status-dropdown', text: 'Paused', rank: 9, color: 'gray', statusCategory: 'on-hold' };

proves('v2.lists.fields.dropdownOptions.create', {
  does: {
    'makes an option that v1 can set': async ({ affinity }) => {
      const target = { listId: 821, fieldId: 'field-4101' };
      const body = { ...onHold, type: 'status-dropdown', color: 'gray', statusCategory: 'on-hold' } as const;
      const { id } = await affinity.v2.lists.fields.dropdownOptions.create({ ...target, body });
      const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
      const status = values.find(({ field_id }) => field_id === 4101);
      await affinity.v1.fieldValues.update({ field_value_id: status?.id ?? 0, body: { value: id } });
      const read = await affinity.v2.lists.entries.fieldValues.get({ ...target, listEntryId: 640001 });
      expect(read.value.data).toMatchObject({ dropdownOptionId: id, text: 'Paused', rank: 9, color: 'gray' });
    },
    'tells the like apart by case alone [v2.options.case-sensitive]': async ({ send }) => {
      const create = (text: string) => send('POST /v2/lists/821/fields/field-4105/dropdown-options', { body: { type: 'dropdown', text } });
      expect([(await create('hot')).status, (await create('Hot')).status]).toEqual([201, 400]);
    },
  },
  raw: {
    line: 'POST /v2/lists/821/fields/field-4105/dropdown-options',
    body: { type: 'dropdown', text: 'Warm' },
    status: 201,
    answer: { type: 'dropdown', id: anId, text: 'Warm' },
  },
  refuses: {
    'a type that the field has not [v2.options.type-must-match]': [
      'POST /v2/lists/821/fields/field-4101/dropdown-options',
      validation('type'),
      { body: { type: 'dropdown', text: 'x' } },
    ],
    'a text that is there already [v2.options.text-is-unique]': [
      'POST /v2/lists/821/fields/field-4105/dropdown-options',
      validation('text'),
      { body: { type: 'dropdown', text: 'Hot' } },
    ],
    'a win rate of what is not open [v2.options.win-rate-only-open]': [
      'POST /v2/lists/821/fields/field-4101/dropdown-options',
      validation('winRate'),
      { body: { ...onHold, winRate: 50 } },
    ],
    'a colour that there is not': [
      'POST /v2/lists/821/fields/field-4101/dropdown-options',
      validation('color'),
      { body: { ...onHold, color: 'pink' } },
    ],
    'a rank on a plain option [v2.options.plain-has-no-rank]': [
      'POST /v2/lists/821/fields/field-4105/dropdown-options',
      rejected,
      { body: { type: 'dropdown', text: 'x', rank: 1 } },
    ],
    'an option to somebody with the basic role': [
      'POST /v2/lists/821/fields/field-4101/dropdown-options',
      forbidden(),
      { as: keys.ines, body: onHold },
    ],
    'a text of 256 characters': [
      'POST /v2/lists/821/fields/field-4105/dropdown-options',
      validation('text'),
      { body: { type: 'dropdown', text: 't'.repeat(256) } },
    ],
  },
});

proves('v2.lists.fields.dropdownOptions.update', {
  does: {
    'renames what values show in both versions': async ({ affinity }) => {
      const target = { listId: 821, fieldId: 'field-4105', dropdownOptionId: 31011 };
      await affinity.v2.lists.fields.dropdownOptions.update({ ...target, body: { text: 'Boiling' } });
      const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
      expect(values.map(({ value }) => value)).toContain('Boiling');
    },
    'loses its win rate with its category': async ({ affinity }) => {
      const target = { listId: 821, fieldId: 'field-4101', dropdownOptionId: 31007 };
      await affinity.v2.lists.fields.dropdownOptions.update({ ...target, body: { statusCategory: 'lost' } });
      expect(await affinity.v2.lists.fields.dropdownOptions.get(target)).toMatchObject({ statusCategory: 'lost', winRate: null });
    },
    'takes a win rate where the category becomes open': async ({ affinity }) => {
      const target = { listId: 821, fieldId: 'field-4101', dropdownOptionId: 31008 };
      await affinity.v2.lists.fields.dropdownOptions.update({ ...target, body: { statusCategory: 'open', winRate: 80 } });
      expect(await affinity.v2.lists.fields.dropdownOptions.get(target)).toMatchObject({ statusCategory: 'open', winRate: 80 });
    },
  },
  raw: { line: 'POST /v2/lists/821/fields/field-4101/dropdown-options/31007', body: { rank: 5, color: 'green' }, status: 204 },
  refuses: {
    'a win rate of what is not open': ['POST /v2/lists/821/fields/field-4101/dropdown-options/31008', rejected, { body: { winRate: 10 } }],
    'a rank on a plain option': ['POST /v2/lists/821/fields/field-4105/dropdown-options/31011', rejected, { body: { rank: 1 } }],
    'a text that another option has': [
      'POST /v2/lists/821/fields/field-4105/dropdown-options/31011',
      validation('text'),
      { body: { text: 'Cold' } },
    ],
    'somebody with the basic role': [
      'POST /v2/lists/821/fields/field-4101/dropdown-options/31007',
      forbidden(),
      { as: keys.ines, body: { rank: 5 } },
    ],
  },
});

proves('v2.lists.fields.dropdownOptions.delete', {
  does: {
    'clears every value that it had [v2.options.deletion-clears]': async ({ affinity }) => {
      await affinity.v2.lists.fields.dropdownOptions.delete({ listId: 821, fieldId: 'field-4101', dropdownOptionId: 31007 });
      const { value } = await affinity.v2.lists.entries.fieldValues.get({ listId: 821, listEntryId: 640001, fieldId: 'field-4101' });
      expect(value.data).toBeNull();
      const values = await affinity.v1.fieldValues.list({ list_entry_id: 640001 });
      expect(values.map(({ field_id }) => field_id)).not.toContain(4101);
    },
  },
  raw: { line: 'DELETE /v2/lists/821/fields/field-4105/dropdown-options/31012', status: 204 },
  refuses: {
    'somebody with the basic role': ['DELETE /v2/lists/821/fields/field-4101/dropdown-options/31007', forbidden(), { as: keys.ines }],
  },
});

const view = (id: number, name: string, type = 'sheet') => ({ id, name, type, createdAt: anInstant });

proves('v2.lists.savedViews.list', {
  does: {
    'shows the views of a list, each of which can be had': async ({ affinity }) => {
      for (const each of await affinity.v2.lists.savedViews.list({ listId: 821, limit: 1 }).all())
        expect(await affinity.v2.lists.savedViews.get({ listId: 821, viewId: each.id })).toEqual(each);
    },
  },
  raw: {
    line: 'GET /v2/lists/821/saved-views',
    status: 200,
    answer: { data: [view(81, 'Everything'), view(82, 'Open'), view(83, 'Board', 'board')], pagination: onlyPage },
  },
});

proves('v2.lists.savedViews.get', {
  does: {
    'belongs to its list alone': async ({ send }) => {
      expect((await send('GET /v2/lists/820/saved-views/81')).status).toBe(404);
    },
  },
  raw: { line: 'GET /v2/lists/821/saved-views/83', status: 200, answer: view(83, 'Board', 'board') },
});

proves('v2.lists.savedViews.entries.list', {
  does: {
    'has the rows of its filter, and the fields of its columns [v2.views.filter-and-columns]': async ({ affinity }) => {
      const rows = await affinity.v2.lists.savedViews.entries.list({ listId: 821, viewId: 82 }).all();
      expect(rows.map(({ id }) => id)).toEqual([640001, 640002]);
      for (const { entity } of rows) expect(entity.fields?.map(({ id }) => id)).toEqual(['field-4101', 'field-4103']);
    },
    'follows what is written': async ({ affinity }) => {
      const body = { value: { type: 'ranked-dropdown', data: { dropdownOptionId: 31008 } } } as const;
      await affinity.v2.lists.entries.fieldValues.update({ listId: 821, listEntryId: 640001, fieldId: 'field-4101', body });
      expect((await affinity.v2.lists.savedViews.entries.list({ listId: 821, viewId: 82 })).data?.map(({ id }) => id)).toEqual([640002]);
    },
  },
  raw: {
    line: 'GET /v2/lists/821/saved-views/82/list-entries?limit=1',
    status: 200,
    answer: {
      data: [expect.objectContaining({ id: 640001, type: 'company' })],
      pagination: { prevUrl: null, nextUrl: expect.any(String) },
    },
  },
  refuses: {
    'who may not export': [
      'GET /v2/lists/821/saved-views/82/list-entries',
      forbidden(/export-accessible-lists|Export data from Lists/),
      { as: keys.ines },
    ],
    'a board [v2.views.sheets-only]': ['GET /v2/lists/821/saved-views/83/list-entries', badRequest()],
  },
});
