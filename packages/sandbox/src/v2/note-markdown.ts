const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole: string, ...groups: (string | undefined)[]) => {
    const [decimal, hex, name] = groups;
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** The words of a note without its tags, in one line. */
export const noteText = (html: string): string =>
  decoded(html.replace(/<\/?(?:p|br|li|ul|ol|div)\b[^>]*>/gi, ' ').replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();

const tag = /<(\/?)([a-z]+)\b[^>]*>|([^<]+|<)/gi;

/** What a tag becomes, when it opens and when it closes. */
const marks: Readonly<Record<string, readonly [open: string, close: string]>> = {
  strong: ['**', '**'],
  b: ['**', '**'],
  em: ['_', '_'],
  i: ['_', '_'],
  p: ['', '\n\n'],
  br: ['\n', ''],
  ul: ['', '\n'],
  ol: ['', '\n'],
  li: ['', '\n'],
};

/** A note as v1 reads it back: Markdown, its underscores escaped (v1 reference, section 6.11). */
export const markdownOf = (html: string): string => {
  const lists: { readonly isOrdered: boolean; count: number }[] = [];
  const bullet = (): string => {
    const list = lists.at(-1);
    if (list === undefined || !list.isOrdered) return '* ';
    list.count += 1;
    return `${list.count}. `;
  };
  const pieces = html.replace(tag, (...found: (string | undefined)[]) => {
    const [, slash = '', name = '', text] = found;
    if (text !== undefined) return decoded(text).replaceAll('_', '\\_');
    const lower = name.toLowerCase();
    const isClosing = slash === '/';
    if (lower === 'ul' || lower === 'ol') {
      if (isClosing) lists.pop();
      else lists.push({ isOrdered: lower === 'ol', count: 0 });
    }
    if (lower === 'li' && !isClosing) return bullet();
    return marks[lower]?.[isClosing ? 1 : 0] ?? '';
  });
  return pieces.replace(/\n{3,}/g, '\n\n').trim();
};
