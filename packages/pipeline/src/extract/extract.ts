import type { Reading, Stream } from '../streams/stream.ts';
import { StreamRunner, type StreamResult } from './stream-runner.ts';

/** A stream that was run, or passed over because of another. */
export interface Extracted {
  readonly stream: Stream;
  readonly reading: Reading;
  readonly runner: StreamRunner;
  readonly result: StreamResult;
}

/** What running all streams takes. */
export interface ExtractParts {
  readonly streams: readonly Stream[];
  readonly readingOf: (stream: Stream) => Reading;
  readonly runnerOf: (stream: Stream, reading: Reading) => StreamRunner;
}

/** Runs all streams side by side, each as soon as those are done that it waits for. Rejects only for what ends the run. */
export const extract = async ({ streams, readingOf, runnerOf }: ExtractParts): Promise<readonly Extracted[]> => {
  const running = new Map<string, Promise<Extracted>>();
  const run = async (stream: Stream): Promise<Extracted> => {
    const waits = [...stream.needs, ...(stream.uses ?? [])].map((name) => running.get(name) ?? start(name));
    const others = await Promise.all(waits);
    const reading = readingOf(stream);
    const runner = runnerOf(stream, reading);
    const missing = others.find((other) => other && stream.needs.includes(other.stream.name) && other.result.status !== 'succeeded');
    if (missing) {
      const status = missing.result.status === 'interrupted' ? 'interrupted' : 'skipped';
      Object.assign(runner.result, { status, reason: `needs ${missing.stream.name}, which did not succeed` });
    } else {
      await runner.run();
    }
    return { stream, reading, runner, result: runner.result };
  };
  const start = (name: string): Promise<Extracted> | undefined => {
    const stream = streams.find((other) => other.name === name);
    if (!stream) return undefined;
    const promise = run(stream);
    running.set(name, promise);
    return promise;
  };
  for (const { name } of streams) if (!running.has(name)) start(name);
  const settled = await Promise.allSettled(streams.flatMap(({ name }) => running.get(name) ?? []));
  const failure = settled.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  return settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
};
