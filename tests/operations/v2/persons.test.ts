import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { badRequest, forbidden, notFound, problem, rejected, validation } from '../support/refusals.ts';
import { anId, anInstant, data, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const ada = { ...data.ada, emailAddresses: ['ada@kestrelrobotics.example'] };

proves('v2.persons.list', {
  does: {
    'shows users among them, with the same ids [v2.users.are-persons]': async ({ affinity }) => {
      const all = await affinity.v2.persons.list({ limit: 3 }).all();
      const internal = all.filter(({ type }) => type === 'internal').map(({ id }) => id);
      expect(internal).toEqual((await affinity.v2.users.list().all()).map(({ id }) => id));
    },
    'shows collaborators as external, unlike v1 [v2.persons.collaborators]': async ({ affinity }) => {
      const { data: found } = await affinity.v2.persons.list({ ids: [90213] });
      expect(found[0]?.type).toBe('external');
      expect((await affinity.v1.persons.get({ person_id: 90213 })).type).toBe(2);
    },
  },
  raw: { line: 'GET /v2/persons?ids=90211', status: 200, answer: { data: [{ ...ada, fields: [] }], pagination: onlyPage } },
  refuses: {
    'who may not export': ['GET /v2/persons', forbidden(/export-all-people|Export All People/), { as: keys.ines }],
    'fields both by id and by type': ['GET /v2/persons?fieldIds=field-311&fieldTypes=global', validation('fieldTypes')],
    'a field of companies': ['GET /v2/persons?fieldIds=field-302', validation('fieldIds', /person fields/)],
  },
});

proves('v2.persons.get', {
  does: {
    'needs no right to export': async ({ as }) => {
      const person = await as(keys.ines).v2.persons.get({ personId: 90211, fieldIds: ['field-311'] });
      expect(person.fields?.map(({ value }) => value.data)).toEqual([[{ dropdownOptionId: 31051, text: 'Sales' }]]);
    },
  },
  raw: { line: 'GET /v2/persons/90211', status: 200, answer: { ...ada, fields: [] } },
  refuses: { 'a field that there is not': ['GET /v2/persons/90211?fieldIds=field-999', validation('fieldIds')] },
});

proves('v2.persons.search', {
  does: {
    'finds by first name, last name or primary e-mail [v2.search.term-of-persons]': async ({ affinity }) => {
      const found = async (term: string) => (await affinity.v2.persons.search({ body: { search: { term } } }).all()).map(({ id }) => id);
      expect(await found('novak')).toEqual([90211, 90214]);
      expect(await found('ivo@solv')).toEqual([90212]);
    },
    'finds by the date of a touch': async ({ affinity }) => {
      const filter = {
        fieldId: 'last-email',
        attributeId: 'date-of-activity',
        valueType: 'date',
        operator: 'is-on',
        value: '2026-05-02',
      } as const;
      const { data: found } = await affinity.v2.persons.search({ body: { filters: { operator: 'and', filters: [filter] } } });
      expect(found.map(({ id }) => id)).toEqual([90211]);
    },
  },
  raw: {
    line: 'POST /v2/persons/search?totalCount=true',
    body: { search: { term: 'kestrelrobotics' } },
    status: 201,
    answer: { data: [{ ...ada, fields: [] }], pagination: { ...onlyPage, totalCount: 1 } },
  },
  refuses: {
    'who may not export': ['POST /v2/persons/search', forbidden(), { as: keys.ines, body: {} }],
    'a filter by name, which is no field [v2.search.names-are-no-fields]': [
      'POST /v2/persons/search',
      rejected,
      { body: { filters: { operator: 'and', filters: [{ fieldId: 'firstName', valueType: 'text', operator: 'is-empty' }] } } },
    ],
  },
});

const noor = { firstName: 'Noor', lastName: null, primaryEmailAddress: 'noor@new.example' };

proves('v2.persons.create', {
  does: {
    'makes a person that v1 shows, the primary e-mail first [v2.persons.primary-is-prepended]': async ({ affinity }) => {
      const { id } = await affinity.v2.persons.create({ body: { ...noor, emailAddresses: ['n@other.example'] } });
      const person = await affinity.v1.persons.get({ person_id: id });
      expect(person).toMatchObject({ type: 0, first_name: 'Noor', emails: ['noor@new.example', 'n@other.example'] });
    },
    'writes its fields at once': async ({ affinity }) => {
      const fields = [{ id: 'field-311', value: { type: 'dropdown-multi' as const, data: [{ dropdownOptionId: 31051 }] } }];
      const { id } = await affinity.v2.persons.create({ body: { ...noor, fields } });
      expect((await affinity.v2.persons.fieldValues.get({ personId: id, fieldId: 'field-311' })).value.data).toMatchObject([
        { text: 'Sales' },
      ]);
    },
  },
  raw: {
    line: 'POST /v2/persons',
    body: noor,
    status: 201,
    answer: { id: anId, ...noor, emailAddresses: ['noor@new.example'], type: 'external', fields: [] },
  },
  refuses: {
    'an e-mail that another person has [v2.persons.email-conflict]': [
      'POST /v2/persons',
      problem(409, 'conflict'),
      { body: { ...noor, primaryEmailAddress: 'ada@kestrelrobotics.example' } },
    ],
    'a person without the key of a last name': [
      'POST /v2/persons',
      validation('lastName'),
      { body: { firstName: 'x', primaryEmailAddress: null } },
    ],
    'an e-mail that is none': ['POST /v2/persons', validation('primaryEmailAddress'), { body: { ...noor, primaryEmailAddress: 'noor' } }],
    'fields to who may not edit global ones [v2.permissions.global-fields]': [
      'POST /v2/persons',
      forbidden(/Edit Global Field Values|global/i),
      { as: keys.tomas, body: { ...noor, fields: [{ id: 'field-311', value: { type: 'dropdown-multi', data: null } }] } },
    ],
    'a field that there is not': [
      'POST /v2/persons',
      rejected,
      { body: { ...noor, fields: [{ id: 'field-999', value: { type: 'text', data: 'x' } }] } },
    ],
  },
});

proves('v2.persons.delete', {
  does: {
    'goes with its rows, and what pointed at it is a deleted entity in the feed [v2.feed.deleted-entity]': async ({ affinity, send }) => {
      const body = { value: { type: 'person-multi' as const, data: [{ id: 90212 }] } };
      await affinity.v2.lists.entries.fieldValues.update({ listId: 821, listEntryId: 640001, fieldId: 'field-4102', body });
      await affinity.v2.persons.delete({ personId: 90212 });
      expect((await send('GET /persons/90212')).status).toBe(422);
      const { data: changes } = await affinity.v2.fieldValueChanges.list({ filter: 'field.id=field-4102&actionType=add' });
      expect(changes.map(({ value }) => value)).toEqual([{ referenceType: 'deleted-entity', displayValue: 'Ivo Brandt' }]);
    },
  },
  raw: { line: 'DELETE /v2/persons/90213', status: 204 },
  refuses: { 'an internal person [v2.persons.internal-stays]': ['DELETE /v2/persons/5102', forbidden()] },
});

proves('v2.persons.fields.list', {
  does: {
    'knows no fields of lists': async ({ affinity }) => {
      const all = await affinity.v2.persons.fields.list().all();
      expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(['field-311', 'last-email', 'affinity-data-current-job-title']));
      expect(all.map(({ id }) => id)).not.toContain('field-4301');
    },
  },
  raw: {
    line: 'GET /v2/persons/fields?filter=name%3DExpertise',
    status: 200,
    answer: {
      data: [
        {
          id: 'field-311',
          name: 'Expertise',
          description: null,
          type: 'global',
          enrichmentSource: null,
          valueType: 'dropdown-multi',
          isRequired: false,
          createdAt: null,
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: { 'to be filtered by anything else': ['GET /v2/persons/fields?filter=valueType%3Dtext', validation('filter')] },
});

proves('v2.persons.fields.dropdownOptions.list', {
  does: {
    'shows an option that v1 made by writing its text [v1.values.text-makes-an-option]': async ({ affinity }) => {
      await affinity.v1.fieldValues.create({ body: { field_id: 311, entity_id: 90211, value: 'Robotics' } });
      const options = await affinity.v2.persons.fields.dropdownOptions.list({ fieldId: 'field-311' }).all();
      expect(options.map(({ text }) => text)).toContain('Robotics');
    },
  },
  raw: {
    line: 'GET /v2/persons/fields/field-311/dropdown-options',
    status: 200,
    answer: { data: [{ type: 'dropdown', id: 31051, text: 'Sales' }], pagination: onlyPage },
  },
  refuses: {
    'a field that is no dropdown': ['GET /v2/persons/fields/affinity-data-current-job-title/dropdown-options', rejected],
  },
});

proves('v2.persons.fieldValues.list', {
  does: {
    'shows the fields of some types': async ({ affinity }) => {
      const all = await affinity.v2.persons.fieldValues.list({ personId: 90211, types: ['enriched', 'relationship-intelligence'] }).all();
      expect(new Set(all.map(({ type }) => type))).toEqual(new Set(['enriched', 'relationship-intelligence']));
    },
  },
  raw: {
    line: 'GET /v2/persons/90211/fields?ids=affinity-data-current-organization',
    status: 200,
    answer: {
      data: [
        {
          id: 'affinity-data-current-organization',
          name: 'Current Organization',
          type: 'enriched',
          enrichmentSource: 'affinity-data',
          value: { type: 'company', data: data.kestrel },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: { 'ids together with types': ['GET /v2/persons/90211/fields?ids=field-311&types=global', validation('types')] },
});

proves('v2.persons.fieldValues.get', {
  does: {
    'follows who somebody met': async ({ affinity }) => {
      const { value } = await affinity.v2.persons.fieldValues.get({ personId: 90211, fieldId: 'next-event' });
      expect(value).toMatchObject({ type: 'interaction', data: { type: 'meeting', id: 78 }, internalPerson: { id: 5102 } });
    },
  },
  raw: {
    line: 'GET /v2/persons/90211/fields/field-311',
    status: 200,
    answer: {
      id: 'field-311',
      name: 'Expertise',
      type: 'global',
      enrichmentSource: null,
      value: { type: 'dropdown-multi', data: [{ dropdownOptionId: 31051, text: 'Sales' }], totalCount: 1 },
    },
  },
});

proves('v2.persons.fieldValues.values', {
  does: {
    'has a single value as an array of one, and nothing as none [v2.values.single-as-array]': async ({ affinity }) => {
      const values = (personId: number) =>
        affinity.v2.persons.fieldValues.values({ personId, fieldId: 'affinity-data-current-organization' }).all();
      expect(await values(90211)).toMatchObject([{ id: 70455 }]);
      expect(await values(90212)).toEqual([]);
    },
  },
  raw: {
    line: 'GET /v2/persons/90211/fields/field-311/values',
    status: 200,
    answer: { type: 'dropdown-multi', data: [{ dropdownOptionId: 31051, text: 'Sales' }], pagination: onlyPage },
  },
  refuses: { 'a type that has no such page': ['GET /v2/persons/90211/fields/last-email/values', badRequest()] },
});

proves('v2.persons.fieldValues.update', {
  does: {
    'writes what v1 reads': async ({ affinity }) => {
      const body = { value: { type: 'dropdown-multi', data: null } } as const;
      await affinity.v2.persons.fieldValues.update({ personId: 90211, fieldId: 'field-311', body });
      expect((await affinity.v1.fieldValues.list({ person_id: 90211 })).map(({ field_id }) => field_id)).not.toContain(311);
    },
    'writes an enriched one [v2.values.enriched-are-writable]': async ({ affinity }) => {
      const target = { personId: 90212, fieldId: 'affinity-data-current-organization' };
      await affinity.v2.persons.fieldValues.update({ ...target, body: { value: { type: 'company', data: { id: 70456 } } } });
      expect((await affinity.v2.persons.fieldValues.get(target)).value.data).toMatchObject({ id: 70456 });
    },
  },
  raw: { line: 'POST /v2/persons/90211/fields/field-311', body: { value: { type: 'dropdown-multi', data: [] } }, status: 204 },
  refuses: {
    'a value of another type': [
      'POST /v2/persons/90211/fields/field-311',
      validation('value.type'),
      { body: { value: { type: 'text', data: 'x' } } },
    ],
    'a field of a list': ['POST /v2/persons/90211/fields/field-4301', notFound, { body: { value: { type: 'text', data: 'x' } } }],
    'what is computed': ['POST /v2/persons/90211/fields/first-email', rejected, { body: { value: { type: 'interaction', data: null } } }],
  },
});

const sales = {
  operation: 'update-fields',
  updates: [{ id: 'field-311', value: { type: 'dropdown-multi', data: [{ dropdownOptionId: 31051 }] } }],
};

proves('v2.persons.fieldValues.batchUpdate', {
  does: {
    'writes what is read afterwards': async ({ affinity, send }) => {
      await send('PATCH /v2/persons/90212/fields', { body: sales });
      expect((await affinity.v2.persons.fieldValues.get({ personId: 90212, fieldId: 'field-311' })).value.data).toMatchObject([
        { text: 'Sales' },
      ]);
    },
  },
  raw: { line: 'PATCH /v2/persons/90212/fields', body: sales, status: 200, answer: { operation: 'update-fields' } },
  refuses: {
    'an update without a value': [
      'PATCH /v2/persons/90212/fields',
      validation('updates.0.value'),
      { body: { operation: 'update-fields', updates: [{ id: 'field-311' }] } },
    ],
  },
});

proves('v2.persons.entries.list', {
  does: {
    'follows what v1 adds': async ({ affinity }) => {
      const { id } = await affinity.v1.lists.entries.create({ list_id: 820, body: { entity_id: 90211 } });
      expect((await affinity.v2.persons.entries.list({ personId: 90211 }).all()).map((entry) => entry.id)).toEqual([640050, id]);
    },
  },
  raw: {
    line: 'GET /v2/persons/90211/list-entries',
    status: 200,
    answer: {
      data: [{ id: 640050, listId: 820, listName: 'Advisors', createdAt: anInstant, creatorId: 5101, fields: expect.any(Array) }],
      pagination: onlyPage,
    },
  },
});

proves('v2.persons.lists.list', {
  does: {
    'is empty for somebody on no list': async ({ affinity }) => {
      expect((await affinity.v2.persons.lists.list({ personId: 90212 })).data).toEqual([]);
    },
  },
  raw: {
    line: 'GET /v2/persons/90211/lists',
    status: 200,
    answer: {
      data: [{ id: 820, name: 'Advisors', creatorId: 5101, ownerId: 5101, isPublic: true, createdAt: anInstant }],
      pagination: onlyPage,
    },
  },
});

proves('v2.persons.notes.list', {
  does: {
    'has those on meetings that the person attended, newest first [v2.notes.of-a-person]': async ({ affinity }) => {
      const notes = await affinity.v2.persons.notes.list({ personId: 90211 }).all();
      expect(notes.map(({ id }) => id).filter((id) => id !== 21502)).toEqual(expect.arrayContaining([21506, 21503]));
      const times = notes.map(({ createdAt }) => createdAt);
      expect(times).toEqual(times.toSorted().toReversed());
    },
  },
  raw: {
    line: 'GET /v2/persons/90213/notes?totalCount=true',
    status: 200,
    answer: { data: [], pagination: { ...onlyPage, totalCount: 0 } },
  },
  refuses: { 'to be filtered by id': ['GET /v2/persons/90211/notes?filter=id%3D1', validation('filter')] },
});

proves('v2.persons.relationships.list', {
  does: {
    'leaves out who has nothing in common [v2.relationships.nothing-in-common]': async ({ affinity }) => {
      expect((await affinity.v2.persons.relationships.list({ personId: 90213 })).data).toEqual([]);
      const pairs = await affinity.v2.persons.relationships.list({ personId: 90211 }).all();
      for (const { interactionScore, person2 } of pairs) {
        expect(person2.id).toBe(90211);
        expect(interactionScore).toBeGreaterThan(0);
        expect(interactionScore).toBeLessThanOrEqual(1);
      }
    },
  },
  raw: {
    line: 'GET /v2/persons/90212/relationships?orderBy=interactionScore&limit=1',
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
      pagination: { prevUrl: null, nextUrl: expect.any(String) },
    },
  },
  refuses: { 'another order': ['GET /v2/persons/90211/relationships?orderBy=id', validation('orderBy.0')] },
});
