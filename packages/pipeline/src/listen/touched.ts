import type { Touch } from './touch.ts';

/** Asks the replica. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** What is read because of events: resolved with the replica's help, and written down with the run, so that it can be repeated. */
export interface Touched {
  readonly companies: readonly number[];
  readonly persons: readonly number[];
  readonly opportunities: readonly number[];
  /** List entries, each with its list. */
  readonly entries: readonly (readonly [id: number, listId: number])[];
  readonly notes: readonly number[];
  readonly reminders: readonly number[];
  /** Files that may be gone. */
  readonly endedFiles: readonly number[];
  /** Lists of which something changed: they may be gone, with all that stood on them. */
  readonly lists: readonly number[];
  /** Listings of fields: `company`, `person`, or the id of a list. */
  readonly fieldListings: readonly string[];
  /** ISO 8601: since when files were uploaded; `null` where none was. */
  readonly filesSince: string | null;
  readonly valued: boolean;
  readonly merged: boolean;
}

const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

const idsOf = (touches: readonly Touch[], kind: Touch['kind']): number[] =>
  sorted(touches.filter((touch) => touch.kind === kind).map(({ id }) => id));

const listing = (ids: readonly number[]): string => (ids.length === 0 ? 'NULL' : ids.join(', '));

/** Finds out whose values changed where the delivery did not say: the field tells, or else the id. */
const ownersOf = async (query: Query, touches: readonly Touch[]): Promise<readonly Touch[]> => {
  const unclear = touches.filter(({ kind }) => kind === 'field-owner');
  if (unclear.length === 0) return touches;
  const names = sorted(unclear.map(({ id }) => id)).map((id) => `'field-${id}'`);
  const rows = await query(`SELECT id, entity_type FROM fields WHERE id IN (${names.join(', ')}) AND list_id IS NULL`);
  const types = new Map(rows.map((row) => [String(row['id']), String(row['entity_type'])]));
  const kinds = (fieldId: number): readonly ('company' | 'person')[] => {
    const type = types.get(`field-${fieldId}`);
    return type === 'company' || type === 'person' ? [type] : ['company', 'person'];
  };
  const clear = unclear.flatMap(({ id, entityId = 0 }) => kinds(id).map((kind): Touch => ({ kind, id: entityId, valued: true })));
  return [...touches.filter(({ kind }) => kind !== 'field-owner'), ...clear];
};

/** List entries that were named, and those of records that ended, with their lists as far as anybody knows them. */
const entriesOf = async (query: Query, touches: readonly Touch[]): Promise<Touched['entries']> => {
  const told = touches.filter(({ kind }) => kind === 'list-entry');
  const lists = new Map(told.flatMap(({ id, listId }) => (listId === undefined ? [] : [[id, listId] as const])));
  const over = touches.filter(({ ended }) => ended);
  const endings = (['company', 'person', 'opportunity'] as const).map(
    (kind) => `(entity_type = '${kind}' AND entity_id IN (${listing(idsOf(over, kind))}))`,
  );
  const ids = listing(idsOf(told, 'list-entry'));
  const rows = await query(`SELECT id, list_id FROM list_entries WHERE id IN (${ids}) OR ${endings.join(' OR ')}`);
  for (const { id, list_id: listId } of rows) lists.set(Number(id), Number(listId));
  return [...lists].sort(([a], [b]) => a - b);
};

/** Older uploads are asked for too: the clocks of two machines differ, and what is new may show late. */
const uploadOverlapMs = 600_000;

/** What is to be read because of these touches. `query` asks the replica. */
export const resolveTouches = async (query: Query, named: readonly Touch[], firstReceivedAt: string): Promise<Touched> => {
  const touches = await ownersOf(query, named);
  const files = touches.filter(({ kind }) => kind === 'file');
  const fields = touches.filter(({ kind }) => kind === 'fields');
  const listings = fields.flatMap(({ listId }) => (listId === undefined ? ['company', 'person'] : [String(listId)]));
  return {
    companies: idsOf(touches, 'company'),
    persons: idsOf(touches, 'person'),
    opportunities: idsOf(touches, 'opportunity'),
    entries: await entriesOf(query, touches),
    notes: idsOf(touches, 'note'),
    reminders: idsOf(touches, 'reminder'),
    endedFiles: idsOf(
      files.filter((touch) => touch.ended),
      'file',
    ),
    lists: idsOf(touches, 'list'),
    fieldListings: [...new Set([...listings, ...idsOf(touches, 'list').map(String)])].sort(),
    filesSince: files.some((touch) => !touch.ended) ? new Date(Date.parse(firstReceivedAt) - uploadOverlapMs).toISOString() : null,
    valued: touches.some(({ valued }) => valued),
    merged: touches.some(({ merged }) => merged),
  };
};
