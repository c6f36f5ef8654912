import { expect } from 'vitest';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { unprocessable } from '../support/refusals.ts';
import { anId, anInstant, ref, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const row = { id: 640001, list_id: 821, creator_id: 5101, entity_id: 70455, entity_type: 1, created_at: anInstant };

proves('v1.organizations.list', {
  does: {
    'finds part of a name or a domain': async ({ affinity }) => {
      const found = async (term: string) => (await affinity.v1.organizations.list({ term }).all()).map(({ id }) => id);
      expect(await found('acme')).toEqual([70457, 70458]);
      expect(await found('kestrel.example')).toEqual([70455]);
    },
    'finds those of the global directory by a term [v1.organizations.term-finds-globals]': async ({ affinity }) => {
      const [found] = (await affinity.v1.organizations.list({ term: 'Global Foods' })).organizations;
      expect(found).toMatchObject({ id: 70459, global: true });
    },
    'drops those without interactions when asked for their dates [v1.organizations.dates-filter]': async ({ affinity }) => {
      const { organizations } = await affinity.v1.organizations.list({ with_interaction_dates: true, with_opportunities: true });
      const ids = organizations.map(({ id }) => id);
      expect(ids).toContain(70455);
      expect(ids).not.toContain(70457);
      expect(organizations.find(({ id }) => id === 70455)).toMatchObject({ opportunity_ids: [3301] });
    },
    'ends a walk with null, maybe behind an empty page [v1.paging.may-end-empty]': async ({ affinity, send }) => {
      const first = (await send('GET /organizations?page_size=6')).body;
      expect(first.organizations).toHaveLength(6);
      const { next_page_token: token } = first;
      if (token !== null)
        expect((await send(`GET /organizations?page_size=6&page_token=${token}`)).body).toEqual({
          organizations: [],
          next_page_token: null,
        });
      expect(await affinity.v1.organizations.list({ page_size: 2 }).all()).toEqual(first.organizations);
    },
  },
  raw: {
    line: 'GET /organizations?term=kestrelrobotics.example&page_size=5',
    status: 200,
    answer: { organizations: [ref.kestrel], next_page_token: null },
  },
  refuses: {
    'a token that is none': ['GET /organizations?page_token=nonsense', unprocessable(/Invalid page_token variable/)],
    'a page size that is no number': ['GET /organizations?page_size=all', unprocessable(/page_size/)],
  },
});

proves('v1.organizations.get', {
  does: {
    'shows persons and rows, and what the flags add': async ({ affinity }) => {
      const query = { organization_id: 70455, with_interaction_dates: true, with_interaction_persons: true, with_opportunities: true };
      const whole = await affinity.v1.organizations.get(query);
      expect(whole).toMatchObject({ person_ids: [90211], opportunity_ids: [3301], interactions: { first_email: { person_ids: [5101] } } });
    },
    'names the survivor of an organization merged away': async ({ affinity, send }) => {
      await affinity.v2.companyMerges.create({ body: { primaryCompanyId: 70457, duplicateCompanyId: 70458 } });
      const { status, body } = await send('GET /organizations/70458');
      expect([status, body]).toEqual([422, ['organization_id: 70458 no longer exists as it has been merged into 70457']]);
    },
  },
  raw: {
    line: 'GET /organizations/70455',
    status: 200,
    answer: { ...ref.kestrel, person_ids: [90211], list_entries: [row, { ...row, id: 640201, list_id: 823 }] },
  },
});

const solvane = { name: 'Solvane Storage', domain: 'storage.example', person_ids: [90212] };

proves('v1.organizations.create', {
  does: {
    'makes one that v2 shows, never a global one [v1.organizations.created-are-local]': async ({ affinity }) => {
      const { id } = await affinity.v1.organizations.create({ body: solvane });
      const company = await affinity.v2.companies.get({ companyId: id });
      expect(company).toMatchObject({ name: 'Solvane Storage', domain: 'storage.example', domains: ['storage.example'], isGlobal: false });
      expect((await affinity.v1.persons.get({ person_id: 90212 })).organization_ids).toContain(id);
    },
  },
  raw: {
    line: 'POST /organizations',
    body: solvane,
    status: 200,
    answer: { id: anId, ...solvane, domains: ['storage.example'], crunchbase_uuid: null, global: false },
  },
  refuses: {
    'one without a name': ['POST /organizations', unprocessable(/name/), { body: { domain: 'x.example' } }],
    'a person that there is not': ['POST /organizations', unprocessable(/expected 999/), { body: { name: 'x', person_ids: [999] } }],
  },
});

proves('v1.organizations.update', {
  does: {
    'changes what v2 shows, and replaces persons': async ({ affinity }) => {
      const updated = await affinity.v1.organizations.update({ organization_id: 70456, body: { name: 'Solvane', person_ids: [90211] } });
      expect(updated.person_ids).toEqual([90211]);
      expect(await affinity.v2.companies.get({ companyId: 70456 })).toMatchObject({ name: 'Solvane', domain: 'solvane.example' });
    },
    'sets the persons of a global one': async ({ affinity }) => {
      const { person_ids } = await affinity.v1.organizations.update({ organization_id: 70459, body: { person_ids: [90211] } });
      expect(person_ids).toEqual([90211]);
    },
  },
  raw: {
    line: 'PUT /organizations/70456',
    body: { domain: 'solvane.energy.example' },
    status: 200,
    answer: {
      id: 70456,
      name: 'Solvane Energy',
      domain: 'solvane.energy.example',
      domains: expect.arrayContaining(['solvane.energy.example']),
      crunchbase_uuid: null,
      global: false,
      person_ids: [90212],
    },
  },
  refuses: {
    'another name of a global one [v1.organizations.globals-are-read-only]': [
      'PUT /organizations/70459',
      unprocessable(),
      { body: { name: 'x' } },
    ],
    'another domain of a global one': ['PUT /organizations/70459', unprocessable(), { body: { domain: 'x.example' } }],
  },
});

proves('v1.organizations.delete', {
  does: {
    'takes values, rows and tagged reminders along, and leaves the rest [v1.cascade.organization]': async ({ affinity, send }) => {
      await affinity.v1.organizations.delete({ organization_id: 70455 });
      expect((await send('GET /v2/companies/70455')).status).toBe(404);
      expect((await send('GET /lists/821/list-entries/640001')).status).toBe(422);
      expect((await send('GET /reminders/15701')).status).toBe(422);
      expect(await affinity.v1.notes.get({ note_id: 21501 })).toMatchObject({ organization_ids: [] });
      expect((await affinity.v1.persons.get({ person_id: 90211 })).organization_ids).toEqual([70460]);
      expect((await affinity.v1.opportunities.get({ opportunity_id: 3301 })).organization_ids).toEqual([]);
    },
  },
  raw: { line: 'DELETE /organizations/70457', status: 200, answer: success },
  refuses: {
    'a global one [v1.organizations.globals-stay]': [
      'DELETE /organizations/70459',
      unprocessable('Cannot delete organization because it is global'),
    ],
  },
});

const field = (id: number, name: string, value_type: unknown) => ({
  id,
  name,
  value_type,
  allows_multiple: id === 303,
  dropdown_options: [],
});

proves('v1.organizations.fields.list', {
  does: {
    'knows the global fields of organizations, one just made too': async ({ affinity }) => {
      const { id } = await affinity.v1.fields.create({ body: { name: 'Tier', entity_type: 1, value_type: 6 } });
      expect((await affinity.v1.organizations.fields.list()).map((each) => each.id)).toContain(id);
    },
  },
  raw: {
    line: 'GET /organizations/fields',
    status: 200,
    answer: [field(301, 'Sector', expect.any(Number)), field(302, 'Fit', 3), field(303, 'Competitors', 1), field(304, 'Thesis', 6)],
  },
});
