import type { V1WhoAmI, WhoAmI } from '@affinity-kit/contract';

/** Whose key it is, as v2 tells it. */
export const whoAmIFromV1 = ({ tenant, user, grant }: V1WhoAmI): WhoAmI => ({
  tenant,
  user: { id: user.id, firstName: user.firstName, lastName: user.lastName, emailAddress: user.email },
  grant: { type: 'api-key', scopes: ['api'], createdAt: grant.createdAt },
});
