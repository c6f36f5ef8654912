import type { RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** Plain text as v2 shows it: a paragraph for each of its own. */
export const plainNoteHtml = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');

const tag = /<\s*(\/?)\s*([a-zA-Z][\w-]*|!--|!doctype)([^>]*)>/g;
const kept = new Set(['p', 'strong', 'em', 'u', 'ol', 'ul', 'li', 'span', 'a', 'br']);
const color = /(?:^|[;"'\s])((?:background-)?color\s*:\s*[#\w(),.%\s]+)/gi;

const styleOf = (attributes: string): string => {
  const style = /style\s*=\s*("[^"]*"|'[^']*')/i.exec(attributes)?.[1] ?? '';
  const colors = [...style.matchAll(color)].map(([, declaration = '']) => declaration.trim());
  return colors.length === 0 ? '' : ` style="${colors.join('; ')}"`;
};

/** HTML as v1 keeps it: tags that it does not know go, and of attributes inline colours alone stay (v1 reference, section 6.11). */
export const htmlNote = (html: string): string =>
  html.replace(tag, (...[, slash = '', name = '', rest = '']: string[]) => {
    const lower = name.toLowerCase();
    if (!kept.has(lower)) return '';
    return slash === '/' ? `</${lower}>` : `<${lower}${styleOf(rest)}>`;
  });

/** Who a note is written by: the caller, or a colleague with access to Affinity. */
export const creatorOf = ({ state, caller }: RequestContext, creatorId: number | undefined): number => {
  if (creatorId === undefined) return caller.userId;
  if (state.users.get(creatorId)?.status !== 'active') throw unprocessable(`Field creator_id: ${creatorId} has no access to Affinity`);
  return creatorId;
};
