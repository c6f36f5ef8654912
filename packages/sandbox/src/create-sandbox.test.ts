import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EndpointSpec, v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, SandboxFileError } from './create-sandbox.ts';
import { SandboxFileMismatchError } from './firm-source.ts';
import type { Sandbox } from './sandbox.ts';
import { tinyFirm } from './tiny.fixture.ts';

interface Row {
  readonly id: number | string;
  readonly valueType?: string;
  readonly isGlobal?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** A whole firm is invented, on a machine that may be busy. */
const inventingTakesMs = 60_000;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ size: 'S', interactions: true, clock: 'frozen', checkResponses: true, limits: { perMinute: 1_000_000 } });
}, inventingTakesMs);
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const adminOf = (of: Sandbox): string => of.keys.find(({ role }) => role === 'Admin')?.key ?? '';

const get = async (target: string, of = sandbox): Promise<{ status: number; body: unknown }> => {
  const response = await of.fetch(new URL(target, of.url), { headers: { authorization: `Bearer ${adminOf(of)}` } });
  return { status: response.status, body: await response.json() };
};

const rows = async (target: string): Promise<Row[]> => {
  const { body } = await get(target);
  return (Array.isArray(body) ? body : ((body as { data: Row[] | null }).data ?? [])) as Row[];
};

const idOf = async (target: string): Promise<number | string> => (await rows(target))[0]?.id ?? '';

/** One existing value for every path parameter of the contract. */
const sampleIds = async (): Promise<Record<string, number | string>> => {
  const listId = await idOf('/v2/lists');
  const entries = `/v2/lists/${listId}/list-entries`;
  const listEntryId = await idOf(entries);
  const ofEntry = await rows(`${entries}/${listEntryId}/fields?limit=100`);
  const multi = (await rows(`/v2/lists/${listId}/fields`)).filter(({ valueType }) => valueType?.endsWith('-multi'));
  return {
    listId,
    listEntryId,
    companyId: await idOf('/v2/companies'),
    personId: await idOf('/v2/persons'),
    opportunityId: await idOf('/v2/opportunities'),
    noteId: await idOf('/v2/notes'),
    userId: await idOf('/v2/users'),
    viewId: await idOf(`/v2/lists/${listId}/saved-views`),
    fieldId: ofEntry[0]?.id ?? '',
    multiFieldId: multi.find(({ id }) => ofEntry.some((field) => field.id === id))?.id ?? '',
    list_id: listId,
    list_entry_id: listEntryId,
    person_id: await idOf('/v2/persons'),
    organization_id: await idOf('/v2/companies'),
    opportunity_id: await idOf('/v2/opportunities'),
    note_id: await idOf('/v2/notes'),
    meetingId: await idOf('/v2/meetings'),
    id: await idOf('/v2/meetings'),
    transcriptId: await idOf('/v2/transcripts'),
    reminderId: await idOf('/v2/reminders'),
    reminder_id: await idOf('/v2/reminders'),
    fileId: await idOf('/v2/files'),
    entity_file_id: await idOf('/v2/files'),
    teamId: await idOf('/v2/teams'),
    webhookId: await idOf('/v2/webhooks'),
    webhook_subscription_id: await idOf('/v2/webhooks'),
  };
};

/** Fields differ by what they are fields of, so a path with one gets its own sample. */
const fieldFor = async (path: string, ids: Readonly<Record<string, number | string>>): Promise<number | string> => {
  if (path.includes('dropdown-options')) {
    const collection = path.slice(0, path.indexOf('/{fieldId}')).replace('{listId}', String(ids['listId']));
    return (await rows(`${collection}?limit=100`)).find(({ valueType }) => valueType?.includes('dropdown'))?.id ?? '';
  }
  if (path.endsWith('/values')) return path.startsWith('/v2/lists') ? (ids['multiFieldId'] ?? '') : 'affinity-data-industry';
  return path.startsWith('/v2/lists') ? (ids['fieldId'] ?? '') : 'affinity-data-location';
};

