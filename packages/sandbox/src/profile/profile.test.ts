import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSandbox, type SandboxOptions } from '../create-sandbox.ts';
import type { Sandbox } from '../sandbox.ts';
import type { FirmSink, SeedField } from '../seed/model.ts';
import { chooser } from './chosen.ts';
import { type OddityName, oddities, odditiesOf, oddityNames } from './oddities.ts';

const key = 'm'.repeat(43);
const at = '2025-03-01T10:00:00Z';
const permissions = ['Export All Organizations directory', 'Export All People directory', 'Export data from Lists', 'Manage duplicates'];

const field = (id: string, draft: Pick<SeedField, 'valueType'> & Partial<SeedField>): SeedField => ({
  id,
  name: id,
  description: null,
  type: 'enriched',
  enrichmentSource: null,
  entityType: 'company',
  listId: null,
  isRequired: false,
  trackChanges: false,
  createdAt: at,
  options: [],
  ...draft,
});

const status = { statusCategory: 'open', winRate: 10, color: 'blue' } as const;
const statusOptions = Array.from({ length: 20 }, (_, rank) => ({ id: 300 + rank, text: `Stage ${rank}`, rank, ...status }));

const writeRecords = (sink: FirmSink): void => {
  for (let id = 101; id <= 160; id += 1) {
    const cells = {
      'affinity-data-linkedin-url': `https://linkedin.example/company/${id}`,
      'dealroom-growth-stage': 'seed',
      'dealroom-valuation': id,
    };
    const domain = `c${id}.example`;
    sink.company({ id, name: `Company ${id}`, domain, domains: [domain], isGlobal: false, createdAt: at, cells });
  }
  for (let id = 501; id <= 580; id += 1) {
    const email = `p${id}@c.example`;
    const cells = { 'affinity-data-phone-number': [`+1 555 ${id}`] };
    const names = { firstName: `First${id}`, lastName: null, primaryEmail: email, emails: [email] };
    sink.person({ id, ...names, type: 'external', companyIds: [], createdAt: at, cells });
  }
};

const oddFirm = (sink: FirmSink): void => {
  sink.tenant({ id: 77, name: 'Odd Capital', subdomain: 'odd' });
  const mira = { id: 1, firstName: 'Mira', lastName: 'Okafor', email: 'mira@odd.example', createdAt: at } as const;
  sink.user({ ...mira, role: 'Admin', status: 'active', permissions, apiKey: key });
  sink.field(field('affinity-data-linkedin-url', { valueType: 'text', enrichmentSource: 'affinity-data' }));
  sink.field(field('dealroom-growth-stage', { valueType: 'filterable-text', enrichmentSource: 'dealroom' }));
  sink.field(field('dealroom-valuation', { valueType: 'number', enrichmentSource: 'dealroom' }));
  sink.field(field('lists', { valueType: 'list-multi', type: 'global' }));
  sink.field(field('affinity-data-phone-number', { valueType: 'filterable-text-multi', entityType: 'person' }));
  writeRecords(sink);
  const list = { id: 10, name: 'Pipeline', type: 'company', isPublic: true, creatorId: 1, ownerId: 1, createdAt: at, roles: [] } as const;
  sink.list(list);
  const onList = { type: 'list', listId: 10 } as const;
  sink.field(field('field-201', { ...onList, valueType: 'ranked-dropdown', trackChanges: true, options: statusOptions }));
  for (let id = 101; id <= 160; id += 1)
    sink.entry({ id: 900 + id, listId: 10, entityId: id, creatorId: 1, createdAt: at, cells: { 'field-201': 300 } });
  sink.view({ id: 30, listId: 10, name: 'All', type: 'sheet', createdAt: at, fieldIds: ['field-201'], filter: null });
  const change = { fieldId: 'field-201', entityType: 'company', entityId: 101, listEntryId: 1001, changerId: 1, changedAt: at } as const;
  sink.change({ id: 1, ...change, action: 'add', value: 300 });
  for (let id = 1; id <= 30; id += 1)
    sink.file({ id, name: `${id}.txt`, type: null, entity: { type: 'company', id: 101 }, uploaderId: 1, createdAt: at, content: 'text' });
};

