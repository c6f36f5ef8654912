import { createHash } from 'node:crypto';
import { name } from '../../replica/sql.ts';

/** Bytes that Postgres keeps of a name. */
const longestBytes = 63;

/** A name that Postgres keeps whole: a longer one is cut and gets eight digits that tell it from others that begin alike. */
function postgresName(identifier: string): string {
  if (Buffer.byteLength(identifier) <= longestBytes) return identifier;
  const mark = createHash('sha256').update(identifier).digest('hex').slice(0, 8);
  // A character that the cut goes through is dropped.
  const head = new TextDecoder().decode(Buffer.from(identifier).subarray(0, longestBytes - mark.length - 1)).replace(/\uFFFD+$/, '');
  return `${head}_${mark}`;
}

/** Quotes a name for Postgres. */
export const quoted = (identifier: string): string => name(postgresName(identifier));

/** Quotes names and joins them. */
export const quotedList = (identifiers: readonly string[], prefix = ''): string =>
  identifiers.map((identifier) => `${prefix}${quoted(identifier)}`).join(', ');
