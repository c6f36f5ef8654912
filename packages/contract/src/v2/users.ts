import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import type { UserId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { openEnum, type TypeOf } from '../schema.ts';

/** Unlike elsewhere an int32. */
const userId: z.ZodType<UserId, UserId> = z.lazy(() => z.int32().min(1));

const userData = () => ({
  /** Also the id of the user's person. */
  id: userId,
  firstName: z.string(),
  lastName: z.string().nullable(),
  primaryEmailAddress: z.string().nullable(),
  /** At most 100. Absent without the permission Manage Users. */
  emailAddresses: z.array(z.string()).max(100).optional(),
  photoUrl: z.string().nullable(),
  status: openEnum(['active', 'invited', 'deactivated']),
  /** Name of the role. Absent without the permission Manage Users. */
  role: z.string().optional(),
});
/** An internal user (v2 reference, section 8.8). */
export interface UserData extends TypeOf<typeof userData> {}
export const UserData: z.ZodType<UserData> = z.lazy(() => z.object(userData()));

/** Internal users (v2 reference, section 9.16). */
export const users = {
  /** Page through the users of the firm, in every status. */
  list: endpoint({
    method: 'GET',
    path: '/v2/users',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** Part of the first name, last name or primary e-mail address, in any case. */
        term: z.string().optional(),
        /** By `id` and `status`, with `=`. */
        filter: filterOf('GET /v2/users').optional(),
      }),
    filter: filterable['GET /v2/users'],
    response: () => pageOf(UserData),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    beta: true,
    since: '2026-05-26',
    errors: [400, 403],
  }),
  /** Fetch one user. */
  get: endpoint({
    method: 'GET',
    path: '/v2/users/{userId}',
    effect: 'read',
    params: () => z.object({ userId }),
    response: () => UserData,
    beta: true,
    since: '2026-05-26',
    errors: [400, 403, 404],
  }),
};
