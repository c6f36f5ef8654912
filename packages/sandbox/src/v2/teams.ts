import { type ListWithType, type Team, type TeamMember, v2 } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import { roleOn } from '../state/lists.ts';
import type { TeamRow } from '../state/teams.ts';
import { readFilter, satisfies } from './filter.ts';
import { counted, pageRequest } from './page-request.ts';

const previewLength = 10;

/** The account of a sandbox has team privacy controls and cross-team visibility, so that the permission alone decides. */
const seesPrivacy = ({ caller }: RequestContext): boolean => caller.permissions.has('Manage Teams');

const membersOf = (context: RequestContext, team: TeamRow): TeamMember[] =>
  team.members.flatMap(({ id, userId, privacyType, addedAt }) => {
    const user = context.state.users.get(userId);
    if (user === undefined) return [];
    const { firstName, lastName, email } = user;
    const member = { id, user: { id: userId, firstName, lastName, emailAddress: email }, addedAt };
    return [seesPrivacy(context) ? { ...member, privacyType } : member];
  });

/** Lists of a team, as far as the caller sees them too. */
const listsOf = ({ state, caller }: RequestContext, { listIds }: TeamRow): ListWithType[] =>
  listIds.flatMap((id) => {
    const list = state.lists.get(id);
    if (list === undefined || roleOn(list, caller.userId) === undefined) return [];
    const { roles: _, ...shown } = list;
    return [shown];
  });

const previewOf = <T>(items: readonly T[]) => ({ totalCount: items.length, data: items.slice(0, previewLength) });

type Includes = readonly ('accessibleListsPreview' | 'membersPreview')[] | undefined;

const shown = (context: RequestContext, team: TeamRow, includes: Includes = []): Team => {
  const { id, name, privacyType, createdAt, updatedAt } = team;
  return {
    id,
    name,
    ...(seesPrivacy(context) && { privacyType }),
    createdAt,
    updatedAt,
    ...(includes.includes('membersPreview') && { membersPreview: previewOf(membersOf(context, team)) }),
    ...(includes.includes('accessibleListsPreview') && { accessibleListsPreview: previewOf(listsOf(context, team)) }),
  };
};

const teamOf = ({ state }: RequestContext, id: number): TeamRow => {
  const team = state.teams.get(id);
  if (team === undefined) throw notFound();
  return team;
};

const texts: Readonly<Record<string, (team: TeamRow) => string>> = {
  name: ({ name }) => name.toLowerCase(),
  createdAt: ({ createdAt }) => createdAt,
};

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Sorts by one property after the other, a `-` before it for descending, and by id in the end. */
const sorted = (teams: readonly TeamRow[], orderBy: readonly string[]): TeamRow[] =>
  teams.toSorted((a, b) => {
    for (const order of orderBy) {
      const textOf = texts[order.replace('-', '')];
      const difference = textOf === undefined ? 0 : compare(textOf(a), textOf(b));
      if (difference !== 0) return order.startsWith('-') ? -difference : difference;
    }
    return a.id - b.id;
  });

export const teams: HandlersOf<typeof v2.teams> = {
  list: (input, context) => {
    const filter = readFilter(input.filter, 'GET /v2/teams');
    const found = context.state.teams
      .all()
      .filter((team) => filter === undefined || satisfies(filter, (property) => (property === 'id' ? String(team.id) : team.name)));
    const ordered = sorted(found, input.orderBy ?? ['name']);
    const { rows, pagination } = pageOfArray(pageRequest(input, context, v2.teams.list), ordered, ({ id }) => id);
    const data = rows.map((team) => shown(context, team, input.includes));
    return { data, pagination: counted(input, pagination, () => found.length) };
  },
  get: ({ teamId, includes }, context) => shown(context, teamOf(context, teamId), includes),
  members: {
    list: (input, context) => {
      const all = membersOf(context, teamOf(context, input.teamId)).toSorted((a, b) => a.id - b.id);
      const { rows, pagination } = pageOfArray(pageRequest(input, context, v2.teams.members.list), all, ({ id }) => id);
      return { data: rows, pagination: counted(input, pagination, () => all.length) };
    },
  },
  accessibleLists: {
    list: (input, context) => {
      const all = listsOf(context, teamOf(context, input.teamId)).toSorted((a, b) => a.id - b.id);
      const { rows, pagination } = pageOfArray(pageRequest(input, context, v2.teams.accessibleLists.list), all, ({ id }) => id);
      return { data: rows, pagination: counted(input, pagination, () => all.length) };
    },
  },
};
