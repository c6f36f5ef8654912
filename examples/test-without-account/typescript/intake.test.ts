import { createAffinity } from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, afterEach, expect, test } from 'vitest';
import { takeIn } from './intake.ts';

const sandbox = createSandbox();
const affinity = createAffinity({ apiKey: sandbox.keys[0]?.key, baseUrl: sandbox.url, fetch: sandbox.fetch, retry: { baseDelayMs: 1 } });

afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const application = { name: 'Kelp Motors', domain: 'kelpmotors.example', pitch: 'Electric ferries for fjords' };

const statusOf = async (domain: string) => {
  const company = await affinity.companies.resolve({ domain });
  const [entry] = await affinity.companies.entries(company?.id ?? 0).all();
  return entry?.fields.find(({ name }) => name === 'Status')?.value.data;
};

const notesOn = async (domain: string) => {
  const company = await affinity.companies.resolve({ domain });
  return affinity.companies.notes(company?.id ?? 0).all();
};

test('an applicant is on the list as new, with the pitch', async () => {
  expect(await takeIn(affinity, application)).toEqual({ isNew: true });
  expect(await statusOf('kelpmotors.example')).toMatchObject({ text: 'New' });
  const [note] = await notesOn('kelpmotors.example');
  expect(note?.content.html).toContain('fjords');
});

test('one who applies again is neither added twice nor moved back', async () => {
  await takeIn(affinity, application);
  expect(await takeIn(affinity, { ...application, pitch: 'Now with sails' })).toEqual({ isNew: false });
  expect(await notesOn('kelpmotors.example')).toHaveLength(2);
});

test('a busy hour at Affinity loses no application', async () => {
  sandbox.faults.add({ kind: 'html-error', status: 503, method: 'GET', times: 2 });
  expect(await takeIn(affinity, application)).toEqual({ isNew: true });
});
