import {
  AffinityAmbiguousNameError,
  AffinityFilterError,
  AffinityInputError,
  AffinityNotFoundError,
  createAffinity,
  F,
  fieldsOf,
} from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { servicesFirm, servicesNow } from './support/services-firm.ts';
import { valuesKey } from './support/values-firm.ts';

const sandbox = createSandbox({ firm: servicesFirm, now: servicesNow, checkResponses: true });
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());
const affinity = createAffinity({ baseUrl: sandbox.url, apiKey: valuesKey, fetch: sandbox.fetch, metadataLifetimeMs: 0 });

const namesOf = (records: readonly { readonly name: string }[]): string[] => records.map(({ name }) => name);

/** The requests that read records, as `METHOD path`. */
const searches = (): string[] =>
  sandbox
    .requests()
    .map(({ method, path }) => `${method} ${path}`)
    .filter((one) => !/\/fields|dropdown-options|\/v2\/lists(?:\?|$)/.test(one));

describe('a list with a built filter', () => {
  it('searches companies, and keeps to the account without criteria', async () => {
    const industry = F.field('dealroom:Industry').in(['Industry 5', 'Industry 7']);
    expect(namesOf(await affinity.companies.all({ filter: industry }))).toEqual(['Kestrel Robotics']);
    expect(namesOf((await affinity.companies.list({ filter: F.and(), totalCount: true, limit: 1 })).data)).toEqual(['Kestrel Robotics']);
    expect(searches()).toEqual(['POST /v2/companies/search', 'POST /v2/companies/search']);
    expect((await affinity.companies.list({ filter: F.and(), totalCount: true })).pagination.totalCount).toBe(3);
  });

  it('searches persons, with the fields that are asked for', async () => {
    const found = await affinity.persons.first({ filter: F.field('Industry').in(['FinTech']), fieldTypes: ['enriched'] });
    expect(found?.id).toBe(503);
    expect(fieldsOf(found ?? {}).get('Industry')).toMatchObject({ state: 'value', data: ['FinTech'] });
  });

  it('searches the rows of a list page by page', async () => {
    const filter = F.field('Department').equals('Sales');
    const pages = [];
    for await (const { data, nextCursor } of affinity.lists.entries(10).pages({ filter, limit: 2 }))
      pages.push([data?.length, nextCursor === null]);
    expect(pages).toEqual([
      [2, false],
      [1, true],
    ]);
    const first = await affinity.lists.entries(10).list({ filter, limit: 2 });
    const rest = affinity.lists.entries(10).list({ filter, limit: 2, cursor: first.nextCursor ?? '' });
    expect((await rest.all()).map(({ id }) => id)).toEqual([1004]);
  });

  it('searches opportunities through the rows of their list, and gives opportunities', async () => {
    const filter = F.field('Status').equals('Diligence').and(F.field('Amount').greaterThan(100_000));
    const [found, ...others] = await affinity.opportunities.all({ filter, fieldIds: ['field-70'] });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 3002, name: 'Kestrel Series B', listId: 20, listName: 'Deals' });
    expect(fieldsOf(found ?? {}).get('Amount')).toMatchObject({ state: 'value', data: 250_000 });
    expect(searches()).toEqual(['POST /v2/lists/20/list-entries/search']);
    expect(namesOf(await affinity.opportunities.search('kestrel').all())).toEqual(['Kestrel Series A', 'Kestrel Series B']);
    const address = 'https://harborlight.affinity.co/lists/20';
    expect(
      namesOf(await affinity.opportunities.search({ filters: { operator: 'and', filters: [] } }, { list: address }).all()),
    ).toHaveLength(3);
  });

  it('of opportunities wants to know the list where there are several', async () => {
    const { id } = await affinity.lists.create({ name: 'Fund II', type: 'opportunity' });
    const filter = F.field('Amount').isNotEmpty();
    const error: unknown = await affinity.opportunities.all({ filter }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AffinityAmbiguousNameError);
    expect(error).toMatchObject({ candidates: [{ id: 20 }, { id, name: 'Fund II' }] });
    expect(await affinity.opportunities.all({ filter, list: 20 })).toHaveLength(3);
  });

  it('refuses what the server cannot do by its part, before a record is read, or does it here and counts what it reads', async () => {
    const part = F.field('affinity-data:Industry').contains('Tech');
    const error: unknown = await affinity.persons
      .all({ filter: F.field('Industry').isNotEmpty().and(F.field('Industry').contains('Tech')) })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AffinityFilterError);
    expect(error).toMatchObject({ part: 'Industry contains "Tech"' });
    expect(searches()).toEqual([]);
    expect(await affinity.companies.all({ filter: part }).catch((reason: unknown) => reason)).toBeInstanceOf(AffinityFilterError);
    const found = affinity.persons.list({
      filter: F.field('Industry').isNotEmpty().and(F.field('Industry').endsWith('tech')),
      evaluate: 'local',
    });
    expect((await found.all()).map(({ id }) => id)).toEqual([501, 503]);
    expect(found.recordsRead).toBe(3);
  });

  it('goes on over pages that are left with nothing here', async () => {
    const filter = F.field('Name of nothing').not();
    await expect(affinity.lists.entries(10).all({ filter })).rejects.toThrow(/no such field/);
    const walk = affinity.lists.entries(10).pages({ filter: F.field('Title').equals('Analyst'), evaluate: 'local', limit: 1 });
    const sizes = [];
    for await (const { data } of walk) sizes.push(data?.length);
    expect(sizes).toEqual([0, 0, 0, 0, 1, 0]);
  });

  it('takes no ids beside it, and no text', async () => {
    const both = { filter: F.and(), ids: [101] } as object;
    expect(() => affinity.companies.list(both)).toThrow(AffinityInputError);
    expect(() => affinity.companies.list({ filter: 'Status=Active' } as object)).toThrow(AffinityFilterError);
  });
});

