import { type FileSearchCriteria, type FileSearchResult, type FileSummary, v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import { excerptOf, overlap, soughtWords, wordsOf } from '../behaviour/word-match.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import { type FileRow, fileFilter, filesAmong, filesOf, filesOnLists } from '../state/files.ts';
import { allOf, always, type Condition } from '../state/keyset.ts';
import { visibleListIds } from './access.ts';
import { readFilter } from './filter.ts';
import { counted, pageRequest } from './page-request.ts';

const shown = ({ id, name, size, type, uploaderId, createdAt }: FileRow): FileSummary => ({
  id,
  name,
  size,
  type,
  creator: { id: uploaderId },
  createdAt,
  updatedAt: null,
});

const isVisible = (context: RequestContext, { entityType, entityId }: FileRow): boolean =>
  entityType !== 'opportunity' || visibleListIds(context).has(context.state.opportunities.get(entityId ?? 0)?.listId ?? 0);

const fileOf = (context: RequestContext, id: number): FileRow => {
  const file = context.state.files.get(id);
  if (file === undefined || !isVisible(context, file)) throw notFound();
  return file;
};

const scopeOf = ({ state }: RequestContext, { fileIds, companyId }: FileSearchCriteria): Condition => {
  if (fileIds !== undefined) return filesAmong(fileIds);
  if (companyId === undefined) return always;
  if (!state.companies.exists(companyId)) throw notFound();
  return filesOf('company', companyId);
};

/** What can be read without a program for the format: text in UTF-8. */
const readable = /^(?:text\/|application\/(?:json|xml|csv))/;

const textOf = ({ state }: RequestContext, { id, type }: FileRow): string =>
  type !== null && readable.test(type) ? Buffer.from(state.files.content(id) ?? []).toString('utf8') : '';

const everything = 1_000_000_000;

/** A form feed begins a page; a text without one has no pages. */
const pageAt = (text: string, at: number): number | null => (text.includes('\f') ? text.slice(0, at).split('\f').length : null);

/** Words are looked for in the contents and in the name; the more of them, the better (v2 reference, section 12). */
const search = (context: RequestContext, criteria: FileSearchCriteria): FileSearchResult => {
  const { prompt, limit = v2.files.search.limit.default } = criteria;
  const words = soughtWords(prompt);
  const condition = allOf(scopeOf(context, criteria), filesOnLists(visibleListIds(context)));
  const found = context.state.files.page(condition, { position: undefined, count: everything }).flatMap((file) => {
    const text = textOf(context, file);
    const score = overlap(words, wordsOf(`${file.name} ${text}`));
    return score === 0 ? [] : [{ file, text, score }];
  });
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, limit);
  const data = best.map(({ file: { id, name }, text }) => {
    const { at, preview } = excerptOf(text, words);
    return { file: { id, name }, pageNumber: pageAt(text, at), preview: preview === '' ? name : preview };
  });
  return { data };
};

export const files: HandlersOf<typeof v2.files> = {
  list: (input, context) => {
    const { state } = context;
    const filter = fileFilter(readFilter(input.filter, 'GET /v2/files'));
    const condition = allOf(filter, filesOnLists(visibleListIds(context)));
    const request = pageRequest(input, context, v2.files.list);
    const { rows, pagination } = pageByKey(request, (seek) => state.files.page(condition, seek), state.files.keyOf);
    return { data: rows.map(shown), pagination: counted(input, pagination, () => state.files.count(condition)) };
  },
  get: ({ fileId }, context) => {
    const file = fileOf(context, fileId);
    return { ...shown(file), downloadUrl: context.downloadUrl(file) };
  },
  search: ({ body }, context) => search(context, body),
};
