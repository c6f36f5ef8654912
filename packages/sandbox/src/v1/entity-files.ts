import type { V1EntityFile, V1FilesToBeUploaded, v1 } from '@affinity-kit/contract';
import { pageByToken } from '../behaviour/paging.ts';
import { type HandlersOf, Redirect, type RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { type FileRow, filesOf, filesOnLists } from '../state/files.ts';
import { allOf } from '../state/keyset.ts';
import { requireEntity } from './access.ts';
import { entityFileOf } from './entity-file.ts';
import { noAccess, unknownId } from './problems.ts';
import { taggedRecords } from './tagged.ts';

const largestPage = 500;

/** A file that the caller sees: 422 for none, 403 for one of a hidden opportunity. */
const fileById = ({ state, caller }: RequestContext, id: number): FileRow => {
  const file = state.files.get(id);
  if (file === undefined) throw unknownId('entity_file_id', id, 'EntityFile');
  const listId = file.entityType === 'opportunity' ? state.opportunities.get(file.entityId ?? 0)?.listId : undefined;
  if (listId !== undefined && !state.lists.visibleTo(caller.userId).some((list) => list.id === listId)) throw noAccess('file');
  return file;
};

/** A path in front of a name, or a sign that ends a line, has no place in it. */
const cleanName = (name: string): string =>
  name
    .replace(/^.*[\\/]/s, '')
    .replace(/\p{Cc}/gu, '')
    .trim() || 'file';

const readFile = async (file: File): Promise<{ name: string; type: string | null; content: Uint8Array }> => {
  const content = new Uint8Array(await file.arrayBuffer());
  if (content.byteLength === 0) throw unprocessable(`The file '${cleanName(file.name)}' is empty`);
  return { name: cleanName(file.name), type: file.type === '' ? null : file.type, content };
};

const upload = async (context: RequestContext, body: V1FilesToBeUploaded): Promise<V1EntityFile[]> => {
  const { state, caller, now } = context;
  const [record] = taggedRecords(body);
  if (record === undefined) throw unprocessable('Exactly one of person_id, organization_id and opportunity_id is required');
  requireEntity(context, record);
  const files = [...(body.file === undefined ? [] : [body.file]), ...(body['files[]'] ?? [])];
  const drafts = await Promise.all(files.map(readFile));
  const base = { entityType: record.entityType, entityId: record.id, uploaderId: caller.userId, createdAt: now.toISOString() };
  const made = state.transaction(() => drafts.map((draft) => state.files.create({ ...base, ...draft })));
  for (const file of made) context.emit('file.created', () => entityFileOf(file));
  return made.map(entityFileOf);
};

export const entityFiles: HandlersOf<typeof v1.entityFiles> = {
  list: (input, context) => {
    const { state, caller } = context;
    const seen = filesOnLists(state.lists.visibleTo(caller.userId).map(({ id }) => id));
    const condition = allOf(seen, ...taggedRecords(input).map(({ entityType, id }) => filesOf(entityType, id)));
    const request = { url: context.url, token: input.page_token, pageSize: Math.min(input.page_size ?? largestPage, largestPage) };
    const { rows, nextPageToken } = pageByToken(request, (seek) => state.files.page(condition, seek), state.files.keyOf);
    return { entity_files: rows.map(entityFileOf), next_page_token: nextPageToken };
  },
  get: ({ entity_file_id }, context) => entityFileOf(fileById(context, entity_file_id)),
  download: ({ entity_file_id }, context) => new Redirect(context.downloadUrl(fileById(context, entity_file_id))),
  create: async ({ body }, context) => ({ success: true, entity_files: await upload(context, body) }),
};
