import type { CellItem } from './cells.ts';
import { comparableItems } from './comparable-items.ts';
import type { FieldRow } from './fields.ts';
import { always, type Condition, where } from './keyset.ts';
import type { Memory } from './memory.ts';
import { idList, packed, packedRows } from './packed.ts';
import type { Sql } from './sql.ts';
import type { OwnerKind } from './value-id.ts';

/** The values of one field, by the record that holds them; records without a value are absent. */
export type Column = ReadonlyMap<number, readonly CellItem[]>;

interface KeptColumn {
  readonly field: FieldRow;
  /** How its line begins in a record's text. */
  readonly line: string;
  readonly items: Map<number, readonly CellItem[]>;
}

interface Kept {
  readonly columns: Map<number, KeptColumn>;
  ids: readonly number[] | undefined;
}

const tableOf: Record<OwnerKind, string> = { company: 'companies', person: 'persons', entry: 'entries' };

/** Notes which records change from now on; only the connection that reads columns needs to know. */
const watchText = (owner: OwnerKind): string => `
CREATE TEMP TABLE IF NOT EXISTS touched_${owner} (id INTEGER PRIMARY KEY);
DELETE FROM touched_${owner};
CREATE TEMP TRIGGER IF NOT EXISTS touch_updated_${owner} AFTER UPDATE OF cells ON main.${tableOf[owner]} BEGIN
  INSERT OR IGNORE INTO touched_${owner} VALUES (NEW.id);
END;
CREATE TEMP TRIGGER IF NOT EXISTS touch_inserted_${owner} AFTER INSERT ON main.${tableOf[owner]} BEGIN
  INSERT OR IGNORE INTO touched_${owner} VALUES (NEW.id);
END;
CREATE TEMP TRIGGER IF NOT EXISTS touch_deleted_${owner} AFTER DELETE ON main.${tableOf[owner]} BEGIN
  INSERT OR IGNORE INTO touched_${owner} VALUES (OLD.id);
END;`;

/** Records read at once: the text of a batch is some megabytes. */
const batch = 2_000;

const cellsStatement = (inner: string): string => packed(['id', 'cells'], `SELECT id, cells FROM ${inner}`);

/** Where the values of a field lie: those of a list's own field are in the rows of that list. */
const sourceOf = (owner: OwnerKind, { listId }: FieldRow): Condition =>
  owner === 'entry' && listId !== null ? where('list_id = ?', listId) : always;

/** Reads one field from a record's text without taking the others apart. */
const payloadIn = (text: string, line: string): string | undefined => {
  const inner = text.indexOf(`\n${line}`);
  const start = text.startsWith(line) ? line.length : inner === -1 ? -1 : inner + 1 + line.length;
  if (start === -1) return undefined;
  const end = text.indexOf('\n', start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
};

const readInto = (columns: Iterable<KeptColumn>, id: number, text: string): void => {
  for (const { field, line, items } of columns) {
    const payload = payloadIn(text, line);
    if (payload !== undefined) items.set(id, comparableItems(field.valueType, payload));
  }
};

/**
 * Values by field, for searches. A column is taken from the records' cells when it is first asked for and kept; a record that is written
 * later is read again before the next search. So a search costs a lookup per record, and a write nothing worth mentioning.
 */
export const createColumns = (sql: Sql, memory: Memory) => {
  const key: Record<OwnerKind, object> = { company: {}, person: {}, entry: {} };

  const keptOf = (owner: OwnerKind): Kept =>
    memory.of(key[owner], (): Kept => {
      sql.script(watchText(owner));
      return { columns: new Map(), ids: undefined };
    });

  /** Brings what is kept up to date with what was written. */
  const refresh = (owner: OwnerKind, kept: Kept): void => {
    const touched = idList(sql, `SELECT id FROM touched_${owner}`);
    if (touched.length === 0) return;
    kept.ids = undefined;
    for (const { items } of kept.columns.values()) for (const id of touched) items.delete(id);
    const rows = packedRows(sql, cellsStatement(`${tableOf[owner]} WHERE id IN (SELECT id FROM touched_${owner})`), []);
    for (const [id, text = ''] of rows) readInto(kept.columns.values(), Number(id), text);
    sql.run(`DELETE FROM touched_${owner}`);
  };

  /** Reads columns of one source at once: the records' texts are the costly part. */
  const fill = (owner: OwnerKind, source: Condition, columns: readonly KeptColumn[]): void => {
    const statement = cellsStatement(`${tableOf[owner]} WHERE ${source.text} AND id > ? ORDER BY id LIMIT ${batch}`);
    for (let last = 0; ; ) {
      const rows = packedRows(sql, statement, [...source.params, last]);
      for (const [id, text = ''] of rows) {
        last = Number(id);
        readInto(columns, last, text);
      }
      if (rows.length < batch) return;
    }
  };

  const ready = (owner: OwnerKind): Kept => {
    const kept = keptOf(owner);
    refresh(owner, kept);
    return kept;
  };

  const read = (owner: OwnerKind, fields: readonly FieldRow[]): Kept => {
    const kept = ready(owner);
    const sources = new Map<string, { source: Condition; columns: KeptColumn[] }>();
    for (const field of fields) {
      if (kept.columns.has(field.no)) continue;
      const source = sourceOf(owner, field);
      const group = sources.get(JSON.stringify(source)) ?? { source, columns: [] };
      group.columns.push({ field, line: `${field.no}=`, items: new Map() });
      sources.set(JSON.stringify(source), group);
    }
    for (const { source, columns } of sources.values()) fill(owner, source, columns);
    for (const { columns } of sources.values()) for (const column of columns) kept.columns.set(column.field.no, column);
    return kept;
  };

  return {
    /** Reads what is not known yet of these fields, together. */
    read: (owner: OwnerKind, fields: readonly FieldRow[]): void => void read(owner, fields),
    /** The values of a field as records of this kind hold them; good until the next write. */
    of: (owner: OwnerKind, field: FieldRow): Column => read(owner, [field]).columns.get(field.no)?.items ?? new Map(),
    /** Ids of all records of a kind, ascending; of companies, those of the account. */
    ids: (owner: 'company' | 'person'): readonly number[] => {
      const kept = ready(owner);
      kept.ids ??= idList(sql, `SELECT id FROM ${tableOf[owner]} ${owner === 'company' ? 'WHERE in_account = 1' : ''} ORDER BY id`);
      return kept.ids;
    },
  };
};

export type Columns = ReturnType<typeof createColumns>;
