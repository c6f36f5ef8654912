import { AffinityFilterError, AffinityInputError, AffinityTaskError, createAffinity, F } from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, describe, expect, it } from 'vitest';
import { servicesFirm, servicesNow } from './support/services-firm.ts';
import { valuesKey } from './support/values-firm.ts';

const sandbox = createSandbox({
  firm: servicesFirm,
  now: servicesNow,
  checkResponses: true,
  mergeDelayMs: 0,
  sendWebhook: async () => 200,
});
afterAll(() => sandbox.close());
const affinity = createAffinity({ baseUrl: sandbox.url, apiKey: valuesKey, fetch: sandbox.fetch, retry: { baseDelayMs: 1 } });

const idsOf = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

describe('the services of an account', () => {
  it('tell users and teams, with their members and lists', async () => {
    expect(idsOf(await affinity.users.all({ filter: F.field('status').equals('active') }))).toEqual([1, 2]);
    expect(await affinity.users.get('https://harborlight.affinity.co/users/2')).toMatchObject({ firstName: 'Ade' });
    const [team] = await affinity.teams.all({ filter: F.field('name').startsWith('Inv') });
    expect(await affinity.teams.get(team?.id ?? 0)).toMatchObject({ name: 'Investments' });
    expect((await affinity.teams.members(71)).data.map(({ user }) => user.id)).toEqual([1, 2]);
    expect(idsOf((await affinity.teams.lists(71)).data)).toEqual([20]);
  });

  it('tell saved views and the rows that they show', async () => {
    expect(idsOf(await affinity.savedViews.all(20))).toEqual([30]);
    const address = 'https://harborlight.affinity.co/lists/20/views/30-in-diligence';
    expect(await affinity.savedViews.get(address, address)).toMatchObject({ name: 'In diligence' });
    expect(idsOf(await affinity.savedViews.entries(20, 30).all())).toEqual([2002, 2003]);
  });

  it('tell changes by field, row, user and date', async () => {
    const change = { field: 'field-60', entry: 2002 };
    expect(idsOf(await affinity.changes.all({ fieldId: change.field, entry: change.entry, changer: 1 }))).toEqual([1]);
    expect(await affinity.changes.all({ changedAfter: new Date('2026-05-02') })).toEqual([]);
    expect(await affinity.changes.all({ fieldId: 'field-70' })).toEqual([]);
    const history = await affinity.lists.entries(20).history(2002, { changedBefore: '2026-05-02' }).all();
    expect(history.map(({ id }) => id)).toEqual([1]);
  });

  it('tell transcripts with all their words', async () => {
    expect(idsOf(await affinity.transcripts.all({ createdBefore: '2026-03-03' }))).toEqual([61]);
    expect(await affinity.transcripts.get(61)).toMatchObject({ languageCode: 'en' });
    expect(await affinity.transcripts.fragments(61).all()).toHaveLength(120);
    await affinity.transcripts.delete(61);
    expect(await affinity.transcripts.all()).toEqual([]);
  });

  it('tell the interactions of the firm by when they were', async () => {
    const { emails, calls, chatMessages, meetings } = affinity.interactions;
    const span = { after: new Date('2026-04-01'), before: '2026-05-01' };
    expect(idsOf(await emails.all(span))).toEqual([41]);
    expect(idsOf(await calls.all(span))).toEqual([42]);
    expect(idsOf(await chatMessages.all(span))).toEqual([43]);
    expect(idsOf(await meetings.all(span))).toEqual([44]);
    expect(await meetings.get(44)).toMatchObject({ title: 'Pitch' });
    expect(await emails.all({ ...span, filter: F.field('id').equals(5) })).toEqual([]);
  });

  it('log, change and delete interactions by hand, which show in the dates of a person', async () => {
    const draft = {
      type: 'chat-message',
      direction: 'sent',
      persons: [1, 502],
      content: 'Hello',
      date: new Date('2026-06-01T09:00:00Z'),
    } as const;
    const { id } = await affinity.interactions.create(draft);
    expect(await affinity.interactions.get({ type: 'chat-message', id })).toMatchObject({ id });
    await affinity.interactions.update({ type: 'chat-message', id }, { date: '2026-06-02T09:00:00Z' });
    const { lastInteraction, lastEmail } = await affinity.persons.interactionDates('https://harborlight.affinity.co/persons/502');
    expect([new Date(lastInteraction?.date ?? 0).toISOString(), lastEmail]).toEqual(['2026-06-02T09:00:00.000Z', null]);
    await affinity.interactions.delete({ type: 'chat-message', id });
  });

  it('find companies by a question, and notes by words', async () => {
    const { data } = await affinity.semanticSearch('labs', { limit: 5 });
    expect(data.length).toBeGreaterThan(0);
    expect((await affinity.notes.search('robots that weld', { company: 101 })).data.map(({ note }) => note.id)).toEqual([52]);
    expect((await affinity.notes.search('robots that weld', { notes: [53] })).data).toEqual([]);
  });
});

