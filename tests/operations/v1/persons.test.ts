import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { unprocessable } from '../support/refusals.ts';
import { anId, anInstant, ref, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const touches = ['first_email', 'last_email', 'first_event', 'last_event', 'next_event', 'last_chat_message', 'last_interaction'];

proves('v1.persons.list', {
  does: {
    'finds part of a name or of any e-mail, whatever its case': async ({ affinity }) => {
      const found = async (term: string) => (await affinity.v1.persons.list({ term }).all()).map(({ id }) => id);
      expect(await found('NOVAK')).toEqual([90211, 90214]);
      expect(await found('solvane')).toEqual([90212]);
      expect(await found('ada nov')).toEqual([90211, 90214]);
      expect(await found('nobody')).toEqual([]);
    },
    'leads through pages to a token that is null [v1.paging.null-ends]': async ({ affinity }) => {
      const walked = await affinity.v1.persons.list({ page_size: 3 }).all();
      expect(walked.map(({ id }) => id)).toEqual((await affinity.v1.persons.list()).persons.map(({ id }) => id));
    },
    'drops persons without interactions when asked for their dates [v1.persons.dates-filter]': async ({ affinity }) => {
      const { persons } = await affinity.v1.persons.list({ with_interaction_dates: true });
      expect(persons.map(({ id }) => id)).not.toContain(90213);
      const ada = persons.find(({ id }) => id === 90211);
      expect(Object.keys(ada?.interaction_dates ?? {}).toSorted()).toEqual(touches.map((touch) => `${touch}_date`).toSorted());
      expect(Date.parse(ada?.interaction_dates?.last_email_date ?? '')).toBe(Date.parse('2026-05-02T10:00:00Z'));
    },
    'names the internal persons of the interactions when told to': async ({ affinity }) => {
      const query = { term: 'kestrelrobotics', with_interaction_dates: true, with_interaction_persons: true };
      const [ada] = (await affinity.v1.persons.list(query)).persons;
      expect(ada?.interactions?.last_email?.person_ids).toEqual([5101]);
      expect(ada?.interactions?.next_event?.person_ids).toEqual([5102]);
    },
    'finds by the dates of interactions': async ({ affinity }) => {
      const found = async (query: object) => (await affinity.v1.persons.list({ ...query }).all()).map(({ id }) => id);
      expect(await found({ min_last_email_date: '2026-05-03', max_last_email_date: '2026-05-04' })).toEqual(
        expect.arrayContaining([90212]),
      );
      expect(await found({ min_last_email_date: '2026-05-03', max_last_email_date: '2026-05-04' })).not.toContain(90211);
    },
    'adds deals and organizations when told to': async ({ affinity }) => {
      const query = { term: 'kestrelrobotics', with_opportunities: true, with_current_organizations: true };
      const [ada] = (await affinity.v1.persons.list(query)).persons;
      expect(ada).toMatchObject({ opportunity_ids: [3301], current_organization_ids: [70455] });
    },
  },
  raw: {
    line: 'GET /persons?term=ada@kestrelrobotics.example&page_size=5',
    status: 200,
    answer: { persons: [ref.ada], next_page_token: null },
  },
  refuses: {
    'a token that is none': ['GET /persons?page_token=nonsense', unprocessable(/Invalid page_token variable/)],
    'a flag that is none': ['GET /persons?with_opportunities=perhaps', unprocessable(/with_opportunities/)],
    'a date that is none': ['GET /persons?min_last_email_date=soon', unprocessable(/min_last_email_date/)],
  },
});

proves('v1.persons.get', {
  does: {
    'shows organizations and rows always, and what the flags add [v1.keys.absent-unless-asked]': async ({ affinity }) => {
      const plain = await affinity.v1.persons.get({ person_id: 90211 });
      expect(plain).toMatchObject({ organization_ids: [70455, 70460], list_entries: [{ id: 640050, list_id: 820 }] });
      expect(plain).not.toHaveProperty('interaction_dates');
      const whole = await affinity.v1.persons.get({ person_id: 90211, with_interaction_dates: true, with_opportunities: true });
      expect(whole).toMatchObject({ opportunity_ids: [3301], interactions: { first_email: { date: anInstant } } });
    },
    'knows internal persons and collaborators by their code [v1.codes.person-type]': async ({ affinity }) => {
      const typeOf = async (person_id: number) => (await affinity.v1.persons.get({ person_id })).type;
      expect([await typeOf(90211), await typeOf(5101), await typeOf(90213)]).toEqual([0, 1, 2]);
    },
    'names the survivor of a person merged away [v1.errors.merged-id]': async ({ send, affinity }) => {
      await affinity.v2.personMerges.create({ body: { primaryPersonId: 90211, duplicatePersonId: 90214 } });
      const { status, body } = await send('GET /persons/90214');
      expect([status, body]).toEqual([422, ['person_id: 90214 no longer exists as it has been merged into 90211']]);
    },
  },
  raw: {
    line: 'GET /persons/90211',
    status: 200,
    answer: {
      ...ref.ada,
      organization_ids: [70455, 70460],
      list_entries: [{ id: 640050, list_id: 820, creator_id: 5101, entity_id: 90211, entity_type: 0, created_at: anInstant }],
    },
  },
});

const ivo = { first_name: 'Ivo', last_name: 'Berg', emails: ['ivo.berg@kestrelrobotics.example'], organization_ids: [70455] };

proves('v1.persons.create', {
  does: {
    'makes a person that v2 and the organization show': async ({ affinity }) => {
      const { id } = await affinity.v1.persons.create({ body: ivo });
      expect(await affinity.v2.persons.get({ personId: id })).toMatchObject({
        firstName: 'Ivo',
        primaryEmailAddress: ivo.emails[0],
        type: 'external',
      });
      expect((await affinity.v1.organizations.get({ organization_id: 70455 })).person_ids).toContain(id);
    },
  },
  raw: {
    line: 'POST /persons',
    body: ivo,
    status: 200,
    answer: { id: anId, type: 0, primary_email: 'ivo.berg@kestrelrobotics.example', ...ivo },
  },
  refuses: {
    'an e-mail that another person has, whatever its case [v1.persons.email-is-unique]': [
      'POST /persons',
      unprocessable('There exists a contact with this email address.'),
      { body: { ...ivo, emails: ['ADA@kestrelrobotics.example'] } },
    ],
    'a person without a name': ['POST /persons', unprocessable(/first_name/), { body: { last_name: 'x', emails: [] } }],
    'an organization that there is not': ['POST /persons', unprocessable(/expected 999/), { body: { ...ivo, organization_ids: [999] } }],
    'e-mails that are no list': ['POST /persons', unprocessable(/emails/), { body: { ...ivo, emails: 'ivo@x.example' } }],
  },
});

proves('v1.persons.update', {
  does: {
    'changes what is sent alone, and replaces lists [v1.put.arrays-replace]': async ({ affinity }) => {
      await affinity.v1.persons.update({ person_id: 90211, body: { last_name: 'Berg', emails: ['ada@new.example'] } });
      const { firstName, lastName, emailAddresses } = await affinity.v2.persons.get({ personId: 90211 });
      expect([firstName, lastName, emailAddresses]).toEqual(['Ada', 'Berg', ['ada@new.example']]);
      const { organization_ids } = await affinity.v1.persons.update({ person_id: 90211, body: { organization_ids: [70456] } });
      expect(organization_ids).toEqual([70456]);
    },
    'takes a form as well [v1.bodies.forms]': async ({ sandbox, affinity }) => {
      const body = new URLSearchParams([
        ['first_name', 'Adele'],
        ['organization_ids[]', '70456'],
        ['organization_ids[]', '70457'],
      ]);
      const headers = { authorization: `Bearer ${keys.mira}` };
      const { status } = await sandbox.fetch(`${sandbox.url}/persons/90211`, { method: 'PUT', headers, body });
      expect(status).toBe(200);
      const person = await affinity.v1.persons.get({ person_id: 90211 });
      expect(person).toMatchObject({ first_name: 'Adele', organization_ids: [70456, 70457] });
    },
  },
  raw: {
    line: 'PUT /persons/90212',
    body: { emails: ['ivo@solvane.example', 'brandt@solvane.example'] },
    status: 200,
    answer: {
      id: 90212,
      type: 0,
      first_name: 'Ivo',
      last_name: 'Brandt',
      primary_email: 'ivo@solvane.example',
      emails: ['ivo@solvane.example', 'brandt@solvane.example'],
      organization_ids: [70456, 70460],
    },
  },
  refuses: {
    'an e-mail that another person has': [
      'PUT /persons/90212',
      unprocessable('There exists a contact with this email address.'),
      { body: { emails: ['ada@kestrelrobotics.example'] } },
    ],
    'an organization that there is not': ['PUT /persons/90212', unprocessable(/expected 999/), { body: { organization_ids: [999] } }],
  },
});

proves('v1.persons.delete', {
  does: {
    'takes rows, values, tagged reminders and values pointing at it along [v1.cascade.person]': async ({ affinity, send }) => {
      await affinity.v1.fieldValues.create({ body: { field_id: 4102, entity_id: 70455, list_entry_id: 640001, value: 90211 } });
      await affinity.v1.persons.delete({ person_id: 90211 });
      expect((await send('GET /v2/persons/90211')).status).toBe(404);
      expect((await affinity.v2.lists.entries.list({ listId: 820 })).data ?? []).toEqual([]);
      expect((await send('GET /reminders/15700')).status).toBe(422);
      const owners = await affinity.v2.lists.entries.fieldValues.get({ listId: 821, listEntryId: 640001, fieldId: 'field-4102' });
      expect(owners.value.data).toMatchObject([{ id: 5101 }]);
    },
    'leaves notes, files and interactions without the link [v1.cascade.notes-stay]': async ({ affinity }) => {
      await affinity.v1.persons.delete({ person_id: 90211 });
      expect(await affinity.v1.notes.get({ note_id: 21506 })).toMatchObject({ person_ids: [] });
      const interaction = await affinity.v1.interactions.get({ id: 1, type: 1 });
      expect(interaction).toMatchObject({ persons: [{ id: 5102 }] });
    },
  },
  raw: { line: 'DELETE /persons/90213', status: 200, answer: success },
  refuses: {
    'an internal person [v1.persons.internal-stays]': [
      'DELETE /persons/5102',
      unprocessable('Deleting internal or inferred_internal person is not allowed.'),
    ],
  },
});

proves('v1.persons.fields.list', {
  does: {
    'is no person of that name, and knows the fields of persons alone [v1.routes.literal-first]': async ({ affinity }) => {
      const ids = (await affinity.v1.persons.fields.list()).map(({ id }) => `field-${id}`);
      const global = (await affinity.v2.persons.fields.list().all()).filter(({ type, id }) => type === 'global' && id.startsWith('field-'));
      expect(ids).toEqual(global.map(({ id }) => id));
    },
  },
  raw: {
    line: 'GET /persons/fields',
    status: 200,
    answer: [{ id: 311, name: 'Expertise', value_type: expect.any(Number), allows_multiple: true, dropdown_options: [] }],
  },
});
