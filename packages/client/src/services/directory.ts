import type { TeamId } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { filteredCollection } from './filtered-collection.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type UserRef, userIdOf } from './references.ts';

/** Creates the service of internal users. */
export const createUsers = ({ v2 }: ServiceContext) => ({
  ...filteredCollection('GET /v2/users', v2.users.list),
  /** Fetches one user. */
  get: (user: UserRef, options: CallOptions = {}) => v2.users.get({ userId: userIdOf(user) }, options),
});

/** Users of the firm. */
export type Users = ReturnType<typeof createUsers>;

type Teamed = ServiceContext['v2']['teams'];

/** Creates the service of teams. */
export const createTeams = ({ v2: { teams } }: ServiceContext) => ({
  ...filteredCollection('GET /v2/teams', teams.list),
  /** Fetches one team. */
  get: (teamId: TeamId, { signal, ...query }: QueryOf<Teamed['get'], 'teamId'> & CallOptions = {}) =>
    teams.get({ ...query, teamId }, { signal }),
  /** The users in a team. */
  members: (teamId: TeamId, query: QueryOf<Teamed['members']['list'], 'teamId'> = {}, options: ListOptions = {}) =>
    teams.members.list({ ...query, teamId }, options),
  /** The lists that a team may see. */
  lists: (teamId: TeamId, query: QueryOf<Teamed['accessibleLists']['list'], 'teamId'> = {}, options: ListOptions = {}) =>
    teams.accessibleLists.list({ ...query, teamId }, options),
});

/** Teams of users. */
export type Teams = ReturnType<typeof createTeams>;
