import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { columnLines, tableLines } from './output/tables.ts';
import { widthOf } from './terminal.ts';

const terminal = (columns?: number) => Object.assign(new PassThrough(), { isTTY: true, ...(columns !== undefined && { columns }) });

const comment = 'Companies of the firm, whether or not they stand on a list, with what Affinity and its partners know of them.';
const table = {
  name: 'companies',
  kind: 'table',
  comment,
  rows: 12,
  readAt: null,
  columns: [{ name: 'domain', type: 'VARCHAR', comment: `${comment} https://${'long'.repeat(40)}.example` }],
} as const;

const lines = (width: number): string[] => [...tableLines([table], { width, now: 0 }), ...columnLines({ ...table, comment: null }, width)];
const letters = (text: string): string => text.replace(/[\s─]/g, '');

it('is as wide as it says, and 80 columns where it does not', () => {
  expect(widthOf(terminal(120))).toBe(120);
  expect(widthOf(terminal())).toBe(80);
});

it('shows what tables and columns hold in as many lines as that takes', () => {
  const shown = lines(widthOf(terminal(80)));
  for (const line of shown) expect(line.length).toBeLessThanOrEqual(80);
  expect(shown.join('\n')).not.toContain('…');
  expect(letters(shown.join(''))).toHaveLength(letters(lines(widthOf(new PassThrough())).join('')).length);
});

it('is no limit to what is written into a file or a pipe', () => {
  expect(lines(widthOf(new PassThrough())).filter((line) => line.includes(comment))).toHaveLength(2);
});
