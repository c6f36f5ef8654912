import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { opportunities } from '../replica/tables/entities.ts';
import { chainStages } from './chain-stages.ts';
import { batches, type Chain, type Stream } from './stream.ts';

/** One opportunity as a row of `opportunities`; its values are read through its list entry. */
export const opportunityRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const flags = [reader.boolean('isRestricted'), reader.boolean('isRedacted')] as const;
  out.of(opportunities).add(id, reader.text('name'), reader.ref('listId'), ...flags);
  return id;
};

const chain: Chain = {
  key: '',
  walk: { endpoint: v2.opportunities.list, input: { limit: 100 }, record: opportunityRecord },
  where: 'true',
};

/** Opportunities, without values. */
export const opportunityStream: Stream = {
  name: 'opportunities',
  feeds: [{ table: 'opportunities', owner: 'id' }],
  needs: [],
  permission: 'Export data from Lists',
  stages: (reading) => chainStages([chain], reading),
  chains: { key: "''", of: () => [chain] },
  again: (ids) =>
    batches(ids).map((batch) => ({
      endpoint: v2.opportunities.list,
      input: { limit: 100, ids: batch },
      record: opportunityRecord,
      inFilter: ({ id }) => isId(id) && batch.includes(id),
    })),
  pageSize: 100,
};
