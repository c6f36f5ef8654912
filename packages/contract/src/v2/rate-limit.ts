import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import type { TypeOf } from '../schema.ts';

const rateLimitWindow = () => ({
  limit: z.int().min(0),
  remaining: z.int().min(0),
  /** Seconds until the window begins anew. */
  reset: z.int().min(0),
  used: z.int().min(0),
});
/** State of one limit. */
export interface RateLimitWindow extends TypeOf<typeof rateLimitWindow> {}
export const RateLimitWindow: z.ZodType<RateLimitWindow> = z.lazy(() => z.object(rateLimitWindow()));

const rateLimitState = () => ({
  /** Requests of the key's user in this minute. */
  callerPerMinute: RateLimitWindow,
  /** Requests of the whole account in this calendar month, v1 and v2 together; absent where no quota applies. */
  orgPerMonth: RateLimitWindow.optional(),
});
/** What is left of the limits (v2 reference, section 3). */
export interface RateLimit extends TypeOf<typeof rateLimitState> {}
export const RateLimit: z.ZodType<RateLimit> = z.lazy(() => z.object(rateLimitState()));

/** Rate limits (v2 reference, section 9.1). */
export const rateLimit = {
  /** Fetch what is left of the limits. */
  get: endpoint({
    method: 'GET',
    path: '/v2/rate-limit',
    effect: 'read',
    response: () => RateLimit,
    beta: true,
    since: '~2026-08',
    errors: [403],
  }),
};
