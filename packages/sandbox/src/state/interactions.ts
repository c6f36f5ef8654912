import type { Filter } from '@affinity-kit/contract';
import type { Seek } from '../behaviour/paging.ts';
import { fillParticipants } from './activity-tables.ts';
import { filterColumn, filterCondition, timeColumn } from './filter-condition.ts';
import { endKey, firstKey, type InteractionType, identityOf, keyOf } from './interaction-key.ts';
import { always, type Condition, isIn, type Order, seekClause, where } from './keyset.ts';
import type { Sql, SqlValue } from './sql.ts';

/** A meeting, a call, a chat message or an e-mail. */
export interface InteractionRow {
  readonly key: number;
  readonly type: InteractionType;
  readonly id: number;
  /** When it began, or was sent. */
  readonly at: string;
  readonly endsAt: string | null;
  /** Title of a meeting or call, subject of an e-mail. */
  readonly title: string | null;
  readonly allDay: boolean;
  /** Of e-mails and chat messages. */
  readonly direction: 'sent' | 'received' | null;
  /** Everybody who took part, in order; the sender of an e-mail, or the organiser of a meeting, first. */
  readonly people: readonly number[];
  /** How many of `people` an e-mail went to, counted after its sender. */
  readonly toCount: number;
  /** Who logged it by hand; `null` where it was synchronised. */
  readonly creatorId: number | null;
  /** Whether its subject is for those who took part only. */
  readonly isPrivate: boolean;
  readonly createdAt: string;
  readonly updatedAt: string | null;
}

/** What a new interaction is made of; its id is found. */
export type InteractionDraft = Omit<InteractionRow, 'key' | 'id' | 'updatedAt'>;

interface Stored extends Omit<InteractionRow, 'type' | 'id' | 'people' | 'allDay' | 'isPrivate'> {
  readonly people: string;
  readonly allDay: number;
  readonly isPrivate: number;
}

const select = `SELECT key, at, ends_at AS endsAt, title, all_day AS allDay, direction, people, to_count AS toCount, creator_id AS creatorId,
  is_private AS isPrivate, created_at AS createdAt, updated_at AS updatedAt FROM interactions`;

const insert = `INSERT INTO interactions (key, at, ends_at, title, all_day, direction, people, to_count, creator_id, is_private, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const rowOf = (stored: Stored): InteractionRow => ({
  ...stored,
  ...identityOf(stored.key),
  people: JSON.parse(stored.people) as number[], // written from an array of ids
  allDay: stored.allDay === 1,
  isPrivate: stored.isPrivate === 1,
});

/** The id is what cursors name; the key is what the table is sorted by. */
const byIdOf = (type: InteractionType): Order => ({
  columns: ['key'],
  descending: false,
  read: (key) => (/^\d{1,13}$/.test(key) ? [keyOf(type, Number(key))] : undefined),
});

/** Interactions of one type. */
const ofType = (type: InteractionType): Condition => where('key BETWEEN ? AND ?', firstKey(type), endKey(type) - 1);

/** Interactions of one type that satisfy a `filter`, if there is one. */
export const interactionsWith = (type: InteractionType, filter: Filter | undefined): Condition => {
  if (filter === undefined) return always;
  return filterCondition(filter, {
    id: filterColumn('key', (text) => keyOf(type, Number(text))),
    startTime: timeColumn('at'),
    sentAt: timeColumn('at'),
    createdAt: timeColumn('created_at'),
    updatedAt: timeColumn('updated_at'),
  });
};

/** Interactions that any of these people took part in. */
export const withPeople = (type: InteractionType, personIds: Iterable<number>, span: { from: string; to: string }): Condition => {
  const people = isIn('person_id', personIds);
  const code = firstKey(type) / firstKey('call');
  const params: SqlValue[] = [...people.params, code, span.from, span.to];
  return where(`key IN (SELECT key FROM participants WHERE ${people.text} AND type = ? AND at >= ? AND at < ?)`, ...params);
};

/** Interactions that this person took part in. */
export const withPerson = (personId: number): Condition =>
  where('EXISTS (SELECT 1 FROM json_each(interactions.people) WHERE value = ?)', personId);

/** Interactions of a direction. */
export const inDirection = (direction: 'sent' | 'received'): Condition => where('direction = ?', direction);

/** Interactions that somebody logged by hand. */
export const loggedByHand: Condition = where('creator_id IS NOT NULL');

/** Meetings, calls, chat messages and e-mails, each with who took part. */
export const createInteractions = (sql: Sql) => {
  const byKey = (key: number): InteractionRow | undefined => sql.all<Stored>(`${select} WHERE key = ?`, key).map(rowOf)[0];
  const setParticipants = (key: number): void => {
    sql.run(`${fillParticipants} WHERE interactions.key = ?`, key);
  };
  const dropParticipants = ({ key, people }: InteractionRow): void => {
    const condition = isIn('person_id', people);
    sql.run(`DELETE FROM participants WHERE ${condition.text} AND key = ?`, ...condition.params, key);
  };
  return {
    byKey,
    get: (type: InteractionType, id: number): InteractionRow | undefined => byKey(keyOf(type, id)),
    /** By id. */
    page: (type: InteractionType, condition: Condition, seek: Seek): InteractionRow[] => {
      const within = ofType(type);
      const both = where(`${within.text} AND (${condition.text})`, ...within.params, ...condition.params);
      const clause = seekClause(both, byIdOf(type), seek);
      return sql.all<Stored>(`${select} ${clause.text}`, ...clause.params).map(rowOf);
    },
    create: (draft: InteractionDraft): InteractionRow => {
      const newest = sql.value<number | null>(`SELECT max(key) FROM interactions WHERE key < ?`, endKey(draft.type)) ?? 0;
      const key = Math.max(newest, firstKey(draft.type)) + 1;
      const { at, endsAt, title, allDay, direction, people, toCount, creatorId, isPrivate, createdAt } = draft;
      const what = [at, endsAt, title, Number(allDay), direction, JSON.stringify(people), toCount] as const;
      sql.run(insert, key, ...what, creatorId, Number(isPrivate), createdAt);
      setParticipants(key);
      return { ...draft, ...identityOf(key), key, updatedAt: null };
    },
    /** Moves an interaction, or replaces who took part. */
    update: (row: InteractionRow, { at, people, now }: { at: string; people: readonly number[]; now: string }): void => {
      dropParticipants(row);
      sql.run('UPDATE interactions SET at = ?, people = ?, updated_at = ? WHERE key = ?', at, JSON.stringify(people), now, row.key);
      setParticipants(row.key);
    },
    /** A merge moves what one person took part in to another. */
    movePerson: (from: number, to: number): void => {
      const keys = sql.tuples<[number]>('SELECT key FROM participants WHERE person_id = ?', from).flat();
      for (const row of keys.flatMap((key) => byKey(key) ?? [])) {
        const people = row.people.map((id) => (id === from ? to : id));
        dropParticipants(row);
        sql.run('UPDATE interactions SET people = ? WHERE key = ?', JSON.stringify(people), row.key);
        setParticipants(row.key);
      }
    },
    remove: (row: InteractionRow): void => {
      dropParticipants(row);
      sql.run('DELETE FROM interactions WHERE key = ?', row.key);
    },
  };
};

export type Interactions = ReturnType<typeof createInteractions>;
