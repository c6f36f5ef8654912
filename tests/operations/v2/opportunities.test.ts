import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { forbidden, validation } from '../support/refusals.ts';
import { onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const seriesB = { id: 3301, name: 'Kestrel Series B', listId: 822, listName: 'Active Deals', isRestricted: false, isRedacted: false };

proves('v2.opportunities.list', {
  does: {
    'hides the name of a restricted deal from who may not manage it [v2.redaction.names]': async ({ affinity, as }) => {
      const quiet = async (client: typeof affinity) => (await client.v2.opportunities.list({ ids: [3302] })).data[0];
      expect(await quiet(affinity)).toMatchObject({ name: 'Project Quiet', isRestricted: true, isRedacted: false });
      expect(await quiet(as(keys.tomas))).toMatchObject({ name: '[Hidden]', isRestricted: true, isRedacted: true });
    },
    'shows one that v1 made': async ({ affinity }) => {
      const { id } = await affinity.v1.opportunities.create({ body: { name: 'Seed', list_id: 822 } });
      expect((await affinity.v2.opportunities.list({ limit: 1 }).all()).map((deal) => deal.id)).toEqual([3301, 3302, id]);
    },
  },
  raw: { line: 'GET /v2/opportunities?ids=3301', status: 200, answer: { data: [seriesB], pagination: onlyPage } },
  refuses: {
    'who may not export': ['GET /v2/opportunities', forbidden(/export-accessible-lists|Export data from Lists/), { as: keys.ines }],
  },
});

proves('v2.opportunities.get', {
  does: {
    'needs no right to export': async ({ as }) => {
      expect((await as(keys.ines).v2.opportunities.get({ opportunityId: 3301 })).name).toBe('Kestrel Series B');
    },
  },
  raw: { line: 'GET /v2/opportunities/3301', status: 200, answer: seriesB },
});

proves('v2.opportunities.update', {
  does: {
    'renames what v1 and its row show': async ({ affinity }) => {
      await affinity.v2.opportunities.update({ opportunityId: 3301, body: { name: 'Series C' } });
      expect((await affinity.v1.opportunities.get({ opportunity_id: 3301 })).name).toBe('Series C');
      expect(await affinity.v2.lists.entries.get({ listId: 822, listEntryId: 640090 })).toMatchObject({ entity: { name: 'Series C' } });
    },
    'changes nothing for an empty body': async ({ affinity }) => {
      await affinity.v2.opportunities.update({ opportunityId: 3301, body: {} });
      expect((await affinity.v2.opportunities.get({ opportunityId: 3301 })).name).toBe('Kestrel Series B');
    },
  },
  raw: { line: 'POST /v2/opportunities/3301', body: { name: 'Series C' }, status: 204 },
  refuses: {
    'who may not export': ['POST /v2/opportunities/3301', forbidden(), { as: keys.ines, body: { name: 'x' } }],
    'who may not manage a restricted deal [v2.permissions.manage-opportunity]': [
      'POST /v2/opportunities/3302',
      forbidden(),
      { as: keys.tomas, body: { name: 'x' } },
    ],
    'a name of 256 characters': ['POST /v2/opportunities/3301', validation('name'), { body: { name: 'n'.repeat(256) } }],
    'no name': ['POST /v2/opportunities/3301', validation('name'), { body: { name: '' } }],
  },
});

proves('v2.opportunities.delete', {
  does: {
    'takes its row along, and leaves its notes [v2.opportunities.cascade]': async ({ affinity, send }) => {
      await affinity.v2.opportunities.delete({ opportunityId: 3301 });
      expect((await send('GET /opportunities/3301')).status).toBe(422);
      expect((await send('GET /lists/822/list-entries/640090')).status).toBe(422);
      expect((await affinity.v2.notes.attachedOpportunities.list({ noteId: 21503 })).data).toEqual([]);
    },
  },
  raw: { line: 'DELETE /v2/opportunities/3301', status: 204 },
  refuses: {
    'who may not export': ['DELETE /v2/opportunities/3301', forbidden(), { as: keys.ines }],
    'who may not manage a restricted deal': ['DELETE /v2/opportunities/3302', forbidden(), { as: keys.tomas }],
  },
});

proves('v2.opportunities.notes.list', {
  does: {
    'has those on its persons too [v2.notes.of-a-deal]': async ({ affinity }) => {
      const ids = (await affinity.v2.opportunities.notes.list({ opportunityId: 3301 }).all()).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([21503, 21506]));
    },
  },
  raw: {
    line: 'GET /v2/opportunities/3302/notes?totalCount=true',
    status: 200,
    answer: { data: [], pagination: { ...onlyPage, totalCount: 0 } },
  },
  refuses: { 'to be filtered by id': ['GET /v2/opportunities/3301/notes?filter=id%3D1', validation('filter')] },
});
