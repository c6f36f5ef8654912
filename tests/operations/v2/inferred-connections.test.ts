import { expect } from 'vitest';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { notFound, validation } from '../support/refusals.ts';
import { onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const aDay = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/);
const ventures = { id: 70460, name: 'Harbor Ventures', domain: 'harborventures.example' };
const kestrel = { id: 70455, name: 'Kestrel Robotics', domain: 'kestrelrobotics.example' };
const ivo = { id: 90212, firstName: 'Ivo', lastName: 'Brandt', primaryEmailAddress: 'ivo@solvane.example' };
const ada = { fullName: 'Ada Novak', title: 'Chief Executive', linkedinUrl: null, currentCompany: kestrel };

const refusals = (path: string) => ({
  'no company at all [v2.inferred.one-company]': [`GET ${path}`, validation('filter')] as const,
  'two companies': [
    `GET ${path}?filter=target.currentCompany.id%3D70455%7Ctarget.currentCompany.id%3D70456`,
    validation('filter'),
  ] as const,
  'another property': [`GET ${path}?filter=id%3D1`, validation('filter')] as const,
  'a company that there is not': [`GET ${path}?filter=target.currentCompany.id%3D999`, notFound] as const,
});

proves('v2.inferredConnections.coworkers.list', {
  does: {
    'leads to people of a company through those who worked with them elsewhere': async ({ affinity }) => {
      const { data: groups } = await affinity.v2.inferredConnections.coworkers.list({ filter: 'target.currentCompany.id=70456' });
      expect(groups).toMatchObject([{ target: { fullName: 'Ivo Brandt' }, connections: [{ source: { id: 90211 } }] }]);
    },
  },
  raw: {
    line: 'GET /v2/inferred-connections/coworkers?filter=target.currentCompany.id%3D70455&totalCount=true',
    status: 200,
    answer: {
      data: [
        {
          target: ada,
          connections: [{ source: ivo, inference: { sharedEmployer: ventures, overlapStartDate: aDay, overlapEndDate: aDay } }],
        },
      ],
      pagination: { ...onlyPage, totalCount: 1 },
    },
  },
  refuses: refusals('/v2/inferred-connections/coworkers'),
});

const role = (title: string | null, company: object) => ({ title, startDate: aDay, endDate: null, company });

proves('v2.inferredConnections.investorExecutiveConnections.list', {
  does: {
    'is empty where nobody knows of a deal': async ({ affinity }) => {
      const page = await affinity.v2.inferredConnections.investorExecutiveConnections.list({ filter: 'target.currentCompany.id=70456' });
      expect(page.data).toEqual([]);
    },
  },
  raw: {
    line: 'GET /v2/inferred-connections/investor-executive-connections?filter=target.currentCompany.id%3D70455',
    status: 200,
    answer: {
      data: [
        {
          target: ada,
          connections: [
            {
              source: ivo,
              inference: { investingFirm: ventures, portfolioCompany: kestrel },
              dealContext: {
                fundingEvent: { date: '2025-06-01', series: null, amount: 12_000_000, currencyCode: 'USD' },
                investor: role(null, ventures),
                executive: role('Chief Executive', kestrel),
              },
            },
          ],
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: refusals('/v2/inferred-connections/investor-executive-connections'),
});
