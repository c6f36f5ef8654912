import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { unprocessable } from '../support/refusals.ts';
import { anInstant } from '../support/shapes.ts';

const proves = provesOn(stage());

const deck = {
  id: 9301,
  name: 'kestrel-deck.txt',
  size: 18,
  person_id: null,
  organization_id: 70455,
  opportunity_id: null,
  uploader_id: 5101,
  created_at: anInstant,
};

const form = (...parts: readonly (readonly [string, string | Blob, string?])[]): FormData => {
  const data = new FormData();
  for (const [name, value, file] of parts) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, value, file ?? 'file.txt');
  }
  return data;
};

const terms = () => new Blob(['Terms & conditions'], { type: 'text/plain' });

proves('v1.entityFiles.list', {
  does: {
    'finds by record, and pages newest first [v1.files.newest-first]': async ({ affinity }) => {
      await affinity.v1.entityFiles.create({ body: { file: new File(['x'], 'x.txt'), person_id: 90211 } });
      const all = await affinity.v1.entityFiles.list({ page_size: 1 }).all();
      expect(all[0]).toMatchObject({ person_id: 90211 });
      expect(all).toHaveLength(3);
      expect((await affinity.v1.entityFiles.list({ opportunity_id: 3301 })).entity_files.map(({ id }) => id)).toEqual([9302]);
    },
  },
  raw: {
    line: 'GET /entity-files?organization_id=70455&page_size=10',
    status: 200,
    answer: { entity_files: [deck], next_page_token: null },
  },
  refuses: { 'a token that is none': ['GET /entity-files?page_token=nonsense', unprocessable(/Invalid page_token variable/)] },
});

proves('v1.entityFiles.get', {
  does: {
    'is the file that v2 shows, and says whose it is': async ({ affinity }) => {
      const { name, size } = await affinity.v2.files.get({ fileId: 9301 });
      expect(await affinity.v1.entityFiles.get({ entity_file_id: 9301 })).toMatchObject({ name, size, organization_id: 70455 });
    },
  },
  raw: { line: 'GET /entity-files/9301', status: 200, answer: deck },
});

proves('v1.entityFiles.download', {
  does: {
    'redirects to a link that needs no key, for a minute [v1.files.signed-redirect]': async ({ sandbox, send }) => {
      const { status, headers } = await send('GET /entity-files/download/9301');
      const link = new URL(headers.get('location') ?? '', sandbox.url);
      expect(status).toBe(302);
      expect(await (await sandbox.fetch(link)).text()).toBe('A pilot in Bergen.');
      sandbox.clock.advance(61_000);
      expect((await sandbox.fetch(link)).status).toBe(403);
    },
  },
  raw: { line: 'GET /entity-files/download/9301', status: 302 },
});

proves('v1.entityFiles.create', {
  does: {
    'keeps every byte of one file and of several [v1.files.multipart]': async ({ affinity, sandbox, send }) => {
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      const body = form(['file', new Blob([bytes]), 'é "x".bin'], ['organization_id', '70455']);
      const { body: made } = await send('POST /entity-files', { body });
      const [{ id, name, size }] = made.entity_files;
      expect([name, size]).toEqual(['é "x".bin', 256]);
      const link = (await affinity.v2.files.get({ fileId: id })).downloadUrl;
      expect(new Uint8Array(await (await sandbox.fetch(link)).arrayBuffer())).toEqual(bytes);
      const two = form(['files[]', terms(), 'one.txt'], ['files[]', terms(), 'two.txt'], ['opportunity_id', '3301']);
      const { body: both } = await send('POST /entity-files', { body: two });
      expect(both.entity_files.map((file: { name: string }) => file.name)).toEqual(['one.txt', 'two.txt']);
    },
  },
  raw: {
    line: 'POST /entity-files',
    body: form(['file', terms(), 'terms.txt'], ['opportunity_id', '3301']),
    status: 200,
    answer: {
      success: true,
      entity_files: [{ ...deck, id: expect.any(Number), name: 'terms.txt', organization_id: null, opportunity_id: 3301 }],
    },
  },
  refuses: {
    'no file': ['POST /entity-files', unprocessable(), { body: form(['person_id', '90211']) }],
    'no record': ['POST /entity-files', unprocessable(), { body: form(['file', terms()]) }],
    'two records [v1.files.one-record]': [
      'POST /entity-files',
      unprocessable(),
      { body: form(['file', terms()], ['person_id', '90211'], ['organization_id', '70455']) },
    ],
    'a record that there is not': [
      'POST /entity-files',
      unprocessable(/expected 999/),
      { body: form(['file', terms()], ['person_id', '999']) },
    ],
    'what is no form': ['POST /entity-files', unprocessable(), { as: keys.tomas, body: { person_id: 90211 } }],
  },
});
