import type { Sql } from './sql.ts';

/** An internal user. A person of the same id stands for the user among the contacts. */
export interface UserRow {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly role: 'Admin' | 'Member';
  readonly status: 'active' | 'invited' | 'deactivated';
  readonly permissions: readonly string[];
  /** `null` for a user without a key. */
  readonly apiKey: string | null;
  readonly createdAt: string;
}

type Stored = Omit<UserRow, 'permissions'> & { readonly permissions: string };

const select = `SELECT id, first_name AS firstName, last_name AS lastName, email, role, status, permissions, api_key AS apiKey,
  created_at AS createdAt FROM users`;

const userOf = (stored: Stored): UserRow => ({ ...stored, permissions: JSON.parse(stored.permissions) as string[] }); // written from an array

/** The internal users of the firm. */
export const createUsers = (sql: Sql) => ({
  all: (): UserRow[] => sql.all<Stored>(`${select} ORDER BY id`).map(userOf),
  get: (id: number): UserRow | undefined => sql.all<Stored>(`${select} WHERE id = ?`, id).map(userOf)[0],
});

export type Users = ReturnType<typeof createUsers>;
