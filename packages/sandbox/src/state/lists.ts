import type { Memory } from './memory.ts';
import type { Sql } from './sql.ts';

/** Role of a user on a list; users of a public list without one are `basic` (v1 reference, section 4.4). */
export type ListRole = 'admin' | 'standard' | 'basic';

/** A list. */
export interface ListRow {
  readonly id: number;
  readonly name: string;
  readonly type: 'company' | 'person' | 'opportunity';
  readonly isPublic: boolean;
  readonly creatorId: number;
  readonly ownerId: number;
  readonly createdAt: string;
  readonly roles: readonly { readonly userId: number; readonly role: ListRole }[];
}

type Stored = Omit<ListRow, 'isPublic' | 'roles'> & { readonly isPublic: number; readonly roles: string };

const listOf = (stored: Stored): ListRow => ({
  ...stored,
  isPublic: stored.isPublic === 1,
  roles: JSON.parse(stored.roles) as ListRow['roles'], // written from such an array
});

/** What a user may do with a list; `undefined` for a list the user does not see. */
export const roleOn = (list: ListRow, userId: number): ListRole | undefined => {
  if (list.ownerId === userId) return 'admin';
  const explicit = list.roles.find((role) => role.userId === userId);
  if (explicit !== undefined) return explicit.role;
  if (list.creatorId === userId) return 'basic';
  return list.isPublic ? 'basic' : undefined;
};

/** The lists of the firm. There are few, so they are kept in memory. */
export const createLists = (sql: Sql, memory: Memory) => {
  const key = {};
  const sizesKey = {};
  const select = `SELECT id, name, type, is_public AS isPublic, creator_id AS creatorId, owner_id AS ownerId, created_at AS createdAt, roles
    FROM lists ORDER BY id`;
  const all = (): ReadonlyMap<number, ListRow> =>
    memory.of(key, () => new Map(sql.all<Stored>(select).map((stored) => [stored.id, listOf(stored)])));
  return {
    all: (): readonly ListRow[] => [...all().values()],
    get: (id: number): ListRow | undefined => all().get(id),
    /** The lists that a user sees. */
    visibleTo: (userId: number): readonly ListRow[] => [...all().values()].filter((list) => roleOn(list, userId) !== undefined),
    create: (draft: Omit<ListRow, 'id'>): ListRow => {
      const id = (sql.value<number | null>('SELECT max(id) FROM lists') ?? 0) + 1;
      const { name, type, isPublic, creatorId, ownerId, createdAt, roles } = draft;
      sql.run(
        'INSERT INTO lists VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        id,
        name,
        type,
        Number(isPublic),
        creatorId,
        ownerId,
        createdAt,
        JSON.stringify(roles),
      );
      memory.forget();
      return { id, ...draft };
    },
    /** Number of entries on each list that has any. */
    sizes: (): ReadonlyMap<number, number> =>
      memory.of(sizesKey, () => new Map(sql.tuples<[number, number]>('SELECT list_id, count(*) FROM entries GROUP BY list_id'))),
    /** To be called when entries came or went. */
    forgetSizes: (): void => memory.drop(sizesKey),
  };
};

export type Lists = ReturnType<typeof createLists>;
