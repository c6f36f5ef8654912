import { invalid } from '../problem.ts';

const allowedTags = new Set(['p', 'br', 'strong', 'em', 'u', 'ol', 'ul', 'li', 'span', 'a']);

const tagText = /<\s*(\/?)\s*([a-zA-Z][\w-]*|!--|!doctype)([^>]*)>/g;
const safeHref = /^\s*href\s*=\s*(?:"((?:https?:|mailto:)[^"]*)"|'((?:https?:|mailto:)[^']*)')\s*$/i;

const refuse = (reason: string): Error => invalid('content.html', `Invalid note content: ${reason}`);

const openLink = (attributes: string): string => {
  if (attributes.trim() === '') return '<a rel="noopener noreferrer" target="_blank">';
  const found = safeHref.exec(attributes);
  if (found === null) throw refuse('<a> takes nothing but an href with http, https or mailto');
  return `<a href="${(found[1] ?? found[2] ?? '').replaceAll('"', '&quot;')}" rel="noopener noreferrer" target="_blank">`;
};

/** The HTML of a new note as the server keeps it: refused or unchanged, but for links, which open apart (v2 reference, section 9.8). */
export const noteHtml = (html: string): string =>
  html.replace(tagText, (tag: string, ...[slash = '', name = '', rest = '']: string[]) => {
    const lower = name.toLowerCase();
    if (!allowedTags.has(lower)) throw refuse(`the tag <${name}> is not allowed`);
    if (slash === '/') return tag;
    const attributes = rest.replace(/\/\s*$/, '');
    if (lower === 'a') return openLink(attributes);
    if (attributes.trim() !== '') throw refuse(`<${name}> takes no attributes`);
    return tag;
  });
