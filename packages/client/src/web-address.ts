/** What a web address in Affinity can name. */
export type AddressKind = 'company' | 'person' | 'opportunity' | 'list' | 'list entry' | 'saved view' | 'note' | 'reminder' | 'file';

/** Words that stand before an id in a path. */
const words: Readonly<Record<AddressKind, readonly string[]>> = {
  company: ['companies', 'organizations'],
  person: ['persons', 'people', 'users'],
  opportunity: ['opportunities'],
  list: ['lists'],
  'list entry': ['list-entries', 'list_entries', 'entries'],
  'saved view': ['saved-views', 'saved_views', 'views'],
  note: ['notes'],
  reminder: ['reminders'],
  file: ['files', 'entity-files'],
};

const hosts = /(?:^|\.)affinity\.(?:co|com)$/;

const isId = (id: unknown): id is number => Number.isSafeInteger(id) && Number(id) > 0;

const isNumber = (part: string | undefined): part is string => part !== undefined && /^\d{1,16}(?:-|$)/.test(part);

/** The last pair of a known word and a number: `/lists/7/list-entries/9` names a list entry, and its list. */
const idInPath = (pathname: string, kind: AddressKind): number | undefined => {
  const parts = pathname.split('/').filter(Boolean);
  const at = parts.findLastIndex((part, index) => words[kind].includes(part) && isNumber(parts[index + 1]));
  // A view is named by its id and its title: `/views/42-my-deals`.
  return at === -1 ? undefined : Number.parseInt(parts[at + 1] ?? '', 10);
};

/** An id, or why none is meant. */
export type AddressedId = { readonly id: number } | { readonly problem: string };

const withArticle = (kind: AddressKind): string => (kind === 'opportunity' ? `an ${kind}` : `a ${kind}`);

const inAddress = (url: URL, kind: AddressKind): AddressedId => {
  if (url.protocol !== 'https:' || !hosts.test(url.hostname))
    return { problem: `is an address of ${url.host || url.protocol}, not of Affinity` };
  const id = idInPath(url.pathname, kind);
  return isId(id) ? { id } : { problem: `is an address in Affinity, but names no ${kind}` };
};

/** Whether a text may be meant as an address. */
export const isAddress = (text: string): boolean => URL.canParse(text) && text.includes('://');

/** Reads the id of a record: the id itself, as a number or in digits, or the record's web address in Affinity, whichever the firm. */
export const readId = (kind: AddressKind, reference: number | string): AddressedId => {
  const text = String(reference);
  if (isAddress(text)) return inAddress(new URL(text), kind);
  const id = /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return isId(id) ? { id } : { problem: `is neither the id of ${withArticle(kind)} nor its address in Affinity` };
};
