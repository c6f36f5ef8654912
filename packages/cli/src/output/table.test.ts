import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, clip, pad } from './measure.ts';
import { drawBlocks, drawTable, fitsAcross } from './table.ts';

const table = {
  columns: [{ title: 'name' }, { title: 'rows', align: 'right' as const }],
  rows: [
    ['companies', '3,000'],
    ['a_very_long_table_name_that_nobody_should_have', '1'],
  ],
};

describe('a table on the terminal', () => {
  it('aligns numbers to the right and rules under the titles', () => {
    expect(drawTable({ ...table, rows: table.rows.slice(0, 1) }, 80)).toEqual(['name        rows', '─────────  ─────', 'companies  3,000']);
  });

  it('cuts text, never numbers, to fit the width', () => {
    const lines = drawTable(table, 30);
    for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(30);
    expect(lines[3]).toMatch(/^a_very_long_table.*… +1$/);
  });

  it('goes on in the next line where a column is wrapped, and leaves no word out', () => {
    const reason = 'only notes written or edited since the last one that is known';
    const columns = [{ title: 'stream' }, { title: 'why', isWrapped: true }];
    const [, , ...lines] = drawTable(
      {
        columns,
        rows: [
          ['notes', reason],
          ['users', 'all'],
        ],
      },
      40,
    );
    expect(lines).toEqual(['notes   only notes written or edited', '        since the last one that is known', 'users   all']);
  });

  it('keeps data from steering the terminal', () => {
    const lines = drawTable({ columns: [{ title: 'name' }], rows: [['red\u001b[31m\nalert']] }, 80);
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('counts wide characters as two cells', () => {
    const lines = drawTable(
      {
        columns: [{ title: 'a' }, { title: 'b' }],
        rows: [
          ['東京', 'x'],
          ['ab', 'y'],
        ],
      },
      80,
    );
    expect(lines.slice(2)).toEqual(['東京  x', 'ab    y']);
  });
});

describe('clip and pad', () => {
  it('never give more cells than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(cellsOf(clip(text, width))).toBeLessThanOrEqual(width);
        expect(cellsOf(pad(clip(text, width), width))).toBe(width);
      }),
    );
  });
});

describe('rows with more columns than a line can hold', () => {
  const wide = {
    columns: Array.from({ length: 30 }, (_, index) => ({ title: `column_${index}` })),
    rows: [Array.from({ length: 30 }, (_, index) => (index % 2 ? '' : `value ${index}`))],
  };

  it('become one block per row, without the empty cells', () => {
    expect(fitsAcross(wide, 80)).toBe(false);
    const lines = drawBlocks(wide, 80);
    expect(lines).toHaveLength(16);
    expect(lines[1]).toBe('column_0   value 0');
    for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(80);
  });
});
