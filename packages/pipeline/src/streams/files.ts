import { v1, v2 } from '@affinity-kit/contract';
import type { StoredContents } from '../contents/file-store.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { fileContents, files } from '../replica/tables/files.ts';
import { type Reading, type Stream, unservedOn, type Walk } from './stream.ts';
import { isWithin } from './time-windows.ts';

/** Statuses with which an operation is refused as a whole. */
const refusals = [400, 403, 404, 405, 501];

/** Whose file it is; v1 alone tells. */
type Owner = readonly [type: string | null, id: number | null];
const nobody: Owner = [null, null];

const ownerOf = (raw: unknown): Owner => {
  if (!isObject(raw)) return nobody;
  if (isId(raw['organization_id'])) return ['company', raw['organization_id']];
  if (isId(raw['person_id'])) return ['person', raw['person_id']];
  return isId(raw['opportunity_id']) ? ['opportunity', raw['opportunity_id']] : nobody;
};

const addStored = (out: PageRows, id: number, { sha256, sizeBytes, path }: StoredContents): void =>
  out.of(fileContents).add(id, sha256, sizeBytes, path);

/** Contents that are there stay known, also when nobody asks for them; others are fetched on demand. */
const addContents = (out: PageRows, id: number, { contents, includes }: Reading): void => {
  const known = contents?.known(id);
  if (known) return addStored(out, id, known);
  if (!contents || !includes.has('file-contents')) return;
  const work = async (signal: AbortSignal): Promise<(rows: PageRows) => void> => {
    const stored = await contents.fetch(id, signal);
    return (rows) => addStored(rows, id, stored);
  };
  out.completions.push({ work, requests: 1, truncated: () => undefined });
};

/** One file as v2 tells it, as a row of `files`. */
const addFile = (out: PageRows, raw: JsonObject, { id, owner }: { readonly id: number; readonly owner: Owner }): void => {
  const reader = new RecordReader(out, { id, raw });
  const what = [reader.text('name'), reader.integer('size'), reader.text('type')] as const;
  const made = [reader.nested('creator')?.ref('id') ?? null, reader.instant('createdAt'), reader.instant('updatedAt')] as const;
  out.of(files).add(id, ...what, ...owner, ...made);
};

/** One file as v1 tells it: without its media type. */
export const fileOfV1 =
  (reading: Reading): Walk['record'] =>
  (raw, out) => {
    const { id } = raw;
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id, raw });
    const what = [reader.text('name'), reader.integer('size'), null] as const;
    out.of(files).add(id, ...what, ...ownerOf(raw), reader.ref('uploader_id'), reader.instant('created_at'), null);
    addContents(out, id, reading);
    return id;
  };

const unserved = unservedOn('files are not served to this account');
/** Every file, as v1 lists them. */
export const v1List = { endpoint: v1.entityFiles.list, input: { page_size: 500 } } as const;

/** A few new files: v1 is asked whose each of them is. */
const newFile =
  (reading: Reading): Walk['record'] =>
  (raw, out) => {
    const { id } = raw;
    if (!isId(id)) return undefined;
    out.completions.push({
      endpoint: v1.entityFiles.get,
      input: { entity_file_id: id },
      single: true,
      item: (file, _ordinal, rows) => addFile(rows, raw, { id, owner: ownerOf(file) }),
      truncated: (rows) => addFile(rows, raw, { id, owner: nobody }),
    });
    addContents(out, id, reading);
    return id;
  };

/** All files: v1 is walked first, for whose they are. */
function* fullStages(reading: Reading): Generator<readonly Walk[]> {
  const owners = new Map<number, Owner>();
  const learn = (raw: JsonObject): void => {
    if (isId(raw['id'])) owners.set(raw['id'], ownerOf(raw));
  };
  const id = ({ id }: JsonObject): number | undefined => (isId(id) ? id : undefined);
  yield [{ ...v1List, record: id, learn, idsOnly: true, nothingOn: refusals, unserved: 'v1 is refused: whose the files are is not known' }];
  const file: Walk['record'] = (raw, out) => {
    const fileId = id(raw);
    if (fileId === undefined) return undefined;
    addFile(out, raw, { id: fileId, owner: owners.get(fileId) ?? nobody });
    addContents(out, fileId, reading);
    return fileId;
  };
  yield [{ endpoint: v2.files.list, input: { limit: 100 }, record: file, spans: true, ...whenRefused(reading) }];
}

/** v2 is in beta here: where it is refused, v1 tells all but the media types. */
const whenRefused = (reading: Reading): Pick<Walk, 'nothingOn' | 'instead'> => ({
  nothingOn: refusals,
  instead: () => ({
    walks: [{ ...v1List, record: fileOfV1(reading), ...unserved }],
    say: 'v2 is refused: read from v1, without media types',
  }),
});

/** Files that were uploaded since a moment. */
export const uploadedSince = (reading: Reading, since: string): Walk => {
  const window = { from: since, to: null };
  const inFilter = ({ createdAt }: JsonObject): boolean => isWithin(window, createdAt);
  const input = { limit: 100, filter: `createdAt>=${since}` };
  return { endpoint: v2.files.list, input, inFilter, record: newFile(reading), ...whenRefused(reading) };
};

/** Files that users uploaded; their contents on demand. */
export const fileStream: Stream = {
  name: 'files',
  feeds: [
    { table: 'files', owner: 'id' },
    { table: 'file_contents', owner: 'file_id' },
  ],
  needs: [],
  stages: (reading) => (reading.mode === 'filter' && reading.since ? [[uploadedSince(reading, reading.since)]] : fullStages(reading)),
  optional: ['file-contents'],
  optionalCost: { 'file-contents': 'SELECT count(*) FROM $.files WHERE id NOT IN (SELECT file_id FROM $.file_contents)' },
  cost: {
    basis: 'a request for every 100 files and one of v1 for every 500; with their contents one more for each file',
    query: 'SELECT ceil(count(*) / 100) + ceil(count(*) / 500) FROM $.files',
  },
  later: {
    mode: 'filter',
    watermark: 'max(created_at)',
    fullEveryDays: 30,
    reason: 'only files uploaded since the last one that is known: they cannot be changed; deletions show in a full walk',
  },
  pageSize: 100,
};
