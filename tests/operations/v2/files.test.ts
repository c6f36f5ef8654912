import { expect } from 'vitest';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { notFound, rejected, validation } from '../support/refusals.ts';
import { anInstant, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const deck = {
  id: 9301,
  name: 'kestrel-deck.txt',
  size: 18,
  type: 'text/plain',
  creator: { id: 5101 },
  createdAt: anInstant,
  updatedAt: null,
};

proves('v2.files.list', {
  does: {
    'shows what v1 took, newest first': async ({ affinity }) => {
      await affinity.v1.entityFiles.create({ body: { file: new File(['x'], 'x.txt'), person_id: 90211 } });
      const all = await affinity.v2.files.list({ limit: 1 }).all();
      expect(all).toHaveLength(3);
      expect(all[0]).toMatchObject({ size: 1, creator: { id: 5101 } });
      expect((await affinity.v2.files.list({ filter: 'createdAt>2026-01-01T00:00:00Z' })).data).toHaveLength(1);
    },
  },
  raw: {
    line: 'GET /v2/files?filter=creator.id%3D5101&totalCount=true',
    status: 200,
    answer: { data: expect.arrayContaining([deck]), pagination: { ...onlyPage, totalCount: 2 } },
  },
  refuses: { 'to be filtered by id': ['GET /v2/files?filter=id%3D9301', validation('filter')] },
});

proves('v2.files.get', {
  does: {
    'links to the content, for a minute [v2.files.link-expires]': async ({ affinity, sandbox }) => {
      const { downloadUrl } = await affinity.v2.files.get({ fileId: 9301 });
      expect(await (await sandbox.fetch(downloadUrl)).text()).toBe('A pilot in Bergen.');
      sandbox.clock.advance(61_000);
      expect((await sandbox.fetch(downloadUrl)).status).toBe(403);
    },
  },
  raw: { line: 'GET /v2/files/9301', status: 200, answer: { ...deck, downloadUrl: expect.stringMatching(/^https?:\/\//) } },
});

proves('v2.files.search', {
  does: {
    'finds what a file says, within a company or some files [v2.search.keyword-files]': async ({ affinity }) => {
      const found = async (body: { prompt: string; companyId?: number }) =>
        (await affinity.v2.files.search({ body })).data.map(({ file }) => file.id);
      expect(await found({ prompt: 'series terms' })).toContain(9302);
      expect(await found({ prompt: 'bergen', companyId: 70455 })).toEqual([9301]);
      expect(await found({ prompt: 'bergen', companyId: 70456 })).toEqual([]);
    },
  },
  raw: {
    line: 'POST /v2/files/search',
    body: { prompt: 'bergen', fileIds: [9301, 9302] },
    status: 201,
    answer: {
      data: [
        {
          file: { id: 9301, name: 'kestrel-deck.txt' },
          pageNumber: expect.toSatisfy((page) => page === null || page === 1),
          preview: expect.stringContaining('Bergen'),
        },
      ],
    },
  },
  refuses: {
    'two letters': ['POST /v2/files/search', validation('prompt'), { body: { prompt: 'be' } }],
    'files and a company at once': ['POST /v2/files/search', rejected, { body: { prompt: 'bergen', fileIds: [1], companyId: 70455 } }],
    'a company that there is not': ['POST /v2/files/search', notFound, { body: { prompt: 'bergen', companyId: 999 } }],
  },
});
