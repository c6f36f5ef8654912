import type { ReplicaReader } from '@affinity-kit/pipeline/replica';
import type { FunnelStage } from './output/funnel.ts';

/** A funnel and the list it is of. */
export interface NamedFunnel {
  readonly list: string;
  readonly stages: readonly FunnelStage[];
}

/** The list with the most entries that ever stood at a stage; opportunities before companies before persons where they tie. */
const busiest = `SELECT list_id, any_value(list_name) AS list FROM funnel GROUP BY list_id ORDER BY max(entries_ever) DESC, list_id LIMIT 1`;
const stagesOf = `SELECT status, category, entries_now, entries_ever, conversion, median_days FROM funnel WHERE list_id = ? ORDER BY rank`;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/** The funnel of the busiest list of a replica; `undefined` where no list has stages. */
export const readFunnel = async (replica: ReplicaReader): Promise<NamedFunnel | undefined> => {
  const [found] = await replica.query(busiest);
  if (found === undefined) return undefined;
  const rows = await replica.query(stagesOf, [BigInt(Number(found['list_id']))]);
  const stages = rows.map((row) => ({
    status: textOf(row['status']),
    category: textOf(row['category']) || null,
    entriesNow: Number(row['entries_now']),
    entriesEver: Number(row['entries_ever']),
    conversion: numberOrNull(row['conversion']),
    medianDays: numberOrNull(row['median_days']),
  }));
  return { list: textOf(found['list']), stages };
};
