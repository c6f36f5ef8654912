import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Seek } from '../behaviour/paging.ts';
import { exceptEntities, exceptFields, ofEntry, ofFields, since } from './change-conditions.ts';
import { createChanges } from './changes.ts';
import { createCompanies } from './companies.ts';
import { createEntries, ofEntity, ofList } from './entries.ts';
import { allOf, always, timeKey, withIds } from './keyset.ts';
import { createLists } from './lists.ts';
import { Memory } from './memory.ts';
import { repliesTo, rootNotes } from './note-conditions.ts';
import { createNotes } from './notes.ts';
import { createPersons } from './persons.ts';
import { indexes, tables } from './schema.ts';
import { Sql, type SqlTuple, type SqlValue } from './sql.ts';

/** Keeps the plan of every statement that reads. */
class ExplainingSql extends Sql {
  readonly plans: string[] = [];

  override all<Row extends object>(text: string, ...params: SqlValue[]): Row[] {
    this.#explain(text, params);
    return super.all<Row>(text, ...params);
  }

  override tuples<Row extends SqlTuple = SqlTuple>(text: string, ...params: SqlValue[]): Row[] {
    this.#explain(text, params);
    return super.tuples<Row>(text, ...params);
  }

  #explain(text: string, params: SqlValue[]): void {
    for (const { detail } of super.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...params)) this.plans.push(detail);
  }
}

const sql = new ExplainingSql(':memory:');
sql.script(tables);
sql.script(indexes);
afterAll(() => sql.close());
beforeEach(() => {
  sql.plans.length = 0;
});

const memory = new Memory();
const companies = createCompanies(sql, memory);
const persons = createPersons(sql, memory);
const entries = createEntries(sql, createLists(sql, memory));
const notes = createNotes(sql);
const changes = createChanges(sql);

const first: Seek = { position: undefined, count: 101 };
const after = (key: string): Seek => ({ position: { direction: 'after', key }, count: 101 });
const before = (key: string): Seek => ({ position: { direction: 'before', key }, count: 101 });
const key = timeKey('2026-01-01T00:00:00.000Z', 5);

const walks: Record<string, () => unknown> = {
  'companies after an id': () => companies.page(always, after('5')),
  'companies before an id': () => companies.page(always, before('5')),
  'companies by ids': () => companies.page(withIds([1, 2]), first),
  'persons after an id': () => persons.page(always, after('5')),
  'entries of a list after an id': () => entries.page(ofList(1), after('5')),
  'entries of a list, newest first': () => entries.newestFirst(1, { position: undefined, count: 500 }),
  'entries of an entity': () => entries.page(ofEntity('company', 1), after('5')),
  'root notes after a time': () => notes.page(rootNotes, after(key)),
  'replies after a time': () => notes.page(repliesTo(1), after(key)),
  'changes after a time': () => changes.page(always, after(key)),
  'changes before a time': () => changes.page(always, before(key)),
  'changes since a time': () => changes.page(since('2026-01-01T00:00:00.000Z'), after(key)),
  'changes of a field': () => changes.page(ofFields([1]), after(key)),
  'changes of an entry': () => changes.page(ofEntry(1), after(key)),
  'changes without some fields': () => changes.page(allOf(exceptFields([1]), exceptEntities([2], [1])), after(key)),
};

for (const [name, walk] of Object.entries(walks)) {
  test(`${name}: no table is scanned and nothing is sorted`, () => {
    walk();
    const plan = sql.plans.join('\n');
    expect(plan).toMatch(/SEARCH (companies|persons|entries|notes|changes) USING/);
    expect(plan).not.toMatch(/SCAN (companies|persons|entries|notes|changes)\b/);
    expect(plan).not.toContain('TEMP B-TREE');
  });
}
