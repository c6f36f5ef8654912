import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AffinityFieldValuesError,
  AffinityInputError,
  AffinityMergedError,
  AffinityNotFoundError,
  type AffinityOptions,
  createAffinity,
  type FallbackEvent,
  fieldsOf,
} from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { servicesFirm, servicesNow } from './support/services-firm.ts';
import { valuesKey } from './support/values-firm.ts';

const sandbox = createSandbox({ firm: servicesFirm, now: servicesNow, checkResponses: true, mergeDelayMs: 0 });
const lagging = createSandbox({ firm: servicesFirm, now: servicesNow, v2LagMs: 120 });
afterAll(() => {
  sandbox.close();
  lagging.close();
});
beforeEach(() => sandbox.reset());

const clientOf = ({ url, fetch }: typeof sandbox, options: AffinityOptions = {}) =>
  createAffinity({ baseUrl: url, apiKey: valuesKey, fetch, retry: { baseDelayMs: 1 }, ...options });
const affinity = clientOf(sandbox);

const reads = (path: string): number => sandbox.requests().filter((request) => request.method === 'GET' && request.path === path).length;

describe('a web address in Affinity', () => {
  it('stands for an id in every service', async () => {
    const company = 'https://harborlight.affinity.co/companies/102';
    const person = 'https://harborlight.affinity.co/persons/501';
    expect(await affinity.companies.get(company)).toMatchObject({ id: 102 });
    const updated = await affinity.companies.update(company, { persons: [person] });
    expect(updated.id).toBe(102);
    expect((await affinity.companies.associationsOfMany([company, 101])).get(102)).toEqual({ personIds: [501], opportunityIds: [] });
    const list = await affinity.lists.create({ name: 'Addressed', type: 'company' });
    const entries = affinity.lists.entries(`https://harborlight.affinity.co/lists/${list.id}`);
    const row = await entries.add(company, { creator: 'https://harborlight.affinity.co/users/2' });
    expect(row).toMatchObject({ creatorId: 2, entity: { id: 102 } });
    await entries.remove(`https://harborlight.affinity.co/lists/${list.id}/list-entries/${row.id}`);
    expect(await entries.findAll({ company })).toEqual([]);
    const reminder = await affinity.reminders.create({ owner: 1, company, dueDate: '2027-01-01' });
    await affinity.reminders.update(reminder.id, { owner: 'https://harborlight.affinity.co/persons/2' });
    expect(await affinity.reminders.get(reminder.id)).toMatchObject({ owner: { id: 2 } });
  });

  it('stands for a person in a value', async () => {
    const { written } = await affinity.lists.entries(10).update(1006, { Manager: 'https://harborlight.affinity.co/persons/501' });
    expect(written[0]?.after).toEqual({ type: 'person', data: { id: 501 } });
    const refused: unknown = await affinity.lists
      .entries(10)
      .update(1006, { Manager: 'https://evil.example/persons/501' })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AffinityFieldValuesError);
    expect(String(refused)).toContain('not of Affinity');
  });
});

describe('what is remembered of fields and lists', () => {
  it('is asked for once, and again after a write by any way', async () => {
    await affinity.lists.resolve({ name: 'deals' });
    await affinity.lists.resolve({ name: 'people' });
    expect(reads('/v2/lists')).toBe(1);
    const { id } = await affinity.v2.lists.create({ body: { name: 'Fresh', type: 'person' } });
    expect((await affinity.lists.resolve({ name: 'fresh' })).id).toBe(id);
    await affinity.lists.fields(10);
    await affinity.lists.fields(10);
    expect(reads('/v2/lists/10/fields')).toBe(1);
    const field = await affinity.fields.create({ name: 'Mood', entityType: 'person', valueType: 'dropdown', list: 10 });
    expect((await affinity.lists.fields(10)).get('Mood').id).toBe(field.id);
    const option = await affinity.fields.createOption(10, 'Mood', { type: 'dropdown', text: 'Sunny' });
    expect(await affinity.fields.getOption(10, 'Mood', option.id)).toMatchObject({ text: 'Sunny' });
    expect((await affinity.lists.entries(10).update(1001, { Mood: 'sunny' })).written).toHaveLength(1);
    expect((await affinity.lists.entries(10).fieldValue(1001, 'Mood')).value.data).toMatchObject({ text: 'Sunny' });
    await affinity.fields.deleteOption(10, 'Mood', option.id);
    await expect(affinity.lists.entries(10).update(1001, { Mood: 'sunny' })).rejects.toBeInstanceOf(AffinityFieldValuesError);
    await affinity.fields.delete(field.id);
    await expect(affinity.lists.entries(10).update(1001, { Mood: null })).rejects.toThrow(/no such field/);
  });
});

