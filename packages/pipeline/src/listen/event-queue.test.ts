import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventQueue, type QueuedEvent } from './event-queue.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const event = (id: number): QueuedEvent => ({ receivedAt: '2026-11-21T10:00:00.000Z', touches: [{ kind: 'company', id }] });
const idsOf = (events: readonly QueuedEvent[] = []): number[] => events.flatMap(({ touches }) => touches.map(({ id }) => id));

describe('the queue of events', () => {
  it('loses none of those that come while others are taken out', async () => {
    const queue = await EventQueue.open(folder);
    const taken: number[] = [];
    const drain = async (): Promise<void> => {
      const batch = await queue.take();
      taken.push(...idsOf(batch?.events));
      await batch?.done();
    };
    for (let round = 0; round < 20; round++) {
      const adding = Array.from({ length: 5 }, (_, nth) => queue.add(event(round * 5 + nth)));
      await Promise.all([...adding, drain(), drain()]);
    }
    await drain();
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, id) => id));
    expect([queue.size, await readdir(folder)]).toEqual([0, []]);
  });

  it('has those that nobody was done with again, and not the one that a crash tore', async () => {
    const queue = await EventQueue.open(folder);
    await queue.add(event(1));
    await queue.take();
    await queue.add(event(2));
    const [, last = ''] = (await readdir(folder)).sort();
    await appendFile(join(folder, last), '\n{"receivedAt":"2026-11-21T10:0');
    const reopened = await EventQueue.open(folder);
    await reopened.add(event(3));
    expect(reopened.size).toBe(3);
    expect(idsOf((await reopened.take())?.events)).toEqual([1, 2, 3]);
  });

  it('queues once more what is given back', async () => {
    const queue = await EventQueue.open(folder);
    await queue.add(event(1));
    await (await queue.take())?.done([event(1)]);
    expect(queue.size).toBe(1);
    expect(idsOf((await queue.take())?.events)).toEqual([1]);
    expect(await queue.take()).toBeUndefined();
  });
});
