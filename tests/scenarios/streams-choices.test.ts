import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StreamReport, SyncReport } from '@affinity-kit/pipeline';
import { exportRows, replay } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusing } from './support/refusing.ts';
import { streamsSandbox } from './support/streams-firm.ts';
import { clientOf, contents, query, type Synced, synced } from './support/synced.ts';

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = streamsSandbox('first', { checkResponses: true });
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

const reportOf = ({ streams }: SyncReport, name: string): StreamReport | undefined => streams.find(({ stream }) => stream === name);
const rows = (sql: string): Promise<Record<string, unknown>[]> => query(place.database, sql);
const asked = (path: RegExp): number => sandbox.requests().filter((request) => path.test(request.path)).length;

describe('a sync that names no streams', () => {
  it('reads nothing that takes many requests for little', async () => {
    const { streams } = await place.sync();
    const names = streams.map(({ stream }) => stream);
    expect(names).toEqual(expect.arrayContaining(['notes', 'reminders', 'files', 'teams', 'merges', 'duplicates', 'webhooks']));
    for (const name of ['emails', 'meetings', 'calls', 'chat_messages', 'transcripts', 'relationships', 'views'])
      expect(names).not.toContain(name);
  });

  it('is whole although the key may not see what few may, and says so; not when that is asked for', async () => {
    const client = clientOf(refusing(sandbox, { status: 403, paths: ['/v2/company-merges', '/v2/duplicates/company-suggestions'] }));
    const report = await place.sync({ client });
    expect(report.status).toBe('succeeded');
    expect(reportOf(report, 'merges')).toMatchObject({ status: 'not_permitted', reason: 'missing permission: Manage duplicates' });
    expect((await place.sync({ client, streams: ['lists', 'merges'] })).status).toBe('partial');
  });

  it('does without what is in beta where it is not served, and keeps what it had of it', async () => {
    await place.sync();
    const paths = ['/v2/teams', '/v2/webhooks', '/v2/duplicates/company-suggestions', '/v2/duplicates/person-suggestions'];
    const report = await place.sync({ client: clientOf(refusing(sandbox, { status: 404, paths })), full: true });
    expect(report.status).toBe('succeeded');
    expect(reportOf(report, 'teams')?.reason).toContain('teams (beta) are not served');
    expect(await rows('SELECT count(*) AS n FROM teams')).toEqual([{ n: '3' }]);
  });
});

describe('interactions', () => {
  it('are known from the values that hold them until they are read as such, each once', async () => {
    await place.sync({ streams: ['companies'] });
    const known = 'SELECT type, subject, source, participants_count AS n FROM interactions WHERE id = 7009';
    expect(await rows(known)).toEqual([{ type: 'email', subject: 'Terms', source: 'value', n: 3 }]);
    expect(await rows('SELECT role, person_id FROM interaction_participants ORDER BY role DESC')).toEqual([
      { role: 'to', person_id: '5' },
      { role: 'from', person_id: '1001' },
      { role: 'cc', person_id: '6' },
    ]);
    await place.sync({ streams: ['emails', 'companies'] });
    expect(await rows(known)).toEqual([{ type: 'email', subject: 'Terms', source: 'stream', n: 3 }]);
    expect(await rows('SELECT DISTINCT source FROM interaction_participants')).toEqual([{ source: 'stream' }]);
    const before = await contents(place.database);
    await place.sync({ streams: ['companies'], full: true });
    expect(await contents(place.database)).toEqual(before);
  });

  it('of an account without unified meetings are none, and no failure', async () => {
    const report = await place.sync({
      client: clientOf(refusing(sandbox, { status: 404, paths: ['/v2/meetings'] })),
      streams: ['meetings'],
    });
    expect(reportOf(report, 'meetings')).toMatchObject({
      status: 'succeeded',
      records: 0,
      reason: expect.stringContaining('no unified meetings'),
    });
  });
});

