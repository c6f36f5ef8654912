import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { refused } from '../support/refusals.ts';
import { anInstant } from '../support/shapes.ts';

const proves = provesOn(stage());

proves('v1.auth.whoami', {
  does: {
    'tells who a key acts as, as v2 does': async ({ as }) => {
      for (const key of Object.values(keys)) {
        const { user, tenant } = await as(key).v1.auth.whoami();
        const { emailAddress, ...same } = (await as(key).v2.auth.whoami()).user;
        expect(user).toEqual({ ...same, email: emailAddress });
        expect(tenant.subdomain).toBe('harborlight');
      }
    },
    'spares the month, but not the minute [v1.limits.whoami-spares-the-month]': async ({ affinity, sandbox }) => {
      const before = sandbox.limits.state(5101);
      await affinity.v1.auth.whoami();
      expect(sandbox.limits.state(5101).minute.used).toBe(before.minute.used + 1);
      expect(sandbox.limits.state(5101).month?.used).toBe(before.month?.used);
    },
  },
  raw: {
    line: 'GET /auth/whoami',
    status: 200,
    answer: {
      tenant: { id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' },
      user: { id: 5101, firstName: 'Mira', lastName: 'Okafor', email: 'mira@harborlight.example' },
      grant: { type: 'api_key', scope: 'external_api', createdAt: anInstant },
    },
  },
  refuses: {
    'a key that nobody has [v1.auth.bad-key-is-401]': ['GET /auth/whoami', refused(401), { as: 'z'.repeat(43) }],
  },
});

const window = { limit: expect.any(Number), remaining: expect.any(Number), reset: expect.any(Number), used: expect.any(Number) };

proves('v1.rateLimit.get', {
  does: {
    'counts what was asked in this minute': async ({ affinity }) => {
      const before = (await affinity.v1.rateLimit.get()).rate.api_key_per_minute;
      await affinity.v1.lists.list();
      const after = (await affinity.v1.rateLimit.get()).rate.api_key_per_minute;
      expect(after.used).toBe(before.used + 2);
      expect(after.remaining).toBe(after.limit - after.used);
    },
    'says "unlimited" where no month is limited [v1.limits.unlimited]': async ({ affinity }) => {
      expect((await affinity.v1.rateLimit.get()).rate.org_monthly).toMatchObject({ limit: 'unlimited', remaining: 'unlimited' });
    },
    'counts the month of a plan, whoever asks and in either version': async ({ as, sandbox }) => {
      sandbox.limits.change({ perMonth: 100_000 });
      const used = async () => (await as(keys.mira).v1.rateLimit.get()).rate.org_monthly?.used ?? 0;
      const before = await used();
      await as(keys.tomas).v2.lists.list();
      await as(keys.mira).v1.lists.list();
      expect(await used()).toBe(before + 2);
      sandbox.limits.change({ perMonth: null });
    },
  },
  raw: {
    line: 'GET /rate-limit',
    status: 200,
    answer: {
      rate: {
        org_monthly: { limit: 'unlimited', remaining: 'unlimited', reset: expect.any(Number), used: expect.any(Number) },
        api_key_per_minute: window,
      },
    },
  },
});