describe('merged records', () => {
  it('are told of when fields are written, or followed', async () => {
    await affinity.companies.merge({ primary: 102, duplicate: 103 });
    const error: unknown = await affinity.companies.setFields(103, { Thesis: 'Robots' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AffinityMergedError);
    expect(error).toMatchObject({ survivingId: 102 });
    const { written } = await affinity.companies.setFields(103, { Thesis: 'Robots' }, { onMerged: 'follow' });
    expect(written.map(({ name }) => name)).toEqual(['Thesis']);
    expect((await affinity.companies.fieldValue(102, 'Thesis')).value.data).toBe('Robots');
    expect((await affinity.companies.fieldValues(102, { ids: ['field-50'] })).data).toHaveLength(1);
    await expect(affinity.companies.delete(103)).rejects.toBeInstanceOf(AffinityMergedError);
  });
});

describe('what v1 writes while v2 is behind', () => {
  const eventual = clientOf(lagging);
  const client = clientOf(lagging, { consistency: 'read-your-writes' });

  it('is not yet there for others, and is waited for when asked to', async () => {
    const early = await eventual.companies.create({ name: 'Too early' });
    await expect(eventual.v2.companies.get({ companyId: early.id })).rejects.toBeInstanceOf(AffinityNotFoundError);
    const { id } = await client.companies.create({ name: 'Waited for' });
    expect(await client.v2.companies.get({ companyId: id })).toMatchObject({ name: 'Waited for' });
    await client.companies.update(id, { name: 'Renamed' });
    expect(await client.v2.companies.get({ companyId: id })).toMatchObject({ name: 'Renamed' });
    await client.companies.delete(id);
    await expect(client.v2.companies.get({ companyId: id })).rejects.toBeInstanceOf(AffinityNotFoundError);
  });

  it('goes for persons, opportunities, rows and fields as well', async () => {
    const person = await client.persons.create({ firstName: 'Late', companies: [101] });
    await client.persons.update(person.id, { lastName: 'Comer' });
    expect(await client.v2.persons.get({ personId: person.id })).toMatchObject({ lastName: 'Comer' });
    const { id } = await client.opportunities.create({ name: 'Late deal', list: 20 });
    expect(await client.v2.opportunities.get({ opportunityId: id })).toMatchObject({ name: 'Late deal' });
    await client.lists.entries(10).remove(1006);
    await expect(client.v2.lists.entries.get({ listId: 10, listEntryId: 1006 })).rejects.toBeInstanceOf(AffinityNotFoundError);
    const field = await client.fields.create({ name: 'Lately', entityType: 'person', valueType: 'text', list: 10 });
    expect((await client.lists.entries(10).update(1005, { Lately: 'now' })).written[0]?.id).toBe(field.id);
  });
});

describe('notes', () => {
  it('are written and deleted through v1 where v2 refuses, and read as v2 has them', async () => {
    const fallbacks: FallbackEvent[] = [];
    const client = clientOf(sandbox, { retry: false, hooks: { onFallback: (event) => fallbacks.push(event) } });
    sandbox.faults.add({ kind: 'server-error', status: 501, method: 'POST', path: '/v2/notes' });
    sandbox.faults.add({ kind: 'server-error', status: 501, method: 'DELETE', path: '/v2/notes/*' });
    const createdAt = new Date('2026-02-01T10:00:00Z');
    const note = await client.notes.create({ html: '<p>Old <strong>way</strong></p>', companies: [101], createdAt });
    expect(note).toMatchObject({ type: 'entities', content: { html: '<p>Old <strong>way</strong></p>' } });
    const reply = await client.notes.reply(note.id, { html: '<p>Yes</p>' });
    expect((await client.notes.replies(note.id)).data.map(({ id }) => id)).toEqual([reply.id]);
    await client.notes.delete(`https://harborlight.affinity.co/notes/${note.id}`);
    sandbox.faults.clear();
    await expect(client.notes.get(note.id)).rejects.toBeInstanceOf(AffinityNotFoundError);
    expect(fallbacks.map(({ instead }) => instead)).toEqual(['POST /notes', 'POST /notes', 'DELETE /notes/{note_id}']);
  });
});

describe('files', () => {
  it('go from disk to Affinity and back, taken up again where an earlier download ended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'affinity-files-'));
    try {
      const text = '0123456789'.repeat(5_000);
      const [source, target] = [join(folder, 'deck.txt'), join(folder, 'back.txt')];
      await writeFile(source, text);
      const [file] = await affinity.files.uploadFrom({ company: 101 }, source);
      expect(file).toMatchObject({ name: 'deck.txt', size: text.length });
      const id = file?.id ?? 0;
      await writeFile(`${target}.${id}.part`, text.slice(0, 40_000));
      expect(await affinity.files.downloadTo(id, target)).toEqual({ path: target, size: text.length, resumedAt: 40_000 });
      expect(await readFile(target, 'utf8')).toBe(text);
      await expect(affinity.files.downloadTo(id, target)).rejects.toBeInstanceOf(AffinityInputError);
      expect(await affinity.files.downloadTo(id, target, { overwrite: true })).toMatchObject({ resumedAt: 0 });
      expect((await affinity.files.search('0123456789', { files: [id] })).data).toBeInstanceOf(Array);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it('a cut set of values says how to get the rest', async () => {
  const company = await affinity.companies.get(101, { fieldIds: ['dealroom-industry'] });
  const field = fieldsOf(company).get('dealroom:Industry');
  if (field.state !== 'truncated') throw new Error('The set is whole');
  expect([field.data.length, field.totalCount, (await field.all(affinity.v2)).length]).toEqual([100, 120, 120]);
});
