import { isIn } from './keyset.ts';
import type { Sql } from './sql.ts';

/** How well a user knows somebody outside. */
export interface RelationshipRow {
  readonly userId: number;
  readonly personId: number;
  /** From 0 to 1; 0 for two who know each other from LinkedIn only. */
  readonly score: number;
  /** Day since which they are connected on LinkedIn. */
  readonly connectedOn: string | null;
}

type Pair = readonly [userId: number, personId: number, weight: number, oneWay: number];

/**
 * What two people exchanged until now: meetings and calls weigh three times as much as mail, and half as much after a year. Mail in one
 * direction alone is told apart.
 */
const exchanges = (people: string): string => `
SELECT inside.id, outside.person_id,
  sum(CASE WHEN outside.type < 2 THEN 3.0 ELSE 1.0 END / (1 + CAST(julianday(?) - julianday(outside.at) AS INTEGER) / 365.0)),
  min(outside.type) = 3 AND min(coalesce(interactions.direction, '')) = max(coalesce(interactions.direction, ''))
FROM participants AS outside
JOIN interactions ON interactions.key = outside.key
JOIN json_each(interactions.people) AS attendee
JOIN users AS inside ON inside.id = attendee.value
WHERE ${people} AND outside.at <= ? AND outside.person_id IN (SELECT id FROM persons)
  AND outside.person_id NOT IN (SELECT id FROM users)
GROUP BY inside.id, outside.person_id`;

/** Mail in one direction stays at a flat 0.1 (v2 reference, section 14, row 16). */
const oneWayScore = 0.1;

/** How much exchange makes a score of about 0.63. */
const regular = 12;

const scoreOf = (weight: number, oneWay: boolean): number =>
  oneWay ? oneWayScore : Math.max(0.01, Math.round((1 - Math.exp(-weight / regular)) * 100) / 100);

/** Relationships: computed from interactions, day by day; LinkedIn connections are kept. */
export const createRelationships = (sql: Sql) => {
  const read = (where: string, ids: readonly number[], now: Date): readonly Pair[] => {
    const condition = isIn(where, ids);
    const time = now.toISOString();
    return sql.tuples<[number, number, number, number]>(exchanges(condition.text), time, ...condition.params, time);
  };
  const links = (column: 'person_id' | 'user_id', ids: readonly number[]): readonly (readonly [number, number, string])[] => {
    const condition = isIn(column, ids);
    return sql.tuples<[number, number, string]>(
      `SELECT user_id, person_id, connected_on FROM linkedin_links WHERE ${condition.text}`,
      ...condition.params,
    );
  };
  const joined = (pairs: readonly Pair[], known: readonly (readonly [number, number, string])[]): RelationshipRow[] => {
    const rows = new Map<string, RelationshipRow>();
    for (const [userId, personId, connectedOn] of known) rows.set(`${userId}-${personId}`, { userId, personId, score: 0, connectedOn });
    for (const [userId, personId, weight, oneWay] of pairs) {
      const key = `${userId}-${personId}`;
      rows.set(key, { userId, personId, score: scoreOf(weight, oneWay === 1), connectedOn: rows.get(key)?.connectedOn ?? null });
    }
    return [...rows.values()];
  };
  return {
    /** Who knows these people, by user, then by person. */
    ofPersons: (personIds: readonly number[], now: Date): RelationshipRow[] =>
      joined(read('outside.person_id', personIds, now), links('person_id', personIds)).sort(
        (a, b) => a.userId - b.userId || a.personId - b.personId,
      ),
    /** A merge moves the connections of one person to another. */
    movePerson: (from: number, to: number): void => {
      sql.run('UPDATE OR IGNORE linkedin_links SET person_id = ? WHERE person_id = ?', to, from);
      sql.run('DELETE FROM linkedin_links WHERE person_id = ?', from);
    },
    /** Nobody is connected with a person who was deleted. */
    removePerson: (personId: number): void => {
      sql.run('DELETE FROM linkedin_links WHERE person_id = ?', personId);
    },
    /** Whom a user knows, by person. */
    ofUser: (userId: number, now: Date): RelationshipRow[] => {
      const keys = 'SELECT key FROM participants WHERE person_id = ?';
      const time = now.toISOString();
      const pairs = sql.tuples<[number, number, number, number]>(
        exchanges(`outside.key IN (${keys}) AND attendee.value = ?`),
        time,
        userId,
        userId,
        time,
      );
      return joined(pairs, links('user_id', [userId])).sort((a, b) => a.personId - b.personId);
    },
  };
};

export type Relationships = ReturnType<typeof createRelationships>;
