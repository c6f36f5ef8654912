import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unknownId, unprocessable } from '../support/refusals.ts';
import { anId, anInstant, ref, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const watchlist = { id: 821, type: 1, name: 'Robotics Watchlist', public: true, owner_id: 5101, creator_id: 5101, list_size: 3 };

proves('v1.lists.list', {
  does: {
    'shows every list that the caller may see, at once [v1.access.hidden-is-absent]': async ({ as }) => {
      const idsFor = async (key: string) => (await as(key).v1.lists.list()).map(({ id }) => id);
      expect(await idsFor(keys.mira)).toEqual([820, 821, 822, 823]);
      expect(await idsFor(keys.tomas)).toEqual([820, 821, 822]);
      expect(await idsFor(keys.ines)).toEqual([820, 821, 822, 823]);
    },
  },
  raw: {
    line: 'GET /lists',
    as: keys.tomas,
    status: 200,
    answer: [
      { ...watchlist, id: 820, type: 0, name: 'Advisors', list_size: 1 },
      watchlist,
      { ...watchlist, id: 822, type: 8, name: 'Active Deals', list_size: 2 },
    ],
  },
});

proves('v1.lists.get', {
  does: {
    'shows the fields of the list and no others [v1.lists.own-fields-only]': async ({ affinity }) => {
      const { fields } = await affinity.v1.lists.get({ list_id: 820 });
      expect(fields?.map(({ name }) => name)).toEqual(['Warmth']);
    },
  },
  raw: {
    line: 'GET /lists/823',
    status: 200,
    answer: {
      ...watchlist,
      id: 823,
      name: 'Secret',
      public: false,
      list_size: 1,
      fields: [{ id: 4401, name: 'Secret note', value_type: 6, allows_multiple: false, dropdown_options: [] }],
    },
  },
  refuses: {
    'a hidden list [v1.access.hidden-by-id-is-403]': ['GET /lists/823', denied(), { as: keys.tomas }],
  },
});

proves('v1.lists.create', {
  does: {
    'makes a list that v2 shows, takes is_public and answers public [v1.lists.is-public-in-public-out]': async ({ affinity }) => {
      const body = { name: 'Founders', type: 0, is_public: true } as const;
      const { id, public: isPublic } = await affinity.v1.lists.create({ body });
      expect(isPublic).toBe(true);
      expect(await affinity.v2.lists.get({ listId: id })).toMatchObject({
        name: 'Founders',
        type: 'person',
        isPublic: true,
        ownerId: 5101,
      });
    },
    'gives a list of deals its default fields [v1.fields.defaults-of-lists]': async ({ affinity }) => {
      const { id } = await affinity.v1.lists.create({ body: { name: 'Seeds', type: 8, is_public: false } });
      const { fields } = await affinity.v1.lists.get({ list_id: id });
      expect(fields.map(({ name, value_type }) => [name, value_type])).toEqual(
        expect.arrayContaining([
          ['Status', 7],
          ['Owners', 0],
          ['Amount', 3],
        ]),
      );
    },
    'is owned by and shared with whom it names': async ({ affinity, as }) => {
      const additional_permissions = [{ internal_person_id: 5103, role_id: 2 as const }];
      const body = { name: 'Quiet', type: 1, is_public: false, owner_id: 5102, additional_permissions } as const;
      const made = await affinity.v1.lists.create({ body });
      expect(made).toMatchObject({ owner_id: 5102, creator_id: 5101, additional_permissions });
      for (const key of [keys.tomas, keys.ines]) expect((await as(key).v2.lists.get({ listId: made.id })).name).toBe('Quiet');
    },
  },
  raw: {
    line: 'POST /lists',
    body: { name: 'Advisors 2', type: 0, is_public: true, additional_permissions: [{ internal_person_id: 5102, role_id: 2 }] },
    status: 200,
    answer: {
      id: anId,
      type: 0,
      name: 'Advisors 2',
      public: true,
      owner_id: 5101,
      creator_id: 5101,
      list_size: 0,
      additional_permissions: [{ internal_person_id: 5102, role_id: 2 }],
    },
  },
  refuses: {
    'a list without a name, a type or is_public [v1.errors.missing-field]': ['POST /lists', unprocessable(/name/), { body: {} }],
    'a type that there is not': ['POST /lists', unprocessable(/type/), { body: { name: 'x', type: 2, is_public: true } }],
    'a role that there is not': [
      'POST /lists',
      unprocessable(/role_id/),
      { body: { name: 'x', type: 0, is_public: true, additional_permissions: [{ internal_person_id: 5102, role_id: 3 }] } },
    ],
    'an owner from outside': ['POST /lists', unprocessable(), { body: { name: 'x', type: 0, is_public: true, owner_id: 90211 } }],
  },
});

const row = { id: 640001, list_id: 821, creator_id: 5101, entity_id: 70455, entity_type: 1, created_at: anInstant, entity: ref.kestrel };

proves('v1.lists.entries.list', {
  does: {
    'answers an array without a page size, and an object with one, newest first [v1.entries.array-or-object] [v1.entries.newest-first]':
      async ({ affinity, send }) => {
        const all = (await send('GET /lists/821/list-entries')).body;
        const { list_entries: page, next_page_token: token } = (await send('GET /lists/821/list-entries?page_size=2')).body;
        expect(all.map(({ id }: { id: number }) => id)).toEqual([640003, 640002, 640001]);
        expect(page).toEqual(all.slice(0, 2));
        expect((await affinity.v1.lists.entries.list({ list_id: 821, page_size: 2, page_token: token })).list_entries).toEqual(
          all.slice(2),
        );
      },
    'ignores a token without a page size [v1.entries.token-alone-is-ignored]': async ({ send }) => {
      expect((await send('GET /lists/821/list-entries?page_token=nonsense')).body).toHaveLength(3);
    },
    'embeds the record by the type of the list': async ({ send }) => {
      expect((await send('GET /lists/820/list-entries')).body[0].entity).toEqual(ref.ada);
      const [deal] = (await send('GET /lists/822/list-entries', { as: keys.mira })).body;
      expect(Object.keys(deal.entity).toSorted()).toEqual(['id', 'name']);
    },
  },
  raw: {
    line: 'GET /lists/823/list-entries?page_size=10',
    status: 200,
    answer: { list_entries: [{ ...row, id: 640201, list_id: 823 }], next_page_token: null },
  },
  refuses: {
    'a token with another page size [v1.paging.token-needs-its-parameters]': [
      `GET /lists/821/list-entries?page_size=3&page_token=${btoa(JSON.stringify({ params: {}, page_size: 2, offset: 2 }))}`,
      unprocessable(/Invalid page_token variable/),
    ],
    'a page size that is no number': ['GET /lists/821/list-entries?page_size=two', unprocessable(/page_size/)],
    'a hidden list': ['GET /lists/823/list-entries', denied(), { as: keys.tomas }],
  },
});

proves('v1.lists.entries.get', {
  does: {
    'shows the row that v2 added': async ({ affinity }) => {
      const { id } = await affinity.v2.lists.entries.create({ listId: 821, body: { entity: { id: 70458 } } });
      const entry = await affinity.v1.lists.entries.get({ list_id: 821, list_entry_id: id });
      expect(entry).toMatchObject({ entity_id: 70458, entity: { name: 'Acme', domain: 'acme-inc.example' } });
    },
  },
  raw: { line: 'GET /lists/821/list-entries/640001', status: 200, answer: row },
  refuses: {
    'a row of another list': ['GET /lists/820/list-entries/640001', unknownId('list_entry_id', 640001)],
    'a row of a hidden list': ['GET /lists/823/list-entries/640201', denied(), { as: keys.tomas }],
  },
});

proves('v1.lists.entries.create', {
  does: {
    'adds a record, a second time too, which v2 shows [v1.entries.duplicates-allowed]': async ({ affinity }) => {
      const add = () => affinity.v1.lists.entries.create({ list_id: 821, body: { entity_id: 70455 } });
      const made = [await add(), await add()];
      const entries = await affinity.v2.companies.entries.list({ companyId: 70455 }).all();
      expect(entries.filter(({ listId }) => listId === 821).map(({ id }) => id)).toEqual([640001, ...made.map(({ id }) => id)]);
    },
    'names who added it': async ({ affinity }) => {
      const entry = await affinity.v1.lists.entries.create({ list_id: 820, body: { entity_id: 90212, creator_id: 5102 } });
      expect(entry.creator_id).toBe(5102);
    },
    'tells webhooks of the row': async ({ affinity, told }) => {
      await affinity.v2.webhooks.update({ webhookId: 1301, body: { subscriptions: ['list_entry.created'] } });
      await affinity.v1.lists.entries.create({ list_id: 821, body: { entity_id: 70455 } });
      expect(await told()).toEqual(['list_entry.created']);
    },
  },
  raw: {
    line: 'POST /lists/821/list-entries',
    body: { entity_id: 70455 },
    status: 200,
    answer: { ...row, id: anId },
  },
  refuses: {
    'a deal: it comes with POST /opportunities [v1.entries.not-on-deal-lists]': [
      'POST /lists/822/list-entries',
      unprocessable(),
      { body: { entity_id: 3301 } },
    ],
    'a record of another kind': ['POST /lists/821/list-entries', unprocessable(/90211/), { body: { entity_id: 90211 } }],
    'a record that there is not [v1.errors.unknown-id]': [
      'POST /lists/821/list-entries',
      unknownId('entity_id', 999),
      { body: { entity_id: 999 } },
    ],
    'nothing to add': ['POST /lists/821/list-entries', unprocessable(/entity_id/), { body: {} }],
    'a hidden list': ['POST /lists/823/list-entries', denied(), { as: keys.tomas, body: { entity_id: 70455 } }],
  },
});

proves('v1.lists.entries.delete', {
  does: {
    'takes the values of the row along, and leaves the record [v1.cascade.entry]': async ({ affinity, send }) => {
      await affinity.v1.lists.entries.delete({ list_id: 821, list_entry_id: 640001 });
      expect((await send('GET /v2/lists/821/list-entries/640001')).status).toBe(404);
      const values = await affinity.v1.fieldValues.list({ organization_id: 70455 });
      expect(values.filter(({ list_entry_id }) => list_entry_id === 640001)).toEqual([]);
      expect((await affinity.v2.companies.get({ companyId: 70455 })).name).toBe('Kestrel Robotics');
    },
    'takes a deal along, which lives on its row alone [v1.cascade.deal-and-its-entry]': async ({ affinity, send }) => {
      await affinity.v1.lists.entries.delete({ list_id: 822, list_entry_id: 640090 });
      expect((await send('GET /v2/opportunities/3301')).status).toBe(404);
    },
  },
  raw: { line: 'DELETE /lists/821/list-entries/640002', status: 200, answer: success },
  refuses: {
    'a row of another list': ['DELETE /lists/820/list-entries/640001', unknownId('list_entry_id', 640001)],
    'the row of a restricted deal to who may not manage it': ['DELETE /lists/822/list-entries/640091', denied(), { as: keys.tomas }],
  },
});
