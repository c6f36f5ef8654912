import { type Json, openReplica } from '@affinity-kit/pipeline/replica';
import { CliError, usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags, textOf } from '../flags.ts';
import { minuteOf, shownFieldValue } from '../output/field-value.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable, type TextTable } from '../output/table.ts';
import {
  type HistoryQuestion,
  type HistoryRow,
  isKnown,
  type RecordHistory,
  type RecordType,
  readHistory,
  recordTypes,
  tables,
} from '../read-history.ts';
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

const momentPattern = /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/** A date stands for its first moment. Without a zone it is UTC, in which times are shown, wherever the command runs. */
const parseMoment = (text: string): string | undefined => {
  const { day = '', time = '00:00', zone = 'Z' } = momentPattern.exec(text)?.groups ?? {};
  const [midnight, moment] = [new Date(`${day}T00:00Z`), new Date(`${day}T${time}${zone}`)];
  // There is no 30 February, which would pass for 2 March.
  const exists = !Number.isNaN(moment.getTime()) && midnight.toISOString().startsWith(day);
  return exists ? moment.toISOString() : undefined;
};

const momentOf = (flags: Flags): string | undefined => {
  const text = textOf(flags, 'asOf');
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  if (moment !== undefined) return moment;
  throw usageError(`--as-of must be a date or a time, not '${text}'`, 'For instance 2026-06-01 or 2026-06-01T12:00:00Z.');
};

const text = (value: Json | undefined): string => (value === null || value === undefined ? '' : String(value));
const minute = (value: Json | undefined): string => (typeof value === 'string' ? minuteOf(value) : '');
const span = (row: HistoryRow): string[] => [minute(row['valid_from']), minute(row['valid_to'])];

/** A former version of a record, as `name: …, domain: …`. */
const version = (was: Json | undefined): string =>
  typeof was !== 'object' || was === null
    ? ''
    : Object.entries(was)
        .filter(([column, value]) => column !== 'id' && !column.startsWith('_') && value !== null)
        .map(([column, value]) => `${column}: ${shownFieldValue(value, '')}`)
        .join(', ');

/** Fields are told by their labels, and by their ids where two have the same. */
const fieldNames = (values: readonly HistoryRow[]): ((row: HistoryRow) => string) => {
  const ids = new Map<string, Set<string>>();
  for (const { field, field_id: id } of values) ids.set(text(field), (ids.get(text(field)) ?? new Set()).add(text(id)));
  return ({ field, field_id: id }) => ((ids.get(text(field))?.size ?? 0) > 1 ? `${text(field)} (${text(id)})` : text(field));
};

/** Draws what has rows, without the columns in which no row has anything. */
const drawFilled = ({ columns, rows }: TextTable, width: number): string[] => {
  const filled = columns.map((_, index) => rows.some((row) => row[index] !== ''));
  const kept = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => filled[index]);
  return rows.length === 0 ? [] : drawTable({ columns: kept(columns), rows: rows.map(kept) }, width);
};

const spans = [{ title: 'from' }, { title: 'to' }];

const listTable = ({ lists }: RecordHistory): TextTable => ({
  columns: [{ title: 'list' }, ...spans, { title: 'entry' }],
  rows: lists.map((row) => [text(row['list']), ...span(row), text(row['list_entry_id'])]),
});

const versionTable = ({ versions }: RecordHistory): TextTable => ({
  columns: [...spans, { title: 'end' }, { title: 'merged into' }, { title: 'was', isWrapped: true }],
  rows: versions.map((row) => [...span(row), text(row['end_reason']), text(row['merged_into']), version(row['was'])]),
});

const valueTable = ({ values }: RecordHistory): TextTable => {
  const name = fieldNames(values);
  return {
    columns: [
      { title: 'field', isWrapped: true },
      { title: 'list' },
      { title: 'value', isWrapped: true },
      ...spans,
      { title: 'by' },
      { title: 'source' },
    ],
    rows: values.map((row) => [
      name(row),
      text(row['list']),
      shownFieldValue(row['value'] ?? null, text(row['value_type'])),
      ...span(row),
      text(row['changed_by']),
      text(row['source']),
    ]),
  };
};

/** Up to three tables: where it stood, what it was itself, and what its fields held. */
const linesOf = (found: RecordHistory, width: number): string[] => {
  const tables = [listTable(found), versionTable(found), valueTable(found)].map((table) => drawFilled(table, width));
  return tables.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
};

const isEmpty = ({ values, lists, versions }: RecordHistory): boolean => values.length + lists.length + versions.length === 0;

/** Why there is nothing to tell: the record is not there, or nothing of what was asked for. */
const nothing = ({ type, id, field, asOf }: HistoryQuestion, isThere: boolean): CliError => {
  const sync = 'affinity sync brings what is new.';
  if (!isThere)
    return new CliError(`There is no ${type} ${id} in this database`, {
      nextStep: `affinity sql "FROM ${tables[type]}" lists those that there are, ${sync}`,
    });
  const what = field === undefined ? '' : ` of a field '${field}'`;
  const when = asOf === undefined ? '' : ` at ${minuteOf(asOf)} UTC`;
  const without = asOf === undefined ? '' : 'Without --as-of everything that is known is told; ';
  return new CliError(`Nothing is known${what} of ${type} ${id}${when}`, {
    nextStep: field === undefined ? `${without}${sync}` : `${without}affinity sql "FROM fields" lists the fields, ${sync}`,
  });
};

/** @throws CliError when nothing is known. */
const read = async (database: string, question: HistoryQuestion, isRequired: boolean): Promise<RecordHistory> => {
  const replica = await openReplica(database);
  try {
    const found = await readHistory(replica, question);
    if (isRequired && isEmpty(found)) throw nothing(question, await isKnown(replica, question));
    return found;
  } finally {
    replica.close();
  }
};

/** `affinity history`: what a record was at which time. */
export const history = async (terminal: Terminal, flags: Flags, [type, id]: readonly string[]): Promise<ExitCode> => {
  const question = { type: typeOf(type), id: idOf(id), field: textOf(flags, 'field'), asOf: momentOf(flags) };
  const { database } = readSettings(settingFlags(flags), terminal);
  const isJson = isOn(flags, 'json');
  const found = await read(database, question, !isJson);
  if (isJson) printJson(terminal.out, { ...question, ...found });
  else printLines(terminal.out, linesOf(found, widthOf(terminal.out)));
  return exitCodes.done;
};
