import {
  AffinityFieldValuesError,
  createAffinity,
  createMetadata,
  type FieldValues,
  fieldsOf,
  setManyValues,
  setValues,
} from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { valuesFirm, valuesKey, valuesNow } from './support/values-firm.ts';

const sandbox = createSandbox({ firm: valuesFirm, clock: 'frozen', checkResponses: true });
afterAll(() => sandbox.close());
const sent: string[] = [];
beforeEach(() => {
  sandbox.reset();
  sandbox.clock.set(valuesNow);
  sent.length = 0;
});

const onRequest = ({ method, path }: { readonly method: string; readonly path: string }) => void sent.push(`${method} ${path}`);
const affinity = createAffinity({ baseUrl: sandbox.url, apiKey: valuesKey, fetch: sandbox.fetch, hooks: { onRequest } });
const contextOf = () => ({ v2: affinity.v2, metadata: createMetadata(affinity.v2) });

const entry = (id: number) => ({ kind: 'entry', listId: 10, id }) as const;
const fields = async (listEntryId: number) =>
  fieldsOf(await affinity.v2.lists.entries.get({ listId: 10, listEntryId, fieldTypes: ['list', 'global'] }));
const writes = () => sent.filter((request) => !request.startsWith('GET'));
const problemsOf = async (call: Promise<unknown>) => {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (!(error instanceof AffinityFieldValuesError)) throw error;
  return error.problems;
};

