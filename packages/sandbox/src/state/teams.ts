import type { SeedTeam } from '../seed/model.ts';
import type { Sql } from './sql.ts';

/** A team of users. */
export type TeamRow = Readonly<SeedTeam>;

type Stored = Omit<TeamRow, 'listIds' | 'members'> & { readonly listIds: string; readonly members: string };

const select = `SELECT id, name, privacy_type AS privacyType, created_at AS createdAt, updated_at AS updatedAt, list_ids AS listIds, members
  FROM teams`;

const teamOf = (stored: Stored): TeamRow => ({
  ...stored,
  listIds: JSON.parse(stored.listIds) as number[], // written from an array of ids
  members: JSON.parse(stored.members) as TeamRow['members'], // written from such an array
});

/** The teams of the firm; there are few. */
export const createTeams = (sql: Sql) => ({
  all: (): readonly TeamRow[] => sql.all<Stored>(`${select} ORDER BY id`).map(teamOf),
  get: (id: number): TeamRow | undefined => sql.all<Stored>(`${select} WHERE id = ?`, id).map(teamOf)[0],
});

export type Teams = ReturnType<typeof createTeams>;
