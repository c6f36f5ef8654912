import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unprocessable } from '../support/refusals.ts';
import { anId, anInstant, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const seriesB = {
  id: 3301,
  name: 'Kestrel Series B',
  person_ids: [90211],
  organization_ids: [70455],
  list_entries: [{ id: 640090, list_id: 822, creator_id: 5101, entity_id: 3301, entity_type: 8, created_at: anInstant }],
};

proves('v1.opportunities.list', {
  does: {
    'finds part of a name, and pages': async ({ affinity }) => {
      const all = await affinity.v1.opportunities.list({ page_size: 1 }).all();
      expect(all.map(({ id }) => id)).toEqual([3301, 3302]);
      expect((await affinity.v1.opportunities.list({ term: 'quiet' })).opportunities.map(({ id }) => id)).toEqual([3302]);
    },
  },
  raw: { line: 'GET /opportunities?term=series&page_size=10', status: 200, answer: { opportunities: [seriesB], next_page_token: null } },
  refuses: { 'a token that is none': ['GET /opportunities?page_token=nonsense', unprocessable(/Invalid page_token variable/)] },
});

proves('v1.opportunities.get', {
  does: {
    'has one row, on the list it lives on [v1.opportunities.one-entry]': async ({ affinity }) => {
      const { list_entries } = await affinity.v1.opportunities.get({ opportunity_id: 3301 });
      expect(list_entries).toMatchObject([{ list_id: 822 }]);
      const id = list_entries[0]?.id ?? 0;
      expect(await affinity.v2.lists.entries.get({ listId: 822, listEntryId: id })).toMatchObject({ entity: { id: 3301 } });
    },
  },
  raw: { line: 'GET /opportunities/3301', status: 200, answer: seriesB },
});

const seed = { name: 'Solvane Seed', list_id: 822, person_ids: [90212], organization_ids: [70456] };

proves('v1.opportunities.create', {
  does: {
    'makes the row too, and its associations are fields of v2 [v1.opportunities.create-adds-the-entry]': async ({ affinity }) => {
      const { id, list_entries } = await affinity.v1.opportunities.create({ body: seed });
      const listEntryId = list_entries[0]?.id ?? 0;
      const { data } = await affinity.v2.lists.entries.fieldValues.list({ listId: 822, listEntryId, ids: ['companies', 'persons'] });
      expect(data.map(({ value }) => value.data)).toMatchObject([[{ id: 70456 }], [{ id: 90212 }]]);
      expect(await affinity.v2.opportunities.get({ opportunityId: id })).toMatchObject({
        name: 'Solvane Seed',
        listId: 822,
        listName: 'Active Deals',
      });
    },
  },
  raw: {
    line: 'POST /opportunities',
    body: seed,
    status: 200,
    answer: {
      id: anId,
      name: 'Solvane Seed',
      person_ids: [90212],
      organization_ids: [70456],
      list_entries: [{ id: anId, list_id: 822, creator_id: 5101, entity_id: anId, entity_type: 8, created_at: anInstant }],
    },
  },
  refuses: {
    'a deal without a list': ['POST /opportunities', unprocessable(/list_id/), { body: { name: 'x' } }],
    'a list that there is not': ['POST /opportunities', unprocessable(/expected 999/), { body: { name: 'x', list_id: 999 } }],
    'a list of another kind': ['POST /opportunities', unprocessable(), { body: { name: 'x', list_id: 821 } }],
    'a person that there is not': ['POST /opportunities', unprocessable(/expected 999/), { body: { ...seed, person_ids: [999] } }],
    'a hidden list': ['POST /opportunities', denied(), { as: keys.tomas, body: { name: 'x', list_id: 823 } }],
  },
});

proves('v1.opportunities.update', {
  does: {
    'renames what v2 shows, and replaces associations': async ({ affinity }) => {
      const updated = await affinity.v1.opportunities.update({ opportunity_id: 3301, body: { name: 'Series C', organization_ids: [] } });
      expect(updated).toMatchObject({ organization_ids: [], person_ids: [90211] });
      expect((await affinity.v2.opportunities.get({ opportunityId: 3301 })).name).toBe('Series C');
    },
  },
  raw: { line: 'PUT /opportunities/3301', body: { name: 'Series C' }, status: 200, answer: { ...seriesB, name: 'Series C' } },
  refuses: {
    'an organization that there is not': ['PUT /opportunities/3301', unprocessable(/expected 999/), { body: { organization_ids: [999] } }],
  },
});

proves('v1.opportunities.delete', {
  does: {
    'takes its row, its values and its reminders along, and leaves notes and files [v1.cascade.opportunity]': async ({
      affinity,
      send,
    }) => {
      const body = { owner_id: 5101, type: 0, due_date: '2027-01-01', opportunity_id: 3301 } as const;
      const reminder = await affinity.v1.reminders.create({ body });
      await affinity.v1.opportunities.delete({ opportunity_id: 3301 });
      expect((await send('GET /v2/lists/822/list-entries/640090')).status).toBe(404);
      expect((await send(`GET /reminders/${reminder.id}`)).status).toBe(422);
      expect(await affinity.v1.notes.get({ note_id: 21503 })).toMatchObject({ opportunity_ids: [] });
      expect((await send('GET /entity-files/9302')).status).toBe(200);
    },
  },
  raw: { line: 'DELETE /opportunities/3301', status: 200, answer: success },
  refuses: {
    'a restricted deal to who may not manage it': ['DELETE /opportunities/3302', denied(), { as: keys.tomas }],
  },
});
