import type { JsonObject } from '../normalise/record-reader.ts';
import { isId } from '../normalise/record-reader.ts';
import { candidatesFor, labelled } from './candidates.ts';

/** A list, as far as requests depend on it. */
export interface ListInfo {
  readonly id: number;
  readonly name: string;
  readonly type: string;
}

/** A field, as far as requests depend on it. */
export interface FieldInfo {
  readonly id: string;
  readonly type: string;
  readonly valueType: string;
  /** Label, where it is known. */
  readonly name?: string;
}

/** Thrown when something is asked for by a name that nothing has, or several things. */
export abstract class MisnamedError extends Error {
  abstract readonly code: string;
}

/** Thrown when `lists` names a list that there is not, or that several share. */
export class UnknownListError extends MisnamedError {
  readonly code = 'unknown-list';
}

const fieldInfo = ({ id, type, valueType, name }: JsonObject): FieldInfo | undefined =>
  typeof id === 'string'
    ? { id, type: String(type ?? ''), valueType: String(valueType ?? ''), ...(typeof name === 'string' && { name }) }
    : undefined;

/** What a run has learned of lists, fields and views, for the requests that depend on them. */
export class Catalog {
  readonly #wanted: readonly string[] | undefined;
  readonly #lists = new Map<number, ListInfo>();
  readonly #entityFields = new Map<string, Map<string, FieldInfo>>();
  readonly #listFields = new Map<number, Map<string, FieldInfo>>();
  readonly #sheets = new Map<number, number>();

  /** `wanted` are names or ids of lists; all lists when left out. */
  constructor(wanted?: readonly string[]) {
    this.#wanted = wanted;
  }

  list(raw: JsonObject): void {
    const { id, name, type } = raw;
    if (isId(id)) this.#lists.set(id, { id, name: String(name ?? ''), type: String(type ?? '') });
  }

  /** The lists to be read. Throws when one that was asked for by name is not there. */
  get lists(): readonly ListInfo[] {
    const all = [...this.#lists.values()].sort((a, b) => a.id - b.id);
    if (!this.#wanted) return all;
    const chosen = new Set(this.#wanted.flatMap((wanted) => this.#find(wanted, all)));
    return all.filter((list) => chosen.has(list));
  }

  /** Whether only some lists are read. */
  get narrowed(): boolean {
    return this.#wanted !== undefined;
  }

  entityField(entityType: string, raw: JsonObject): void {
    const field = fieldInfo(raw);
    if (field) this.#map(this.#entityFields, entityType).set(field.id, field);
  }

  listField(listId: number, raw: JsonObject): void {
    const field = fieldInfo(raw);
    if (field) this.#map(this.#listFields, listId).set(field.id, field);
  }

  /** Takes over fields that an earlier run learned; those of this run go before them. */
  seed(fields: readonly (FieldInfo & { readonly entityType: string; readonly listId: number | null })[]): void {
    for (const { entityType, listId, ...field } of fields) {
      const known = listId === null ? this.#map(this.#entityFields, entityType) : this.#map(this.#listFields, listId);
      if (!known.has(field.id)) known.set(field.id, field);
    }
  }

  sheet(viewId: number, listId: number): void {
    this.#sheets.set(viewId, listId);
  }

  get sheets(): readonly (readonly [viewId: number, listId: number])[] {
    return [...this.#sheets].sort(([a], [b]) => a - b);
  }

  fieldsOf(entityType: string): readonly FieldInfo[] {
    return [...(this.#entityFields.get(entityType)?.values() ?? [])];
  }

  /**
   * The fields whose values belong to the entries of a list: those in its metadata that its companies or persons do not have anyway.
   * `undefined` when the metadata could not be read.
   */
  entryFields(list: ListInfo): readonly FieldInfo[] | undefined {
    const own = this.#listFields.get(list.id);
    const shared = this.#entityFields.get(list.type);
    if (!own || (list.type !== 'opportunity' && !shared)) return undefined;
    return [...own.values()].filter(({ id }) => list.type === 'opportunity' || !shared?.has(id));
  }

  /** All fields that the metadata of a list names, those of its records included. */
  fieldsOn(list: ListInfo): readonly FieldInfo[] {
    return [...(this.#listFields.get(list.id)?.values() ?? [])];
  }

  #map<K>(maps: Map<K, Map<string, FieldInfo>>, key: K): Map<string, FieldInfo> {
    const map = maps.get(key) ?? new Map<string, FieldInfo>();
    maps.set(key, map);
    return map;
  }

  /** The list of this name or id, whether or not it is read. Throws when there is none, or several. */
  find(wanted: string): ListInfo {
    const [list] = this.#find(wanted, [...this.#lists.values()]);
    // `#find` gives one or throws.
    return list as ListInfo;
  }

  #find(wanted: string, all: readonly ListInfo[]): readonly ListInfo[] {
    const text = wanted.trim();
    const byId = all.filter(({ id }) => String(id) === text);
    const exact = byId.length > 0 ? byId : all.filter(({ name }) => name === text);
    const found = exact.length > 0 ? exact : all.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
    if (found.length === 1) return found;
    throw new UnknownListError(
      found.length > 1
        ? `Several lists are called "${text}"; name one by its id: ${found.map(labelled).join(', ')}`
        : `There is no list "${text}". ${candidatesFor(text, all)}`,
    );
  }
}
