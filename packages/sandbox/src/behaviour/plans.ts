import { monthlyRequests } from '@affinity-kit/contract';
import { Problem } from '../problem.ts';
import type { Limits } from './limits.ts';
import type { Api } from './versions.ts';

/** A plan of Affinity's, as far as it concerns the API (v2 reference, section 3). */
export type Plan = 'essentials' | 'scale' | 'advanced' | 'enterprise';

/** Which APIs an account may call, and how much. */
export interface PlanOptions {
  /** Sets the monthly quota; `essentials` has no API at all. Without one there is an API and no quota. */
  readonly plan?: Plan;
  /** `false` refuses API v2, as an account without it would. */
  readonly v2?: boolean;
}

const names = { essentials: 'Essentials', scale: 'Scale', advanced: 'Advanced', enterprise: 'Enterprise' } as const;

/** The limits of a plan. */
export const planLimits = ({ plan }: PlanOptions): Partial<Limits> =>
  plan === undefined ? {} : { perMonth: monthlyRequests[names[plan]] };

/** Refuses calls of an API that the account does not have. */
export const requireApi = ({ plan, v2 = true }: PlanOptions, api: Api): void => {
  if (plan === 'essentials') throw new Problem('authorization', 'The Essentials plan has no access to the API');
  if (api === 'v2' && !v2) throw new Problem('authorization', 'This account has no access to API v2');
};
