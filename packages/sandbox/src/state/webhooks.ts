import type { Filter, WebhookEventType } from '@affinity-kit/contract';
import type { Seek } from '../behaviour/paging.ts';
import type { SeedWebhook } from '../seed/model.ts';
import { filterCondition, numberColumn, timeColumn } from './filter-condition.ts';
import { allOf, always, byId, type Condition, seekClause, where } from './keyset.ts';
import type { Memory } from './memory.ts';
import type { Sql } from './sql.ts';

/** A subscription to events; v1 and v2 share them. */
export interface WebhookRow extends Readonly<Omit<SeedWebhook, 'subscriptions'>> {
  /** None stands for all. */
  readonly subscriptions: readonly WebhookEventType[];
}

/** What can change of one. */
export type WebhookChange = Partial<Pick<WebhookRow, 'url' | 'subscriptions' | 'status'>>;

type Stored = Omit<WebhookRow, 'subscriptions'> & { readonly subscriptions: string };

const select = `SELECT id, url, subscriptions, status, creator_id AS creatorId, created_at AS createdAt, updated_at AS updatedAt FROM webhooks`;

const webhookOf = (stored: Stored): WebhookRow => ({
  ...stored,
  subscriptions: JSON.parse(stored.subscriptions) as WebhookEventType[], // written from such an array
});

/** Webhooks of one user. */
export const createdBy = (userId: number): Condition => where('creator_id = ?', userId);

/** Webhooks that satisfy a `filter`, if there is one. */
export const webhookFilter = (filter: Filter | undefined): Condition =>
  filter === undefined
    ? always
    : filterCondition(filter, { id: numberColumn('id'), createdAt: timeColumn('created_at'), updatedAt: timeColumn('updated_at') });

const hears = ({ status, subscriptions }: WebhookRow, type: WebhookEventType): boolean =>
  status === 'active' && (subscriptions.length === 0 || subscriptions.includes(type));

/** The account's webhooks. There are three at most, so they are kept in memory. */
export const createWebhooks = (sql: Sql, memory: Memory) => {
  const key = {};
  const all = (): readonly WebhookRow[] => memory.of(key, () => sql.all<Stored>(`${select} ORDER BY id`).map(webhookOf));
  const get = (id: number): WebhookRow | undefined => all().find((webhook) => webhook.id === id);
  return {
    all,
    get,
    page: (condition: Condition, seek: Seek): WebhookRow[] => {
      const clause = seekClause(allOf(condition), byId(), seek);
      return sql.all<Stored>(`${select} ${clause.text}`, ...clause.params).map(webhookOf);
    },
    count: (condition: Condition): number =>
      sql.value<number>(`SELECT count(*) FROM webhooks WHERE ${condition.text}`, ...condition.params) ?? 0,
    /** Those that want an event delivered. */
    hearing: (type: WebhookEventType): readonly WebhookRow[] => all().filter((webhook) => hears(webhook, type)),
    create: ({ url, subscriptions, creatorId, createdAt }: Omit<WebhookRow, 'id' | 'status' | 'updatedAt'>): WebhookRow => {
      const id = (sql.value<number | null>('SELECT max(id) FROM webhooks') ?? 1300) + 1;
      const text = JSON.stringify(subscriptions);
      sql.run("INSERT INTO webhooks VALUES (?, ?, ?, 'active', ?, ?, NULL)", id, url, text, creatorId, createdAt);
      memory.drop(key);
      return { id, url, subscriptions, status: 'active', creatorId, createdAt, updatedAt: null };
    },
    update: (id: number, change: WebhookChange, now: Date): void => {
      const found = get(id);
      if (found === undefined) return;
      const { url, subscriptions, status } = { ...found, ...change };
      const text = JSON.stringify(subscriptions);
      sql.run(
        'UPDATE webhooks SET url = ?, subscriptions = ?, status = ?, updated_at = ? WHERE id = ?',
        url,
        text,
        status,
        now.toISOString(),
        id,
      );
      memory.drop(key);
    },
    remove: (id: number): void => {
      sql.run('DELETE FROM webhooks WHERE id = ?', id);
      memory.drop(key);
    },
  };
};

export type Webhooks = ReturnType<typeof createWebhooks>;
