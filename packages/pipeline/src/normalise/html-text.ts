/** What is replaced, in this order; written so that SQL understands it too. */
export const htmlReplacements: readonly (readonly [pattern: string, replacement: string])[] = [
  ['<br[ /]*>', '\n'],
  ['<li( [^<>]*)?>', '- '],
  ['</(p|li|ul|ol|div|h[1-6]|blockquote|tr)>', '\n'],
  ['<[^<>]*>', ''],
  ['&nbsp;|\u00A0', ' '],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
  // Each of these takes a whole run at once: an unbounded run that is looked for before something else takes quadratic time.
  [' {2,}', ' '],
  ['( ?\n)+ ?', '\n'],
  ['^[ \n]+|[ \n]+$', ''],
];

const replacements = htmlReplacements.map(([pattern, replacement]) => [new RegExp(pattern, 'gi'), replacement] as const);

/** HTML as plain text: without tags, a line for each paragraph and item of a list, one space between words. */
export const textOf = (html: string): string => replacements.reduce((text, [pattern, to]) => text.replace(pattern, to), html);
