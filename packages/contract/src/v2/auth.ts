import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { TenantId, UserId } from '../ids.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';

const tenant = () => ({
  id: TenantId,
  name: z.string(),
  /** First label of the firm's own address, `<subdomain>.affinity.co`. */
  subdomain: z.string(),
});
/** The Affinity account of a firm. */
export interface Tenant extends TypeOf<typeof tenant> {}
export const Tenant: z.ZodType<Tenant> = z.lazy(() => z.object(tenant()));

const user = () => ({
  id: UserId,
  firstName: z.string(),
  lastName: z.string().nullable(),
  emailAddress: z.string(),
});
/** An internal user where another record names one. */
export interface User extends TypeOf<typeof user> {}
export const User: z.ZodType<User> = z.lazy(() => z.object(user()));

const grant = () => ({
  /** `access-token` is OAuth. */
  type: openEnum(['api-key', 'access-token']),
  /** `api` for an API key. */
  scopes: z.array(z.string()),
  createdAt: Instant,
});
/** The right by which a request is made. */
export interface Grant extends TypeOf<typeof grant> {}
export const Grant: z.ZodType<Grant> = z.lazy(() => z.object(grant()));

const whoAmI = () => ({ tenant: Tenant, user: User, grant: Grant });
/** Whose key it is (v2 reference, section 9.1). */
export interface WhoAmI extends TypeOf<typeof whoAmI> {}
export const WhoAmI: z.ZodType<WhoAmI> = z.lazy(() => z.object(whoAmI()));

/** Authentication (v2 reference, section 9.1). */
export const auth = {
  /** Tell whose key it is. */
  whoami: endpoint({
    method: 'GET',
    path: '/v2/auth/whoami',
    effect: 'read',
    response: () => WhoAmI,
    since: 'initial',
    errors: [404],
  }),
};
