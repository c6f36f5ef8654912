import type { RateLimit, V1RateLimit } from '@affinity-kit/contract';

/** The limits of v1 as v2 shows them: a month without a limit is absent. */
export const rateLimitFromV1 = ({ rate: { api_key_per_minute, org_monthly } }: V1RateLimit): RateLimit => {
  if (org_monthly === undefined) return { callerPerMinute: api_key_per_minute };
  const { limit, remaining, reset, used } = org_monthly;
  if (typeof limit !== 'number' || typeof remaining !== 'number') return { callerPerMinute: api_key_per_minute };
  return { callerPerMinute: api_key_per_minute, orgPerMonth: { limit, remaining, reset, used } };
};
