import type { EndpointSpec } from '@affinity-kit/contract';
import { counted, pagesOf } from '../estimate.ts';
import { Refusal } from '../probe.ts';
import { type Estimator, refused, untold } from './look.ts';

/** The search without criteria goes over all companies that Affinity knows of; one with none of its criteria over those of the firm. */
const ofTheFirm = { filters: { operator: 'and', filters: [] } };

/** Companies or persons: their search tells a total. */
export const entities =
  (endpoint: EndpointSpec, one: string, many: string): Estimator =>
  async ({ probe, asked }) => {
    const total = await probe.total(endpoint, { limit: 1, body: ofTheFirm });
    // Where the search is refused for other reasons, reading may be possible all the same.
    if (total instanceof Refusal) return total.isOfKey ? refused(total) : untold;
    if (total === undefined) return untold;
    const basis = `${counted(total, one, many)}; values beyond the hundredth of a field take more`;
    return { requests: pagesOf(total) * (asked.prefer === 'time' ? 2 : 1), certainty: 'about', basis };
  };
