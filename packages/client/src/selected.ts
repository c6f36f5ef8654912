declare const selection: unique symbol;

/**
 * A record that remembers, in its type alone, which fields it was asked for with.
 *
 * `fieldsOf` gives a field that was not asked for the type `NotRequestedField`; the record itself is the plain JSON that it is.
 */
export interface SelectedBy<Ids extends readonly string[]> {
  readonly [selection]?: { readonly fieldIds: Ids };
}

/** The record as the selection leaves it; without field ids it is just the record. */
export type Selected<T, Ids extends readonly string[] | undefined> = [Ids] extends [readonly string[]] ? T & SelectedBy<Ids> : T;

/** What a record is known to have been asked for with; `Otherwise` where nothing is. */
export type SelectionOf<T, Otherwise> = typeof selection extends keyof T ? NonNullable<T[typeof selection]> : Otherwise;
