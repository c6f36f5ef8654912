import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { keys, options, smallSandbox } from './small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);

type Kind = 'number' | 'number-multi' | 'person-multi' | 'company-multi' | 'ranked-dropdown' | 'dropdown-multi' | 'datetime' | 'text';

/** Fields of the list, and two account-wide ones of the company. */
const fields: Record<number, { readonly kind: Kind; readonly global?: true; readonly tracked: boolean }> = {
  102: { kind: 'number', global: true, tracked: true },
  103: { kind: 'company-multi', global: true, tracked: true },
  201: { kind: 'ranked-dropdown', tracked: true },
  202: { kind: 'person-multi', tracked: true },
  203: { kind: 'number', tracked: true },
  204: { kind: 'text', tracked: false },
  205: { kind: 'dropdown-multi', tracked: false },
  206: { kind: 'datetime', tracked: true },
  208: { kind: 'number-multi', tracked: true },
};

const pools: Record<Kind, readonly (number | string)[]> = {
  number: [0, 1, -2.5, 1e9],
  'number-multi': [0, 1, 2.5],
  'person-multi': [1, 2, 3, 501],
  'company-multi': [101, 102, 105],
  'ranked-dropdown': [options.fresh, options.diligence, options.won],
  'dropdown-multi': [options.hot, options.cold],
  datetime: ['2026-04-01T12:00:00Z', '2026-01-15T12:00:00Z'],
  text: ['', 'a', '“b”\n'],
};

const optionTexts: Record<number, string> = { [options.hot]: 'Hot', [options.cold]: 'Cold' };

const wrap = (kind: Kind, item: number | string): unknown => {
  if (kind.includes('dropdown')) return { dropdownOptionId: item };
  return kind.startsWith('person') || kind.startsWith('company') ? { id: item } : item;
};

interface Write {
  readonly field: number;
  readonly through: 'v2' | 'v1 create' | 'v1 update' | 'v1 delete';
  readonly picks: readonly number[];
  readonly row: number;
}

const writes: fc.Arbitrary<Write[]> = fc.array(
  fc.record({
    field: fc.constantFrom(...Object.keys(fields).map(Number)),
    through: fc.constantFrom('v2', 'v1 create', 'v1 update', 'v1 delete'),
    picks: fc.array(fc.nat(9), { maxLength: 4 }),
    row: fc.nat(9),
  }),
  { maxLength: 25 },
);

interface Row {
  readonly id: number;
  readonly field_id: number;
  readonly list_entry_id: number | null;
  readonly value: unknown;
}

/** The values of the company and of one of its rows, as v1 shows them. */
const rowsOf = async (field: number): Promise<Row[]> => {
  const { body } = await get('/field-values?organization_id=101');
  return body.filter((row: Row) => row.field_id === field && (row.list_entry_id === null || row.list_entry_id === 1001));
};

const writeV1 = async ({ field, through, picks, row }: Write): Promise<void> => {
  const { kind, global } = fields[field] ?? { kind: 'text' };
  const pick = pools[kind][(picks[0] ?? 0) % pools[kind].length];
  const value = kind === 'dropdown-multi' ? optionTexts[Number(pick)] : pick;
  const rows = await rowsOf(field);
  const target = rows[row % Math.max(1, rows.length)];
  if (through === 'v1 create')
    await call('POST', '/field-values', { body: { field_id: field, entity_id: 101, value, ...(!global && { list_entry_id: 1001 }) } });
  else if (target !== undefined && through === 'v1 update')
    await call('PUT', `/field-values/${target.id}`, { key: keys.mira, body: { value } });
  else if (target !== undefined) await call('DELETE', `/field-values/${target.id}`);
};

const writeV2 = async ({ field, picks }: Write): Promise<void> => {
  const { kind } = fields[field] ?? { kind: 'text' };
  const items = picks.map((pick) => wrap(kind, pools[kind][pick % pools[kind].length] ?? 0));
  const data = kind.endsWith('-multi') ? items : (items[0] ?? null);
  const { status } = await call('POST', `/v2/lists/10/list-entries/1001/fields/field-${field}`, { body: { value: { type: kind, data } } });
  expect(status).toBe(204);
};

/** One value in a form that both versions share. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const { id, dropdownOptionId } = value as { id?: number; dropdownOptionId?: number }; // what values of objects may have
  return dropdownOptionId ?? id;
};

const asText = (field: number, value: unknown): unknown => (field === 205 ? optionTexts[Number(plain(value))] : plain(value));

const valuesInV2 = async (field: number): Promise<unknown[]> => {
  const { body } = await get(`/v2/lists/10/list-entries/1001/fields/field-${field}`);
  const { data } = body.value;
  const items: unknown[] = data === null ? [] : Array.isArray(data) ? data : [data];
  return items.map((item) => asText(field, item));
};

interface Change {
  readonly id: number;
  readonly actionType: 'add' | 'update' | 'delete';
  readonly value: unknown;
}

const feedOf = async (field: number): Promise<Change[]> =>
  (await get(`/v2/field-value-changes?filter=field.id%3Dfield-${field}&orderBy=changedAt`)).body.data;

const sorted = (values: readonly unknown[]): unknown[] => [...values].sort((a, b) => String(a).localeCompare(String(b)));

const replay = (start: readonly unknown[], changes: readonly Change[]): unknown[] => {
  let values = [...start];
  for (const { actionType, value } of changes) {
    if (actionType === 'update') values = [plain(value)];
    else if (actionType === 'add') values.push(plain(value));
    else values = values.filter((each) => each !== plain(value));
  }
  return sorted(values);
};

const check = async (field: number, start: readonly unknown[], seen: ReadonlySet<number>): Promise<void> => {
  const inV2 = await valuesInV2(field);
  const rows = await rowsOf(field);
  expect(rows.map(({ value }) => plain(value))).toEqual(inV2);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const feed = (await feedOf(field)).filter(({ id }) => !seen.has(id));
  if (!fields[field]?.tracked) return expect(feed).toEqual([]);
  expect(replay(start, feed)).toEqual(sorted(inV2));
  const { body } = await get(`/field-value-changes?field_id=${field}&order_by=asc`);
  expect(body.map(({ id }: Row) => id).filter((id: number) => !seen.has(id))).toEqual(feed.map(({ id }) => id));
};

test('whatever is written through either version, both see the same, and the feeds lead from the first values to the last [sandbox.one-truth.values]', async () => {
  await fc.assert(
    fc.asyncProperty(writes, async (sequence) => {
      sandbox.reset();
      const seen = new Set<number>((await get('/v2/field-value-changes')).body.data.map(({ id }: Change) => id));
      const touched = [...new Set(sequence.map(({ field }) => field))];
      const starts = new Map<number, unknown[]>();
      for (const field of touched) starts.set(field, await valuesInV2(field));
      for (const each of sequence) await (each.through === 'v2' ? writeV2(each) : writeV1(each));
      for (const field of touched) await check(field, starts.get(field) ?? [], seen);
    }),
    { numRuns: 40 },
  );
});
