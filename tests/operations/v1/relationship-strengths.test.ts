import { expect } from 'vitest';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { unprocessable } from '../support/refusals.ts';

const proves = provesOn(stage());

proves('v1.relationshipStrengths.list', {
  does: {
    'is the score that v2 shows, a row for each colleague [v1.relationships.score-of-v2]': async ({ affinity }) => {
      const rows = await affinity.v1.relationshipStrengths.list({ external_id: 90211 });
      const pairs = await affinity.v2.persons.relationships.list({ personId: 90211 }).all();
      const byPerson = new Map(rows.map(({ internal_id, strength }) => [internal_id, strength]));
      expect(byPerson).toEqual(new Map(pairs.map(({ person1, interactionScore }) => [person1.id, interactionScore])));
      expect(new Set(byPerson.keys())).toEqual(new Set([5101, 5102]));
    },
    'has one row at most for a pair': async ({ affinity }) => {
      expect(await affinity.v1.relationshipStrengths.list({ external_id: 90211, internal_id: 5101 })).toHaveLength(1);
      expect(await affinity.v1.relationshipStrengths.list({ external_id: 90213, internal_id: 5101 })).toEqual([]);
    },
  },
  raw: {
    line: 'GET /relationships-strengths?external_id=90211&internal_id=5101',
    status: 200,
    answer: [{ internal_id: 5101, external_id: 90211, strength: expect.any(Number) }],
  },
  refuses: {
    'nobody outside': ['GET /relationships-strengths', unprocessable(/external_id/)],
    'somebody that there is not': ['GET /relationships-strengths?external_id=999', unprocessable(/expected 999/)],
  },
});
