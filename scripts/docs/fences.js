/** A fenced block: its language, whether it is to be run, and the output that the block behind it promises. */
const fencePattern = /^```(\w*)([^\n]*)\n([\s\S]*?)^```/gm;

/** The fenced blocks of a document. */
export const fencesOf = (text) => {
  const found = [...text.matchAll(fencePattern)];
  return found.map(([whole, language, info, code], nth) => {
    const end = found[nth].index + whole.length;
    const next = found[nth + 1];
    const follows = next !== undefined && next[1] === 'text' && text.slice(end, next.index).trim() === '';
    return { language, code, isRun: /\brun\b/.test(info), output: follows ? next[3] : undefined };
  });
};

/** A document without its fenced blocks. */
export const withoutFences = (text) => text.replace(fencePattern, '');
