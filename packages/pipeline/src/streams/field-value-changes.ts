import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { BadValue, decoderOf, type ValueCells } from '../normalise/value.ts';
import { fieldValueChanges } from '../replica/tables/fields.ts';
import type { FirstPage, Reading, Stream, Walk } from './stream.ts';
import { filterOf, isWithin, type TimeWindow, timeWindows, windowCount } from './time-windows.ts';

const input = { limit: 100 };
const none: ValueCells = [null, null, null, null, null, null, null];

/** The changed value: always one, and a name alone where what it referred to was deleted since. */
const changedValue = (raw: JsonObject, fieldId: string): ValueCells | BadValue => {
  const { type, value } = raw;
  if (value === null || value === undefined) return none;
  if (isObject(value) && value['referenceType'] === 'deleted-entity') {
    return typeof value['displayValue'] === 'string' ? [value['displayValue'], null, null, null, null, null, null] : none;
  }
  return decoderOf(String(type), fieldId)(value) ?? none;
};

/** One change as a row of `field_value_changes`. */
export const changeRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const field = reader.nested('field');
  const entry = reader.nested('listEntry');
  const fieldId = field?.text('id') ?? null;
  const what = [fieldId, field?.text('entityType') ?? null, reader.nested('entity')?.ref('id') ?? null] as const;
  const where = [entry?.ref('listId') ?? null, entry?.ref('id') ?? null] as const;
  const when = [reader.text('actionType'), reader.instant('changedAt'), reader.nested('changer')?.ref('id') ?? null] as const;
  const value = changedValue(raw, fieldId ?? '');
  if (value instanceof BadValue) reader.reject('value', value.problem, raw['value']);
  out.of(fieldValueChanges).add(id, ...what, ...where, ...when, reader.text('type'), ...(value instanceof BadValue ? none : value));
  return id;
};

const windowWalk = (window: TimeWindow): Walk => ({
  endpoint: v2.fieldValueChanges.list,
  input: { ...input, filter: filterOf('changedAt', window) },
  record: changeRecord,
  inFilter: ({ changedAt }) => isWithin(window, changedAt),
});

const timeOf = (record: JsonObject | undefined): number => Date.parse(String(record?.['changedAt']));

/** The feed runs from the oldest change to the newest, so the first page tells how dense it began and where the rest lies. */
const splitFeed = ({ records }: FirstPage, { startedAt }: Reading): readonly Walk[] => {
  const [first, last, now] = [timeOf(records[0]), timeOf(records.at(-1)), Date.parse(startedAt)];
  if (!(first <= last && last < now)) return [];
  const pages = (now - last) / Math.max(last - first, 1);
  const count = windowCount(pages);
  return count < 2 ? [] : timeWindows({ fromMs: last, toMs: now }, count).map(windowWalk);
};

function* stages(reading: Reading): Generator<readonly Walk[]> {
  if (reading.mode === 'feed' && reading.since) yield [windowWalk({ from: reading.since, to: null })];
  else yield [{ endpoint: v2.fieldValueChanges.list, input, record: changeRecord, split: (page) => splitFeed(page, reading) }];
}

/** Affinity's feed of changed values, for the fields whose changes it tracks. */
export const changeStream: Stream = {
  name: 'field_value_changes',
  feeds: [{ table: 'field_value_changes', owner: 'id' }],
  needs: [],
  stages,
  later: {
    mode: 'feed',
    watermark: 'max(changed_at)',
    reason: 'only changes since the last one that is known',
  },
  pageSize: 100,
};
