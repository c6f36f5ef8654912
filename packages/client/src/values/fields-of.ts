import { type Field, type FieldId, type FieldValue, type KnownFieldValue, knownFieldValue, type v2 } from '@affinity-kit/contract';
import { AffinityAmbiguousNameError } from '../errors.ts';
import type { SelectionOf } from '../selected.ts';
import type { ClientOf } from '../tree.ts';
import { type FieldKey, fieldsMeant } from './field-key.ts';
import { type FieldSource, fieldsIn, sourceOf } from './field-source.ts';
import { readAllValues } from './read-all-values.ts';

interface Present {
  readonly id: FieldId;
  readonly name: string;
  /** The field as the answer has it. */
  readonly field: Field;
  /** Its value, of a type that may be new. */
  readonly raw: FieldValue;
}

/** A field with a value. */
export interface FilledField extends Present {
  readonly state: 'value';
  /** The value narrowed by `type`; `undefined` for a type that is not documented. */
  readonly value: KnownFieldValue | undefined;
  readonly data: unknown;
}

/** A field that was asked for and has no value. */
export interface EmptyField extends Present {
  readonly state: 'empty';
}

/** A field with more values than an answer holds. */
export interface TruncatedField extends Present {
  readonly state: 'truncated';
  /** The first 100 values. */
  readonly data: readonly unknown[];
  /** Number of all values, where the answer told. */
  readonly totalCount: number | undefined;
  /** Reads all values, the first 100 included, a hundred with each request. */
  all(api: ClientOf<typeof v2>): Promise<readonly unknown[]>;
}

/** A field of a restricted opportunity, whose value the key's user may not see. */
export interface HiddenField extends Present {
  readonly state: 'hidden';
}

/** A field that the answer does not have, because it was not asked for or because there is none of this name. */
export interface NotRequestedField {
  readonly state: 'notRequested';
  readonly key: FieldKey;
}

/** A field that an answer has. */
export type RequestedField = FilledField | EmptyField | TruncatedField | HiddenField;

/** A field as far as an answer tells of it; `state` says how far. */
export type FieldState = RequestedField | NotRequestedField;

/** Which fields were asked for, as the query said it. */
export interface FieldSelection {
  readonly fieldIds?: readonly string[] | undefined;
  readonly fieldTypes?: readonly string[] | undefined;
}

/** What is known of a field when the selection is: ids that were asked for are there, other ids are not, names may be. */
export type StateOf<Selection extends FieldSelection, Key extends FieldKey> = Selection extends { readonly fieldIds: readonly (infer Id)[] }
  ? string extends Id
    ? FieldState
    : Key extends Id
      ? RequestedField
      : Key extends `field-${number}`
        ? NotRequestedField
        : FieldState
  : FieldState;

/** Answers cut sets at this many values. */
const most = 100;

/** The values of a set that is cut; a full one without a count may be. */
const cutSet = ({ data, totalCount }: FieldValue): readonly unknown[] | undefined => {
  if (!Array.isArray(data)) return undefined;
  return (totalCount === undefined ? data.length >= most : totalCount > data.length) ? data : undefined;
};

const stateOf = (field: Field, source: FieldSource | undefined): RequestedField => {
  const { id, name, value: raw } = field;
  const present: Present = { id, name, field, raw };
  if (field.type === 'hidden' || raw.type === 'hidden') return { ...present, state: 'hidden' };
  if (raw.data === null || raw.data === undefined) return { ...present, state: 'empty' };
  const cut = cutSet(raw);
  if (cut === undefined) return { ...present, state: 'value', value: knownFieldValue(raw), data: raw.data };
  const all = (api: ClientOf<typeof v2>) => readAllValues(api, source, id);
  return { ...present, state: 'truncated', data: cut, totalCount: raw.totalCount, all };
};

/** The fields of a record, to read by name or id; the record stays the plain JSON that it is. */
export class RecordFields<Selection extends FieldSelection = FieldSelection> implements Iterable<RequestedField> {
  /** Whether any fields were asked for: an answer without them does not say that there are none. */
  readonly requested: boolean;
  readonly #fields: readonly Field[];
  readonly #source: FieldSource | undefined;

  constructor(record: object) {
    this.#fields = fieldsIn(record);
    this.#source = sourceOf(record);
    this.requested = this.#fields.length > 0;
  }

  *[Symbol.iterator](): Generator<RequestedField, void, undefined> {
    for (const field of this.#fields) yield stateOf(field, this.#source);
  }

  /**
   * One field by name, id or numeric v1 id; `notRequested` where the answer has none.
   *
   * A name that several of the fields have fails with `AffinityAmbiguousNameError`, which lists them: get such a field by its id.
   */
  get<const Key extends FieldKey>(key: Key): StateOf<Selection, Key> {
    // The selection was sent, and the server is trusted to have kept to it.
    return this.#find(key) as StateOf<Selection, Key>;
  }

  #find(key: FieldKey): FieldState {
    const [field, ...others] = fieldsMeant(this.#fields, key);
    if (field === undefined) return { state: 'notRequested', key };
    if (others.length === 0) return stateOf(field, this.#source);
    throw new AffinityAmbiguousNameError(
      `Several fields are called '${key}'; say which by its id, or with its source or type in front`,
      [field, ...others].map(({ id, name, enrichmentSource, type }) => ({ id, name, detail: enrichmentSource ?? type })),
    );
  }
}

/**
 * The fields of a company, a person, a list entry or a row of a record, each with the state it is in.
 *
 * The types know which fields were asked for: from the record, where the call said `fieldIds`, or from the selection that is given here.
 *
 * @param selection - What the query asked for, where the type of the record does not tell.
 */
export const fieldsOf = <Of extends object, const Selection extends FieldSelection = SelectionOf<Of, FieldSelection>>(
  record: Of,
  _selection?: Selection,
): RecordFields<Selection> => new RecordFields<Selection>(record);
