import { afterEach, describe, expect, it } from 'vitest';
import { type SmallSandbox, smallSandbox } from '../state/small-firm.fixture.ts';

const opened: SmallSandbox[] = [];
const open = (v2LagMs?: number): SmallSandbox => {
  const small = smallSandbox(v2LagMs === undefined ? {} : { v2LagMs });
  opened.push(small);
  return small;
};

afterEach(() => {
  for (const { sandbox } of opened.splice(0)) sandbox.close();
});

const target = '/v2/lists/10/list-entries/1001/fields/field-203';
const amount = async ({ get }: SmallSandbox): Promise<unknown> => (await get(target)).body.value.data;

const valueId = async ({ get }: SmallSandbox): Promise<number> => {
  const { body } = await get('/field-values?list_entry_id=1001');
  return body.find(({ field_id }: { field_id: number }) => field_id === 203).id;
};

const write = async (small: SmallSandbox, value: number): Promise<void> => {
  await small.call('PUT', `/field-values/${await valueId(small)}`, { body: { value } });
};

const written = async ({ get }: SmallSandbox): Promise<unknown> => {
  const { body } = await get('/field-values?list_entry_id=1001');
  return body.find(({ field_id }: { field_id: number }) => field_id === 203).value;
};

describe('a write of v1', () => {
  it('is seen by v2 at once, unless a lag is asked for', async () => {
    const small = open();
    await write(small, 1);
    expect(await amount(small)).toBe(1);
  });

  it('is seen by v1 at once and by v2 after the lag [sandbox.staleness]', async () => {
    const small = open(500);
    await write(small, 1);
    expect([await written(small), await amount(small)]).toEqual([1, 250_000]);
    small.sandbox.clock.advance(300);
    await write(small, 2);
    expect([await written(small), await amount(small)]).toEqual([2, 250_000]);
    small.sandbox.clock.advance(200);
    expect([await written(small), await amount(small)]).toEqual([2, 1]);
    small.sandbox.clock.advance(300);
    expect([await written(small), await amount(small)]).toEqual([2, 2]);
  });

  it('is seen by v2 as soon as v2 writes itself, which it sees at once', async () => {
    const small = open(500);
    await write(small, 1);
    const body = { value: { type: 'text', data: 'now' } };
    expect((await small.call('POST', '/v2/lists/10/list-entries/1001/fields/field-204', { body })).status).toBe(204);
    expect(await amount(small)).toBe(1);
    expect((await small.get('/v2/lists/10/list-entries/1001/fields/field-204')).body.value.data).toBe('now');
  });

  it('is seen at once after a restore', async () => {
    const small = open(500);
    const snapshot = small.sandbox.snapshot();
    await write(small, 1);
    const later = small.sandbox.snapshot();
    small.sandbox.restore(snapshot);
    expect(await amount(small)).toBe(250_000);
    small.sandbox.restore(later);
    expect(await amount(small)).toBe(1);
  });
});
