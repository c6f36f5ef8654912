import { get } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../listen.ts';
import { keys, type SmallSandbox, smallSandbox } from '../state/small-firm.fixture.ts';

const opened: SmallSandbox[] = [];
const open = (): SmallSandbox => {
  const small = smallSandbox();
  opened.push(small);
  return small;
};

afterEach(() => {
  for (const { sandbox } of opened.splice(0)) sandbox.close();
});

const authorization = `Bearer ${keys.mira}`;

const upload = async ({ sandbox }: SmallSandbox, parts: readonly (readonly [string, string | File])[]) => {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  const response = await sandbox.fetch(`${sandbox.url}/entity-files`, { method: 'POST', headers: { authorization }, body: form });
  return { status: response.status, body: JSON.parse(await response.text()) };
};

const text = (name: string, content: string): File => new File([content], name, { type: 'text/plain' });

const bytes = new Uint8Array(Array.from({ length: 1000 }, (_, index) => index % 256));

describe('a file', () => {
  it('is uploaded to one record, alone or with others, and listed newest first', async () => {
    const small = open();
    const one = await upload(small, [
      ['file', text('terms.txt', 'Pro rata')],
      ['organization_id', '101'],
    ]);
    expect(one.body).toMatchObject({
      success: true,
      entity_files: [{ name: 'terms.txt', size: 8, organization_id: 101, person_id: null, uploader_id: 1 }],
    });
    small.sandbox.clock.advance(1000);
    const two = await upload(small, [
      ['files[]', text('a.txt', 'a')],
      ['files[]', text('../b.txt', 'b')],
      ['opportunity_id', '701'],
    ]);
    expect(two.body.entity_files.map(({ name }: { name: string }) => name)).toEqual(['a.txt', 'b.txt']);
    const { body } = await small.get('/entity-files');
    expect(body.entity_files.map(({ name }: { name: string }) => name)).toEqual(['b.txt', 'a.txt', 'terms.txt']);
    expect((await small.get('/entity-files?organization_id=101')).body.entity_files).toEqual(one.body.entity_files);
    expect((await small.get('/v2/files?totalCount=true&limit=2')).body).toMatchObject({
      data: [{ name: 'b.txt' }, { name: 'a.txt', type: 'text/plain' }],
      pagination: { totalCount: 3 },
    });
  });

  it.each([
    ['no file', [['organization_id', '101']]],
    ['no record', [['file', text('a.txt', 'a')]]],
    [
      'two records',
      [
        ['file', text('a.txt', 'a')],
        ['organization_id', '101'],
        ['person_id', '501'],
      ],
    ],
    [
      'a record that is not there',
      [
        ['file', text('a.txt', 'a')],
        ['organization_id', '9'],
      ],
    ],
    [
      'nothing in it',
      [
        ['file', text('a.txt', '')],
        ['organization_id', '101'],
      ],
    ],
  ] as const)('is refused with %s', async (_, parts) => {
    const small = open();
    expect((await upload(small, parts)).status).toBe(422);
    expect((await small.get('/entity-files')).body.entity_files).toEqual([]);
  });

  it('is downloaded through a redirect, byte by byte as it was', async () => {
    const small = open();
    const { body } = await upload(small, [
      ['file', new File([bytes], 'deck ü.pdf', { type: 'application/pdf' })],
      ['person_id', '501'],
    ]);
    const { fetch, url } = small.sandbox;
    const response = await fetch(`${url}/entity-files/download/${body.entity_files[0].id}`, { headers: { authorization } });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('lies behind an address that needs no key and is good for a minute of the sandbox', async () => {
    const small = open();
    const { body } = await upload(small, [
      ['file', text('terms.txt', 'Pro rata')],
      ['organization_id', '101'],
    ]);
    const { fetch, url, clock, requests } = small.sandbox;
    const target = `${url}/entity-files/download/${body.entity_files[0].id}`;
    const redirect = await fetch(target, { headers: { authorization }, redirect: 'manual' });
    expect(redirect.status).toBe(302);
    const location = redirect.headers.get('location') ?? '';
    const counted = requests().length;
    clock.advance(60_000);
    expect(await (await fetch(location)).text()).toBe('Pro rata');
    expect(requests()).toHaveLength(counted);
    clock.advance(1);
    expect((await fetch(location)).status).toBe(403);
    expect((await fetch(location.replace(/expires=\d+/, 'expires=9999999999999'))).status).toBe(403);
    const v2 = (await small.get(`/v2/files/${body.entity_files[0].id}`)).body;
    expect(await (await fetch(v2.downloadUrl)).text()).toBe('Pro rata');
  });

  it('can be fetched from where a download broke', async () => {
    const small = open();
    const { body } = await upload(small, [
      ['file', new File([bytes], 'deck.bin')],
      ['organization_id', '101'],
    ]);
    const { downloadUrl } = (await small.get(`/v2/files/${body.entity_files[0].id}`)).body;
    const rest = await small.sandbox.fetch(downloadUrl, { headers: { range: 'bytes=990-' } });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe('bytes 990-999/1000');
    expect(new Uint8Array(await rest.arrayBuffer())).toEqual(bytes.slice(990));
    expect((await small.sandbox.fetch(downloadUrl, { headers: { range: 'bytes=1000-' } })).status).toBe(416);
    small.sandbox.faults.add({ kind: 'truncate', path: '/_files/*', times: 1 });
    await expect((await small.sandbox.fetch(downloadUrl)).arrayBuffer()).rejects.toThrow('terminated');
  });

  it('leads back to the port, not to Affinity, when a client calls it by the name of Affinity', async () => {
    const small = open();
    const { body } = await upload(small, [
      ['file', text('terms.txt', 'Pro rata')],
      ['organization_id', '101'],
    ]);
    const server = await listen(small.sandbox);
    const location = await new Promise<string>((resolve, reject) => {
      const headers = { host: 'api.affinity.co', authorization };
      get(`${server.url}/entity-files/download/${body.entity_files[0].id}`, { headers }, (answer) => {
        resolve(answer.resume().headers.location ?? '');
      }).on('error', reject);
    });
    expect(await (await fetch(location)).text()).toBe('Pro rata');
    await server.close();
  });

  it('goes up and down over HTTP as well', async () => {
    const small = open();
    const server = await listen(small.sandbox);
    const form = new FormData();
    form.append('file', new File([bytes], 'deck.bin'));
    form.append('organization_id', '101');
    const sent = await fetch(`${server.url}/entity-files`, { method: 'POST', headers: { authorization }, body: form });
    const { entity_files: made } = JSON.parse(await sent.text());
    const got = await fetch(`${server.url}/entity-files/download/${made[0].id}`, { headers: { authorization } });
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
    await server.close();
  });

  it('is found by the words in it and in its name', async () => {
    const small = open();
    await upload(small, [
      ['file', text('memo.txt', `${'lorem '.repeat(200)}liquidation preference\fsecond page: ratchet`)],
      ['organization_id', '101'],
    ]);
    await upload(small, [
      ['file', new File([bytes], 'ratchet.bin')],
      ['organization_id', '102'],
    ]);
    const search = async (body: object) => (await small.call('POST', '/v2/files/search', { body })).body.data;
    const found = await search({ prompt: 'ratchet' });
    expect(found.map(({ file }: { file: { name: string } }) => file.name)).toEqual(['ratchet.bin', 'memo.txt']);
    expect(found[1].pageNumber).toBe(2);
    const [hit] = await search({ prompt: 'liquidation preference', companyId: 101, limit: 1 });
    expect(hit).toMatchObject({ file: { name: 'memo.txt' }, pageNumber: 1 });
    expect(hit.preview).toContain('liquidation preference');
    expect(await search({ prompt: 'ratchet', companyId: 103 })).toEqual([]);
    expect((await small.call('POST', '/v2/files/search', { body: { prompt: 'ratchet', companyId: 9 } })).status).toBe(404);
  });
});
