import type { v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';

/** Feedback goes nowhere from here: that it was given is in the request log. */
export const feedback: HandlersOf<typeof v2.feedback> = { create: () => undefined };
