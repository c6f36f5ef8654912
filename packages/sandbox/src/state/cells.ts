import type { SeedChange, StoredLocation, StoredValue } from '../seed/model.ts';
import { type CellMap, decodeItems, encodeCell, encodeItem, isMulti, readCells, writeCells } from './cell-text.ts';
import type { Changes } from './changes.ts';
import type { Entries } from './entries.ts';
import { type FieldRow, isStatus } from './fields.ts';
import type { Sql } from './sql.ts';
import { type OwnerKind, slotsPerCell } from './value-id.ts';

/** One single value. */
export type CellItem = string | number | StoredLocation;

/** Where a cell is: its field, the record that holds it, and what the change feed calls the two. */
export interface CellPlace {
  readonly field: FieldRow;
  readonly owner: OwnerKind;
  readonly ownerId: number;
  readonly entityId: number;
  /** `null` for account-wide fields. */
  readonly listEntryId: number | null;
}

/** A single value with what v1 tells about it. */
export interface CellValue {
  readonly slot: number;
  readonly item: CellItem;
  readonly createdAt: string;
  readonly updatedAt: string | null;
}

/** A value as it shall be; without a slot it is a new one. */
export interface NextValue {
  readonly slot?: number | undefined;
  readonly item: CellItem;
}

/** What a write did to a cell: its values before and after. */
export interface CellWrite {
  readonly place: CellPlace;
  readonly before: readonly CellValue[];
  readonly after: readonly CellValue[];
}

/** Who writes, and when. */
export interface Actor {
  readonly userId: number;
  readonly now: Date;
}

type Mark = readonly [slot: number, createdAt: string, updatedAt: string | null];

/** Cells written since the firm was seeded, by field number. A cell without a mark is as old as its record. */
type Marks = Record<string, { readonly next: number; readonly values: readonly Mark[] }>;

interface CellRecord {
  readonly createdAt: string;
  readonly cells: CellMap;
  readonly marks: Marks;
}

interface Stored {
  readonly createdAt: string;
  readonly cells: string;
  readonly marks: string | null;
}

const tableOf: Record<OwnerKind, string> = { company: 'companies', person: 'persons', entry: 'entries' };

const textOf = (item: CellItem): string => JSON.stringify(item);

const markOf = (record: CellRecord, fieldNo: number, count: number): Marks[string] =>
  record.marks[fieldNo] ?? { next: count, values: Array.from({ length: count }, (_, slot) => [slot, record.createdAt, null]) };

const valuesOf = (record: CellRecord, { no, valueType }: FieldRow): CellValue[] => {
  const payload = record.cells.get(no);
  const items = payload === undefined ? [] : decodeItems(valueType, payload);
  const { values } = markOf(record, no, items.length);
  return items.map((item, index) => {
    const [slot, createdAt, updatedAt] = values[index] ?? [index, record.createdAt, null];
    return { slot, item, createdAt, updatedAt };
  });
};

/** Slots are not used twice until all are used up. */
const freeSlot = (next: number, taken: ReadonlySet<number>): number => {
  if (next < slotsPerCell) return next;
  for (let slot = 0; slot < slotsPerCell; slot += 1) if (!taken.has(slot)) return slot;
  throw new RangeError(`A cell holds at most ${slotsPerCell} values`);
};

/** Gives new values their slots, and changed ones their time. */
const placeValues = (old: readonly CellValue[], next: readonly NextValue[], { start, now }: { start: number; now: string }) => {
  const bySlot = new Map(old.map((value) => [value.slot, value]));
  const taken = new Set(next.flatMap(({ slot }) => slot ?? []));
  let counter = start;
  const values = next.map(({ slot, item }): CellValue => {
    const before = slot === undefined ? undefined : bySlot.get(slot);
    if (before !== undefined) return textOf(before.item) === textOf(item) ? before : { ...before, item, updatedAt: now };
    const fresh = freeSlot(counter, taken);
    taken.add(fresh);
    counter = Math.max(counter, fresh + 1);
    return { slot: fresh, item, createdAt: now, updatedAt: null };
  });
  return { values, next: counter };
};

type Step = readonly [action: SeedChange['action'], item: CellItem];

/** What the feed says about a change (v2 reference, section 9.6): sets change by removal and addition, single values by update. */
const stepsOf = (field: FieldRow, old: readonly CellItem[], next: readonly CellItem[]): Step[] => {
  const [before, after] = [new Set(old.map(textOf)), new Set(next.map(textOf))];
  const removed = old.filter((item) => !after.has(textOf(item)));
  const added = next.filter((item) => !before.has(textOf(item)));
  const [updated] = added;
  if (!isMulti(field.valueType) && removed.length > 0 && updated !== undefined) return [['update', updated]];
  return [...removed.map((item): Step => ['delete', item]), ...added.map((item): Step => ['add', item])];
};

