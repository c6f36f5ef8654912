import type { TableInfo } from '@affinity-kit/pipeline/replica';
import { age, count } from './numbers.ts';
import { drawTable, type TextTable } from './table.ts';

const overview = (tables: readonly TableInfo[], now: number): TextTable => ({
  columns: [{ title: 'name' }, { title: 'rows', align: 'right' }, { title: 'read' }, { title: 'what it holds', isWrapped: true }],
  rows: tables.map(({ name, rows, readAt, comment }) => [name, rows === null ? 'view' : count(rows), age(readAt, now), comment ?? '']),
});

/** Tables and views, their rows, and when they were last read. */
export const tableLines = (tables: readonly TableInfo[], { width, now }: { readonly width: number; readonly now: number }): string[] =>
  drawTable(overview(tables, now), width);

/** The columns of a table or view, below what it holds. */
export const columnLines = ({ comment, columns }: TableInfo, width: number): string[] => [
  ...(comment === null ? [] : [comment, '']),
  ...drawTable(
    {
      columns: [{ title: 'column' }, { title: 'type' }, { title: 'meaning', isWrapped: true }],
      rows: columns.map(({ name, type, comment: meaning }) => [name, type, meaning ?? '']),
    },
    width,
  ),
];
