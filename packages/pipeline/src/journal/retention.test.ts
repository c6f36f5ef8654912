import { expect, it } from 'vitest';
import { retentionOf } from './retention.ts';
import type { Run, StreamRun } from './run.ts';

const run = (number: number, streams: Run['streams']): Run => {
  const loadId = `load-${number}`;
  const startedAt = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const fixed = { version: 1, asked: '', shape: 's', identity: 'i', plan: {}, state: 'done' } as const;
  return { ...fixed, loadId, startedAt, streams, replicaLoadId: loadId };
};

const event: StreamRun = { coverage: 'part', mode: 'event', pages: 1 };

it('does not look at every run for every other: a month of events is told in a moment', () => {
  let looked = 0;
  const counting = (streams: Run['streams']): Run['streams'] =>
    new Proxy(streams, {
      get: (target, name) => {
        looked += 1;
        return Reflect.get(target, name) as StreamRun;
      },
    });
  const whole: StreamRun = { coverage: 'whole', mode: 'full', pages: 1 };
  const runs = [run(0, { companies: whole, fields: whole, list_entries: { ...whole, uses: ['fields'] } })];
  for (let number = 1; number <= 2000; number++) runs.push(run(number, counting({ companies: event, list_entries: event })));
  const { isPrunable } = retentionOf(runs);
  expect(runs.some((one) => isPrunable(one, 'companies') || isPrunable(one, 'list_entries'))).toBe(false);
  expect(looked).toBeLessThan(40 * runs.length);
});
