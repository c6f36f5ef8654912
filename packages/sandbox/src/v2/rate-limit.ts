import type { v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';

export const rateLimit: HandlersOf<typeof v2.rateLimit> = {
  get: (_, { rate }) =>
    rate.month === null ? { callerPerMinute: rate.minute } : { callerPerMinute: rate.minute, orgPerMonth: rate.month },
};
