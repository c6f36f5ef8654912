import { v1 } from '@affinity-kit/contract';
import { addFieldValues } from '../../normalise/field-values.ts';
import type { PageRows } from '../../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../../normalise/record-reader.ts';
import type { ListInfo } from '../catalog.ts';
import { chosenFields } from '../field-choice.ts';
import { entryRecord, listEntryStream } from '../list-entries.ts';
import type { Reading, Stream, Walk } from '../stream.ts';
import { byIdWalks } from './by-id.ts';
import { fieldsOf } from './field-values.ts';
import { learnFields, type V1Fields } from './fields.ts';

/** An entry as v2 shows it, without values. */
const entryOf = ({ type }: ListInfo, raw: JsonObject): JsonObject => {
  const { id, list_id: listId, created_at: createdAt, creator_id: creatorId, entity, entity_id: entityId } = raw;
  const record = isObject(entity) && isId(entity['id']) ? entity['id'] : entityId;
  return { id, type, listId, createdAt, creatorId, entity: { id: record, fields: [] } };
};

const addValues = (out: PageRows, list: ListInfo, { entryId, entityId, known, reading, refused }: Entry): void => {
  const item = (json: unknown, _: number, rows: PageRows): void => {
    const { choice, catalog } = reading;
    const chosen = choice && new Set<unknown>(chosenFields(catalog.fieldsOn(list), choice).map(({ id }) => id));
    const fields = fieldsOf(json, { entryId, known });
    const reader = new RecordReader(rows, { id: entryId, raw: { fields } });
    const values = { endpoint: v1.fieldValues.list, input: { list_entry_id: entryId } };
    const owner = { entityType: list.type, entityId, listId: list.id, listEntryId: entryId, values };
    addFieldValues(rows, { reader, owner, owns: ({ id }) => !chosen || chosen.has(id) });
  };
  out.completions.push({
    endpoint: v1.fieldValues.list,
    input: { list_entry_id: entryId },
    single: true,
    item,
    truncated: () => void refused.add(entryId),
  });
};

interface Entry {
  readonly entryId: number;
  readonly entityId: number;
  readonly known: V1Fields;
  readonly reading: Reading;
  /** Entries whose values may not be read; those that earlier loads read stay. */
  readonly refused: Set<number>;
}

const entryWalk = (list: ListInfo, asking: Pick<Entry, 'known' | 'reading' | 'refused'>): Walk => {
  const plain = entryRecord(list, () => false);
  const record: Walk['record'] = (raw, out) => {
    const entry = entryOf(list, raw);
    const id = plain(entry, out);
    const { entity } = entry;
    if (typeof id === 'number' && isObject(entity) && isId(entity['id']))
      addValues(out, list, { ...asking, entryId: id, entityId: entity['id'] });
    return id;
  };
  return { endpoint: v1.lists.entries.list, input: { list_id: list.id, page_size: 500 }, record, listId: list.id };
};

/** Entries of lists with the values that are theirs, from v1: a request for every 500, and one for each entry. */
export const v1ListEntryStream = (known: V1Fields): Stream => {
  const { chains: _, again: __, againByList: ___, ...rest } = listEntryStream;
  const due = (reading: Reading): readonly ListInfo[] => reading.catalog.lists.filter(({ id }) => reading.isDue(String(id)));
  const refused = new Set<number>();
  const keeps = (): string => (refused.size === 0 ? 'false' : `list_entry_id IN (${[...refused].join(', ')})`);
  const [first, ...others] = rest.feeds.map((feed) => (feed.table === 'field_values' ? { ...feed, keeps } : feed));
  return {
    ...rest,
    feeds: [first ?? rest.feeds[0], ...others],
    needs: ['lists', 'fields'],
    uses: [],
    stages: (reading) => [due(reading).map((list) => entryWalk(list, { known, reading, refused }))],
    again: (ids, reading, lists) => {
      learnFields(known, reading);
      return ids.flatMap((id) => {
        const list = reading.catalog.lists.find((other) => other.id === lists.get(id));
        if (!list) return [];
        const { record } = entryWalk(list, { known, reading, refused });
        const input = (): Walk['input'] => ({ list_id: list.id, list_entry_id: id });
        return byIdWalks({ endpoint: v1.lists.entries.get, input, record }, [id]);
      });
    },
    againByList: true,
    units: {
      of: ({ catalog }) => catalog.lists.map(({ id }) => String(id)),
      query: `SELECT CAST(l.id AS VARCHAR) AS unit, greatest(1, ceil(count(e.id) / 500)) + count(e.id) AS requests
        FROM $.lists AS l LEFT JOIN $.list_entries AS e ON e.list_id = l.id GROUP BY ALL`,
      tables: ['lists', 'list_entries'],
      covers: (reading) => {
        const left = reading.catalog.lists.filter(({ id }) => !reading.isDue(String(id))).map(({ id }) => id);
        return left.length === 0 ? 'true' : `list_id NOT IN (${left.join(', ')})`;
      },
    },
    cost: {
      basis: 'a request for every 500 entries, and one for the values of each entry',
      query: 'SELECT count(*) + ceil(count(*) / 500) FROM $.list_entries WHERE list_id IN (@lists)',
    },
  };
};
