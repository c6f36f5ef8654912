import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { TenantId, UserId } from '../ids.ts';
import { Instant, openEnum } from '../schema.ts';

const whoAmI = z.lazy(() =>
  z.object({
    tenant: z.object({
      id: TenantId,
      name: z.string(),
      /** First label of the firm's own address, `<subdomain>.affinity.co`. */
      subdomain: z.string(),
    }),
    user: z.object({ id: UserId, firstName: z.string(), lastName: z.string().nullable(), email: z.string() }),
    grant: z.object({
      type: openEnum(['api_key']),
      /** `external_api` for an API key. */
      scope: z.string(),
      createdAt: Instant,
    }),
  }),
);
/** Whose key it is; the only answer of v1 in camelCase (v1 reference, section 6.15). */
export interface WhoAmI extends z.infer<typeof whoAmI> {}
export const WhoAmI: z.ZodType<WhoAmI> = whoAmI;

/** Authentication (v1 reference, section 6.15). */
export const auth = {
  /** Tell whose key it is. Does not count against the monthly limit. */
  whoami: endpoint({
    method: 'GET',
    path: '/auth/whoami',
    effect: 'read',
    response: () => WhoAmI,
    errors: [403],
  }),
};
