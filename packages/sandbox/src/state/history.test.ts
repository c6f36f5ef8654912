import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstSnapshot, goToSnapshot, startHistory, takeSnapshot } from './history.ts';
import { tableNames, tables } from './schema.ts';
import { Sql } from './sql.ts';

const open = (): Sql => {
  const sql = new Sql(':memory:');
  sql.script(tables);
  sql.run(
    'INSERT INTO companies (id, name, domains, is_global, created_at, cells) VALUES (1, ?, ?, 0, ?, ?)',
    "It's \u0001 here",
    '[]',
    '2026-01-01T00:00:00.000Z',
    '1="a"\n2="b"',
  );
  startHistory(sql);
  return sql;
};

const contents = (sql: Sql): unknown => tableNames.map((table) => sql.all(`SELECT * FROM ${table} ORDER BY 1, 2`));

type Step =
  | { readonly do: 'insert' | 'update' | 'delete'; readonly id: number; readonly text: string }
  | { readonly do: 'link'; readonly id: number }
  | { readonly do: 'snapshot' }
  | { readonly do: 'restore'; readonly which: number };

const id = fc.integer({ min: 1, max: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('insert', 'update', 'delete'), id, text: fc.string({ unit: 'binary' }) }),
  fc.record({ do: fc.constant('link'), id }),
  fc.constant({ do: 'snapshot' } as const),
  fc.record({ do: fc.constant('restore'), which: fc.nat(5) }),
);

const write = (sql: Sql, each: Exclude<Step, { do: 'snapshot' | 'restore' }>): void => {
  if (each.do === 'link') sql.run('INSERT OR IGNORE INTO employments VALUES (?, 1)', each.id);
  else if (each.do === 'delete') sql.run('DELETE FROM companies WHERE id = ?', each.id);
  else if (each.do === 'update') sql.run('UPDATE companies SET name = ?, cells = ? WHERE id = ?', each.text, each.text, each.id);
  else
    sql.run(
      "INSERT OR IGNORE INTO companies (id, name, domains, is_global, created_at, cells) VALUES (?, ?, '[]', 0, '', '')",
      each.id,
      each.text,
    );
};

test('any snapshot can be gone to from anywhere, and is as it was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const sql = open();
      const snapshots = [{ id: firstSnapshot, contents: contents(sql) }];
      for (const each of steps) {
        if (each.do === 'snapshot') snapshots.push({ id: takeSnapshot(sql), contents: contents(sql) });
        else if (each.do !== 'restore') write(sql, each);
        else {
          const target = snapshots[each.which % snapshots.length];
          goToSnapshot(sql, target?.id ?? firstSnapshot);
          expect(contents(sql)).toEqual(target?.contents);
        }
      }
      sql.close();
    }),
    { numRuns: 60 },
  );
});

test('going back again and again leaves nothing behind', () => {
  const sql = open();
  for (let round = 0; round < 5; round += 1) {
    write(sql, { do: 'update', id: 1, text: `Round ${round}` });
    goToSnapshot(sql, firstSnapshot);
  }
  expect(sql.value('SELECT count(*) FROM undo')).toBe(0);
  sql.close();
});

test('a snapshot that never was is refused', () => {
  const sql = open();
  expect(() => goToSnapshot(sql, 99)).toThrow(RangeError);
  sql.close();
});