describe('opportunities', () => {
  it('know their list, row, companies, persons, notes, fields and relationships', async () => {
    const deal = 'https://harborlight.affinity.co/opportunities/3001';
    expect(namesOf(await affinity.opportunities.lists(deal))).toEqual(['Deals']);
    expect((await affinity.opportunities.entries(deal, { fieldTypes: ['list'] })).map(({ id }) => id)).toEqual([2001]);
    expect(namesOf(await affinity.opportunities.companies(deal))).toEqual(['Kestrel Robotics']);
    expect((await affinity.opportunities.persons(deal)).map(({ id }) => id)).toEqual([501]);
    const note = await affinity.notes.create({ html: '<p>Terms</p>', opportunities: [deal] });
    expect((await affinity.opportunities.notes(deal).all()).map(({ id }) => id)).toEqual([note.id]);
    expect((await affinity.notes.opportunities(note.id)).data.map(({ id }) => id)).toEqual([3001]);
    expect([...(await affinity.opportunities.fields())].map(({ name }) => name)).toContain('Amount');
    expect(namesOf((await affinity.opportunities.dropdownOptions('Status')).map(({ text: name }) => ({ name })))).toEqual([
      'New',
      'Diligence',
    ]);
    const known = [];
    for await (const { person1, person2 } of affinity.opportunities.relationships(deal)) known.push([person1.id, person2.id]);
    expect(new Set(known.map(String)).size).toBe(known.length);
    expect([...(await affinity.opportunities.getMany([3003, deal, 9])).keys()]).toEqual([3003, 3001]);
  });

  it('are gone from searches once they are deleted', async () => {
    await Promise.all([3001, 3002, 3003].map((id) => affinity.opportunities.delete(id)));
    expect(await affinity.opportunities.search('kestrel', { list: 20 }).all()).toEqual([]);
    await expect(affinity.opportunities.search('kestrel', { list: 999 }).all()).rejects.toBeInstanceOf(AffinityNotFoundError);
  });
});
