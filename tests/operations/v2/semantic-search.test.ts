import { expect } from 'vitest';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { validation } from '../support/refusals.ts';
import { data } from '../support/shapes.ts';

const proves = provesOn(stage());

proves('v2.semanticSearch.search', {
  does: {
    'ranks by likeness, the same way each time, within lists when told to [v2.search.semantic]': async ({ affinity }) => {
      const ask = async (listIds?: number[]) =>
        (await affinity.v2.semanticSearch.search({ body: { prompt: 'warehouse robots in Norway', ...(listIds && { listIds }) } })).data;
      const found = await ask();
      expect(found[0]?.id).toBe(70455);
      expect(await ask()).toEqual(found);
      const scores = found.map(({ score }) => Number(score));
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      expect((await ask([821])).map(({ id }) => id)).not.toContain(70459);
    },
  },
  raw: {
    line: 'POST /v2/semantic-search',
    body: { prompt: 'robots', limit: 1 },
    status: 201,
    answer: {
      data: [
        {
          ...data.kestrel,
          domains: ['kestrelrobotics.example', 'kestrel.example'],
          isGlobal: false,
          score: expect.stringMatching(/^[01]\.\d\d$/),
        },
      ],
      entityType: 'companies',
      explanation: expect.any(String),
    },
  },
  refuses: {
    'nothing to search for': ['POST /v2/semantic-search', validation('prompt'), { body: { prompt: '' } }],
    'more than a hundred': ['POST /v2/semantic-search', validation('limit'), { body: { prompt: 'robots', limit: 101 } }],
    'anything but companies': ['POST /v2/semantic-search', validation('entityType'), { body: { prompt: 'robots', entityType: 'persons' } }],
  },
});
