import {
  AffinityAmbiguousNameError,
  AffinityMergedError,
  AffinityNotFoundError,
  type AffinityOptions,
  createAffinity,
  F,
  type FallbackEvent,
} from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const sandbox = createSandbox({ size: 'S', seed: 1, checkResponses: true, mergeDelayMs: 0 });
afterAll(() => sandbox.close());
beforeEach(() => sandbox.faults.clear());

const admin = sandbox.keys.find(({ role }) => role === 'Admin') ?? sandbox.keys[0];
const clientOf = (options: AffinityOptions = {}) =>
  createAffinity({ baseUrl: sandbox.url, apiKey: admin?.key, fetch: sandbox.fetch, retry: { baseDelayMs: 5, maxDelayMs: 20 }, ...options });
const affinity = clientOf();

const required = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The firm lacks what this test needs');
  return value;
};

/** A client that tells what it had to do in another way. */
const watched = () => {
  const fallbacks: FallbackEvent[] = [];
  return { fallbacks, client: clientOf({ hooks: { onFallback: (event) => fallbacks.push(event) } }) };
};

const refuse = (method: string, path: string) => sandbox.faults.add({ kind: 'server-error', status: 501, method, path });

describe('companies', () => {
  it('are created, found by domain, changed, attached to persons and deleted', async () => {
    const person = required(await affinity.persons.first());
    const created = await affinity.companies.create({ name: 'Quillon Works', domain: 'quillon.example', persons: [person.id] });
    expect(created).toMatchObject({ name: 'Quillon Works', domain: 'quillon.example', isGlobal: false });
    expect(await affinity.companies.resolve({ domain: 'https://www.quillon.example/about' })).toMatchObject({ id: created.id });
    expect((await affinity.companies.associations(created.id)).personIds).toEqual([person.id]);
    expect((await affinity.companies.persons(created.id)).map(({ id }) => id)).toEqual([person.id]);
    const updated = await affinity.companies.update(created.id, { name: 'Quillon' }, { consistency: 'read-your-writes' });
    expect(updated.name).toBe('Quillon');
    expect(await affinity.companies.ensure({ name: 'Quillon', domain: 'quillon.example' })).toMatchObject({
      created: false,
      record: { id: created.id },
    });
    await affinity.companies.delete(`https://firm.affinity.co/companies/${created.id}`);
    await expect(affinity.companies.get(created.id)).rejects.toBeInstanceOf(AffinityNotFoundError);
  });

  it('are fetched by many ids in the order asked for, without those that do not exist', async () => {
    const all = await affinity.companies.all();
    const ids = all
      .slice(0, 130)
      .map(({ id }) => id)
      .toReversed();
    const found = await affinity.companies.getMany([...ids, 999_999_999]);
    expect([...found.keys()]).toEqual(ids);
  });

  it('are merged, after which the old id leads to an error that names the new one, or on', async () => {
    const [primary, duplicate] = [
      await affinity.companies.create({ name: 'Ondel' }),
      await affinity.companies.create({ name: 'Ondel Inc' }),
    ];
    const state = await affinity.companies.merge({ primary: primary.id, duplicate: duplicate.id });
    expect(state).toMatchObject({ status: 'success', primaryCompanyId: primary.id });
    const error = await affinity.companies.get(duplicate.id).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AffinityMergedError);
    expect(error).toMatchObject({ survivingId: primary.id });
    expect((await affinity.companies.get(duplicate.id, { onMerged: 'follow' })).id).toBe(primary.id);
    expect((await clientOf({ onMerged: 'follow' }).companies.notes(duplicate.id)).data).toEqual([]);
  });

  it('are searched through v1 where v2 refuses the search, which the hooks are told', async () => {
    const company = required(await affinity.companies.first());
    const { client, fallbacks } = watched();
    refuse('POST', '/v2/companies/search');
    const found = await client.companies.search(company.name).all();
    expect(found).toContainEqual(expect.objectContaining({ id: company.id, name: company.name }));
    expect(fallbacks).toEqual([{ operation: 'POST /v2/companies/search', instead: 'GET /organizations', reason: 'status 501' }]);
  });
});

