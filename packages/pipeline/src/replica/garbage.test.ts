import { describe, expect, it } from 'vitest';
import { collectGarbage, collectMuchGarbage } from './garbage.ts';

/** Whether nothing holds it any more, seen from outside of the function that made it. */
const leave = (): WeakRef<object> => new WeakRef({ page: 'x'.repeat(1000) });

/** What was reached in this turn of the event loop is held until the next. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('garbage', () => {
  it('is gone when it is asked for', async () => {
    const left = leave();
    await nextTurn();
    collectGarbage();
    expect(left.deref()).toBeUndefined();
  });

  it('is gone also where there is much of it', async () => {
    const left = leave();
    const much = Buffer.alloc(100 * 2 ** 20);
    await nextTurn();
    collectMuchGarbage();
    expect([left.deref(), much.length]).toEqual([undefined, 100 * 2 ** 20]);
  });
});
