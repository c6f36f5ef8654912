import { type CellMap, interactionSeparator, readCells, writeCells } from './cell-text.ts';
import type { Actor, CellPlace, CellStore, CellValue } from './cells.ts';
import type { FieldRow, Fields } from './fields.ts';
import { fittingInteraction } from './interaction-cell.ts';
import { where } from './keyset.ts';
import type { Sql } from './sql.ts';
import type { OwnerKind } from './value-id.ts';

/** What cells refer to and what can be deleted or merged. */
export type ReferencedKind = 'company' | 'person';

/** A record whose cells refer to something. */
interface Holder {
  readonly owner: OwnerKind;
  readonly id: number;
  readonly entityId: number;
  readonly cells: CellMap;
}

const tables: Readonly<Record<OwnerKind, string>> = {
  company: 'SELECT id, id AS entityId, cells FROM companies',
  person: 'SELECT id, id AS entityId, cells FROM persons',
  entry: 'SELECT id, entity_id AS entityId, cells FROM entries',
};

const tableNames: Readonly<Record<OwnerKind, string>> = { company: 'companies', person: 'persons', entry: 'entries' };

/** Who takes part in an interaction is marked `a`, or `p` where the answer holds a person alone. */
const letters = { company: ['c'], person: ['p', 'a'] } as const;

const markOf = (letter: string, id: number): string => `\u0001${letter}${id}\u0001`;

const refersTo = ({ valueType }: FieldRow, kind: ReferencedKind): boolean => valueType === kind || valueType === `${kind}-multi`;

/** An interaction that a deleted person took part in: without the person where a list may be shorter, else with nobody. */
const withoutPerson = (payload: string, id: number): string => {
  const mark = markOf('p', id);
  return payload
    .replaceAll(`${interactionSeparator}${mark}`, `${interactionSeparator}null`)
    .replaceAll(`,${mark}`, '')
    .replaceAll(`[${mark},`, '[')
    .replaceAll(`[${mark}]`, '[]');
};

const inOtherWords = (payload: string, from: number, to: number): string =>
  letters.person.reduce((text, letter) => text.replaceAll(markOf(letter, from), markOf(letter, to)), payload);

/** The values of a set after one member became another, which may be in it already. */
const replaced = (values: readonly CellValue[], from: number, to: number): CellValue[] => {
  const isThere = values.some(({ item }) => item === to);
  return values.flatMap((value) => (value.item === from ? (isThere ? [] : [{ ...value, item: to }]) : [value]));
};

/** The values all over the firm that point at a company or a person. */
export const createCellReferences = (sql: Sql, cells: CellStore, fields: Fields) => {
  const holdersOf = (kind: ReferencedKind, id: number): Holder[] =>
    (['company', 'person', 'entry'] as const).flatMap((owner) => {
      const marks = letters[kind].map((letter) => where('instr(cells, ?) > 0', markOf(letter, id)));
      const condition = marks.map(({ text }) => text).join(' OR ');
      const found = sql.all<{ id: number; entityId: number; cells: string }>(
        `${tables[owner]} WHERE ${condition}`,
        ...marks.flatMap(({ params }) => params),
      );
      return found.map((each) => ({ owner, id: each.id, entityId: each.entityId, cells: readCells(each.cells) }));
    });

  const placesOf = (kind: ReferencedKind, { owner, id, entityId, cells: map }: Holder): CellPlace[] =>
    [...map.keys()].flatMap((no) => {
      const field = fields.byNo(no);
      if (field === undefined || !refersTo(field, kind)) return [];
      return [{ field, owner, ownerId: id, entityId, listEntryId: owner === 'entry' ? id : null }];
    });

  const valuesAt = ({ owner, ownerId, field }: CellPlace): readonly CellValue[] => cells.values(owner, ownerId, [field])[0]?.[1] ?? [];

  /** Interactions are not values that somebody wrote: they change without a trace. */
  const rewrite = ({ owner, id }: Pick<Holder, 'owner' | 'id'>, change: (cells: CellMap) => void): void => {
    const table = tableNames[owner];
    const before = sql.value<string>(`SELECT cells FROM ${table} WHERE id = ?`, id) ?? '';
    const map = readCells(before);
    change(map);
    const after = writeCells(map);
    if (after !== before) sql.run(`UPDATE ${table} SET cells = ? WHERE id = ?`, after, id);
  };

  const rewriteInteractions = (holder: Holder, next: (payload: string) => string): void =>
    rewrite(holder, (map) => {
      for (const [no, payload] of map) if (fields.byNo(no)?.valueType === 'interaction') map.set(no, next(payload));
    });

  return {
    /** Takes a record out of all values that point at it; the change feed tells of it. */
    clear: (kind: ReferencedKind, id: number, actor: Actor): void => {
      for (const holder of holdersOf(kind, id)) {
        for (const place of placesOf(kind, holder)) {
          const values = valuesAt(place);
          if (values.some(({ item }) => item === id))
            cells.write(
              place,
              values.filter(({ item }) => item !== id),
              actor,
            );
        }
        if (kind === 'person') rewriteInteractions(holder, (payload) => withoutPerson(payload, id));
      }
    },
    /** Makes all values that point at one record point at another; the change feed tells of it. */
    move: (kind: ReferencedKind, { from, to }: { readonly from: number; readonly to: number }, actor: Actor): void => {
      for (const holder of holdersOf(kind, from)) {
        for (const place of placesOf(kind, holder)) {
          const values = valuesAt(place);
          if (values.some(({ item }) => item === from)) cells.write(place, replaced(values, from, to), actor);
        }
        if (kind === 'person') rewriteInteractions(holder, (payload) => inOtherWords(payload, from, to));
      }
    },
    /** Of the interactions of two records, those that these fields are about are then the other's. */
    uniteInteractions: (
      owner: ReferencedKind,
      { from, to }: { readonly from: number; readonly to: number },
      of: readonly FieldRow[],
    ): void => {
      const theirs = readCells(sql.value<string>(`SELECT cells FROM ${tableNames[owner]} WHERE id = ?`, from) ?? '');
      rewrite({ owner, id: to }, (map) => {
        for (const { no, id } of of) {
          const [mine, other] = [map.get(no), theirs.get(no)];
          if (other !== undefined) map.set(no, mine === undefined ? other : fittingInteraction(id, mine, other));
        }
      });
    },
  };
};

export type CellReferences = ReturnType<typeof createCellReferences>;
