import { v1 } from '@affinity-kit/contract';
import { addFieldValues } from '../../normalise/field-values.ts';
import type { PageRows } from '../../normalise/page-rows.ts';
import { isId, isObject, RecordReader } from '../../normalise/record-reader.ts';
import type { Reading, Stream, Walk } from '../stream.ts';
import { fieldsOf } from './field-values.ts';
import type { V1Fields } from './fields.ts';

/** Companies or persons of an account without API v2. */
interface V1Entities {
  readonly stream: Stream;
  readonly entityType: 'company' | 'person';
  readonly known: V1Fields;
  readonly walk: Walk;
}

const selectors = { company: 'organization_id', person: 'person_id' } as const;

/** Asks for a record's own values. */
const addValues = (out: PageRows, id: number, { entityType, known }: V1Entities): void => {
  const values = { endpoint: v1.fieldValues.list, input: { [selectors[entityType]]: id } };
  const item = (json: unknown, _: number, rows: PageRows): void => {
    const reader = new RecordReader(rows, { id, raw: { fields: fieldsOf(json, { entryId: null, known }) } });
    addFieldValues(rows, { reader, owner: { entityType, entityId: id, listId: null, listEntryId: null, values } });
  };
  out.completions.push({ ...values, single: true, item, truncated: () => undefined });
};

/** The records of the chosen lists. */
const chosenWalks = (chosen: Set<number>, entityType: string, { catalog }: Reading): readonly Walk[] =>
  catalog.lists
    .filter(({ type }) => type === entityType)
    .map((list) => ({
      endpoint: v1.lists.entries.list,
      input: { list_id: list.id, page_size: 500 },
      record: ({ entity, entity_id: entityId }) => {
        const id = isObject(entity) && isId(entity['id']) ? entity['id'] : entityId;
        if (!isId(id)) return undefined;
        chosen.add(id);
        return id;
      },
      learn: () => undefined,
      idsOnly: true,
      unseen: true,
    }));

const feedsOf = ({ stream }: V1Entities): Stream['feeds'] => {
  const [first, ...others] = stream.feeds.filter(({ table }) => !table.startsWith('interaction'));
  return [first ?? stream.feeds[0], ...others];
};

/**
 * Companies or persons from v1: a request for every 500. Values of their own take one more for each; the replica holds those of the records on
 * the lists that the load names.
 */
export const v1EntityStream = (entities: V1Entities): Stream => {
  const { chains: _, again: __, byIds: ___, ...rest } = entities.stream;
  const chosen = new Set<number>();
  const record: Walk['record'] = (raw, out) => {
    const id = entities.walk.record(raw, out);
    if (typeof id === 'number' && chosen.has(id)) addValues(out, id, entities);
    return id;
  };
  return {
    ...rest,
    feeds: feedsOf(entities),
    // These need the lists.
    needs: ['fields'],
    *stages(reading) {
      if (reading.catalog.narrowed) yield chosenWalks(chosen, entities.entityType, reading);
      yield [{ ...entities.walk, record }];
    },
    pageSize: 500,
  };
};