const opened: Sandbox[] = [];
afterEach(() => {
  for (const sandbox of opened.splice(0)) sandbox.close();
});

const open = (options: SandboxOptions) => {
  const sandbox = createSandbox({ firm: oddFirm, clock: 'frozen', checkResponses: true, limits: { perMinute: 1_000_000 }, ...options });
  opened.push(sandbox);
  const call = async (method: string, target: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const response = await sandbox.fetch(new URL(target, sandbox.url).href, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith('<') || text === '' ? undefined : JSON.parse(text) };
  };
  return { sandbox, call, get: async (target: string): Promise<ReturnType<typeof JSON.parse>> => (await call('GET', target)).body };
};

const strict = open({});
opened.pop();
afterAll(() => strict.sandbox.close());

/** Both answers to one question: as the reference has it, and as the oddity does. */
const both = async (name: OddityName, target: string) => ({
  plain: await strict.get(target),
  odd: await open({ oddities: [name] }).get(target),
});

const values = (page: ReturnType<typeof JSON.parse>, id: string): unknown[] =>
  page.data.flatMap((record: ReturnType<typeof JSON.parse>) =>
    (record.fields ?? record.entity.fields).filter((each: { id: string }) => each.id === id).map((each: { value: unknown }) => each.value),
  );

describe('the profile realWorld', () => {
  it('has every oddity, strict has none', () => {
    expect(odditiesOf('realWorld')).toEqual(oddityNames);
    expect(odditiesOf('strict')).toEqual([]);
  });

  it('is odd in the same places each time, and elsewhere for another seed', async () => {
    const target = '/v2/persons?limit=100';
    const personsOf = (more: SandboxOptions) => open({ oddities: ['malformed-emails'], ...more }).get(target);
    const { data } = await personsOf({});
    expect((await personsOf({})).data).toEqual(data);
    expect((await personsOf({ seed: 2 })).data).not.toEqual(data);
  });

  it.each(oddityNames.filter((name) => 'oneIn' in oddities[name]))('strikes with %s about as often as it says', (name) => {
    const chosen = chooser(7);
    const struck = Array.from({ length: 20_000 }, (_, id) => id).filter((id) => chosen(name, id)).length;
    const oddity = oddities[name];
    const expected = 20_000 / ('oneIn' in oddity ? oddity.oneIn : 1);
    expect(struck).toBeGreaterThan(expected * 0.6);
    expect(struck).toBeLessThan(expected * 1.4);
  });
});

