import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { transcriptFragments, transcripts } from '../replica/tables/transcripts.ts';
import { batches, type Stream } from './stream.ts';
import { isWithin } from './time-windows.ts';

const input = { limit: 100 };
const clock = /^(\d+):([0-5]\d):([0-5]\d)$/;

/** Seconds of a time as `HH:MM:SS`; `null`, and rejected, when it is none. */
const secondsOf = (reader: RecordReader, key: string): number | null => {
  const written = reader.text(key);
  if (written === null) return null;
  const [, hours, minutes, seconds] = clock.exec(written) ?? [];
  if (seconds !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  reader.reject(key, 'expected HH:MM:SS', written);
  return null;
};

const addFragment = (transcriptId: number, raw: unknown, [ordinal, out]: readonly [number, PageRows]): void => {
  if (!isObject(raw)) return out.reject(transcriptId, `fragments[${ordinal}]`, ['expected an object', raw]);
  const reader = new RecordReader(out, { id: transcriptId, raw, path: `fragments[${ordinal}].` });
  const when = [secondsOf(reader, 'startTimestamp'), secondsOf(reader, 'endTimestamp')] as const;
  out.of(transcriptFragments).add(transcriptId, ordinal, reader.text('speaker'), reader.text('content'), ...when);
};

/** One transcript as a row of `transcripts`; its words are asked for one by one. */
const transcriptRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const about = [reader.nested('note')?.ref('id') ?? null, reader.text('languageCode'), reader.instant('createdAt')] as const;
  out.of(transcripts).add(id, ...about);
  out.completions.push({
    endpoint: v2.transcripts.fragments.list,
    input: { transcriptId: id, limit: 100 },
    item: (fragment, ordinal, rows) => addFragment(id, fragment, [ordinal, rows]),
    truncated: () => undefined,
  });
  return id;
};

/** Transcripts of meetings with their words. */
export const transcriptStream: Stream = {
  name: 'transcripts',
  feeds: [
    { table: 'transcripts', owner: 'id' },
    { table: 'transcript_fragments', owner: 'transcript_id' },
  ],
  needs: [],
  onDemand: true,
  cost: {
    basis: 'a request for every 100 transcripts, and one for every 100 fragments of each',
    query: `SELECT (SELECT ceil(count(*) / 100) FROM $.transcripts)
      + (SELECT coalesce(sum(pages), 0) FROM (SELECT ceil(count(*) / 100) AS pages FROM $.transcript_fragments GROUP BY transcript_id))`,
  },
  stages: ({ mode, since }) => {
    const window = { from: since, to: null };
    const later = {
      input: { ...input, filter: `createdAt>=${since}` },
      inFilter: ({ createdAt }: JsonObject) => isWithin(window, createdAt),
    };
    return [[{ endpoint: v2.transcripts.list, record: transcriptRecord, ...(mode === 'filter' && since ? later : { input }) }]];
  },
  again: (ids) =>
    batches(ids, 20).map((batch) => ({
      endpoint: v2.transcripts.list,
      input: { ...input, filter: batch.map((id) => `id=${id}`).join(' | ') },
      record: transcriptRecord,
      inFilter: ({ id }) => isId(id) && batch.includes(id),
    })),
  later: {
    mode: 'filter',
    watermark: 'max(created_at)',
    fullEveryDays: 30,
    reason: 'only transcripts made since the last one that is known: their words do not change; deletions show in a full walk',
  },
  pageSize: 100,
};
