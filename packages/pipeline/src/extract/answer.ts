import { createHash } from 'node:crypto';

/** The links at the end of a page can be told from its data when they are short. */
const longestTail = 8192;

/** The parts of an answer's text: what identifies its contents, and the link to the next page where it can be had without parsing all. */
export interface AnswerParts {
  /** Length of the text before the paging links; all of it where they could not be told apart. */
  readonly contents: number;
  /** The next page's link, `null` at the end, `undefined` when only parsing the whole answer tells. */
  readonly next: string | null | undefined;
}

/** The link of a page that was parsed. Only a missing or null link is the end; an empty page is not. */
export const nextLink = (value: unknown): string | null => {
  const pagination = typeof value === 'object' && value !== null && 'pagination' in value ? value.pagination : undefined;
  const next = typeof pagination === 'object' && pagination !== null && 'nextUrl' in pagination ? pagination.nextUrl : undefined;
  return typeof next === 'string' && next !== '' ? next : null;
};

const parseOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Splits an answer into contents and paging links.
 *
 * The links hold host and port, so they differ between two servers of the same data. What follows the last `"pagination"` is taken for them
 * when it is all there is up to the closing brace: anything deeper or earlier would not parse as an object of its own.
 */
export const splitAnswer = (text: string): AnswerParts => {
  const at = text.lastIndexOf('"pagination"');
  if (at < 0 || text.length - at > longestTail) return { contents: text.length, next: undefined };
  const tail = parseOrUndefined(`{${text.slice(at)}`);
  // Anything beside the links would be left out of what identifies the answer.
  const isLinksAlone = typeof tail === 'object' && tail !== null && Object.keys(tail).length === 1;
  return isLinksAlone ? { contents: at, next: nextLink(tail) } : { contents: text.length, next: undefined };
};

/** Digest of an answer's contents. */
export const hashOf = (contents: Uint8Array): string => createHash('sha1').update(contents).digest('base64url');
