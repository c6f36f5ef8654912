import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import { textOf } from '../normalise/html-text.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { noteLinks, notes } from '../replica/tables/activity.ts';
import { batches, type FirstPage, type LeftOut, type Reading, type Stream, type Walk } from './stream.ts';
import { filterOf, isWithin, type TimeWindow, timeWindows, windowCount } from './time-windows.ts';

const input = { limit: 100, includes: ['companiesPreview', 'personsPreview', 'opportunitiesPreview', 'repliesCount'] };

/** Replies cost a request for each note that has some. */
type Replies = 'asked-for' | 'left-out';

interface Preview {
  readonly key: string;
  readonly entityType: string;
  readonly endpoint: EndpointSpec;
}

const previews: readonly Preview[] = [
  { key: 'companiesPreview', entityType: 'company', endpoint: v2.notes.attachedCompanies.list },
  { key: 'personsPreview', entityType: 'person', endpoint: v2.notes.attachedPersons.list },
  { key: 'opportunitiesPreview', entityType: 'opportunity', endpoint: v2.notes.attachedOpportunities.list },
];

/** Links of one note, each once. */
class Links {
  readonly #seen = new Set<string>();
  readonly #noteId: number;

  constructor(noteId: number) {
    this.#noteId = noteId;
  }

  add(out: PageRows, link: 'attached' | 'mentioned', [entityType, record]: readonly [string, unknown]): void {
    if (!isObject(record) || !isId(record['id'])) {
      out.reject(this.#noteId, `${link}.${entityType}`, ['expected an object with id', record]);
      return;
    }
    const name = `${link} ${entityType} ${record['id']}`;
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    out.of(noteLinks).add(this.#noteId, link, entityType, record['id']);
  }
}

const addPreview = (out: PageRows, { reader, links }: { reader: RecordReader; links: Links }, preview: Preview): void => {
  const found = reader.nested(preview.key);
  if (!found) return;
  const records = found.array('data');
  const all = (rows: PageRows): void => {
    for (const record of records) links.add(rows, 'attached', [preview.entityType, record]);
  };
  if ((found.integer('totalCount') ?? 0) <= records.length) return all(out);
  out.completions.push({
    endpoint: preview.endpoint,
    input: { noteId: reader.id, limit: 100 },
    item: (record, _ordinal, rows) => links.add(rows, 'attached', [preview.entityType, record]),
    truncated: all,
  });
};

const addReplies = (out: PageRows, reader: RecordReader, replies: Replies): void => {
  const count = reader.integer('repliesCount') ?? 0;
  if (count <= 0) return;
  if (replies === 'left-out') {
    out.leftOut++;
    return;
  }
  out.completions.push({
    endpoint: v2.notes.replies.list,
    input: { noteId: reader.id, limit: 100 },
    item: (reply, _ordinal, rows) => {
      const id = isObject(reply) ? addNote(reply, rows, replies) : undefined;
      if (id !== undefined) rows.ids.push(id);
      else rows.reject(reader.id, 'replies', ['expected a note with id', reply]);
    },
    truncated: () => undefined,
  });
};

const addNote = (raw: JsonObject, out: PageRows, replies: Replies): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const about = reader.nested('interaction');
  const content = reader.nested('content');
  const html = content?.text('html') ?? null;
  const plain = content?.text('text') ?? null;
  const text = [reader.text('type'), html, html === null ? plain : textOf(html), reader.nested('creator')?.ref('id') ?? null] as const;
  const when = [reader.instant('createdAt'), reader.instant('updatedAt'), reader.nested('parent')?.ref('id') ?? null] as const;
  const rest = [about?.text('type') ?? null, about?.ref('id') ?? null, reader.ref('transcriptId'), reader.integer('repliesCount')] as const;
  out.of(notes).add(id, ...text, ...when, ...rest);
  const links = new Links(id);
  for (const preview of previews) addPreview(out, { reader, links }, preview);
  for (const mention of reader.array('mentions')) {
    // Persons are the only kind of mention so far; others carry no `person`.
    if (isObject(mention) && mention['person'] !== undefined) links.add(out, 'mentioned', ['person', mention['person']]);
  }
  addReplies(out, reader, replies);
  return id;
};

/** One note or reply as rows of `notes` and `note_links`. */
export const noteRecord =
  (replies: Replies): Walk['record'] =>
  (raw, out) =>
    addNote(raw, out, replies);

const recordOf = ({ includes }: Reading): Walk['record'] => noteRecord(includes.has('replies') ? 'asked-for' : 'left-out');

const windowWalk = (window: TimeWindow, reading: Reading): Walk => {
  const filter = filterOf('createdAt', window);
  return {
    endpoint: v2.notes.list,
    input: { ...input, ...(filter ? { filter } : {}) },
    record: recordOf(reading),
    inFilter: ({ createdAt }) => isWithin(window, createdAt),
  };
};

const timeOf = (record: JsonObject | undefined): number => Date.parse(String(record?.['createdAt']));

/** The total tells how many pages there are, the first page how far back they may reach. */
const splitNotes = ({ records, total }: FirstPage, reading: Reading): readonly Walk[] => {
  const times = records.map(timeOf).filter((time) => !Number.isNaN(time));
  const count = windowCount((total ?? 0) / 100);
  if (count < 2 || times.length === 0) return [];
  const span = Math.max(...times) - Math.min(...times);
  const toMs = Date.parse(reading.startedAt);
  const fromMs = Math.max(Date.UTC(2012, 0), toMs - (span * (total ?? 0)) / times.length);
  return timeWindows({ fromMs, toMs, openStart: true }, count).map((window) => windowWalk(window, reading));
};

/** A note that was never edited has no `updatedAt`, so both times are asked for. */
const sinceWalk = (since: string, reading: Reading): Walk => {
  const window = { from: since, to: null };
  return {
    endpoint: v2.notes.list,
    input: { ...input, filter: `updatedAt>=${since} | createdAt>=${since}` },
    record: recordOf(reading),
    inFilter: ({ createdAt, updatedAt }) => isWithin(window, createdAt) || (typeof updatedAt === 'string' && isWithin(window, updatedAt)),
  };
};

function* stages(reading: Reading): Generator<readonly Walk[]> {
  if (reading.mode === 'filter' && reading.since)
    yield [sinceWalk(reading.since, reading), ...(reading.past ? [windowWalk(reading.past, reading)] : [])];
  else
    yield [
      {
        endpoint: v2.notes.list,
        input: { ...input, totalCount: true },
        record: recordOf(reading),
        split: (page) => splitNotes(page, reading),
      },
    ];
}

/** What a later run that reads no replies keeps of those that an earlier one brought. */
const repliesLeftOut: LeftOut = {
  count: 'sum(replies_count) - count(*) FILTER (parent_id IS NOT NULL)',
  say: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'reply' : 'replies'} not read (--include replies reads them)`,
};

/** Notes, and on demand their replies, with what they are attached to and whom they mention. */
export const noteStream: Stream = {
  name: 'notes',
  feeds: [
    { table: 'notes', owner: 'id' },
    { table: 'note_links', owner: 'note_id' },
  ],
  needs: [],
  stages,
  covers: ({ includes }) => (includes.has('replies') ? undefined : 'parent_id IS NULL'),
  partOf: 'parent_id',
  optional: ['replies'],
  optionalCost: { replies: 'SELECT count(*) FROM $.notes WHERE replies_count > 0' },
  leftOut: ({ includes }) => (includes.has('replies') ? undefined : repliesLeftOut),
  again: (ids, reading) =>
    batches(ids, 20).map((batch) => ({
      endpoint: v2.notes.list,
      input: { ...input, filter: batch.map((id) => `id=${id}`).join(' | ') },
      record: recordOf(reading),
      inFilter: ({ id }) => isId(id) && batch.includes(id),
    })),
  later: {
    mode: 'filter',
    watermark: 'max(greatest(created_at, coalesce(updated_at, created_at)))',
    fullEveryDays: 7,
    past: { column: 'created_at', of: 'parent_id IS NULL' },
    reason:
      'only notes written or edited since the last one that is known; deletions, and replies to older notes, show when the past is read once more',
  },
  pageSize: 100,
};
