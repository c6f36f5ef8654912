import { once } from 'node:events';
import type { Json, RowStream } from '@affinity-kit/pipeline/replica';
import { stringify } from 'csv-stringify/sync';
import { styled, type Terminal, widthOf } from '../terminal.ts';
import { count, counted, plainNumber } from './numbers.ts';
import { printLines } from './print.ts';
import { drawBlocks, drawTable, fitsAcross, type TableColumn } from './table.ts';

/** How rows are written: a table for people, the rest for programs. */
export const rowFormats = ['table', 'json', 'jsonl', 'csv'] as const;
export type RowFormat = (typeof rowFormats)[number];

/** The format that the flags ask for. */
export const formatOf = (flags: { readonly json: boolean; readonly jsonl: boolean; readonly csv: boolean }): RowFormat =>
  flags.json ? 'json' : flags.jsonl ? 'jsonl' : flags.csv ? 'csv' : 'table';

/** Rows that a table for people shows; programs take another format. */
const tableRows = 200;

const isNumber = (type: string): boolean => /^(?:U?(?:BIG|HUGE|SMALL|TINY)?INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/.test(type);

const cellText = (value: Json): string => {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const shownCell = (value: Json): string => (typeof value === 'number' ? plainNumber(value) : cellText(value));

/** Where nothing says how wide lines may be, rows of so many columns that a common terminal cannot hold them stand one below the other. */
const commonWidth = 80;

/** Writes and waits where the reader is slower than we are. */
const write = async (terminal: Terminal, text: string): Promise<void> => {
  if (!terminal.out.write(text)) await once(terminal.out, 'drain');
};

const objectsOf = (names: readonly string[], batch: readonly (readonly Json[])[]): Record<string, Json>[] =>
  batch.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));

const writeJsonl = async ({ columns, batches }: RowStream, terminal: Terminal): Promise<void> => {
  const names = columns.map(({ name }) => name);
  for await (const batch of batches) {
    const lines = objectsOf(names, batch).map((row) => `${JSON.stringify(row)}\n`);
    await write(terminal, lines.join(''));
  }
};

const writeJson = async ({ columns, batches }: RowStream, terminal: Terminal): Promise<void> => {
  const names = columns.map(({ name }) => name);
  let separator = '[';
  for await (const batch of batches) {
    for (const row of objectsOf(names, batch)) {
      await write(terminal, `${separator}\n${JSON.stringify(row)}`);
      separator = ',';
    }
  }
  await write(terminal, separator === '[' ? '[]\n' : '\n]\n');
};

const writeCsv = async ({ columns, batches }: RowStream, terminal: Terminal): Promise<void> => {
  await write(terminal, stringify([columns.map(({ name }) => name)]));
  for await (const batch of batches) await write(terminal, stringify(batch.map((row) => row.map(cellText))));
};

const readSome = async ({ batches }: RowStream): Promise<{ rows: (readonly Json[])[]; total: number }> => {
  const rows: (readonly Json[])[] = [];
  let total = 0;
  for await (const batch of batches) {
    total += batch.length;
    rows.push(...batch.slice(0, Math.max(0, tableRows - rows.length)));
  }
  return { rows, total };
};

const writeTable = async (stream: RowStream, terminal: Terminal): Promise<void> => {
  const { rows, total } = await readSome(stream);
  const columns = stream.columns.map(({ name, type }): TableColumn => ({ title: name, align: isNumber(type) ? 'right' : 'left' }));
  const table = { columns, rows: rows.map((row) => row.map(shownCell)) };
  const width = widthOf(terminal.out);
  const isAcross = fitsAcross(table, terminal.out.isTTY === true ? width : commonWidth);
  printLines(terminal.out, isAcross ? drawTable(table, width) : drawBlocks(table, width));
  const shown = total > rows.length ? `, the first ${count(rows.length)} shown; --jsonl and --csv write all` : '';
  printLines(terminal.out, [styled(terminal.out, 'dim', `(${counted(total, 'row')}${shown})`)]);
};

const writers: Record<RowFormat, (stream: RowStream, terminal: Terminal) => Promise<void>> = {
  table: writeTable,
  json: writeJson,
  jsonl: writeJsonl,
  csv: writeCsv,
};

/** Writes rows as they come; only the table for people is kept in memory, and that one is cut. */
export const writeRows = (stream: RowStream, format: RowFormat, terminal: Terminal): Promise<void> => writers[format](stream, terminal);