/** What v1 wants to be told before it answers. */
const requiredQueries: Readonly<Record<string, (ids: Readonly<Record<string, number | string>>) => string>> = {
  '/field-values': (ids) => `?list_entry_id=${ids['list_entry_id']}`,
  '/field-value-changes': (ids) => `?field_id=${ids['field_id']}`,
  '/interactions': (ids) => `?type=0&person_id=${ids['external_id']}&start_time=2026-01-01&end_time=2026-11-01`,
  '/interactions/{id}': () => '?type=0',
  '/relationships-strengths': (ids) => `?external_id=${ids['external_id']}`,
  '/v2/inferred-connections/coworkers': (ids) => `?filter=target.currentCompany.id%3D${ids['companyId']}`,
  '/v2/inferred-connections/investor-executive-connections': (ids) => `?filter=target.currentCompany.id%3D${ids['companyId']}`,
};

const reads = [...walkEndpoints(v2), ...walkEndpoints(v1)]
  .map(([, spec]) => spec)
  .filter(({ method, status }) => method === 'GET' && status !== 302);

/** Merges two records, so that there is a merge to read. */
const merge = async (kind: 'company' | 'person', [primary, duplicate]: readonly (number | string)[]): Promise<void> => {
  const name = kind === 'company' ? 'Company' : 'Person';
  const body = JSON.stringify({ [`primary${name}Id`]: primary, [`duplicate${name}Id`]: duplicate });
  const headers = { authorization: `Bearer ${adminOf(sandbox)}`, 'content-type': 'application/json' };
  await sandbox.fetch(`${sandbox.url}/v2/${kind}-merges`, { method: 'POST', headers, body });
};

const mergeSome = async (): Promise<void> => {
  await merge(
    'company',
    (await rows('/v2/companies'))
      .filter(({ isGlobal }) => isGlobal === false)
      .slice(-2)
      .map(({ id }) => id),
  );
  await merge(
    'person',
    (await rows('/v2/persons?limit=60')).slice(-2).map(({ id }) => id),
  );
  sandbox.clock.advance(1000);
};

/** Merges of companies and of persons are told apart by their paths. */
const mergeOf = async (path: string): Promise<Record<string, number | string>> => {
  const collection = path.replace(/\/\{\w+\}$/, '');
  return path.includes('-merges/') ? { mergeId: await idOf(collection), taskId: await idOf(collection) } : {};
};

const optionOf = async (path: string, ids: Readonly<Record<string, number | string>>): Promise<number | string> => {
  const collection = path.replace(/\/\{dropdownOptionId\}$/, '');
  return path === collection ? '' : idOf(collection.replace(/\{(\w+)\}/g, (_, name: string) => String(ids[name])));
};

const targetOf = async (spec: EndpointSpec, ids: Readonly<Record<string, number | string>>): Promise<string> => {
  const fieldId = spec.path.includes('{fieldId}') ? await fieldFor(spec.path, ids) : '';
  const all: typeof ids = {
    ...ids,
    ...(await mergeOf(spec.path)),
    fieldId,
    dropdownOptionId: await optionOf(spec.path, { ...ids, fieldId }),
  };
  const path = spec.path.replace(/\{(\w+)\}/g, (_, name: string) => String(all[name]));
  return path + (requiredQueries[spec.path]?.(ids) ?? '');
};

