import { openReplica } from '@affinity-kit/pipeline/replica';
import { CliError, usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags, textOf } from '../flags.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable } from '../output/table.ts';
import { type HistoryQuestion, type HistoryRow, type RecordHistory, type RecordType, readHistory, recordTypes } from '../read-history.ts';
import { readSettings } from '../settings.ts';
import { type Terminal, widthOf } from '../terminal.ts';

const typeOf = (word: string | undefined): RecordType => {
  const type = recordTypes.find((known) => known === word);
  if (type === undefined)
    throw usageError(`affinity history does not know '${word ?? ''}'`, `It takes: ${recordTypes.join(', ')}, and an id.`);
  return type;
};

const idOf = (word: string | undefined): number => {
  const id = Number(word);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw usageError(`'${word ?? ''}' is no id`, 'Ids are positive whole numbers, as in the column id and at the end of Affinity addresses.');
};

const momentOf = (flags: Flags): string | undefined => {
  const text = textOf(flags, 'asOf');
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (!Number.isNaN(moment.getTime())) return moment.toISOString();
  throw usageError(`--as-of must be a date or a time, not '${text}'`, 'For instance 2026-06-01 or 2026-06-01T12:00:00Z.');
};

const day = (value: HistoryRow[string] | undefined): string => (typeof value === 'string' ? value.replace('T', ' ').slice(0, 16) : '');
const text = (value: HistoryRow[string] | undefined): string => String(value ?? '');

/** Two tables: where it stood, and what its fields held. */
const linesOf = ({ values, lists, versions }: RecordHistory, width: number): string[] => {
  const spans = [{ title: 'from' }, { title: 'to' }];
  const stood = lists.map((row) => [text(row['list']), day(row['valid_from']), day(row['valid_to']), text(row['list_entry_id'])]);
  const held = values.map((row) => {
    const where = row['list'] === null ? '' : text(row['list']);
    return [
      text(row['field']),
      where,
      text(row['value']),
      day(row['valid_from']),
      day(row['valid_to']),
      text(row['changed_by']),
      text(row['source']),
    ];
  });
  const ended = versions.map((row) => [day(row['valid_from']), day(row['valid_to']), text(row['end_reason']), text(row['was'])]);
  const fields = [{ title: 'field' }, { title: 'list' }, { title: 'value' }, ...spans, { title: 'by' }, { title: 'source' }];
  return [
    ...(stood.length > 0 ? [...drawTable({ columns: [{ title: 'list' }, ...spans, { title: 'entry' }], rows: stood }, width), ''] : []),
    ...(ended.length > 0 ? [...drawTable({ columns: [...spans, { title: 'end' }, { title: 'was' }], rows: ended }, width), ''] : []),
    ...drawTable({ columns: fields, rows: held }, width),
  ];
};

const read = async (database: string, question: HistoryQuestion): Promise<RecordHistory> => {
  const replica = await openReplica(database);
  try {
    return await readHistory(replica, question);
  } finally {
    replica.close();
  }
};

/** `affinity history`: what a record was at which time. */
export const history = async (terminal: Terminal, flags: Flags, [type, id]: readonly string[]): Promise<ExitCode> => {
  const question = { type: typeOf(type), id: idOf(id), field: textOf(flags, 'field'), asOf: momentOf(flags) };
  const { database } = readSettings(settingFlags(flags), terminal);
  const found = await read(database, question);
  if (isOn(flags, 'json')) {
    printJson(terminal.out, { ...question, ...found });
    return exitCodes.done;
  }
  if (found.values.length + found.lists.length + found.versions.length === 0) {
    const what = question.field === undefined ? '' : ` of a field '${question.field}'`;
    throw new CliError(`Nothing is known${what} of ${question.type} ${question.id}`, {
      nextStep: 'affinity sql "FROM fields" lists the fields, affinity sync brings what is new.',
    });
  }
  printLines(terminal.out, linesOf(found, widthOf(terminal.out)));
  return exitCodes.done;
};