describe('lists', () => {
  it('are found by name, and several of a name are an error that lists them', async () => {
    const name = `Twins ${Date.now()}`;
    const one = await affinity.lists.create({ name, type: 'company' });
    expect((await affinity.lists.resolve({ name: name.toUpperCase() })).id).toBe(one.id);
    const two = await affinity.lists.create({ name, type: 'person' });
    const error = await affinity.lists.resolve({ name }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AffinityAmbiguousNameError);
    expect(error).toMatchObject({
      candidates: [
        { id: one.id, detail: 'company' },
        { id: two.id, detail: 'person' },
      ],
    });
    expect((await affinity.lists.resolve({ name, type: 'person' })).id).toBe(two.id);
    await expect(affinity.lists.resolve({ name: 'No such list' })).rejects.toBeInstanceOf(AffinityNotFoundError);
  });

  it('take records once when asked to make sure, and give them back', async () => {
    const list = await affinity.lists.create({ name: 'Sourcing', type: 'company' });
    const company = required(await affinity.companies.first());
    const entries = affinity.lists.entries(list.id);
    const first = await entries.ensure({ company: company.id });
    const second = await entries.ensure({ company: company.id });
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.entry.id).toBe(first.entry.id);
    expect((await entries.all()).map(({ id }) => id)).toEqual([first.entry.id]);
    await entries.remove(first.entry.id);
    expect(await entries.find({ company: company.id })).toBeUndefined();
  });

  it('add rows through v1 where v2 refuses', async () => {
    const list = await affinity.lists.create({ name: 'Sourcing by v1', type: 'company' });
    const company = required(await affinity.companies.first());
    const { client, fallbacks } = watched();
    refuse('POST', `/v2/lists/${list.id}/list-entries`);
    const row = await client.lists.entries(list.id).add({ company: company.id });
    expect(row).toMatchObject({ listId: list.id, entity: { id: company.id } });
    expect(fallbacks).toHaveLength(1);
  });

  it('write a row by field name and option text', async () => {
    const lists = await affinity.lists.all();
    const list = required(lists.find(({ type }) => type === 'opportunity'));
    const entry = required(await affinity.lists.entries(list.id).first());
    const [option] = await affinity.lists.dropdownOptions(list.id, 'Status');
    const report = await affinity.lists.entries(list.id).update(entry.id, { Status: required(option).text });
    expect([...report.written, ...report.unchanged].map(({ name }) => name)).toEqual(['Status']);
    const found = await affinity.lists.entries(list.id).all({ filter: F.field('Status').equals(required(option).text) });
    expect(found.map(({ id }) => id)).toContain(entry.id);
  });
});

