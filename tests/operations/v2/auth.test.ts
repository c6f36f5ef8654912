import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { problem, validation } from '../support/refusals.ts';
import { anInstant } from '../support/shapes.ts';

const proves = provesOn(stage());

proves('v2.auth.whoami', {
  does: {
    'tells who a key acts as': async ({ as }) => {
      expect((await as(keys.tomas).v2.auth.whoami()).user).toMatchObject({ id: 5102, firstName: 'Tomas' });
    },
  },
  raw: {
    line: 'GET /v2/auth/whoami',
    status: 200,
    answer: {
      tenant: { id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' },
      user: { id: 5101, firstName: 'Mira', lastName: 'Okafor', emailAddress: 'mira@harborlight.example' },
      grant: { type: 'api-key', scopes: ['api'], createdAt: anInstant },
    },
  },
  refuses: {
    'a key that nobody has [v2.auth.bad-key-is-401]': ['GET /v2/auth/whoami', problem(401, 'authentication'), { as: 'z'.repeat(43) }],
    'a version that there is not [v2.versions.unsupported-is-400]': [
      'GET /v2/auth/whoami',
      validation('X-Affinity-Api-Version'),
      { version: '2020-01-01' },
    ],
  },
});

const window = { limit: expect.any(Number), remaining: expect.any(Number), reset: expect.any(Number), used: expect.any(Number) };

proves('v2.rateLimit.get', {
  does: {
    'counts with v1 in one pool, and shows the month only where it is bounded [v2.limits.one-pool] [v2.limits.month-only-when-bounded]':
      async ({ affinity, sandbox }) => {
        const before = await affinity.v2.rateLimit.get();
        expect(before).not.toHaveProperty('orgPerMonth');
        await affinity.v1.lists.list();
        expect((await affinity.v2.rateLimit.get()).callerPerMinute.used).toBe(before.callerPerMinute.used + 2);
        sandbox.limits.change({ perMonth: 100_000 });
        expect((await affinity.v2.rateLimit.get()).orgPerMonth).toMatchObject({ limit: 100_000 });
        sandbox.limits.change({ perMonth: null });
      },
  },
  raw: { line: 'GET /v2/rate-limit', status: 200, answer: { callerPerMinute: window } },
});

proves('v2.feedback.create', {
  does: {
    'takes what somebody has to say, and answers nothing': async ({ affinity }) => {
      expect(await affinity.v2.feedback.create({ body: { type: 'api', subject: 'Thanks', body: 'It works.' } })).toBeUndefined();
    },
  },
  raw: { line: 'POST /v2/feedback', body: { type: 'other', subject: 's', body: 'b' }, status: 204 },
  refuses: {
    'a kind that there is not': ['POST /v2/feedback', validation('type'), { body: { type: 'x', subject: 's', body: 'b' } }],
    'no subject': ['POST /v2/feedback', validation('subject'), { body: { type: 'api', subject: '', body: 'b' } }],
    'a subject of 256 characters': [
      'POST /v2/feedback',
      validation('subject'),
      { body: { type: 'api', subject: 's'.repeat(256), body: 'b' } },
    ],
    'what is no JSON [v2.errors.media-type]': ['POST /v2/feedback', problem(415, 'unsupported-media-type'), { body: new FormData() }],
  },
});
