import { cellsOf, clip, oneLine, pad, wrap } from './measure.ts';

/** A column of a table on the terminal. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Whether long text goes on in the next line instead of being cut. */
  readonly isWrapped?: boolean;
}

/** A table to be drawn: titles, and cells as text. */
export interface TextTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

const gap = 2;
const narrowest = 6;

const naturalWidths = ({ columns, rows }: TextTable): number[] =>
  columns.map((column, index) => Math.max(cellsOf(column.title), ...rows.map((row) => cellsOf(row[index] ?? ''))));

/** Takes cells from the widest columns, one by one, until the table fits; numbers (right-aligned) are never cut. */
const fit = (columns: readonly TableColumn[], natural: readonly number[], width: number): number[] => {
  const widths = [...natural];
  const room = () => width - gap * (widths.length - 1) - widths.reduce((sum, one) => sum + one, 0);
  while (room() < 0) {
    const candidates = widths.map((one, index) => (columns[index]?.align === 'right' ? 0 : one));
    const widest = candidates.indexOf(Math.max(...candidates));
    if ((candidates[widest] ?? 0) <= narrowest) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
};

const drawRow = (columns: readonly TableColumn[], widths: readonly number[], cells: readonly string[]): string =>
  columns
    .map((column, index) => pad(clip(cells[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, column.align))
    .join(' '.repeat(gap))
    .trimEnd();

/** The lines of a row: one, and more where a column is wrapped. */
const rowLines = (columns: readonly TableColumn[], widths: readonly number[], row: readonly string[]): string[] => {
  const cells = row.map((cell, index) => (columns[index]?.isWrapped ? wrap(cell, widths[index] ?? 0) : [cell]));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    drawRow(
      columns,
      widths,
      cells.map((lines) => lines[at] ?? ''),
    ),
  );
};

/** Draws a table as lines: titles, a rule, rows. Long text is wrapped or cut with an ellipsis so that every line fits `width`. */
export const drawTable = (table: TextTable, width: number): string[] => {
  const clean = { columns: table.columns, rows: table.rows.map((row) => row.map(oneLine)) };
  const widths = fit(clean.columns, naturalWidths(clean), width);
  const titles = drawRow(
    clean.columns,
    widths,
    clean.columns.map((column) => column.title),
  );
  const rule = widths.map((one) => '─'.repeat(one)).join(' '.repeat(gap));
  return [titles, rule, ...clean.rows.flatMap((row) => rowLines(clean.columns, widths, row))];
};

/** Whether a table of these columns can be drawn in `width` cells without cutting every column to a stump. */
export const fitsAcross = ({ columns }: TextTable, width: number): boolean => columns.length * (narrowest + gap) - gap <= width;

/** Draws each row as a block of `column  value` lines, for rows with more columns than a line can hold. Empty cells are left out. */
export const drawBlocks = (table: TextTable, width: number): string[] => {
  const names = Math.min(Math.max(0, ...table.columns.map(({ title }) => cellsOf(title))), Math.floor(width / 2));
  const line = (title: string, cell: string): string =>
    `${pad(clip(title, names), names)}  ${clip(oneLine(cell), Math.max(1, width - names - gap))}`;
  const block = (row: readonly string[]): string[] =>
    table.columns
      .map(({ title }, index) => ({ title, cell: row[index] ?? '' }))
      .filter(({ cell }) => cell !== '')
      .map(({ title, cell }) => line(title, cell));
  return table.rows.flatMap((row, index) => [
    `── ${index + 1} ${'─'.repeat(Math.max(0, Math.min(width, 40) - 4 - String(index + 1).length))}`,
    ...block(row),
  ]);
};
