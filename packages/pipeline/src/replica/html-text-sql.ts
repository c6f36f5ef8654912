import { htmlReplacements } from '../normalise/html-text.ts';
import { text } from './sql.ts';

/** The plain text of an SQL expression that yields HTML, as normalising makes it. */
export const htmlTextSql = (html: string): string =>
  htmlReplacements.reduce((sql, [pattern, replacement]) => `regexp_replace(${sql}, ${text(pattern)}, ${text(replacement)}, 'gi')`, html);
