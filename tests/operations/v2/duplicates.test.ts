import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { forbidden, validation } from '../support/refusals.ts';
import { onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const profile = (id: number, domain: string) => ({
  id,
  name: 'Acme',
  domain,
  domains: [domain],
  isGlobal: false,
  isEnriched: expect.any(Boolean),
});

proves('v2.duplicates.companySuggestions.list', {
  does: {
    'suggests a pair until it is merged [v2.duplicates.gone-after-merge]': async ({ affinity }) => {
      const { data: pairs } = await affinity.v2.duplicates.companySuggestions.list({ filter: 'matchCriteria=name' });
      expect(pairs.map(({ primaryProfile, duplicateProfiles }) => [primaryProfile.id, ...duplicateProfiles.map(({ id }) => id)])).toEqual([
        [70457, 70458],
      ]);
      await affinity.v2.companyMerges.create({ body: { primaryCompanyId: 70457, duplicateCompanyId: 70458 } });
      expect((await affinity.v2.duplicates.companySuggestions.list()).data).toEqual([]);
    },
    'suggests what shares a domain with more confidence [v2.duplicates.domain-match]': async ({ affinity }) => {
      await affinity.v1.organizations.create({ body: { name: 'Solvane GmbH', domain: 'solvane.example' } });
      const { data: pairs } = await affinity.v2.duplicates.companySuggestions.list({ filter: 'matchCriteria="domain-match"' });
      expect(pairs).toHaveLength(1);
    },
  },
  raw: {
    line: 'GET /v2/duplicates/company-suggestions?term=acm&orderBy=-name&totalCount=true',
    status: 200,
    answer: {
      data: [
        {
          id: expect.any(String),
          primaryProfile: profile(70457, 'acme.example'),
          duplicateProfiles: [profile(70458, 'acme-inc.example')],
          matchCriteria: 'name',
        },
      ],
      pagination: { ...onlyPage, totalCount: 1 },
    },
  },
  refuses: {
    'who may not manage duplicates': ['GET /v2/duplicates/company-suggestions', forbidden(), { as: keys.tomas }],
    'a term of one letter [v2.term.two-letters]': ['GET /v2/duplicates/company-suggestions?term=a', validation('term')],
    'another order': ['GET /v2/duplicates/company-suggestions?orderBy=id', validation('orderBy.0')],
    'to be filtered by anything else': ['GET /v2/duplicates/company-suggestions?filter=name%3DAcme', validation('filter')],
  },
});

proves('v2.duplicates.personSuggestions.list', {
  does: {
    'finds by first name alone [v2.term.first-names]': async ({ affinity }) => {
      const count = async (term: string) => (await affinity.v2.duplicates.personSuggestions.list({ term })).data.length;
      expect([await count('ada'), await count('novak')]).toEqual([1, 0]);
    },
  },
  raw: {
    line: 'GET /v2/duplicates/person-suggestions?filter=matchCriteria%3Dname',
    status: 200,
    answer: {
      data: [
        {
          id: expect.any(String),
          primaryProfile: expect.objectContaining({ id: 90211, emailAddresses: ['ada@kestrelrobotics.example'], type: 'external' }),
          duplicateProfiles: [expect.objectContaining({ id: 90214, primaryEmailAddress: null })],
          matchCriteria: 'name',
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'who may not manage duplicates': ['GET /v2/duplicates/person-suggestions', forbidden(), { as: keys.tomas }],
    'a kind of match that persons have not': [
      'GET /v2/duplicates/person-suggestions?filter=createdAt%3E2026-01-01T00%3A00%3A00Z',
      validation('filter'),
    ],
  },
});
