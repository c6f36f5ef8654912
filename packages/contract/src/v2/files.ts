import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { FileId } from '../ids.ts';
import { countedPageOf, limit20, limit100, pageQuery, totalCount } from '../page.ts';
import { Instant, type TypeOf } from '../schema.ts';
import { type CompanyKeywordSearch, type KeywordSearch, keywordSearchOf } from './keyword-search.ts';
import { PersonReference } from './references.ts';

const fileSummary = () => ({
  id: FileId,
  name: z.string(),
  /** In bytes. */
  size: z.int().min(0),
  /** Media type. */
  type: z.string().nullable(),
  creator: PersonReference.nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
});
/** A file without its contents and without its owner. */
export interface FileSummary extends TypeOf<typeof fileSummary> {}
export const FileSummary: z.ZodType<FileSummary> = z.lazy(() => z.object(fileSummary()));

const file = () => ({
  ...fileSummary(),
  /** Signed address of the contents, good for 60 seconds. To be fetched without the API key. */
  downloadUrl: z.string(),
});
/** A file with the address of its contents (v2 reference, section 8.6). */
export interface File extends TypeOf<typeof file> {}
export const File: z.ZodType<File> = z.lazy(() => z.object(file()));

interface FileKeywordSearch extends KeywordSearch {
  /** Search in these files only, at most 100. */
  readonly fileIds: readonly FileId[];
  readonly companyId?: undefined;
}
/** What to look for in files: among some of them, in those of a company, or in all. */
export type FileSearchCriteria = FileKeywordSearch | (CompanyKeywordSearch & { readonly fileIds?: undefined });
export const FileSearchCriteria = z.lazy(() => keywordSearchOf('fileIds', FileId) as z.ZodType<FileSearchCriteria, FileSearchCriteria>); // its refinement tells the two apart

const fileSearchResult = () => ({
  data: z
    .array(
      z.object({
        file: z.object({ id: FileId, name: z.string() }),
        pageNumber: z.int().min(1).max(10_000).nullable(),
        /** The words around what was found. */
        preview: z.string().max(2000),
      }),
    )
    .max(100),
});
/** Files that a search found, the most relevant first, each once. */
export interface FileSearchResult extends TypeOf<typeof fileSearchResult> {}
export const FileSearchResult: z.ZodType<FileSearchResult> = z.lazy(() => z.object(fileSearchResult()));

/** Files (v2 reference, section 9.10); they are uploaded through v1. */
export const files = {
  /** Page through files, the newest first. */
  list: endpoint({
    method: 'GET',
    path: '/v2/files',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `creator.id` with `=`, by `createdAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/files').optional(),
        ...totalCount(),
      }),
    filter: filterable['GET /v2/files'],
    response: () => countedPageOf(FileSummary),
    paging: 'next-url',
    limit: limit100,
    order: '-createdAt',
    beta: true,
    since: '~2026-09',
    errors: [400, 404],
  }),
  /** Fetch one file with an address to download it from within a minute. */
  get: endpoint({
    method: 'GET',
    path: '/v2/files/{fileId}',
    effect: 'read',
    params: () => z.object({ fileId: FileId }),
    response: () => File,
    beta: true,
    since: '~2026-09',
    errors: [400, 403, 404],
  }),
  /** Search the contents of files for words. */
  search: endpoint({
    method: 'POST',
    path: '/v2/files/search',
    effect: 'read',
    body: () => FileSearchCriteria,
    response: () => FileSearchResult,
    status: 201,
    limit: limit20,
    since: '2026-06-03',
    errors: [400, 404],
  }),
};
