import { companies } from '@affinity-kit/contract/v2/companies';
import { describe, expect, it } from 'vitest';
import { createClient } from './create-client.ts';
import { AffinityWriteDeniedError } from './errors.ts';
import { testKey } from './fake-fetch.fixture.ts';

const company = { id: 7, name: 'Nova', domain: null, domains: [], isGlobal: false };

const serve = (): { readonly urls: string[]; readonly fetch: (url: string | URL | Request) => Promise<Response> } => {
  const urls: string[] = [];
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    urls.push(String(url));
    const single = String(url).includes('/companies/7');
    return Response.json(single ? company : { data: [company], pagination: { nextUrl: null } });
  };
  return { urls, fetch };
};

describe('a client of chosen endpoints', () => {
  it('has their methods, and no others', async () => {
    const { urls, fetch } = serve();
    const client = createClient({ companies: { get: companies.get, list: companies.list } }, { apiKey: testKey, fetch });
    expect(Object.keys(client.companies)).toEqual(['get', 'list']);
    expect((await client.companies.get({ companyId: 7 })).name).toBe('Nova');
    expect(await client.companies.list().all({ limit: null })).toEqual([company]);
    expect(urls).toEqual(['https://api.affinity.co/v2/companies/7', 'https://api.affinity.co/v2/companies']);
  });

  it('keeps to its policies', async () => {
    const { urls, fetch } = serve();
    const client = createClient(companies.fieldValues, { apiKey: testKey, fetch, policies: { writes: 'deny' } });
    const write = client.update({ companyId: 7, fieldId: 'field-1', body: { value: { type: 'text', data: 'x' } } });
    await expect(write).rejects.toThrow(AffinityWriteDeniedError);
    expect(urls).toEqual([]);
  });
});
