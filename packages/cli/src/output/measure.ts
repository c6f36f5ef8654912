import stringWidth from 'string-width';

let segmenter: Intl.Segmenter | undefined;
/** Made when it is first needed: most commands print nothing that is too wide. */
const graphemesOf = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
};

// oxlint-disable-next-line no-control-regex -- control characters in somebody's data must not reach the terminal
const controls = /[\u0000-\u001f\u007f-\u009f]+/g;

/** Text on one line: control characters and line breaks become a space, so that data cannot steer the terminal. */
export const oneLine = (text: string): string => text.replace(controls, ' ');

/** Cells of the terminal that a text takes. */
export const cellsOf = (text: string): number => stringWidth(text);

/** The text, cut with an ellipsis where it would take more than `width` cells. Never splits a character. */
export const clip = (text: string, width: number): string => {
  if (cellsOf(text) <= width) return text;
  let taken = '';
  let cells = 0;
  for (const { segment } of graphemesOf(text)) {
    const more = cellsOf(segment);
    if (cells + more > width - 1) break;
    taken += segment;
    cells += more;
  }
  return `${taken}…`;
};

/** The text, filled with spaces to `width` cells. */
export const pad = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const space = ' '.repeat(Math.max(0, width - cellsOf(text)));
  return align === 'right' ? space + text : text + space;
};

/** A word in pieces of at most `width` cells. Never splits a character. */
const pieces = (word: string, width: number): string[] => {
  if (cellsOf(word) <= width) return [word];
  const found = [''];
  for (const { segment } of graphemesOf(word)) {
    const piece = found.at(-1) ?? '';
    if (piece !== '' && cellsOf(piece) + cellsOf(segment) > width) found.push(segment);
    else found[found.length - 1] = piece + segment;
  }
  return found;
};

/** The text in lines of at most `width` cells, broken between words; a word that is longer, such as an address, goes on in the next line. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && cellsOf(line) + 1 + cellsOf(word) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(...pieces(word, width));
  }
  return lines;
};
