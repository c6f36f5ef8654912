import type { RecordId } from '../replica/feed.ts';
import { keepShape } from './kept-shapes.ts';
import { PageRows } from './page-rows.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a number can be an id: a positive integer that JSON carries exactly. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** Microseconds since 1970 of an RFC 3339 time, or `undefined`. */
export const microsOf = (text: string): number | undefined => {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms * 1000;
};

type Read<T> = (value: unknown) => T | undefined;

const asText: Read<string> = (value) => (typeof value === 'string' ? value : undefined);
const asBoolean: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
const asInteger: Read<number> = (value) => (Number.isSafeInteger(value) ? (value as number) : undefined);
const asNumber: Read<number> = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const asId: Read<number> = (value) => (isId(value) ? value : undefined);
const asInstant: Read<number> = (value) => (typeof value === 'string' ? microsOf(value) : undefined);

/**
 * Reads the properties of one record, whatever they turn out to be.
 *
 * Null and missing properties are `null`. A property of the wrong type is `null` too and is rejected, so that it costs itself and nothing
 * else.
 */
export class RecordReader {
  readonly id: RecordId;
  readonly raw: JsonObject;
  readonly #out: PageRows;
  readonly #path: string;

  constructor(out: PageRows, record: { readonly id: RecordId; readonly raw: JsonObject; readonly path?: string }) {
    this.#out = out;
    this.id = record.id;
    this.raw = record.raw;
    this.#path = record.path ?? '';
  }

  text(key: string): string | null {
    return this.#read(key, asText, 'a string');
  }

  boolean(key: string): boolean | null {
    return this.#read(key, asBoolean, 'true or false');
  }

  integer(key: string): number | null {
    return this.#read(key, asInteger, 'an integer');
  }

  number(key: string): number | null {
    return this.#read(key, asNumber, 'a number');
  }

  ref(key: string): number | null {
    return this.#read(key, asId, 'an id');
  }

  instant(key: string): number | null {
    return this.#read(key, asInstant, 'a date-time');
  }

  /** Strings of an array, the wrong ones rejected one by one. */
  texts(key: string): string[] {
    const texts: string[] = [];
    for (const [index, item] of this.array(key).entries()) {
      if (typeof item === 'string') texts.push(item);
      else this.reject(`${key}[${index}]`, 'expected a string', item);
    }
    return texts;
  }

  array(key: string): readonly unknown[] {
    return this.#read(key, (value) => (Array.isArray(value) ? (value as readonly unknown[]) : undefined), 'an array') ?? [];
  }

  /** A nested object with the same care; `undefined` when it is null, missing or no object. */
  nested(key: string): RecordReader | undefined {
    const raw = this.#read(key, (value) => (isObject(value) ? value : undefined), 'an object');
    return raw === null ? undefined : new RecordReader(this.#out, { id: this.id, raw, path: `${this.#path}${key}.` });
  }

  reject(path: string, problem: string, raw: unknown): void {
    this.#out.reject(this.id, this.#path + path, [problem, raw]);
  }

  #read<T>(key: string, read: Read<T>, expected: string): T | null {
    const value = this.raw[key];
    if (value === undefined || value === null) return null;
    const result = read(value);
    if (result !== undefined) return result;
    this.reject(key, `expected ${expected}`, value);
    return null;
  }
}

keepShape('RecordReader', new RecordReader(new PageRows(''), { id: 0, raw: {} }));