describe('duplicates', () => {
  it('are suggested, merged in the background and waited for', async () => {
    const [pair] = await affinity.duplicates.companies.all({ filter: F.field('matchCriteria').equals('name') });
    expect(new Set([pair?.primaryProfile.id, pair?.duplicateProfiles[0]?.id])).toEqual(new Set([102, 103]));
    expect((await affinity.duplicates.persons.all()).map(({ primaryProfile }) => primaryProfile.lastName)).toContain('Vahl');
    const state = await affinity.companies.merge({ primary: 102, duplicate: 103 });
    expect(state?.status).toBe('success');
    const merges = await affinity.companies.merges.all({ filter: F.field('status').equals('success') });
    expect(merges.map(({ duplicateCompanyId }) => duplicateCompanyId)).toEqual([103]);
    expect(await affinity.companies.merges.get({ mergeId: merges[0]?.id ?? 0 })).toMatchObject({ primaryCompanyId: 102 });
    const [task] = await affinity.tasks.companyMerges.all();
    const taskUrl = `https://api.affinity.co/v2/tasks/company-merges/${task?.id}`;
    expect(await affinity.tasks.get(taskUrl)).toMatchObject({ status: 'success' });
    expect(await affinity.tasks.wait(taskUrl)).toMatchObject({ status: 'success' });
    expect(() => affinity.tasks.get('somewhere')).toThrow(AffinityInputError);
  });

  it('that cannot be merged fail with the reason', async () => {
    const started = await affinity.persons.startMerge({ primary: 501, duplicate: 1 });
    await expect(started.wait()).rejects.toBeInstanceOf(AffinityTaskError);
    expect(await affinity.persons.merges.all({ filter: 'status=failed' })).toHaveLength(1);
  });
});

describe('webhooks', () => {
  it('are subscribed to, changed, switched off and deleted', async () => {
    const created = await affinity.webhooks.create({ url: 'https://hooks.example/a', subscriptions: ['list_entry.created'] });
    expect(idsOf(await affinity.webhooks.all({ filter: F.field('createdAt').greaterThan('2026-01-01T00:00:00Z') }))).toEqual([created.id]);
    await affinity.webhooks.update(created.id, { subscriptions: [], status: 'disabled' });
    expect(await affinity.webhooks.get(created.id)).toMatchObject({ subscriptions: [], status: 'disabled' });
    await affinity.webhooks.delete(created.id);
    expect(await affinity.webhooks.all()).toEqual([]);
  });

  it('are reached through v1 where v2 refuses, which the log is told', async () => {
    const warnings: string[] = [];
    const logger = { warn: (message: string) => warnings.push(message) };
    const client = createAffinity({ baseUrl: sandbox.url, apiKey: valuesKey, fetch: sandbox.fetch, retry: false, logger });
    sandbox.faults.add({ kind: 'server-error', status: 501, path: '/v2/webhooks*' });
    const { id } = await client.webhooks.create({ url: 'https://hooks.example/b', subscriptions: [] });
    expect(idsOf(await client.webhooks.all())).toEqual([id]);
    await client.webhooks.delete(id);
    sandbox.faults.clear();
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toContain('POST /webhook/subscribe did it instead');
  });
});

it('reminders are listed through v1 where v2 refuses, in the shape of v2', async () => {
  const { id } = await affinity.reminders.create({ owner: 1, company: 101, content: 'Call', dueDate: new Date('2027-03-01') });
  const shown = await affinity.reminders.all();
  expect(await affinity.reminders.all({ dueAfter: '2027-01-01', filter: F.field('company.id').equals(101) })).toEqual(shown);
  sandbox.faults.add({ kind: 'server-error', status: 501, path: '/v2/reminders' });
  const listed = await affinity.reminders.all();
  sandbox.faults.clear();
  expect(listed.map((reminder) => [reminder.id, reminder.type, reminder.owner.id])).toEqual([[id, 'one-time', 1]]);
});

it('filters that an endpoint would ignore are refused by every service', async () => {
  await expect(async () => affinity.users.all({ filter: F.field('name').equals('Ade') })).rejects.toBeInstanceOf(AffinityFilterError);
  await expect(async () => affinity.reminders.all({ filter: F.field('content').contains('x') })).rejects.toBeInstanceOf(
    AffinityFilterError,
  );
});
