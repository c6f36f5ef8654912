import * as z from 'zod';
import { endpoint } from '../endpoint.ts';

const count = z.lazy(() => z.int().min(0));

const rateLimitWindow = z.lazy(() =>
  z.object({
    limit: count,
    remaining: count,
    /** Seconds until the window begins anew. */
    reset: count,
    used: count,
  }),
);
/** State of one limit. */
export interface RateLimitWindow extends z.infer<typeof rateLimitWindow> {}
export const RateLimitWindow: z.ZodType<RateLimitWindow> = rateLimitWindow;

const countOrUnlimited = z.lazy(() => z.union([count, z.literal('unlimited')]));
const monthlyWindow = z.lazy(() => rateLimitWindow.unwrap().extend({ limit: countOrUnlimited, remaining: countOrUnlimited }));
/** State of the monthly limit; the word `unlimited` stands where the plan has none. */
export interface MonthlyRateLimitWindow extends z.infer<typeof monthlyWindow> {}
export const MonthlyRateLimitWindow: z.ZodType<MonthlyRateLimitWindow> = monthlyWindow;

const rateLimitState = z.lazy(() =>
  z.object({
    rate: z.object({
      /** Requests of the whole account in this calendar month, v1 and v2 together; may be absent where the plan has no limit. */
      org_monthly: MonthlyRateLimitWindow.optional(),
      /** Requests of the key's user in this minute. */
      api_key_per_minute: RateLimitWindow,
    }),
  }),
);
/** What is left of the limits (v1 reference, section 6.15). */
export interface RateLimit extends z.infer<typeof rateLimitState> {}
export const RateLimit: z.ZodType<RateLimit> = rateLimitState;

/** Rate limits (v1 reference, section 6.15). */
export const rateLimit = {
  /** Fetch what is left of the limits. Does not count against the monthly one. */
  get: endpoint({
    method: 'GET',
    path: '/rate-limit',
    effect: 'read',
    response: () => RateLimit,
    since: '2022-09-06',
    errors: [403],
  }),
};
