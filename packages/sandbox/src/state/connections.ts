import { readCells } from './cell-text.ts';
import { isIn } from './keyset.ts';
import type { Sql } from './sql.ts';

/** A person in a path to somebody. */
export interface ConnectedPerson {
  readonly id: number;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly primaryEmail: string | null;
  /** Payloads of the person's cells by field number. */
  readonly cells: ReadonlyMap<number, string>;
}

type Stored = Omit<ConnectedPerson, 'cells'> & { readonly cells: string };

/** Who works or worked where. */
export const createConnections = (sql: Sql) => ({
  persons: (ids: Iterable<number>): ReadonlyMap<number, ConnectedPerson> => {
    const condition = isIn('id', ids);
    const text = `SELECT id, first_name AS firstName, last_name AS lastName, primary_email AS primaryEmail, cells FROM persons WHERE ${condition.text}`;
    const found = sql.all<Stored>(text, ...condition.params);
    return new Map(found.map((stored) => [stored.id, { ...stored, cells: readCells(stored.cells) }]));
  },
  /** Ids of companies with one of these names; of several with one name the first. */
  companiesNamed: (names: Iterable<string>): ReadonlyMap<string, number> => {
    const condition = isIn('name', names);
    return new Map(
      sql.tuples<[string, number]>(`SELECT name, min(id) FROM companies WHERE ${condition.text} GROUP BY name`, ...condition.params),
    );
  },
});

export type Connections = ReturnType<typeof createConnections>;
