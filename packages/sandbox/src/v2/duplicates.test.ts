import { afterAll, afterEach, expect, test } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox({ mergeDelayMs: 0 });
afterEach(sandbox.reset);
afterAll(sandbox.close);

interface Suggestion {
  readonly primaryProfile: { readonly id: number };
  readonly duplicateProfiles: readonly { readonly id: number }[];
  readonly matchCriteria: string;
}

const pairs = async (kind: 'company' | 'person', query = ''): Promise<unknown[]> => {
  const { data } = (await get(`/v2/duplicates/${kind}-suggestions${query}`)).body as { data: Suggestion[] };
  return data.map(({ primaryProfile, duplicateProfiles, matchCriteria }) => [primaryProfile.id, duplicateProfiles[0]?.id, matchCriteria]);
};

const organization = async (name: string, domain: string): Promise<number> =>
  (await call('POST', '/organizations', { body: { name, domain } })).body.id;

const person = async (first_name: string, last_name: string): Promise<number> =>
  (await call('POST', '/persons', { body: { first_name, last_name, emails: [] } })).body.id;

test('equal names and equal domains are suggested, each pair once and for its better reason', async () => {
  expect(await pairs('company')).toEqual([[104, 105, 'name']]);
  const twin = await organization('Kestrel "Robotics"', 'KESTREL.example');
  expect(await pairs('company')).toEqual([
    [104, 105, 'name'],
    [101, twin, 'domain-match'],
  ]);
});

test('a profile shows what is known of the company', async () => {
  await organization('Nest', 'kestrel.example');
  const { data } = (await get('/v2/duplicates/company-suggestions?filter=matchCriteria%3Ddomain-match')).body;
  expect(data[0].primaryProfile).toEqual({
    id: 101,
    name: 'Kestrel "Robotics"',
    domain: 'kestrel.example',
    domains: ['kestrel.example'],
    isGlobal: true,
    isEnriched: true,
  });
  expect(data[0].duplicateProfiles[0].isEnriched).toBe(false);
});

test('persons with equal names are suggested; whoever cannot be merged away comes first', async () => {
  const ada = await person('Ada', 'Novak');
  const ken = await person('Ken', 'Novak');
  expect(await pairs('person')).toEqual([
    [501, ada, 'name'],
    [3, ken, 'name'],
  ]);
  const mira = await person('Mira', 'Novak');
  expect(await pairs('person', '?term=mi')).toEqual([[1, mira, 'name']]);
  expect(await pairs('person', '?orderBy=-name&limit=1')).toEqual([[1, mira, 'name']]);
});

test('terms, order and counts', async () => {
  const twin = await organization('Ørsted Labs', 'labs.example');
  expect(await pairs('company', '?term=acm')).toEqual([[104, 105, 'name']]);
  expect(await pairs('company', '?orderBy=-name')).toEqual([
    [102, twin, 'name'],
    [104, 105, 'name'],
  ]);
  const { body } = await get('/v2/duplicates/company-suggestions?totalCount=true&limit=1');
  expect(body.pagination.totalCount).toBe(2);
  expect((await get(body.pagination.nextUrl)).body.data[0].primaryProfile.id).toBe(102);
  expect((await get('/v2/duplicates/company-suggestions?term=a')).body.errors[0]).toMatchObject({ code: 'validation', param: 'term' });
});

test('a merge removes its pair at once, even one that fails', async () => {
  await call('POST', '/v2/company-merges', { body: { primaryCompanyId: 104, duplicateCompanyId: 105 } });
  expect(await pairs('company')).toEqual([]);
  await person('Bob', 'Moss');
  await person('Bob', 'Moss');
  expect(await pairs('person')).toHaveLength(1);
});

test('suggestions are for those who manage duplicates', async () => {
  const { status, body } = await get('/v2/duplicates/company-suggestions', { key: keys.jo });
  expect([status, body.errors[0].message]).toEqual([403, 'Missing permission: Manage duplicates']);
});
