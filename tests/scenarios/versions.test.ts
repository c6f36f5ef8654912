import { createAffinity } from '@affinity-kit/client';
import { apiVersions, versionTraits } from '@affinity-kit/contract';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, describe, expect, it } from 'vitest';

// Every answer is held against the contract, which has one shape for all versions.
const sandbox = createSandbox({ size: 'S', seed: 1, checkResponses: true });
afterAll(() => sandbox.close());

describe.each(apiVersions)('version %s', (apiVersion) => {
  const traits = versionTraits[apiVersion];
  const apiKey = sandbox.keys.find(({ role }) => role === 'Admin')?.key;
  const { v2 } = createAffinity({ baseUrl: sandbox.url, fetch: sandbox.fetch, apiKey, apiVersion });

  const dealList = async () => {
    const lists = await v2.lists.list().all();
    return lists.find(({ type }) => type === 'opportunity')?.id ?? 0;
  };

  it('tells what fields are, and whether they are required from 2026-09-17 on', async () => {
    const listId = await dealList();
    for (const page of [await v2.companies.fields.list(), await v2.persons.fields.list(), await v2.lists.fields.list({ listId })]) {
      expect(page.data.length).toBeGreaterThan(0);
      expect(
        page.data.every(
          ({ isRequired, description }) => (isRequired !== undefined && description !== undefined) === traits.describesFields,
        ),
      ).toBe(true);
    }
  });

  it('tells how fields can be searched', async () => {
    const { data } = await v2.companies.fields.list({ includes: ['filterability', 'sortability'] });
    expect(JSON.stringify(data).includes('"quarter"')).toBe(traits.quarters);
  });

  it('has values of notes, reminders and lists from 2026-09-17 on', async () => {
    const companies = await v2.companies.list({ fieldTypes: ['enriched', 'global', 'relationship-intelligence'] });
    const types = new Set(companies.data.flatMap(({ fields = [] }) => fields.map(({ value }) => value.type)));
    expect(types.has('list-multi')).toBe(traits.notesRemindersAndLists);
    expect((await v2.persons.list({ fieldTypes: ['global'] })).data.length).toBeGreaterThan(0);
  });

  it('names the options of a Status field its own way', async () => {
    const listId = await dealList();
    const fields = await v2.lists.fields.list({ listId }).all({ limit: null });
    const status = fields.find(({ name, valueType }) => name === 'Status' && valueType === 'ranked-dropdown');
    const { data } = await v2.lists.fields.dropdownOptions.list({ listId, fieldId: status?.id ?? '' });
    expect(new Set(data.map(({ type }) => type))).toEqual(new Set([traits.statusOptionType]));
    const [option] = data;
    expect((await v2.lists.fields.dropdownOptions.get({ listId, fieldId: status?.id ?? '', dropdownOptionId: option?.id ?? 0 })).type).toBe(
      traits.statusOptionType,
    );
  });

  it('reads entries with all their fields, the fields of one of them, and notes with their transcripts', async () => {
    const listId = await dealList();
    const { data } = await v2.lists.entries.list({
      listId,
      fieldTypes: ['enriched', 'global', 'list', 'relationship-intelligence'],
      limit: 20,
    });
    const [entry] = data ?? [];
    const fields = await v2.lists.entries.fieldValues.list({ listId, listEntryId: entry?.id ?? 0 });
    expect(fields.data.length).toBeGreaterThan(0);
    expect((await v2.notes.list({ includes: ['companiesPreview', 'repliesCount'] })).data.length).toBeGreaterThan(0);
  });
});