describe('persons, opportunities, notes and reminders', () => {
  it('creates, changes and deletes a person, by v1 where v2 refuses', async () => {
    const { client, fallbacks } = watched();
    refuse('POST', '/v2/persons');
    const person = await client.persons.create({ firstName: 'Ines', lastName: 'Vahl', emailAddresses: ['ines@vahl.example'] });
    expect(fallbacks.map(({ instead }) => instead)).toEqual(['POST /persons']);
    expect(await client.persons.resolve({ email: 'INES@vahl.example' })).toMatchObject({ id: person.id });
    expect(await client.persons.update(person.id, { lastName: 'Vahlen' })).toMatchObject({ firstName: 'Ines', lastName: 'Vahlen' });
    await client.persons.delete(person.id);
    await expect(client.persons.get(person.id)).rejects.toBeInstanceOf(AffinityNotFoundError);
  });

  it('creates an opportunity with its row, renames it and finds what it goes with', async () => {
    const list = await affinity.lists.create({ name: 'Deals by service', type: 'opportunity' });
    const company = required(await affinity.companies.first());
    const created = await affinity.opportunities.create({ name: 'Series A', list: list.id, companies: [company.id] });
    expect(created).toMatchObject({ name: 'Series A', listId: list.id });
    expect(await affinity.opportunities.update(created.id, { name: 'Series B' })).toMatchObject({ name: 'Series B' });
    const { companyIds, entry } = await affinity.opportunities.associations(created.id);
    expect(companyIds).toEqual([company.id]);
    expect((await affinity.lists.entries(list.id).find({ opportunity: created.id }))?.id).toBe(entry?.id);
    await affinity.opportunities.delete(created.id);
  });

  it('writes, answers and finds notes by date and author', async () => {
    const company = required(await affinity.companies.first());
    const createdAt = new Date('2026-01-05T10:00:00Z');
    const note = await affinity.notes.create({ html: '<p>Met the founders</p>', companies: [company.id], createdAt });
    await affinity.notes.reply(note.id, { html: '<p>And?</p>' });
    expect((await affinity.notes.replies(note.id)).data).toHaveLength(1);
    const { user } = await affinity.whoami();
    const found = await affinity.companies
      .notes(company.id, { createdAfter: createdAt, createdBefore: '2026-01-05T10:00:01Z', creator: user.id })
      .all();
    expect(found.map(({ id }) => id)).toEqual([note.id]);
    await affinity.notes.delete(note.id);
  });

  it('creates and completes a reminder through v1 where v2 refuses', async () => {
    const company = required(await affinity.companies.first());
    const { user } = await affinity.whoami();
    const { client, fallbacks } = watched();
    refuse('POST', '/v2/reminders*');
    const reminder = await client.reminders.create({
      owner: user.id,
      company: company.id,
      content: 'Call',
      dueDate: new Date('2027-01-01'),
    });
    expect(reminder).toMatchObject({ type: 'one-time', owner: { id: user.id }, company: { id: company.id } });
    await client.reminders.complete(reminder.id);
    expect(await client.reminders.get(reminder.id)).toMatchObject({ status: 'completed' });
    expect(fallbacks.map(({ instead }) => instead)).toEqual(['POST /reminders', 'PUT /reminders/{reminder_id}']);
    await client.reminders.delete(reminder.id);
  });
});

describe('files, interactions and quota', () => {
  it('uploads a file and downloads it without the key, going on where the connection broke', async () => {
    const company = required(await affinity.companies.first());
    const bytes = new TextEncoder().encode('0123456789'.repeat(20_000));
    const [file] = await affinity.files.upload({ company: company.id }, new File([bytes], 'deck.txt', { type: 'text/plain' }));
    const { id } = required(file);
    expect((await affinity.files.of({ company: company.id })).map((one) => one.id)).toContain(id);
    sandbox.faults.add({ kind: 'truncate', path: '/_files/*', times: 1 });
    expect(await affinity.files.download(id)).toEqual(bytes);
    expect(await affinity.files.download(id, { offset: 199_990 })).toEqual(bytes.subarray(199_990));
    refuse('GET', `/v2/files/${id}`);
    expect((await affinity.files.download(id)).byteLength).toBe(bytes.byteLength);
  });

  it('logs a call by hand and finds it among those of its person, over more than a year', async () => {
    const { user } = await affinity.whoami();
    const people = await affinity.persons.all();
    const person = required(people.find(({ type }) => type === 'external'));
    const call = await affinity.interactions.create({
      type: 'call',
      persons: [user.id, person.id],
      content: 'Talked terms',
      date: '2026-02-03T09:00:00Z',
    });
    const span = { after: '2024-01-01', before: '2026-06-01' };
    const found = [];
    for await (const one of affinity.interactions.of({ person: person.id }, span, { types: ['call'] })) found.push(one.id);
    expect(found).toContain(call.id);
    await affinity.interactions.delete({ type: 'call', id: call.id });
  });

  it('knows the quota without a request, and asks when told to', async () => {
    await affinity.whoami();
    const before = sandbox.requests().length;
    expect(affinity.quota.snapshot()?.minute?.limit).toBe(900);
    expect(sandbox.requests()).toHaveLength(before);
    expect((await affinity.quota.refresh()).callerPerMinute.limit).toBe(900);
  });
});
