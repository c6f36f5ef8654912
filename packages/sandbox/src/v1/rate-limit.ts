import type { v1 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';

const unlimited = { limit: 'unlimited', remaining: 'unlimited', reset: 0, used: 0 } as const;

export const rateLimit: HandlersOf<typeof v1.rateLimit> = {
  get: (_, { rate }) => ({ rate: { org_monthly: rate.month ?? unlimited, api_key_per_minute: rate.minute } }),
};
