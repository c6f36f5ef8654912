import { openReplica } from '@affinity-kit/pipeline/replica';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Flags, isOn, settingFlags } from '../flags.ts';
import { count, counted } from '../output/numbers.ts';
import { printJson, printLines } from '../output/print.ts';
import { drawTable } from '../output/table.ts';
import { readSettings } from '../settings.ts';
import { type Terminal, widthOf } from '../terminal.ts';
import { rebuild } from './replay.ts';

/** Values that could not be read, of one kind. */
interface RejectKind {
  readonly stream: string;
  readonly where: string;
  readonly problem: string;
  readonly values: number;
  readonly example: string;
  readonly record: string;
}

const kindsQuery = `
-- Which values could not be read, and what is wrong with them?
SELECT stream, regexp_replace(path, '\\[\\d+\\]', '[]', 'g') AS "where", problem, count(*) AS "values",
  any_value(CAST(raw AS VARCHAR)) AS example, any_value(record_id) AS record
FROM _rejects GROUP BY ALL ORDER BY "values" DESC, stream, "where"`;

const read = async (terminal: Terminal, flags: Flags): Promise<RejectKind[]> => {
  const { database } = readSettings(settingFlags(flags), terminal);
  const replica = await openReplica(database);
  try {
    const rows = await replica.query(kindsQuery);
    return rows.map((row) => ({
      stream: String(row['stream']),
      where: String(row['where']),
      problem: String(row['problem']),
      values: Number(row['values']),
      example: String(row['example'] ?? ''),
      record: String(row['record'] ?? ''),
    }));
  } finally {
    replica.close();
  }
};

const total = (kinds: readonly RejectKind[]): number => kinds.reduce((sum, { values }) => sum + values, 0);

const advice = [
  'The rest of each record was kept, and the value as it came stands in _rejects.raw.',
  'A newer version may know how to read it: affinity rejects --retry reads what Affinity answered once more, without asking it.',
];

const linesOf = (kinds: readonly RejectKind[], width: number): string[] => {
  if (kinds.length === 0) return ['Every value could be read.'];
  const columns = [
    { title: 'values', align: 'right' as const },
    { title: 'stream' },
    { title: 'where' },
    { title: 'what is wrong' },
    { title: 'for instance' },
    { title: 'of record' },
  ];
  const rows = kinds.map(({ stream, where, problem, values, example, record }) => [count(values), stream, where, problem, example, record]);
  return [...drawTable({ columns, rows }, width), '', ...advice];
};

/** `affinity rejects`: values that could not be read, and with `--retry` another try at them. */
export const rejects = async (terminal: Terminal, flags: Flags): Promise<ExitCode> => {
  const before = await read(terminal, flags);
  if (!isOn(flags, 'retry')) {
    if (isOn(flags, 'json')) printJson(terminal.out, { values: total(before), kinds: before });
    else printLines(terminal.out, linesOf(before, widthOf(terminal.out)));
    return exitCodes.done;
  }
  await rebuild(terminal, flags);
  const after = await read(terminal, flags);
  const solved = total(before) - total(after);
  if (isOn(flags, 'json')) printJson(terminal.out, { values: total(after), solved, kinds: after });
  else printLines(terminal.out, [`${counted(Math.max(0, solved), 'value')} could be read now.`, ...linesOf(after, widthOf(terminal.out))]);
  return total(after) === 0 ? exitCodes.done : exitCodes.partial;
};
