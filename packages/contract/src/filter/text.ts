import * as z from 'zod';
import { checkFilter, FilterRefusedError } from './check.ts';
import { parseFilter } from './parse.ts';
import { type FilterEndpoint, type FilterProperties, filterable } from './properties.ts';

declare const endpoint: unique symbol;

type PropertyOf<E extends FilterEndpoint> = keyof (typeof filterable)[E] & string;

/** A filter that {@link filterText} has checked against an endpoint. */
export type CheckedFilter<E extends FilterEndpoint> = string & { readonly [endpoint]: E };

/**
 * Text of a `filter` parameter.
 *
 * A text that begins with a property compiles only if the endpoint filters by it, since Affinity may answer with everything otherwise; what stands
 * behind the first operator, and behind `(` and `!`, is seen when it is sent. A text of type `string` goes through {@link filterText}.
 */
export type FilterText<E extends FilterEndpoint> =
  | `${PropertyOf<E>}${'=' | '!' | '>' | '<' | ' '}${string}`
  | `${'(' | '!'}${string}`
  | CheckedFilter<E>;

/** Schema of the `filter` parameter of an endpoint, by method and path. Its grammar is checked apart, by {@link checkFilterText}. */
export const filterOf = <const E extends FilterEndpoint>(_endpoint: E): z.ZodType<string, FilterText<E>> =>
  z.string() as unknown as z.ZodType<string, FilterText<E>>; // the type of the input is narrower than what the schema checks

/**
 * Refuses the text of a filter that an endpoint does not take. A blank text is none (v2 reference, section 6.1).
 *
 * @param properties - What the endpoint filters by; `undefined` for an endpoint without filter, which ignores one and answers with everything.
 * @throws FilterSyntaxError with the position, FilterRefusedError with the property.
 */
export const checkFilterText = (text: string | undefined, properties: FilterProperties | undefined): void => {
  const filter = text === undefined ? undefined : parseFilter(text);
  if (properties !== undefined) checkFilter(filter, properties);
  else if (filter !== undefined) throw new FilterRefusedError('filter', 'this endpoint takes none, and would answer with everything');
};

/**
 * Turns any text into a filter for an endpoint, by method and path: `filterText('GET /v2/notes', text)`.
 *
 * @throws FilterSyntaxError with the position, FilterRefusedError with the property.
 */
export const filterText = <const E extends FilterEndpoint>(key: E, text: string): CheckedFilter<E> => {
  checkFilterText(text, filterable[key]);
  return text as CheckedFilter<E>; // just checked
};
