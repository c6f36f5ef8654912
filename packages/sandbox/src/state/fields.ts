import type { SeedField } from '../seed/model.ts';
import { keepIds } from './last-ids.ts';
import { type Memory, recordTexts } from './memory.ts';
import type { Sql } from './sql.ts';

/** An option of a dropdown field. */
export interface OptionRow {
  readonly id: number;
  readonly fieldNo: number;
  readonly text: string;
  readonly rank: number | null;
  readonly color: string | null;
  readonly statusCategory: 'open' | 'won' | 'lost' | 'on-hold' | null;
  readonly winRate: number | null;
}

/** A field. `no` is the state's own short name of it, unlike the id unique also among slugs such as `created-at`. */
export interface FieldRow extends Omit<SeedField, 'options'> {
  readonly no: number;
  /** The id in v1, which knows only fields of the form `field-<int>`. */
  readonly numericId: number | null;
  /** By rank, then id. */
  readonly options: readonly OptionRow[];
}

type Stored = Omit<SeedField, 'options' | 'isRequired' | 'trackChanges'> & { no: number; isRequired: number; trackChanges: number };

const selectFields = `SELECT no, id, name, description, type, enrichment_source AS enrichmentSource, value_type AS valueType,
  entity_type AS entityType, list_id AS listId, is_required AS isRequired, track_changes AS trackChanges, created_at AS createdAt FROM fields`;
const selectOptions = `SELECT id, field_no AS fieldNo, text, rank, color, status_category AS statusCategory, win_rate AS winRate FROM options
  ORDER BY field_no, rank, id`;