describe('values written by name', () => {
  it('go out in one request, without those that are there already, and are told of', async () => {
    const values: FieldValues = {
      Department: 'support',
      Status: 'Active',
      amount: 300_000,
      'field-5': { id: 501 },
      8: ['Cold', 'Hot'],
      Title: null,
    };
    const report = await setValues(contextOf(), { source: entry(1001), values });
    expect(report.written.map(({ name }) => name).toSorted()).toEqual(['Amount', 'Department', 'Manager', 'Title']);
    expect(report.unchanged.map(({ name }) => name).toSorted()).toEqual(['Status', 'Tags']);
    const [amount] = report.written.filter(({ name }) => name === 'Amount');
    expect(amount).toMatchObject({ id: 'field-4', before: { data: 250_000 }, after: { data: 300_000 } });
    expect(writes()).toEqual(['PATCH /v2/lists/10/list-entries/1001/fields']);
    const now = await fields(1001);
    expect(now.get('Department')).toMatchObject({ data: { text: 'Support' } });
    expect(now.get('Manager')).toMatchObject({ data: { id: 501 } });
    expect(now.get('Title').state).toBe('empty');
  });

  it('of every kind are there afterwards, and then have nothing left to write', async () => {
    const values: FieldValues = {
      Department: { dropdownOptionId: 12 },
      Status: 'On leave',
      Title: 'Partner',
      Amount: 0,
      Manager: 501,
      Region: 'Norway',
      Tags: ['Hot', 'Warm'],
      'Start Date': new Date('2027-01-31T23:00:00Z'),
      Office: { city: 'Oslo' },
      Scores: [3, 4],
      Team: [501, { id: 1 }],
    };
    const context = contextOf();
    expect((await setValues(context, { source: entry(1006), values })).written).toHaveLength(11);
    const again = await setValues(context, { source: entry(1006), values });
    expect([again.written, again.unchanged.length]).toEqual([[], 11]);
    expect(writes()).toHaveLength(1);
    expect((await fields(1006)).get('Start Date')).toMatchObject({ data: '2027-01-31T08:00:00.000Z' });
  });

  it('are all validated before anything is written, and everything wrong is told', async () => {
    const source = entry(1001);
    const values = { Title: 'Partner', Department: 'Sails', Amount: '5', Nonsense: 1, 'Last Contact': 1, 'field-3': 'Boss' };
    const problems = await problemsOf(setValues(contextOf(), { source, values }));
    expect(problems.map(({ key }) => key).toSorted()).toEqual(['Amount', 'Department', 'Last Contact', 'Nonsense', 'Title']);
    expect(problems.find(({ key }) => key === 'Department')).toMatchObject({ recordId: 1001, candidates: ['Sales (11)', 'Support (12)'] });
    expect(writes()).toEqual([]);
  });

  it('refuse a name that several fields have, and list them', async () => {
    const target = { source: { kind: 'company', id: 101 }, values: { Industry: ['Robotics'] } } as const;
    const [problem] = await problemsOf(setValues(contextOf(), target));
    expect(problem?.candidates).toEqual([
      'affinity-data:Industry (affinity-data-industry-of-company)',
      'dealroom:Industry (dealroom-industry)',
    ]);
    const report = await setValues(contextOf(), { ...target, values: { Thesis: 'Robots', 'dealroom-industry': 'Robotics' } });
    expect(report.written).toHaveLength(2);
    const company = fieldsOf(await affinity.v2.companies.get({ companyId: 101, fieldTypes: ['global', 'enriched'] }));
    expect(company.get('Thesis')).toMatchObject({ data: 'Robots' });
  });

  it('are left unwritten when the caller ends it', async () => {
    const signal = AbortSignal.abort(new Error('Enough'));
    const target = { source: { kind: 'company', id: 101 }, values: { Thesis: 'Never' } } as const;
    await expect(setValues(contextOf(), target, { signal })).rejects.toThrow('Enough');
    await expect(setValues(contextOf(), target, { signal, skipUnchanged: false })).rejects.toThrow('Enough');
    const company = fieldsOf(await affinity.v2.companies.get({ companyId: 101, fieldTypes: ['global'] }));
    expect(company.get('Thesis')).not.toMatchObject({ data: 'Never' });
  });

  it('can be tried without writing, or written without reading', async () => {
    const target = { source: entry(1001), values: { Title: 'VP of Sales', Amount: 7 } };
    const tried = await setValues(contextOf(), target, { dryRun: true });
    expect([tried.written.length, tried.unchanged.length, writes()]).toEqual([1, 1, []]);
    const blind = await setValues(contextOf(), target, { skipUnchanged: false });
    expect(blind.written.map(({ before }) => before)).toEqual([undefined, undefined]);
    expect(sent.filter((request) => request.endsWith('/1001/fields'))).toHaveLength(2);
  });

  it('of several records are all validated first; one that is refused does not keep back the others', async () => {
    const context = contextOf();
    const good = { source: entry(1001), values: { Amount: 1 } };
    const wrong = { source: entry(1002), values: { Amount: 'x' } };
    expect(await problemsOf(setManyValues(context, [good, wrong]))).toMatchObject([{ recordId: 1002 }]);
    expect(writes()).toEqual([]);
    const missing = { source: entry(9999), values: { Amount: 1 } };
    const { done, failed } = await setManyValues(context, [good, missing]);
    expect([[...done.keys()], [...failed.keys()]]).toEqual([[1001], [9999]]);
    expect((await fields(1001)).get('Amount')).toMatchObject({ data: 1 });
  });

  it('ask for fields and options once, until their time is over', async () => {
    let nowMs = 0;
    const metadata = createMetadata(affinity.v2, { lifetimeMs: 1000, now: () => nowMs });
    const context = { v2: affinity.v2, metadata };
    const asked = () => sent.filter((request) => request.includes('/lists/10/fields')).length;
    const write = async () => setValues(context, { source: entry(1001), values: { Department: 'Sales', Status: 'Active' } });
    await Promise.all([write(), write()]);
    await write();
    expect(asked()).toBe(3);
    nowMs = 1000;
    await write();
    expect(asked()).toBe(6);
    metadata.clear();
    await write();
    expect(asked()).toBe(9);
  });
});

describe('values that an answer cuts', () => {
  it('are read to their end', async () => {
    const company = await affinity.v2.companies.get({ companyId: 101, fieldIds: ['dealroom-industry'] });
    const field = fieldsOf(company).get('dealroom-industry');
    if (field.state !== 'truncated') throw new Error(field.state);
    expect(field.data).toHaveLength(100);
    expect(await field.all(affinity.v2)).toHaveLength(120);
  });
});
