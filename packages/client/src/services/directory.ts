import type { TeamId, UserId } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import type { ListOptions, QueryOf } from './options.ts';

/** Creates the service of internal users. */
export const createUsers = ({ v2 }: ServiceContext) => ({
  ...collectionOf(v2.users.list),
  /** Fetches one user. */
  get: (userId: UserId, options: CallOptions = {}) => v2.users.get({ userId }, options),
});

/** Users of the firm. */
export type Users = ReturnType<typeof createUsers>;

type Teamed = ServiceContext['v2']['teams'];

/** Creates the service of teams. */
export const createTeams = ({ v2: { teams } }: ServiceContext) => ({
  ...collectionOf(teams.list),
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
