import type { Seek } from '../behaviour/paging.ts';
import { invalid } from '../problem.ts';
import type { SqlValue } from './sql.ts';

/** A piece of a WHERE clause and its parameters. */
export interface Condition {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

/** No restriction. */
export const always: Condition = { text: '1', params: [] };

/** Nothing at all. */
export const never: Condition = { text: '0', params: [] };

/** A piece of a WHERE clause. */
export const where = (text: string, ...params: SqlValue[]): Condition => ({ text, params });

/** Holds where all conditions hold. */
export const allOf = (...conditions: readonly Condition[]): Condition => ({
  text: conditions.map(({ text }) => `(${text})`).join(' AND ') || '1',
  params: conditions.flatMap(({ params }) => params),
});

/** The column's value is one of these; any number of values makes one and the same statement. */
export const isIn = (column: string, values: Iterable<number | string>): Condition =>
  where(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify([...values]));

/** Rows by their ids; all of them where none are named. */
export const withIds = (ids: readonly number[] | undefined): Condition => (ids === undefined ? always : isIn('id', ids));

/** The order of a collection and how a cursor names a place in it. */
export interface Order {
  readonly columns: readonly string[];
  readonly descending: boolean;
  readonly read: (key: string) => readonly SqlValue[] | undefined;
}

const readId = (key: string): number | undefined => {
  const id = Number(key);
  return Number.isSafeInteger(id) && id >= 0 ? id : undefined;
};

/** Ids ascending: the key is the id. */
export const byId = (column = 'id'): Order => ({
  columns: [column],
  descending: false,
  read: (key) => {
    const id = readId(key);
    return id === undefined ? undefined : [id];
  },
});

/** The cursor key of a place in an order by time: milliseconds and id. */
export const timeKey = (time: string, id: number): string => `${Date.parse(time)}.${id}`;

const timeKeyText = /^(\d{1,14})\.(\d{1,16})$/;

/** Time, then id: the key is `timeKey`. */
export const byTime = (column: string, descending: boolean): Order => ({
  columns: [column, 'id'],
  descending,
  read: (key) => {
    const [, ms, id] = timeKeyText.exec(key) ?? [];
    return ms === undefined ? undefined : [new Date(Number(ms)).toISOString(), Number(id)];
  },
});

/** WHERE, ORDER BY and LIMIT of one page; a page before a position comes in reverse order. */
export const seekClause = (condition: Condition, order: Order, { position, count }: Seek): Condition => {
  const backwards = position?.direction === 'before';
  const falling = order.descending !== backwards;
  const sorting = order.columns.map((column) => `${column}${falling ? ' DESC' : ''}`).join(', ');
  const tail = `ORDER BY ${sorting} LIMIT ?`;
  if (position === undefined) return where(`WHERE ${condition.text} ${tail}`, ...condition.params, count);
  const key = order.read(position.key);
  if (key === undefined) throw invalid('cursor', 'cursor is invalid');
  const places = order.columns.map(() => '?').join(', ');
  const beyond = `(${order.columns.join(', ')}) ${falling ? '<' : '>'} (${places})`;
  return where(`WHERE (${condition.text}) AND ${beyond} ${tail}`, ...condition.params, ...key, count);
};
