import { type File as AffinityFile, type FileId, type FileSummary, v2 as spec, v1 as v1Spec } from '@affinity-kit/contract';
import { AffinityDecodeError } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { download } from './download.ts';
import { withFallback } from './fallback.ts';
import { fallbackPaged, pageFromV1 } from './fallback-paged.ts';
import { type DownloadedFile, type DownloadToOptions, downloadTo, fileAt } from './files-on-disk.ts';
import { fileFromV1 } from './from-v1/file.ts';
import type { ListOptions, QueryOf } from './options.ts';
import {
  type CompanyRef,
  companyIdOf,
  type FileRef,
  fileIdOf,
  type PersonRef,
  personIdOf,
  type RecordRef,
  v1RecordOf,
} from './references.ts';
import { type CreationWindow, changeConditions, windowFilter } from './window.ts';

const endpoint = 'GET /v2/files';

/** Which files: by a filter as text, by date, by who uploaded them. */
export interface FilesFilter extends CreationWindow {
  readonly creator?: PersonRef | undefined;
}

/** Options of a download. */
export interface DownloadOptions extends CallOptions {
  /** The byte to begin with, where an earlier download came that far. */
  readonly offset?: number | undefined;
}

type FilesQuery = QueryOf<ServiceContext['v2']['files']['list']> & FilesFilter;

const filterFor = ({ filter, createdAfter, createdBefore, creator }: FilesQuery) =>
  windowFilter(endpoint, filter, [
    ...changeConditions({ createdAfter, createdBefore }),
    ['creator.id', '=', creator === undefined ? undefined : personIdOf(creator)],
  ]);

/** v1 knows neither filters nor counts, so only a query without them can be answered by it. */
const list = (context: ServiceContext, query: FilesQuery, options: ListOptions) => {
  const { v1, v2 } = context;
  const { signal } = options;
  const filter = filterFor(query);
  if (filter !== undefined) return v2.files.list({ ...query, filter }, options);
  const ways = {
    operation: spec.files.list,
    page: (position: object) => v2.files.list({ ...query, filter, ...position }, { signal }).withResponse(),
    instead: v1Spec.entityFiles.list,
    pageInstead: async (token: string | undefined) =>
      pageFromV1(await v1.entityFiles.list(token === undefined ? {} : { page_token: token }, { signal }).withResponse(), fileFromV1),
  };
  return fallbackPaged(context, ways, { ...options, cursor: query.cursor, walkLimit: query.limit ?? 100 });
};

const locationOf = async ({ v1 }: ServiceContext, fileId: FileId, options: CallOptions): Promise<string> => {
  const { response } = await v1.entityFiles.download({ entity_file_id: fileId }, options).withResponse();
  const location = response.headers.get('location');
  if (location === null) throw new AffinityDecodeError('The answer does not tell where the file is');
  return location;
};

const addressOf = (context: ServiceContext, fileId: FileId, options: CallOptions): Promise<string> =>
  withFallback(context, {
    operation: spec.files.get,
    call: async () => (await context.v2.files.get({ fileId }, options)).downloadUrl,
    instead: v1Spec.entityFiles.download,
    callInstead: () => locationOf(context, fileId, options),
  });

const chunks = (context: ServiceContext, fileId: FileId, { offset, signal }: DownloadOptions) => {
  const { fetch, clock, retry, timeoutMs } = context;
  return download({ address: () => addressOf(context, fileId, { signal }), fetch, clock, retry, timeoutMs, signal }, offset);
};

const bytesOf = async (parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of parts) all.push(new Uint8Array(part));
  return new Uint8Array(await new Blob(all).arrayBuffer());
};

/** v2 tells no more of a file than v1 does, but for its media type and where it is. */
const get = (context: ServiceContext, fileId: FileId, options: CallOptions): Promise<AffinityFile> =>
  withFallback(context, {
    operation: spec.files.get,
    call: () => context.v2.files.get({ fileId }, options),
    instead: v1Spec.entityFiles.get,
    callInstead: async () => {
      const file = fileFromV1(await context.v1.entityFiles.get({ entity_file_id: fileId }, options));
      return { ...file, downloadUrl: await locationOf(context, fileId, options) };
    },
  });

const upload = async ({ v1 }: ServiceContext, [record, files]: readonly [RecordRef, readonly File[]], options: CallOptions) => {
  const body = { 'files[]': files, ...v1RecordOf(record) };
  const { entity_files = [] } = await v1.entityFiles.create({ body }, options);
  return entity_files.map(fileFromV1);
};

/** Creates the service of files. */
export const createFiles = (context: ServiceContext) => {
  const { v1, v2 } = context;
  return {
    ...collectionOf((query: FilesQuery = {}, options: ListOptions = {}) => list(context, query, options)),
    /** The files of one record, the newest first; v1 alone tells. */
    of: async (record: RecordRef, options: ListOptions = {}): Promise<FileSummary[]> =>
      (await v1.entityFiles.list(v1RecordOf(record), options).all()).map(fileFromV1),
    /** Fetches one file, with an address to download it from within a minute and without the key. */
    get: (file: FileRef, options: CallOptions = {}) => get(context, fileIdOf(file), options),
    /** Such an address alone. */
    downloadUrl: (file: FileRef, options: CallOptions = {}) => addressOf(context, fileIdOf(file), options),
    /**
     * Reads the contents piece by piece. A connection that breaks is taken up again where it broke; after a failure, `offset` goes on from there.
     */
    stream: (file: FileRef, options: DownloadOptions = {}) => chunks(context, fileIdOf(file), options),
    /** Reads the contents into memory. */
    download: (file: FileRef, options: DownloadOptions = {}) => bytesOf(chunks(context, fileIdOf(file), options)),
    /**
     * Reads the contents into a file on disk; Node, Bun and Deno only. A download that was ended, even with its process, goes on where it was when
     * it is asked for again.
     */
    downloadTo: (file: FileRef, path: string, options: DownloadToOptions = {}): Promise<DownloadedFile> => {
      const fileId = fileIdOf(file);
      const { signal } = options;
      return downloadTo({ fileId, chunks: (offset) => chunks(context, fileId, { offset, signal }) }, path, options);
    },
    /** Uploads files from disk, under their own names; Node, Bun and Deno only. */
    uploadFrom: async (record: RecordRef, paths: string | readonly string[], options: CallOptions = {}): Promise<FileSummary[]> =>
      upload(context, [record, await Promise.all([paths].flat().map(fileAt))], options),
    /** Uploads files to one record; v1 alone can. Affinity refuses empty ones, and more than 100 MB. */
    upload: (record: RecordRef, files: File | readonly File[], options: CallOptions = {}) =>
      upload(context, [record, files instanceof File ? [files] : files], options),
    /** Searches the contents of files for words: in all, in those of a company, or in up to 100 `files`. */
    search: (
      prompt: string,
      { company, files, limit, signal }: CallOptions & { company?: CompanyRef; files?: readonly FileRef[]; limit?: number } = {},
    ) => {
      const base = { prompt, ...(limit !== undefined && { limit }) };
      if (files !== undefined) return v2.files.search({ body: { ...base, fileIds: files.map(fileIdOf) } }, { signal });
      return v2.files.search({ body: { ...base, ...(company !== undefined && { companyId: companyIdOf(company) }) } }, { signal });
    },
  };
};

/** Files that users uploaded. */
export type Files = ReturnType<typeof createFiles>;
