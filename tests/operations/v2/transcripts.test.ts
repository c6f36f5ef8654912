import { filterText } from '@affinity-kit/contract';
import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { forbidden, validation } from '../support/refusals.ts';
import { data, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const transcript = {
  id: 41,
  note: {
    id: 21503,
    type: 'ai-notetaker',
    content: { html: '<p>Summary</p>' },
    creator: data.mira,
    mentions: [],
    createdAt: '2026-04-01T09:00:00.000Z',
    updatedAt: null,
    interaction: { id: 77, type: 'meeting' },
    transcriptId: 41,
  },
  createdAt: '2026-04-01T09:00:00.000Z',
  languageCode: 'en',
};

const fragments = [
  { content: 'Hello.', speaker: 'Mira', startTimestamp: '00:00:00', endTimestamp: '00:00:01' },
  { content: 'Hi Mira.', speaker: 'Ada', startTimestamp: '00:00:01', endTimestamp: '00:00:02' },
  { content: 'Shall we begin?', speaker: 'Mira', startTimestamp: '00:00:02', endTimestamp: '00:00:03' },
];

proves('v2.transcripts.list', {
  does: {
    'finds by id and time': async ({ affinity }) => {
      const count = async (text: string) =>
        (await affinity.v2.transcripts.list({ filter: filterText('GET /v2/transcripts', text) })).data.length;
      expect([await count('id=41'), await count('createdAt<2026-04-01T09:00:00Z')]).toEqual([1, 0]);
    },
  },
  raw: {
    line: 'GET /v2/transcripts?totalCount=true',
    status: 200,
    answer: { data: [transcript], pagination: { ...onlyPage, totalCount: 1 } },
  },
  refuses: { 'to be filtered by anything else': ['GET /v2/transcripts?filter=languageCode%3Den', validation('filter')] },
});

proves('v2.transcripts.get', {
  does: {
    'previews what was said': async ({ affinity }) => {
      expect((await affinity.v2.transcripts.get({ transcriptId: 41 })).fragmentsPreview.totalCount).toBe(3);
    },
  },
  raw: { line: 'GET /v2/transcripts/41', status: 200, answer: { ...transcript, fragmentsPreview: { data: fragments, totalCount: 3 } } },
});

proves('v2.transcripts.fragments.list', {
  does: {
    'goes through what was said in the order of time [v2.transcripts.time-order]': async ({ affinity }) => {
      expect(await affinity.v2.transcripts.fragments.list({ transcriptId: 41, limit: 1 }).all()).toEqual(fragments);
    },
  },
  raw: { line: 'GET /v2/transcripts/41/fragments', status: 200, answer: { data: fragments, pagination: onlyPage } },
});

proves('v2.transcripts.delete', {
  does: {
    'leaves the note, whose transcript is then null in the newest version [v2.transcripts.deletion] [v2.versions.transcript-ids]': async ({
      affinity,
      send,
    }) => {
      await affinity.v2.transcripts.delete({ transcriptId: 41 });
      const seen = { '2024-01-01': 41, '2026-07-15': 41, '2026-09-17': null };
      for (const [version, id] of Object.entries(seen))
        expect([version, (await send('GET /v2/notes/21503', { version })).body.transcriptId]).toEqual([version, id]);
    },
  },
  raw: { line: 'DELETE /v2/transcripts/41', status: 204 },
  refuses: { 'the transcript of somebody else’s note': ['DELETE /v2/transcripts/41', forbidden(), { as: keys.tomas }] },
});
