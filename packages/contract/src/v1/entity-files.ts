import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, FileId, OpportunityId, PersonId, UserId } from '../ids.ts';
import { limit500, tokenPageOf, tokenPageQuery } from '../page.ts';
import { arrayOf, Instant } from '../schema.ts';
import { countTaggedRecords, taggedRecord } from './tagged-record.ts';

const entityFile = z.lazy(() =>
  z.object({
    id: FileId,
    name: z.string(),
    /** In bytes. */
    size: z.int().min(0),
    /** One of the three ids is set. */
    person_id: PersonId.nullable(),
    organization_id: CompanyId.nullable(),
    opportunity_id: OpportunityId.nullable(),
    uploader_id: UserId,
    created_at: Instant,
  }),
);
/** A file that a user uploaded to a record (v1 reference, section 5). v1 can neither change nor delete one. */
export interface EntityFile extends z.infer<typeof entityFile> {}
export const EntityFile: z.ZodType<EntityFile> = entityFile;

const uploadedFiles = z.lazy(() =>
  z.object({
    success: z.literal(true),
    /** Only in answers since 2026. */
    entity_files: z.array(EntityFile).optional(),
  }),
);
/** What an upload answers. */
export interface UploadedFiles extends z.infer<typeof uploadedFiles> {}
export const UploadedFiles: z.ZodType<UploadedFiles> = uploadedFiles;

const upload = z.lazy(() =>
  z.object({
    /** One file. Affinity's own uploader refuses empty ones, and more than 100 MB. */
    file: z.file().optional(),
    /** Several files. */
    'files[]': arrayOf(z.file()).optional(),
    ...taggedRecord(),
  }),
);
/** Files to upload to one record. */
export interface FilesToBeUploaded extends z.infer<typeof upload> {}
export const FilesToBeUploaded: z.ZodType<FilesToBeUploaded, FilesToBeUploaded> = z.lazy(() =>
  upload
    .refine(({ file, 'files[]': files = [] }) => file !== undefined || files.length > 0, { error: 'At least one file is required' })
    .refine((input) => countTaggedRecords(input) === 1, {
      error: 'Exactly one of person_id, organization_id and opportunity_id is required',
    }),
);

const params = () => z.object({ entity_file_id: FileId });

/** Files (v1 reference, section 6.12). */
export const entityFiles = {
  /** Page through the files that users uploaded, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/entity-files',
    effect: 'read',
    query: () => z.object({ ...taggedRecord(), ...tokenPageQuery().shape }),
    response: () => tokenPageOf('entity_files', EntityFile),
    paging: 'page-token',
    items: 'entity_files',
    limit: limit500,
    order: '-created_at',
    errors: [403, 422],
  }),
  /** Fetch what is known of one file. */
  get: endpoint({
    method: 'GET',
    path: '/entity-files/{entity_file_id}',
    effect: 'read',
    params,
    response: () => EntityFile,
    errors: [403, 422],
  }),
  /** Ask where a file can be fetched: the redirect leads to an address that is valid for about a minute, and must not be sent the key. */
  download: endpoint({
    method: 'GET',
    path: '/entity-files/download/{entity_file_id}',
    effect: 'read',
    params,
    response: () => z.undefined(),
    status: 302,
    errors: [403, 422],
  }),
  /** Upload one or several files to one record. On an internal person they are kept, but not displayed. */
  create: endpoint({
    method: 'POST',
    path: '/entity-files',
    effect: 'write',
    body: () => FilesToBeUploaded,
    bodyMedia: 'multipart/form-data',
    response: () => UploadedFiles,
    errors: [403, 422],
  }),
};
