import { readCells } from './cell-text.ts';
import type { CellItem } from './cells.ts';
import { comparableItems } from './comparable-items.ts';
import type { FieldRow } from './fields.ts';
import type { Memory } from './memory.ts';
import { packed, packedRows } from './packed.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { OwnerKind } from './value-id.ts';

/** The values of one field, by the record that holds them; records without a value are absent. */
export type Column = ReadonlyMap<number, readonly CellItem[]>;

interface Kept {
  readonly field: FieldRow;
  readonly items: Map<number, readonly CellItem[]>;
}

const tableOf: Record<OwnerKind, string> = { company: 'companies', person: 'persons', entry: 'entries' };

/** Notes whose cells change from now on; only the connection that reads columns needs to know. */
const watchText = (owner: OwnerKind): string => `
CREATE TEMP TABLE IF NOT EXISTS touched_${owner} (id INTEGER PRIMARY KEY);
DELETE FROM touched_${owner};
CREATE TEMP TRIGGER IF NOT EXISTS touch_updated_${owner} AFTER UPDATE OF cells ON main.${tableOf[owner]} BEGIN
  INSERT OR IGNORE INTO touched_${owner} VALUES (NEW.id);
END;
CREATE TEMP TRIGGER IF NOT EXISTS touch_inserted_${owner} AFTER INSERT ON main.${tableOf[owner]} BEGIN
  INSERT OR IGNORE INTO touched_${owner} VALUES (NEW.id);
END;`;

/** Records read at once: the text of a batch is some megabytes. */
const batch = 2_000;

const cellsStatement = (inner: string): string => packed(['id', 'cells'], `SELECT id, cells FROM ${inner}`);

/** Where the values of a field lie: those of a list's own field are in the rows of that list. */
const sourceOf = (owner: OwnerKind, { listId }: FieldRow): readonly [condition: string, ...params: SqlValue[]] =>
  owner === 'entry' && listId !== null ? ['list_id = ?', listId] : ['1'];

const readRecord = (kept: Iterable<Kept>, id: number, text: string): void => {
  const cells = readCells(text);
  for (const { field, items } of kept) {
    const payload = cells.get(field.no);
    if (payload === undefined) items.delete(id);
    else items.set(id, comparableItems(field.valueType, payload));
  }
};

/** Reads one field from a record's text without taking the others apart. */
const payloadIn = (text: string, line: string): string | undefined => {
  const inner = text.indexOf(`\n${line}`);
  const start = text.startsWith(line) ? line.length : inner === -1 ? -1 : inner + 1 + line.length;
  if (start === -1) return undefined;
  const end = text.indexOf('\n', start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
};

/**
 * Values by field, for searches. A column is taken from the records' cells when it is first asked for and kept; a record that is written
 * later is read again before the next search. So a search costs a lookup per record, and a write nothing worth mentioning.
 */
export const createColumns = (sql: Sql, memory: Memory) => {
  const key: Record<OwnerKind, object> = { company: {}, person: {}, entry: {} };

  const keptOf = (owner: OwnerKind): Map<number, Kept> =>
    memory.of(key[owner], () => {
      sql.script(watchText(owner));
      return new Map<number, Kept>();
    });

  /** Brings what is kept up to date with what was written. */
  const refresh = (owner: OwnerKind, kept: ReadonlyMap<number, Kept>): void => {
    const inner = `${tableOf[owner]} WHERE id IN (SELECT id FROM touched_${owner})`;
    const rows = packedRows(sql, cellsStatement(inner), []);
    if (rows.length === 0) return;
    for (const [id, text = ''] of rows) readRecord(kept.values(), Number(id), text);
    sql.run(`DELETE FROM touched_${owner}`);
  };

  const fill = (owner: OwnerKind, { field, items }: Kept): void => {
    const [condition, ...params] = sourceOf(owner, field);
    const statement = cellsStatement(`${tableOf[owner]} WHERE ${condition} AND id > ? ORDER BY id LIMIT ${batch}`);
    const line = `${field.no}=`;
    for (let last = 0; ; ) {
      const rows = packedRows(sql, statement, [...params, last]);
      for (const [id, text = ''] of rows) {
        last = Number(id);
        const payload = payloadIn(text, line);
        if (payload !== undefined) items.set(last, comparableItems(field.valueType, payload));
      }
      if (rows.length < batch) return;
    }
  };

  return {
    /** The values of a field as records of this kind hold them; good until the next write. */
    of: (owner: OwnerKind, field: FieldRow): Column => {
      const kept = keptOf(owner);
      refresh(owner, kept);
      const known = kept.get(field.no);
      if (known !== undefined) return known.items;
      const made: Kept = { field, items: new Map() };
      fill(owner, made);
      kept.set(field.no, made);
      return made.items;
    },
  };
};

export type Columns = ReturnType<typeof createColumns>;
