import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { reminders } from '../replica/tables/activity.ts';
import { onCreatedOrUpdated, sinceFilter } from './since.ts';
import { batches, type PastWindow, type Stream, type Walk } from './stream.ts';
import { filterOf, isWithin } from './time-windows.ts';

const input = { limit: 100 };

/** The one of the three references that is set. */
const entityOf = (reader: RecordReader): readonly [type: string | null, id: number | null] => {
  for (const type of ['company', 'person', 'opportunity']) {
    const entity = reader.nested(type);
    if (entity) return [type, entity.ref('id')];
  }
  return [null, null];
};

/** One reminder as a row of `reminders`. */
export const reminderRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const who = (key: string): number | null => reader.nested(key)?.ref('id') ?? null;
  const recurrence = reader.nested('recurrence');
  const what = [reader.text('type'), reader.text('status'), reader.text('content'), reader.instant('dueDate')] as const;
  const people = [...entityOf(reader), who('owner'), who('creator'), who('completer'), reader.instant('completedAt')] as const;
  const again = [recurrence?.text('resetTrigger') ?? null, recurrence?.integer('periodDays') ?? null] as const;
  out.of(reminders).add(id, ...what, ...people, ...again, reader.instant('createdAt'), reader.instant('updatedAt'));
  return id;
};

const sinceWalk = (since: string): Walk => ({ endpoint: v2.reminders.list, record: reminderRecord, ...sinceFilter(input, since) });

const pastWalk = (window: PastWindow): Walk => {
  const filter = filterOf('createdAt', window);
  return {
    endpoint: v2.reminders.list,
    record: reminderRecord,
    input: { ...input, ...(filter ? { filter } : {}) },
    inFilter: ({ createdAt }) => isWithin(window, createdAt),
  };
};

/** Reminders that the key may see. */
export const reminderStream: Stream = {
  name: 'reminders',
  feeds: [{ table: 'reminders', owner: 'id' }],
  needs: [],
  stages: ({ mode, since, past }) => [
    mode === 'filter' && since
      ? [sinceWalk(since), ...(past ? [pastWalk(past)] : [])]
      : [{ endpoint: v2.reminders.list, record: reminderRecord, input }],
  ],
  again: (ids) =>
    batches(ids, 20).map((batch) => ({
      endpoint: v2.reminders.list,
      input: { ...input, filter: batch.map((id) => `id=${id}`).join(' | ') },
      record: reminderRecord,
      inFilter: ({ id }) => isId(id) && batch.includes(id),
    })),
  later: {
    ...onCreatedOrUpdated('reminders'),
    past: { column: 'created_at', of: 'true' },
    reason:
      'only reminders made or edited since the last one that is known; deletions, and those now overdue, show when the past is read once more',
  },
  pageSize: 100,
};
