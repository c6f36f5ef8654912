import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openState } from './open.ts';
import { smallFirm } from './small-firm.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file opens with the firm that was loaded into it', () => {
  const file = join(folder, 'kept.sqlite');
  const first = openState({ file });
  expect(first.fingerprint()).toBeUndefined();
  first.load('seed 1', smallFirm);
  first.close();
  const second = openState({ file });
  expect(second.fingerprint()).toBe('seed 1');
  expect(second.companies.get(101)?.name).toBe('Kestrel "Robotics"');
  second.close();
});

test('a load that dies leaves what was there, and the next one replaces it', () => {
  const file = join(folder, 'broken.sqlite');
  const state = openState({ file });
  state.load('old', smallFirm);
  const dying = (): void =>
    state.load('new', (sink) => {
      smallFirm(sink);
      throw new Error('out of power');
    });
  expect(dying).toThrow('out of power');
  state.close();
  const again = openState({ file });
  expect(again.fingerprint()).toBe('old');
  expect(again.lists.all()).toHaveLength(4);
  again.load('new', smallFirm);
  expect(again.fingerprint()).toBe('new');
  expect(again.lists.all()).toHaveLength(4);
  again.close();
});

test('a file that was written to goes back to its seed, even after it was closed', () => {
  const file = join(folder, 'reset.sqlite');
  const state = openState({ file });
  state.load('seed 1', smallFirm);
  const before = state.snapshot();
  state.opportunities.setCompanies(701, [102]);
  state.close();
  const again = openState({ file });
  expect(again.opportunities.get(701)?.companyIds).toEqual([102]);
  again.restore(before);
  expect(again.opportunities.get(701)?.companyIds).toEqual([101]);
  again.opportunities.setCompanies(701, [103]);
  again.reset();
  expect(again.opportunities.get(701)?.companyIds).toEqual([101]);
  again.close();
});

test('the time in the current status starts with the last change, or with the entry', () => {
  const state = openState();
  state.load('seed 1', smallFirm);
  expect(state.entries.get(1001)?.statusSince).toBe('2025-06-01T10:00:00.000Z');
  expect(state.entries.get(1002)?.statusSince).toBe(state.entries.get(1002)?.createdAt);
  state.close();
});

test('a seed that breaks the rules of the sink is refused by name', () => {
  const state = openState();
  const company = { name: 'X', domain: null, domains: [], isGlobal: false, createdAt: '2025-01-01T00:00:00Z', cells: {} };
  expect(() => state.load('x', (sink) => sink.company({ ...company, id: 2 ** 30 }))).toThrow('The company id 1073741824');
  expect(() => state.load('x', (sink) => sink.company({ ...company, id: 1, cells: { 'field-1': 1 } }))).toThrow(
    "the field 'field-1' of company",
  );
  expect(() => state.load('x', (sink) => sink.entry({ id: 1, listId: 9, entityId: 1, creatorId: null, createdAt: '', cells: {} }))).toThrow(
    'the list 9',
  );
  state.close();
});
