import type { Seek } from '../behaviour/paging.ts';
import type { SeedView } from '../seed/model.ts';
import { byId, seekClause, where } from './keyset.ts';
import type { Sql } from './sql.ts';

/** A saved view of a list. */
export interface ViewRow {
  readonly id: number;
  readonly listId: number;
  readonly name: string;
  readonly type: SeedView['type'];
  readonly createdAt: string;
  readonly fieldIds: readonly string[];
  /** A search filter group (v2 reference, section 7.1), or `null` for every row. */
  readonly filter: unknown;
}

type Stored = Omit<ViewRow, 'fieldIds' | 'filter'> & { readonly fieldIds: string; readonly filter: string | null };

const select = 'SELECT id, list_id AS listId, name, type, created_at AS createdAt, field_ids AS fieldIds, filter FROM views';

const viewOf = (stored: Stored): ViewRow => ({
  ...stored,
  fieldIds: JSON.parse(stored.fieldIds) as string[], // written from an array of ids
  filter: stored.filter === null ? null : JSON.parse(stored.filter),
});

/** The saved views of all lists. */
export const createViews = (sql: Sql) => ({
  get: (id: number): ViewRow | undefined => sql.all<Stored>(`${select} WHERE id = ?`, id).map(viewOf)[0],
  page: (listId: number, seek: Seek): ViewRow[] => {
    const clause = seekClause(where('list_id = ?', listId), byId(), seek);
    return sql.all<Stored>(`${select} ${clause.text}`, ...clause.params).map(viewOf);
  },
});

export type Views = ReturnType<typeof createViews>;
