import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { TeamId, TeamMemberId } from '../ids.ts';
import { countedPageOf, limit100, pageQuery, totalCount } from '../page.ts';
import { arrayOf, distinct, Instant, openEnum, type TypeOf } from '../schema.ts';
import { User } from './auth.ts';
import { ListWithType } from './list.ts';

const teamMember = () => ({
  /** Of the membership; the user's is in `user`. */
  id: TeamMemberId,
  user: User,
  /** What of the user's mail the team sees. Absent without the permission Manage Teams and team privacy controls. */
  privacyType: openEnum(['share-subjects-bodies', 'share-subjects', 'hide-subjects-bodies']).optional(),
  addedAt: Instant,
});
/** A user in a team. */
export interface TeamMember extends TypeOf<typeof teamMember> {}
export const TeamMember: z.ZodType<TeamMember> = z.lazy(() => z.object(teamMember()));

/** The first 10 of what a team has. */
const previewOf = <T>(item: z.ZodType<T>) => z.object({ totalCount: z.int().min(0), data: z.array(item).max(10) });

const team = () => ({
  id: TeamId,
  name: z.string(),
  /** What other teams see of this one's mail. Absent without the permission Manage Teams and the features that it governs. */
  privacyType: openEnum(['share-subjects-bodies', 'share-subjects', 'hide-subjects-bodies', 'no-access']).optional(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
  /** The first 10 members; only when asked for in `includes`. */
  membersPreview: previewOf(TeamMember).optional(),
  /** The first 10 lists that the team may see; only when asked for in `includes`. */
  accessibleListsPreview: previewOf(ListWithType).optional(),
});
/** A team of users (v2 reference, section 8.8). */
export interface Team extends TypeOf<typeof team> {}
export const Team: z.ZodType<Team> = z.lazy(() => z.object(team()));

const teamParams = () => z.object({ teamId: TeamId });
const includes = () => ({
  /** Properties to add. */
  includes: distinct(z.enum(['accessibleListsPreview', 'membersPreview'])).optional(),
});
const partsQuery = () => pageQuery(limit100).extend(totalCount());

/** Teams (v2 reference, section 9.16). */
export const teams = {
  /** Page through teams. */
  list: endpoint({
    method: 'GET',
    path: '/v2/teams',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        ...totalCount(),
        /** By `id` with `=`, by `name` with `=`, `=^`, `=$` and `=~`. */
        filter: filterOf('GET /v2/teams').optional(),
        /** `name` unless stated. */
        orderBy: arrayOf(z.enum(['name', '-name', 'createdAt', '-createdAt'])).optional(),
        ...includes(),
      }),
    filter: filterable['GET /v2/teams'],
    response: () => countedPageOf(Team),
    paging: 'next-url',
    limit: limit100,
    order: 'name',
    beta: true,
    since: '2026-10-07',
    errors: [400],
  }),
  /** Fetch one team. */
  get: endpoint({
    method: 'GET',
    path: '/v2/teams/{teamId}',
    effect: 'read',
    params: teamParams,
    query: () => z.object(includes()),
    response: () => Team,
    beta: true,
    since: '2026-10-07',
    errors: [400, 404],
  }),
  members: {
    /** Page through the users in a team. */
    list: endpoint({
      method: 'GET',
      path: '/v2/teams/{teamId}/members',
      effect: 'read',
      params: teamParams,
      query: partsQuery,
      response: () => countedPageOf(TeamMember),
      paging: 'next-url',
      limit: limit100,
      order: 'id',
      beta: true,
      since: '2026-10-07',
      errors: [400, 404],
    }),
  },
  accessibleLists: {
    /** Page through the lists that a team may see. */
    list: endpoint({
      method: 'GET',
      path: '/v2/teams/{teamId}/accessible-lists',
      effect: 'read',
      params: teamParams,
      query: partsQuery,
      response: () => countedPageOf(ListWithType),
      paging: 'next-url',
      limit: limit100,
      order: 'id',
      beta: true,
      since: '2026-10-07',
      errors: [400, 404],
    }),
  },
};