/** Whether two sets of values have the same members, each in its place. */
const isSame = (old: readonly CellValue[], next: readonly CellValue[]): boolean =>
  old.length === next.length && old.every((value, index) => value === next[index]);

/** The values of records: one truth, which v1 sees as rows and v2 as cells. */
export const createCells = (sql: Sql, changes: Changes, entries: Entries) => {
  let watcher: ((write: CellWrite) => void) | undefined;

  const read = (owner: OwnerKind, id: number): CellRecord | undefined => {
    const stored = sql.first<Stored>(`SELECT created_at AS createdAt, cells, marks FROM ${tableOf[owner]} WHERE id = ?`, id);
    if (stored === undefined) return undefined;
    const marks = stored.marks === null ? {} : (JSON.parse(stored.marks) as Marks); // as `save` wrote it
    return { createdAt: stored.createdAt, cells: readCells(stored.cells), marks };
  };

  const save = ({ owner, ownerId }: Pick<CellPlace, 'owner' | 'ownerId'>, { cells, marks }: CellRecord): void => {
    sql.run(`UPDATE ${tableOf[owner]} SET cells = ?, marks = ? WHERE id = ?`, writeCells(cells), JSON.stringify(marks), ownerId);
  };

  const tell = (place: CellPlace, steps: readonly Step[], { userId, now }: Actor): void => {
    const { field, entityId, listEntryId } = place;
    const changedAt = now.toISOString();
    if (steps.length > 0 && isStatus(field) && listEntryId !== null) entries.setStatusSince(listEntryId, changedAt);
    if (!field.trackChanges) return;
    for (const [action, item] of steps) {
      const value = encodeItem(field.valueType, item);
      changes.add({ fieldNo: field.no, entityId, listEntryId, action, changerId: userId, changedAt, value });
    }
  };

  const write = (place: CellPlace, next: readonly NextValue[], actor: Actor): void =>
    sql.transaction(() => {
      const { field, owner, ownerId } = place;
      const record = read(owner, ownerId);
      if (record === undefined) throw new Error(`There is no ${owner} ${ownerId}`);
      const old = valuesOf(record, field);
      const placed = placeValues(old, next, { start: markOf(record, field.no, old.length).next, now: actor.now.toISOString() });
      if (isSame(old, placed.values)) return;
      const items = placed.values.map(({ item }) => item);
      if (items.length === 0) record.cells.delete(field.no);
      else record.cells.set(field.no, encodeCell(field.valueType, isMulti(field.valueType) ? items : (items[0] as StoredValue))); // not empty here
      const values = placed.values.map(({ slot, createdAt, updatedAt }): Mark => [slot, createdAt, updatedAt]);
      save(place, { ...record, marks: { ...record.marks, [field.no]: { next: placed.next, values } } });
      tell(
        place,
        stepsOf(
          field,
          old.map(({ item }) => item),
          items,
        ),
        actor,
      );
      watcher?.({ place, before: old, after: placed.values });
    });

  return {
    /** The values of some cells of one record; several fields cost one read. */
    values: (owner: OwnerKind, ownerId: number, fields: readonly FieldRow[]): readonly (readonly [FieldRow, readonly CellValue[]])[] => {
      const record = read(owner, ownerId);
      return record === undefined ? [] : fields.map((field) => [field, valuesOf(record, field)] as const);
    },
    /** Has every write told to one who wants to know, until somebody else does, or nobody. */
    watch: (next: typeof watcher): void => {
      watcher = next;
    },
    /** Puts these values, and no others, into a cell. What stays as it is leaves no trace. */
    write,
    /** As v2 writes: the whole set at once. Equal members of a set keep their identity, and so does a single value. */
    replace: (place: CellPlace, items: readonly CellItem[], actor: Actor): void => {
      const record = read(place.owner, place.ownerId);
      const old = record === undefined ? [] : valuesOf(record, place.field);
      const slots = new Map(old.map(({ slot, item }) => [isMulti(place.field.valueType) ? textOf(item) : '', slot]));
      const distinct = [...new Map(items.map((item) => [textOf(item), item])).values()];
      const next = distinct.map((item) => ({ item, slot: slots.get(isMulti(place.field.valueType) ? textOf(item) : '') }));
      write(place, next, actor);
    },
    /** Takes the values of a field that is deleted out of a record; nobody is told. */
    forget: (owner: OwnerKind, ownerId: number, { no }: FieldRow): void => {
      const record = read(owner, ownerId);
      if (record === undefined) return;
      record.cells.delete(no);
      const { [no]: _, ...marks } = record.marks;
      save({ owner, ownerId }, { ...record, marks });
    },
  };
};

export type CellStore = ReturnType<typeof createCells>;