describe('relationships', () => {
  it('are read for the records of the lists that are named, with a request for each', async () => {
    const report = await place.sync({ streams: ['relationships'], lists: ['Pipeline', 'List 803'] });
    expect(reportOf(report, 'relationships')).toMatchObject({ status: 'succeeded', requests: 5 });
    expect(asked(/relationships$/)).toBe(3);
    const [row] = await rows("SELECT * FROM relationships WHERE user_id = 5 AND entity_type = 'person'");
    expect(row).toMatchObject({ entity_id: '1001', person_id: '1001', linkedin_connected_on: '2024-02-29' });
  });

  it('are refused where no list is named, before anything is asked', async () => {
    await expect(place.sync({ streams: ['relationships'] })).rejects.toThrow(/takes a request for every company and person .*--lists/);
    expect(sandbox.requests()).toEqual([]);
  });

  it('of lists that are not named again stay', async () => {
    const ask = { streams: ['relationships'], full: true };
    await place.sync({ ...ask, lists: ['Pipeline', 'List 803'] });
    const before = await rows('SELECT COLUMNS(c -> NOT starts_with(c, $$_$$)) FROM relationships ORDER BY ALL');
    await place.sync({ ...ask, lists: ['Pipeline'] });
    expect(await rows('SELECT COLUMNS(c -> NOT starts_with(c, $$_$$)) FROM relationships ORDER BY ALL')).toEqual(before);
  });
});

describe('files', () => {
  const stored = async (): Promise<string[]> => {
    const paths = await rows('SELECT DISTINCT path FROM file_contents');
    return Promise.all(paths.map(({ path }) => readFile(join(`${place.database}.files`, String(path)), 'utf8')));
  };

  it('come with the record that they are of, from v1 alone where v2 is refused', async () => {
    const owners = 'SELECT id, name, entity_type AS of, entity_id AS whose, type FROM files ORDER BY id';
    const file = { of: 'company', whose: '101' };
    const expected = [9301, 9302].map((id) => ({ ...file, id: String(id), name: `deck ${id}.pdf` }));
    await place.sync({ streams: ['files'] });
    expect(await rows(owners)).toEqual(expected.map((one) => ({ ...one, type: 'application/pdf' })));
    const other = await synced(sandbox);
    const report = await other.sync({ streams: ['files'], client: clientOf(refusing(sandbox, { status: 403, paths: ['/v2/files'] })) });
    expect(reportOf(report, 'files')).toMatchObject({ status: 'succeeded', reason: expect.stringContaining('without media types') });
    expect(await query(other.database, owners)).toEqual(expected.map((one) => ({ ...one, type: null })));
    await other.remove();
  });

  it('bring their contents only when asked to, once each, and not again', async () => {
    const downloads = (): number => asked(/^\/v2\/files\/\d+$/);
    await place.sync({ streams: ['files'] });
    expect([await stored(), downloads()]).toEqual([[], 0]);
    const report = await place.sync({ streams: ['files'], include: ['file-contents'] });
    // One page of each version, and an address for each file.
    expect(reportOf(report, 'files')).toMatchObject({ requests: 4, plannedRequests: 4 });
    expect([await stored(), downloads()]).toEqual([['the same words'], 2]);
    await place.sync({ streams: ['files'], include: ['file-contents'], full: true });
    await place.sync({ streams: ['files'], full: true });
    expect([await stored(), downloads()]).toEqual([['the same words'], 2]);
  });

  it('go on with a download where it was', async () => {
    let failing = true;
    const client = clientOf(sandbox);
    const stream = async function* (id: number, { offset = 0 }: { readonly offset?: number } = {}) {
      const bytes = Buffer.from('the same words');
      yield bytes.subarray(offset, failing ? offset + 3 : undefined);
      if (failing) throw new Error(`file ${id} broke off`);
    };
    const halting = { baseUrl: client.baseUrl, exchange: client.exchange, files: { stream } };
    const ask = { streams: ['files'], include: ['file-contents'] as const, client: halting };
    expect(reportOf(await place.sync(ask), 'files')).toMatchObject({ status: 'failed', reason: expect.stringContaining('broke off') });
    failing = false;
    expect(reportOf(await place.sync(ask), 'files')?.status).toBe('succeeded');
    expect(await stored()).toEqual(['the same words']);
  });
});

