import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import type { TypeOf } from '../schema.ts';

const feedbackRequest = () => ({
  /** What the feedback is on. */
  type: z.enum(['mcp', 'api', 'other']),
  subject: z.string().min(1).max(255),
  body: z.string().min(1).max(10_000),
});
/** A word to the vendor. */
export interface FeedbackRequest extends TypeOf<typeof feedbackRequest> {}
export const FeedbackRequest: z.ZodType<FeedbackRequest, FeedbackRequest> = z.lazy(() => z.object(feedbackRequest()));

/** Feedback to the vendor (v2 reference, section 9.1). */
export const feedback = {
  /** Send feedback to Affinity. */
  create: endpoint({
    method: 'POST',
    path: '/v2/feedback',
    effect: 'write',
    body: () => FeedbackRequest,
    response: () => z.undefined(),
    status: 204,
    since: '2026-02-05',
    errors: [400],
  }),
};
