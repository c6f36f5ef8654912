import type { Actor, CellStore } from './cells.ts';
import type { FieldRow } from './fields.ts';
import { type Condition, where } from './keyset.ts';
import type { Sql } from './sql.ts';
import type { OwnerKind } from './value-id.ts';

interface Holder {
  readonly owner: OwnerKind;
  readonly id: number;
  readonly entityId: number;
}

const tables: Readonly<Record<OwnerKind, string>> = {
  company: 'SELECT id, id AS entityId FROM companies',
  person: 'SELECT id, id AS entityId FROM persons',
  entry: 'SELECT id, entity_id AS entityId FROM entries',
};

/** Where the values of a field lie: those of a list's field, and all of opportunities, in rows. */
const ownerOf = ({ listId, entityType }: FieldRow): OwnerKind => (listId !== null || entityType === 'opportunity' ? 'entry' : entityType);

const lineStart = (no: number): string => `\n${no}=`;

/** The values of one field all over the firm. */
export const createFieldCells = (sql: Sql, cells: CellStore) => {
  const holders = (field: FieldRow, condition: Condition): Holder[] => {
    const owner = ownerOf(field);
    const list = owner === 'entry' && field.listId !== null ? where('list_id = ?', field.listId) : where('1');
    const found = sql.all<Omit<Holder, 'owner'>>(
      `${tables[owner]} WHERE ${list.text} AND ${condition.text}`,
      ...list.params,
      ...condition.params,
    );
    return found.map((holder) => ({ owner, ...holder }));
  };

  const holdersOf = (field: FieldRow): Holder[] => holders(field, where('instr(char(10) || cells, ?) > 0', lineStart(field.no)));

  return {
    /** Whether any record has a value. */
    hasValues: (field: FieldRow): boolean => holdersOf(field).length > 0,
    /** Takes an option out of all values of its field; the change feed tells of it. */
    clearOption: (field: FieldRow, optionId: number, actor: Actor): void => {
      const letter = field.valueType === 'ranked-dropdown' ? 'r' : 'o';
      for (const { owner, id, entityId } of holders(field, where('instr(cells, ?) > 0', `\u0001${letter}${optionId}\u0001`))) {
        const values = cells.values(owner, id, [field])[0]?.[1] ?? [];
        const place = { field, owner, ownerId: id, entityId, listEntryId: owner === 'entry' ? id : null };
        cells.write(
          place,
          values.filter(({ item }) => item !== optionId),
          actor,
        );
      }
    },
    /** Takes all values of a field away, and what is known of them, without a trace. */
    removeAll: (field: FieldRow): void => {
      for (const { owner, id } of holdersOf(field)) cells.forget(owner, id, field);
    },
  };
};

export type FieldCells = ReturnType<typeof createFieldCells>;