describe('a sandbox with a firm in it', { timeout: inventingTakesMs }, () => {
  it('answers every read of the contract as the contract says', async () => {
    const tracked = (await get('/v2/field-value-changes?limit=1')).body as { data: { field: { id: string } }[] };
    const outsider = ((await get('/persons?page_size=50')).body as { persons: { id: number; type: number }[] }).persons.find(
      ({ type }) => type === 0,
    );
    const ids = {
      ...(await sampleIds()),
      external_id: outsider?.id ?? '',
      field_id: tracked.data[0]?.field.id.replace('field-', '') ?? '',
    };
    await mergeSome();
    const refused: unknown[] = [];
    for (const spec of reads) {
      const target = await targetOf(spec, ids);
      const { status, body } = await get(target);
      if (status !== 200) refused.push([target, status, body]);
    }
    expect(reads.length).toBeGreaterThan(90);
    expect(refused).toEqual([]);
  });

  it('leads through a collection to its end and back to its start', async () => {
    const walk = async (first: string, link: 'nextUrl' | 'prevUrl') => {
      const ids: Row['id'][][] = [];
      let last = first;
      for (let target: string | null = first; target !== null; ) {
        last = target;
        const { data, pagination } = (await get(target)).body as { data: Row[]; pagination: Record<typeof link, string | null> };
        ids.push(data.map(({ id }) => id));
        target = pagination[link];
      }
      return { ids, last };
    };
    const forward = await walk('/v2/companies?limit=97', 'nextUrl');
    expect(forward.ids.flat()).toHaveLength(3000);
    expect(new Set(forward.ids.flat()).size).toBe(3000);
    const backward = await walk(forward.last, 'prevUrl');
    expect(backward.ids.toReversed().flat()).toEqual(forward.ids.flat());
  });

  it('accepts a key of 43 URL-safe characters for users of each role', () => {
    for (const { key } of sandbox.keys) expect(key).toMatch(/^[\w-]{43}$/);
    expect(new Set(sandbox.keys.map(({ role }) => role))).toEqual(new Set(['Admin', 'Member']));
    expect(new Set(sandbox.keys.map(({ key }) => key)).size).toBe(sandbox.keys.length);
  });

  it('shows in one version what was written in the other, and takes it back', async () => {
    const before = sandbox.snapshot();
    const ids = await sampleIds();
    const entry = `/v2/lists/${ids['listId']}/list-entries/${ids['listEntryId']}`;
    const fields = (await rows(`/v2/lists/${ids['listId']}/fields?limit=100`)) as (Row & { type: string })[];
    const field = fields.find(({ type, valueType }) => type === 'list' && valueType === 'number')?.id ?? '';
    const value = { type: 'number', data: 1234.5 };
    const written = await sandbox.fetch(`${sandbox.url}${entry}/fields/${field}`, {
      method: 'POST',
      body: JSON.stringify({ value }),
      headers: { authorization: `Bearer ${adminOf(sandbox)}`, 'content-type': 'application/json' },
    });
    expect(written.status).toBe(204);
    expect((await get(`${entry}/fields/${field}`)).body).toMatchObject({ value });
    const ofEntry = (await get(`/field-values?list_entry_id=${ids['listEntryId']}`)).body as Json[];
    expect(ofEntry).toContainEqual(expect.objectContaining({ field_id: Number(String(field).replace('field-', '')), value: 1234.5 }));
    sandbox.restore(before);
    expect((await get(`${entry}/fields/${field}`)).body).not.toMatchObject({ value });
  });

  it('gives equal answers for equal options, and others for another seed [sandbox.deterministic]', async () => {
    const companies = async (seed: number) => {
      const other = createSandbox({ seed, interactions: true, clock: 'frozen' });
      const text = JSON.stringify((await get('/v2/companies?limit=100', other)).body).replaceAll(other.url, '');
      other.close();
      return text;
    };
    const first = JSON.stringify((await get('/v2/companies?limit=100')).body).replaceAll(sandbox.url, '');
    expect(await companies(1)).toBe(first);
    expect(await companies(2)).not.toBe(first);
  });
});

describe('a sandbox in a file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'affinity-sandbox-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps what was written, and refuses to become another firm [sandbox.files]', () => {
    const file = join(folder, 'state.sqlite');
    const first = createSandbox({ file, firm: tinyFirm });
    const { keys } = first;
    first.close();
    const again = createSandbox({ file });
    expect(again.keys).toEqual(keys);
    again.close();
    expect(() => createSandbox({ file, size: 'M' })).toThrow(SandboxFileMismatchError);
    const replaced = createSandbox({ file, firm: tinyFirm, seed: 9, reseed: true });
    expect(replaced.keys).toEqual(keys);
    replaced.close();
  });

  it('whose file cannot be opened says which one', () => {
    expect(() => createSandbox({ file: join(folder, 'missing', 'state.sqlite'), firm: tinyFirm })).toThrow(
      /^Cannot open the state file .*missing/,
    );
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'This is no database. '.repeat(400));
    expect(() => createSandbox({ file: text, firm: tinyFirm })).toThrow(SandboxFileError);
  });
});
