/** Words that say nothing of what is looked for. */
const stopwords = new Set(
  'a an and are as at be by can companies company do find for from give has have i in is it list me of on or our pipeline show that the their them us we what where which who with'.split(
    ' ',
  ),
);

/** The words of a text in lower case and without accents, each once. */
export const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

/** The words of a question that are worth looking for; all of them where none is. */
export const soughtWords = (prompt: string): readonly string[] => {
  const words = [...wordsOf(prompt)];
  const telling = words.filter((word) => !stopwords.has(word));
  return telling.length > 0 ? telling : words;
};

/** The share of the sought words that a text has, from 0 to 1. */
export const overlap = (sought: readonly string[], words: ReadonlySet<string>): number =>
  sought.length === 0 ? 0 : sought.filter((word) => words.has(word)).length / sought.length;

const around = 160;

/** Where the first of the words stands in a text, and what stands around it. */
export const excerptOf = (text: string, words: readonly string[]): { readonly at: number; readonly preview: string } => {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const [start, end] = [Math.max(0, at - around), at + 2 * around];
  const preview = `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`;
  return { at, preview };
};
