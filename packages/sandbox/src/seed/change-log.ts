import { iso, pacificDay } from './dates.ts';
import { ids } from './ids.ts';
import type { SeedChange, SeedField, StoredValue } from './model.ts';
import { locationAt, places } from './places.ts';
import { at, numberAt } from './random.ts';

/** One row before it has an id. */
export interface ChangeDraft {
  readonly at: number;
  readonly field: SeedField;
  readonly action: SeedChange['action'];
  /** `null` for the system. */
  readonly changerId: number | null;
  readonly value: StoredValue;
}

/** Where a change happened. */
export interface ChangeSite {
  readonly entityId: number;
  /** `null` for an account-wide field. */
  readonly listEntryId: number | null;
  /** The number by which the caller finds the entry again. */
  readonly entry: number;
}

const actions: readonly SeedChange['action'][] = ['add', 'update', 'delete'];
const nobody = 0;

/**
 * The change feed, which is ordered by time while entries are told one by one. Rows wait here as plain numbers in typed arrays, 44 bytes
 * each: 66 MB for a million and a half, and nothing for the collector to walk.
 */
export class ChangeLog {
  private instants: Float64Array;
  private values: Float64Array;
  private entities: Uint32Array;
  private entryIds: Uint32Array;
  private entries: Uint32Array;
  private changers: Uint32Array;
  private fieldNumbers: Uint16Array;
  private actionNumbers: Uint8Array;
  private readonly fields: SeedField[] = [];
  private readonly fieldNumberOf = new Map<SeedField, number>();
  size = 0;

  constructor(capacity: number) {
    this.instants = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
    this.entities = new Uint32Array(capacity);
    this.entryIds = new Uint32Array(capacity);
    this.entries = new Uint32Array(capacity);
    this.changers = new Uint32Array(capacity);
    this.fieldNumbers = new Uint16Array(capacity);
    this.actionNumbers = new Uint8Array(capacity);
  }

  add(site: ChangeSite, draft: ChangeDraft): void {
    const row = this.size++;
    if (row >= this.instants.length) this.grow();
    this.instants[row] = draft.at;
    this.values[row] = numberOf(draft.field, draft.value);
    this.entities[row] = site.entityId;
    this.entryIds[row] = site.listEntryId ?? nobody;
    this.entries[row] = site.entry;
    this.changers[row] = draft.changerId ?? nobody;
    this.fieldNumbers[row] = this.numberField(draft.field);
    this.actionNumbers[row] = actions.indexOf(draft.action);
  }

  fieldAt(row: number): SeedField {
    return at(this.fields, numberAt(this.fieldNumbers, row));
  }

  instantAt(row: number): number {
    return numberAt(this.instants, row);
  }

  /** The caller's number of the entry. */
  entryAt(row: number): number {
    return numberAt(this.entries, row);
  }

  /** The value as a number: an option's id for a dropdown. */
  valueAt(row: number): number {
    return numberAt(this.values, row);
  }

  /** Rows in the order of time, with ids that follow it. */
  *inOrder(): Generator<SeedChange> {
    const { instants } = this;
    const order = new Uint32Array(this.size).map((_, row) => row).sort((a, b) => (instants[a] ?? 0) - (instants[b] ?? 0) || a - b);
    for (let index = 0; index < order.length; index++) yield this.rowAt(numberAt(order, index), index);
  }

  private rowAt(row: number, index: number): SeedChange {
    const field = this.fieldAt(row);
    const entryId = numberAt(this.entryIds, row);
    const changer = numberAt(this.changers, row);
    return {
      id: ids.change.idAt(index),
      fieldId: field.id,
      entityType: field.entityType,
      entityId: numberAt(this.entities, row),
      listEntryId: entryId === nobody ? null : entryId,
      action: at(actions, numberAt(this.actionNumbers, row)),
      changerId: changer === nobody ? null : changer,
      changedAt: iso(numberAt(this.instants, row)),
      value: valueOf(field, numberAt(this.values, row)),
    };
  }

  private numberField(field: SeedField): number {
    const known = this.fieldNumberOf.get(field);
    if (known !== undefined) return known;
    this.fields.push(field);
    this.fieldNumberOf.set(field, this.fields.length - 1);
    return this.fields.length - 1;
  }

  private grow(): void {
    const capacity = Math.ceil(this.instants.length * 1.25) + 1024;
    this.instants = copyInto(new Float64Array(capacity), this.instants);
    this.values = copyInto(new Float64Array(capacity), this.values);
    this.entities = copyInto(new Uint32Array(capacity), this.entities);
    this.entryIds = copyInto(new Uint32Array(capacity), this.entryIds);
    this.entries = copyInto(new Uint32Array(capacity), this.entries);
    this.changers = copyInto(new Uint32Array(capacity), this.changers);
    this.fieldNumbers = copyInto(new Uint16Array(capacity), this.fieldNumbers);
    this.actionNumbers = copyInto(new Uint8Array(capacity), this.actionNumbers);
  }
}

const copyInto = <T extends { set(source: T): void }>(target: T, source: T): T => {
  target.set(source);
  return target;
};

const isDate = (field: SeedField): boolean => field.valueType === 'datetime';
const isPlace = (field: SeedField): boolean => field.valueType === 'location' || field.valueType === 'location-multi';

const placeNumbers = new Map(places.map((place, index) => [`${place.city}/${place.country}`, index]));

/** Tracked values are ids, numbers, days and places; text is never tracked (v1 reference, section 4.3). */
const numberOf = (field: SeedField, value: StoredValue): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && isDate(field)) return Date.parse(value);
  if (Array.isArray(value) && isPlace(field)) {
    const number = placeNumbers.get(`${value[1]}/${value[3]}`);
    if (number !== undefined) return number;
  }
  throw new TypeError(`The change log cannot keep a value of ${field.name} (${field.valueType})`);
};

const valueOf = (field: SeedField, value: number): SeedChange['value'] => {
  if (isDate(field)) return pacificDay(value);
  return isPlace(field) ? locationAt(at(places, value)) : value;
};