describe('a choice of fields', () => {
  const values = (): Promise<Record<string, unknown>[]> =>
    rows('SELECT entity_id, list_entry_id, field_id, text FROM field_values ORDER BY ALL');

  it('asks for them alone, and leaves what is known of others', async () => {
    await place.sync();
    const before = await values();
    sandbox.close();
    sandbox = streamsSandbox('changed');
    const report = await place.sync({ client: clientOf(sandbox), streams: ['companies', 'list_entries'], fields: ['Our Thesis'] });
    expect(report.status).toBe('succeeded');
    const asking = sandbox.requests().filter(({ path }) => path === '/v2/companies');
    expect(asking.map((request) => request.query)).toEqual(['limit=100&fieldIds=field-1']);
    const after = await values();
    expect(after.filter(({ field_id: id }) => id === 'field-1')).toMatchObject([{ text: 'More robots' }]);
    expect(after.filter(({ field_id: id }) => id !== 'field-1')).toEqual(before.filter(({ field_id: id }) => id !== 'field-1'));
  });

  it('can be one of kinds, and does not pass for a whole reading', async () => {
    await place.sync({ fieldTypes: ['list'] });
    expect((await values()).map(({ field_id: id }) => id)).toEqual(expect.arrayContaining(['field-11']));
    expect((await values()).map(({ field_id: id }) => id)).not.toContain('field-1');
    await place.sync();
    expect((await values()).map(({ field_id: id }) => id)).toEqual(expect.arrayContaining(['field-1', 'last-email', 'field-11']));
  });

  it('names the nearest of the fields that there are when it names one that is not', async () => {
    await expect(place.sync({ fields: ['Thesys'] })).rejects.toThrow(
      /There is no field "Thesys"\. Near to it, of \d+: Thesis \(field-1\), /,
    );
  });
});

describe('a saved view', () => {
  it('is a source of its own, with exactly its rows and columns', async () => {
    const report = await place.sync({ views: ['pipeline/hot'] });
    expect(report.streams.map(({ stream }) => stream)).toEqual(['lists', 'views']);
    const view = await rows('SELECT * EXCLUDE url FROM view_pipeline_hot ORDER BY list_entry_id');
    expect(view).toEqual([
      { list_entry_id: '6001', entity_id: '101', entity_name: 'Kestrel', thesis: 'Robots', status: 'New', status_id: '31' },
      { list_entry_id: '6002', entity_id: '102', entity_name: 'Company 102', thesis: null, status: null, status_id: null },
      { list_entry_id: '6003', entity_id: '102', entity_name: 'Company 102', thesis: null, status: null, status_id: null },
    ]);
    expect(await rows('SELECT count(*) AS n FROM field_values')).toEqual([{ n: '0' }]);
    const path = `${place.database}.csv`;
    expect(await exportRows({ database: place.database, what: 'Pipeline/Hot', format: 'csv', path })).toMatchObject({ rows: 3 });
    expect(await readFile(path, 'utf8')).toMatch(/^list_entry_id,entity_id,entity_name,url,thesis,status,status_id\n/);
  });

  it('follows what it shows, beside everything else', async () => {
    await place.sync({ views: ['Pipeline/91'] });
    await place.sync();
    sandbox.close();
    sandbox = streamsSandbox('less');
    await place.sync({ client: clientOf(sandbox), views: ['801/Hot'] });
    expect(await rows('SELECT list_entry_id FROM view_pipeline_hot ORDER BY ALL')).toEqual([
      { list_entry_id: '6001' },
      { list_entry_id: '6002' },
    ]);
    expect(await rows('SELECT count(*) AS n FROM list_entries')).toEqual([{ n: '7' }]);
    expect(await rows('SELECT name FROM saved_views WHERE id = 91')).toEqual([{ name: 'Hot' }]);
  });

  it.each([
    ['Hot', 'does not name a saved view'],
    ['Pipeline/Cold', 'has no saved view "Cold". There are: Hot (91), View 92 (92), View 93 (93)'],
    ['Pipelines/Hot', 'There is no list "Pipelines"'],
  ])('that is not there is named with those that are: %s', async (view, message) => {
    await expect(place.sync({ views: [view] })).rejects.toThrow(message);
  });

  it('comes back from the journal', async () => {
    await place.sync({ views: ['Pipeline/Hot'] });
    const before = await contents(place.database);
    await rm(place.database);
    await replay({ database: place.database });
    expect(await contents(place.database)).toEqual(before);
  });
});

describe('who works where', () => {
  it('is told from every place that says it', async () => {
    await place.sync();
    expect(await rows('SELECT company_id, person_id, source FROM company_persons ORDER BY source')).toEqual([
      { company_id: '101', person_id: '1001', source: 'company:persons' },
      { company_id: '101', person_id: '1001', source: 'email_domain' },
      { company_id: '101', person_id: '1001', source: 'person:affinity-data-current-organization' },
      { company_id: '101', person_id: '1001', source: 'person:companies' },
    ]);
  });
});
