import { type EndpointSpec, v1 } from '@affinity-kit/contract';
import { addFieldValues } from '../../normalise/field-values.ts';
import type { PageRows } from '../../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../../normalise/record-reader.ts';
import { chosenFields } from '../field-choice.ts';
import type { Reading, Stream, Walk } from '../stream.ts';
import { byIdWalks } from './by-id.ts';
import { fieldsOf } from './field-values.ts';
import { learnFields, type V1Fields } from './fields.ts';

/** Companies or persons of an account without API v2. */
interface V1Entities {
  readonly stream: Stream;
  readonly entityType: 'company' | 'person';
  readonly known: V1Fields;
  readonly walk: Walk;
  /** How one of them is asked for. */
  readonly get: EndpointSpec;
}

const selectors = { company: 'organization_id', person: 'person_id' } as const;

/** What a load asks for beside the records themselves. */
interface Asking {
  readonly reading: Reading;
  /** The records on the lists that it names. */
  readonly chosen: ReadonlySet<number>;
  /** Those whose values came. */
  readonly answered: Set<number>;
}

/** Whether the value of a field is read. */
const isWanted = ({ choice, catalog }: Reading, entityType: string): ((field: JsonObject) => boolean) => {
  const ids = choice && new Set<unknown>(chosenFields(catalog.fieldsOf(entityType), choice).map(({ id }) => id));
  return ({ id }) => !ids || ids.has(id);
};

/** Asks for a record's own values. */
const addValues = (out: PageRows, id: number, { entityType, known, reading, answered }: V1Entities & Asking): void => {
  const values = { endpoint: v1.fieldValues.list, input: { [selectors[entityType]]: id } };
  const owns = isWanted(reading, entityType);
  const item = (json: unknown, _: number, rows: PageRows): void => {
    answered.add(id);
    const reader = new RecordReader(rows, { id, raw: { fields: fieldsOf(json, { entryId: null, known }) } });
    addFieldValues(rows, { reader, owner: { entityType, entityId: id, listId: null, listEntryId: null, values }, owns });
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

/** Values of other records stay as earlier loads read them, and so do those of fields that v1 does not know. */
const feedsOf = ({ stream }: V1Entities, answered: ReadonlySet<number>): Stream['feeds'] => {
  const keeps = (): string => {
    const read = answered.size === 0 ? 'false' : `entity_id IN (${[...answered].join(', ')})`;
    return `NOT (starts_with(field_id, 'field-') AND ${read})`;
  };
  const [first, ...others] = stream.feeds
    .filter(({ table }) => !table.startsWith('interaction'))
    .map((feed) => (feed.table === 'field_values' ? { ...feed, keeps } : feed));
  return [first ?? stream.feeds[0], ...others];
};

/** Whether a record says itself that it is on a list that was named, as one does that is asked for alone. */
const onNamedLists = ({ catalog }: Reading): ((raw: JsonObject) => boolean) => {
  const named = new Set<unknown>(catalog.lists.map(({ id }) => id));
  return ({ list_entries: entries }) => Array.isArray(entries) && entries.some((entry) => isObject(entry) && named.has(entry['list_id']));
};

/** The records themselves, and the values of those that are chosen: a page that is as it was may have others among them. */
const recordWalk = (entities: V1Entities, asking: Asking): Walk => {
  const { walk, entityType } = entities;
  const { reading, chosen } = asking;
  if (!reading.catalog.narrowed || !reading.catalog.fieldsOf(entityType).some((field) => isWanted(reading, entityType)({ ...field })))
    return walk;
  const isChosen = onNamedLists(reading);
  const record: Walk['record'] = (raw, out) => {
    const id = walk.record(raw, out);
    if (typeof id === 'number' && (chosen.has(id) || isChosen(raw))) addValues(out, id, { ...entities, ...asking });
    return id;
  };
  return { ...walk, record, learn: () => undefined };
};

/**
 * Companies or persons from v1: a request for every 500. Values of their own take one more for each; the replica holds those of the records on
 * the lists that loads name.
 */
export const v1EntityStream = (entities: V1Entities): Stream => {
  const { chains: _, again: __, byIds: ___, ...rest } = entities.stream;
  const [chosen, answered] = [new Set<number>(), new Set<number>()];
  return {
    ...rest,
    feeds: feedsOf(entities, answered),
    // These need the lists.
    needs: ['fields'],
    narrowed: 'by-lists',
    *stages(reading) {
      if (reading.catalog.narrowed) yield chosenWalks(chosen, entities.entityType, reading);
      yield [recordWalk(entities, { reading, chosen, answered })];
    },
    again: (ids, reading) => {
      learnFields(entities.known, reading);
      const { record } = recordWalk(entities, { reading, chosen, answered });
      return byIdWalks({ endpoint: entities.get, input: (id) => ({ [selectors[entities.entityType]]: id }), record }, ids);
    },
    pageSize: 500,
  };
};