describe('an oddity', () => {
  it('linkedin-objects: objects where strings are promised', async () => {
    const companies = await both('linkedin-objects', '/v2/companies?fieldTypes=enriched');
    const links = values(companies.odd, 'affinity-data-linkedin-url');
    const plain = values(companies.plain, 'affinity-data-linkedin-url');
    expect(links).toHaveLength(60);
    expect(links).toContainEqual({ type: 'text', data: { link: expect.stringContaining('https://linkedin'), text: 'LinkedIn' } });
    expect(links.filter((each) => plain.some((one) => JSON.stringify(one) === JSON.stringify(each))).length).toBeGreaterThan(20);
    const persons = await both('linkedin-objects', '/v2/persons?fieldTypes=enriched&limit=100');
    const phones = values(persons.odd, 'affinity-data-phone-number');
    expect(phones).toContainEqual({ type: 'filterable-text-multi', data: [{ text: expect.any(String) }], totalCount: 1 });
  });

  it('malformed-domains: no host names, the same in both versions', async () => {
    const { call, get } = open({ oddities: ['malformed-domains'] });
    const { data } = await get('/v2/companies');
    const odd = data.filter(({ domain }: { domain: string }) => !/^c\d+\.example$/.test(domain));
    expect(odd.length).toBeGreaterThan(0);
    const [{ id, domain, domains }] = odd;
    expect(domains).toEqual([domain]);
    expect((await call('GET', `/organizations/${id}`)).body).toMatchObject({ domain, domains });
  });

  it('malformed-emails: no addresses, the same in both versions', async () => {
    const { call, get } = open({ oddities: ['malformed-emails'] });
    const { data } = await get('/v2/persons?limit=100');
    const odd = data.filter(({ primaryEmailAddress }: { primaryEmailAddress: string }) => !/^p\d+@c\.example$/.test(primaryEmailAddress));
    expect(odd.length).toBeGreaterThan(0);
    const [{ id, primaryEmailAddress, emailAddresses }] = odd;
    expect(emailAddresses).toEqual([primaryEmailAddress]);
    expect((await call('GET', `/persons/${id}`)).body).toMatchObject({ primary_email: primaryEmailAddress, emails: emailAddresses });
  });

  it('null-first-names: of people outside alone', async () => {
    const { odd, plain } = await both('null-first-names', '/v2/persons?limit=100');
    const nameless = odd.data.filter(({ firstName }: { firstName: unknown }) => firstName === null);
    expect(nameless.length).toBeGreaterThan(0);
    expect(nameless.every(({ type }: { type: string }) => type === 'external')).toBe(true);
    expect(plain.data.every(({ firstName }: { firstName: unknown }) => typeof firstName === 'string')).toBe(true);
  });

  it('nulls-in-bulk: nothing on the page, the value on the single read', async () => {
    const { get } = open({ oddities: ['nulls-in-bulk'] });
    const { data } = await get('/v2/lists/10/list-entries?fieldIds=field-201');
    const lost = data.filter(({ entity }: ReturnType<typeof JSON.parse>) => entity.fields[0].value.data === null);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThan(15);
    const single = await get(`/v2/lists/10/list-entries/${lost[0].id}?fieldIds=field-201`);
    expect(single.entity.fields[0].value.data).toMatchObject({ dropdownOptionId: 300 });
    const view = await get('/v2/lists/10/saved-views/30/list-entries');
    expect(values(view, 'field-201')).toContainEqual({ type: 'ranked-dropdown', data: null });
  });

  it('null-pages: where no entry is left, by the collection and by the search', async () => {
    const { call } = open({ oddities: ['null-pages'] });
    const { body: list } = await call('POST', '/v2/lists', { name: 'Empty', type: 'company', isPublic: false });
    expect((await call('GET', `/v2/lists/${list.id}/list-entries`)).body).toMatchObject({ data: null });
    const search = { filters: { operator: 'and', filters: [] } };
    expect((await call('POST', `/v2/lists/${list.id}/list-entries/search`, search)).body).toMatchObject({ data: null });
    expect((await call('GET', '/v2/lists/10/list-entries')).body.data).not.toBeNull();
  });

  it('list-sizes-of-zero: for a list of sixty', async () => {
    const { odd } = await both('list-sizes-of-zero', '/v2/lists');
    expect(odd.data[0].listSize).toBe(0);
    const companies = await both('list-sizes-of-zero', '/v2/companies?fieldIds=lists');
    expect(companies.plain.data[0].fields[0].value.data[0].entityCount).toBe(60);
    expect(companies.odd.data[0].fields[0].value.data[0].entityCount).toBe(0);
  });

  it('unknown-value-types: in metadata and values alike', async () => {
    const { get } = open({ oddities: ['unknown-value-types'] });
    const metadata = await get('/v2/companies/fields?filter=name=dealroom-growth-stage');
    expect(metadata.data[0].valueType).toBe('growth-stage');
    expect(values(await get('/v2/companies?fieldTypes=enriched'), 'dealroom-growth-stage')).toContainEqual({
      type: 'growth-stage',
      data: { label: 'seed' },
    });
  });

  it('unknown-members: an enrichment source and a colour', async () => {
    const { get } = open({ oddities: ['unknown-members'] });
    const { data } = await get('/v2/companies/fields?filter=name=dealroom-valuation');
    expect(data[0].enrichmentSource).toBe('pitchbook');
    const options = (await get('/v2/lists/10/fields/field-201/dropdown-options')).data;
    expect(options).toContainEqual(expect.objectContaining({ color: 'teal' }));
    expect(options).toContainEqual(expect.objectContaining({ color: 'blue' }));
  });

  it('unknown-properties: on companies, and deprecated ones in the feed of v1', async () => {
    const { get } = open({ oddities: ['unknown-properties'] });
    expect((await get('/v2/companies')).data[0]).toHaveProperty('logoUrl', null);
    expect((await get('/field-value-changes?field_id=201'))[0]).toMatchObject({ entity_attribute_id: 201, opp: null });
  });

  it('absent-page-addresses: where all is on one page', async () => {
    const { get } = open({ oddities: ['absent-page-addresses'] });
    expect((await get('/v2/lists')).pagination).toEqual({});
    expect((await get('/v2/companies?limit=10')).pagination).toEqual({ prevUrl: null, nextUrl: expect.any(String) });
  });

  it('microseconds: in the feed of v1', async () => {
    const { odd } = await both('microseconds', '/field-value-changes?field_id=201');
    expect(odd[0].changed_at).toMatch(/T\d\d:\d\d:\d\d\.\d{6}-/);
  });

  it('camel-case-files: at one request and not at the next', async () => {
    const { get } = open({ oddities: ['camel-case-files'] });
    const pages = await Promise.all(Array.from({ length: 12 }, () => get('/entity-files?page_size=2')));
    const names = pages.map(({ entity_files }) => Object.keys(entity_files[0]));
    expect(names.some((each) => each.includes('organizationId') && !each.includes('organization_id'))).toBe(true);
    expect(names.some((each) => each.includes('organization_id'))).toBe(true);
  });

  it('late-associations: missing in the answer, there at the next read', async () => {
    const { call, get } = open({ oddities: ['late-associations'] });
    const { body } = await call('POST', '/organizations', { name: 'New', person_ids: [501] });
    expect(body.person_ids).toEqual([]);
    expect((await get(`/organizations/${body.id}`)).person_ids).toEqual([501]);
  });

  it('late-merge-tasks: not found at first', async () => {
    const { sandbox, call } = open({ oddities: ['late-merge-tasks'] });
    const { body } = await call('POST', '/v2/company-merges', { primaryCompanyId: 101, duplicateCompanyId: 102 });
    const task = new URL(body.taskUrl).pathname;
    expect((await call('GET', task)).status).toBe(404);
    sandbox.clock.advance(300);
    expect((await call('GET', task)).status).toBe(200);
  });

  it('lagging-v2: between 100 and 500 milliseconds', async () => {
    const { sandbox, call, get } = open({ oddities: ['lagging-v2'] });
    await call('PUT', '/organizations/101', { name: 'Renamed' });
    sandbox.clock.advance(99);
    expect((await get('/v2/companies/101')).name).toBe('Company 101');
    sandbox.clock.advance(402);
    expect((await get('/v2/companies/101')).name).toBe('Renamed');
  });

  it('html-errors: a page of the edge, before anything takes effect', async () => {
    const { call } = open({ oddities: ['html-errors'] });
    const answers = await Promise.all(Array.from({ length: 600 }, () => call('GET', '/auth/whoami')));
    const pages = answers.filter(({ text }) => text.startsWith('<!DOCTYPE html>'));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThan(15);
    expect(pages.every(({ status: code }) => code === 502 || code === 503)).toBe(true);
  });
});