const insertField = `INSERT INTO fields (no, id, name, type, value_type, entity_type, list_id, is_required, track_changes, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Ids of deleted options stay taken: the feed goes on naming them. */
const lastOption = "SELECT max(id) FROM (SELECT id FROM options UNION ALL SELECT id FROM gone WHERE kind = 'option')";

const setOption = 'UPDATE options SET text = ?, rank = ?, color = ?, status_category = ?, win_rate = ? WHERE id = ?';

/** What a new field is made of; without a list it is a global one. */
export interface FieldDraft extends Pick<FieldRow, 'name' | 'valueType' | 'entityType' | 'listId' | 'trackChanges' | 'createdAt'> {
  /** `false` unless stated. */
  readonly isRequired?: boolean;
  readonly options: readonly Omit<OptionRow, 'id' | 'fieldNo'>[];
}

const numericId = (id: string): number | null => {
  const digits = /^field-(\d+)$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
};

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Account-wide fields before a list's own, slugs before numbers, then by id (v2 reference, sections 4.1 and 14, row 14). */
const compareFields = (a: FieldRow, b: FieldRow): number =>
  Number(a.listId !== null) - Number(b.listId !== null) ||
  Number(a.numericId !== null) - Number(b.numericId !== null) ||
  (a.numericId ?? 0) - (b.numericId ?? 0) ||
  compareText(a.id, b.id);

/** Slugs that exist on list entries only, whatever entity they are declared for. */
const entryOnly = new Set(['created-at', 'time-in-current-status']);

/** The Status field of a list has options with categories; one that lost all of them is known by its name. */
export const isStatus = (field: FieldRow): boolean => {
  if (field.type !== 'list' || field.valueType !== 'ranked-dropdown') return false;
  return field.options.length === 0 ? field.name === 'Status' : field.options.some((option) => option.statusCategory !== null);
};

interface FieldBook {
  readonly all: readonly FieldRow[];
  readonly byNo: ReadonlyMap<number, FieldRow>;
  readonly options: ReadonlyMap<number, OptionRow>;
  readonly plans: Map<string, readonly FieldRow[]>;
}

const readBook = (sql: Sql): FieldBook => {
  const options = sql.all<OptionRow>(selectOptions);
  const ofField = new Map<number, OptionRow[]>();
  for (const option of options) ofField.set(option.fieldNo, [...(ofField.get(option.fieldNo) ?? []), option]);
  const fieldOf = (stored: Stored): FieldRow => ({
    ...stored,
    isRequired: stored.isRequired === 1,
    trackChanges: stored.trackChanges === 1,
    numericId: numericId(stored.id),
    options: ofField.get(stored.no) ?? [],
  });
  const all = sql.all<Stored>(selectFields).map(fieldOf).sort(compareFields);
  return {
    all,
    byNo: new Map(all.map((field) => [field.no, field])),
    options: new Map(options.map((option) => [option.id, option])),
    plans: new Map(),
  };
};

/** Fields and their dropdown options: metadata, kept in memory until somebody writes an option. */
export const createFields = (sql: Sql, memory: Memory) => {
  const key = {};
  const book = (): FieldBook => memory.of(key, () => readBook(sql));
  const plan = (name: string, keep: (field: FieldRow) => boolean): readonly FieldRow[] => {
    const { all, plans } = book();
    let found = plans.get(name);
    if (found === undefined) {
      found = all.filter(keep);
      plans.set(name, found);
    }
    return found;
  };
  /** Also answers that are kept show options. */
  const forget = (): void => {
    memory.drop(key);
    memory.drop(recordTexts);
  };
  const insertOption = ({ fieldNo, text, rank, color, statusCategory, winRate }: Omit<OptionRow, 'id'>): number => {
    const id = (sql.value<number | null>(lastOption) ?? 0) + 1;
    sql.run('INSERT INTO options VALUES (?, ?, ?, ?, ?, ?, ?)', id, fieldNo, text, rank, color, statusCategory, winRate);
    return id;
  };
  return {
    all: (): readonly FieldRow[] => book().all,
    byNo: (no: number): FieldRow | undefined => book().byNo.get(no),
    /** A field of v1. */
    byNumericId: (id: number): FieldRow | undefined => book().all.find((field) => field.numericId === id),
    /** The fields that companies or persons show outside lists. */
    ofEntity: (type: 'company' | 'person'): readonly FieldRow[] =>
      plan(type, (field) => field.entityType === type && field.listId === null && field.type !== 'list' && !entryOnly.has(field.id)),
    /** Every field of the rows of a list: its own and those of its entities. */
    ofList: (list: { readonly id: number; readonly type: string }): readonly FieldRow[] =>
      plan(`list ${list.id}`, (field) => field.entityType === list.type && (field.listId === null || field.listId === list.id)),
    statusOf: (listId: number): FieldRow | undefined => book().all.find((field) => field.listId === listId && isStatus(field)),
    option: (id: number): OptionRow | undefined => book().options.get(id),
    /** Adds a field, at its end of the metadata. */
    create: (draft: FieldDraft): FieldRow => {
      const no = (sql.value<number | null>('SELECT max(no) FROM fields') ?? 0) + 1;
      const number = Math.max(0, ...book().all.map((field) => field.numericId ?? 0)) + 1;
      const { name, valueType, entityType, listId, trackChanges, createdAt, isRequired = false } = draft;
      const kind = [listId === null ? 'global' : 'list', valueType, entityType, listId, Number(isRequired), Number(trackChanges)] as const;
      sql.run(insertField, no, `field-${number}`, name, ...kind, createdAt);
      for (const option of draft.options) insertOption({ ...option, fieldNo: no });
      forget();
      const made = book().byNo.get(no);
      if (made === undefined) throw new Error(`The field ${no} was not kept`);
      return made;
    },
    /** Deletes a field with its options and its part of the change feed; its values must be gone already. */
    remove: ({ no }: FieldRow): void => {
      keepIds(sql, 'changes');
      sql.run('DELETE FROM changes WHERE field_no = ?', no);
      sql.run('DELETE FROM options WHERE field_no = ?', no);
      sql.run('DELETE FROM fields WHERE no = ?', no);
      memory.forget();
    },
    /** Adds an option to a field. */
    createOption: (option: Omit<OptionRow, 'id'>): number => {
      const id = insertOption(option);
      forget();
      return id;
    },
    updateOption: ({ id, text, rank, color, statusCategory, winRate }: OptionRow): void => {
      sql.run(setOption, text, rank, color, statusCategory, winRate, id);
      forget();
    },
    /** Deletes an option; the values that are set to it must be gone already. */
    removeOption: (id: number): void => {
      sql.run('DELETE FROM options WHERE id = ?', id);
      forget();
    },
  };
};

export type Fields = ReturnType<typeof createFields>;
