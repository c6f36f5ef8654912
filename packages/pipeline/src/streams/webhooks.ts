import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { webhooks } from '../replica/tables/housekeeping.ts';
import { type Stream, type Units, unservedOn, type Walk } from './stream.ts';

/** One subscription as a row of `webhooks`. */
export const webhookRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const what = [reader.text('url'), reader.text('status'), JSON.stringify(reader.texts('subscriptions'))] as const;
  const made = [reader.nested('creator')?.ref('id') ?? null, reader.instant('createdAt'), reader.instant('updatedAt')] as const;
  out.of(webhooks).add(id, ...what, ...made);
  return id;
};

/** Subscriptions are few and rarely change: they are read once a day. */
const units: Units = {
  days: 1,
  of: () => ['webhooks'],
  query: `SELECT 'webhooks' AS unit, greatest(1, ceil(count(*) / 100)) AS requests FROM $.webhooks`,
  tables: ['webhooks'],
  covers: ({ isDue }) => (isDue('webhooks') ? 'true' : 'false'),
};

const walk: Walk = {
  endpoint: v2.webhooks.list,
  input: { limit: 100 },
  record: webhookRecord,
  ...unservedOn('webhooks (beta) are not served to this account'),
};

/** Subscriptions to events. */
export const webhookStream: Stream = {
  name: 'webhooks',
  feeds: [{ table: 'webhooks', owner: 'id' }],
  needs: [],
  extra: true,
  stages: ({ isDue }) => [isDue('webhooks') ? [walk] : []],
  units,
  pageSize: 100,
};
