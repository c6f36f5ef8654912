import { v2 } from '@affinity-kit/contract';
import { addFieldValues } from '../normalise/field-values.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import type { RecordId } from '../replica/feed.ts';
import { listEntries } from '../replica/tables/lists.ts';
import type { ListInfo } from './catalog.ts';
import { chainStages } from './chain-stages.ts';
import { chosenFields } from './field-choice.ts';
import { interactionFeeds } from './interaction-feeds.ts';
import type { Chain, Reading, Stream, Walk } from './stream.ts';

/** Servers refuse longer addresses; the field ids have to fit with the rest. */
const longestSelection = 6000;

const everyType = ['enriched', 'global', 'list', 'relationship-intelligence'] as const;
/** What the entry has and its record has not, besides the fields of type `list` (v2 reference, section 5.3). */
const entryBuiltIns: ReadonlySet<string> = new Set(['created-at', 'time-in-current-status']);

/** Which fields of an entry are asked for, and which of those that come belong to it and not to its record. */
interface Selection {
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly owns: (field: JsonObject) => boolean;
}

/** The selection that needs no knowledge of the list's fields. */
export const selectionByType = (list: ListInfo): Selection => ({
  query: { fieldTypes: list.type === 'opportunity' ? everyType : ['enriched', 'list'] },
  owns: ({ id, type }) => list.type === 'opportunity' || type === 'list' || (typeof id === 'string' && entryBuiltIns.has(id)),
});

/** The field ids in the list's metadata that are not its record's; by type where that is unknown or too long to be asked. */
const selectionOf = (list: ListInfo, { catalog, choice }: Reading): Selection => {
  const fields = catalog.entryFields(list);
  const own = (choice ? chosenFields(fields ?? [], choice) : fields)?.map(({ id }) => id).sort();
  if (!own?.length) return choice ? { query: {}, owns: () => false } : selectionByType(list);
  const length = own.reduce((sum, id) => sum + 'fieldIds=&'.length + encodeURIComponent(id).length, 0);
  if (length <= longestSelection) return { query: { fieldIds: own }, owns: () => true };
  const ids = new Set(own);
  return { query: { fieldTypes: everyType }, owns: ({ id }) => typeof id === 'string' && ids.has(id) };
};

/** One list entry as rows of `list_entries` and `field_values`. */
export const entryRecord = (list: ListInfo, owns: (field: JsonObject) => boolean): Walk['record'] => {
  return (raw, out) => {
    const { id, entity } = raw;
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id, raw });
    const entityType = reader.text('type') ?? list.type;
    const record = isObject(entity) && isId(entity['id']) ? { id: entity['id'], raw: entity } : undefined;
    if (!record) reader.reject('entity.id', 'expected an id', entity ?? null);
    const made = [reader.instant('createdAt'), reader.ref('creatorId')] as const;
    out.of(listEntries).add(id, reader.ref('listId') ?? list.id, entityType, record?.id ?? null, ...made);
    if (record) addEntryValues(out, { list, owns, entryId: id, entityType, record });
    return id;
  };
};

/** An entry, and where its values are read from. */
interface EntryValues {
  readonly list: ListInfo;
  readonly owns: (field: JsonObject) => boolean;
  readonly entryId: number;
  readonly entityType: string;
  readonly record: { readonly id: number; readonly raw: JsonObject };
}

const addEntryValues = (out: PageRows, { list, owns, entryId, entityType, record }: EntryValues): void => {
  const values = { endpoint: v2.lists.entries.fieldValues.values, input: { listId: list.id, listEntryId: entryId } };
  const owner = { entityType, entityId: record.id, listId: list.id, listEntryId: entryId, values };
  addFieldValues(out, { reader: new RecordReader(out, { id: entryId, raw: record.raw, path: 'entity.' }), owner, owns });
};

const entryWalk = (list: ListInfo, reading: Reading): Walk => {
  const { query, owns } = selectionOf(list, reading);
  const input: Walk['input'] = { listId: list.id, limit: 100, ...query };
  return { endpoint: v2.lists.entries.list, input, record: entryRecord(list, owns), listId: list.id };
};

const chainsOf = (reading: Reading): readonly Chain[] =>
  reading.catalog.lists.map((list) => ({ key: String(list.id), walk: entryWalk(list, reading), where: `list_id = ${list.id}` }));

/** An entry of a list that is gone is gone with it. */
const againWalk = (id: RecordId, reading: Reading, listId: number | undefined): readonly Walk[] => {
  const list = reading.catalog.lists.find((other) => other.id === listId);
  if (!list) return [];
  const { query, owns } = selectionOf(list, reading);
  return [
    {
      endpoint: v2.lists.entries.get,
      input: { listId: list.id, listEntryId: id, ...query },
      single: true,
      record: entryRecord(list, owns),
    },
  ];
};

/** Entries of lists with the values that are theirs. */
export const listEntryStream: Stream = {
  name: 'list_entries',
  feeds: [
    { table: 'list_entries', owner: 'id' },
    { table: 'field_values', owner: 'list_entry_id', scope: 'list_entry_id IS NOT NULL' },
    ...interactionFeeds,
  ],
  needs: ['lists'],
  uses: ['fields'],
  permission: 'Export data from Lists',
  stages: (reading) => chainStages(chainsOf(reading), reading),
  chains: { key: 'list_id', of: chainsOf },
  again: (ids, reading, lists) => ids.flatMap((id) => againWalk(id, reading, lists.get(id))),
  againByList: true,
  independent: true,
  pageSize: 100,
};
