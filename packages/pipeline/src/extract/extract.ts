import type { Reading, Stream } from '../streams/stream.ts';
import type { StreamResult, StreamRunner } from './stream-runner.ts';

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
  readonly readingOf: (stream: Stream) => Promise<Reading>;
  /** A stream that goes before all others, since what it brings may end the run; `check` throws then. */
  readonly first?: { readonly stream: string; readonly check: () => void } | undefined;
  readonly runnerOf: (stream: Stream, reading: Reading) => StreamRunner;
}

/** Runs all streams side by side, each as soon as those are done that it waits for. Rejects only for what ends the run. */
export const extract = async ({ streams, readingOf, runnerOf, first }: ExtractParts): Promise<readonly Extracted[]> => {
  const running = new Map<string, Promise<Extracted>>();
  const run = async (stream: Stream): Promise<Extracted> => {
    const others = await Promise.all(waitsOf(stream).map(start));
    const reading = await readingOf(stream);
    const runner = runnerOf(stream, reading);
    const missing = others.find((other) => stream.needs.includes(other.stream.name) && other.result.status !== 'succeeded');
    if (missing) passOver(runner.result, missing);
    else await runner.run();
    return { stream, reading: runner.reading, runner, result: runner.result };
  };
  const start = (stream: Stream): Promise<Extracted> => {
    const promise = running.get(stream.name) ?? run(stream);
    running.set(stream.name, promise);
    return promise;
  };
  const waitsOf = ({ needs, uses = [] }: Stream): readonly Stream[] =>
    streams.filter(({ name }) => needs.includes(name) || uses.includes(name));
  const leading = streams.find(({ name }) => name === first?.stream);
  if (leading && (await start(leading)).result.status === 'succeeded') first?.check();
  const settled = await Promise.allSettled(streams.map(start));
  const failure = settled.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  return settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
};

const passOver = (result: StreamResult, missing: Extracted): void => {
  result.status = missing.result.status === 'interrupted' ? 'interrupted' : 'skipped';
  result.reason = `needs ${missing.stream.name}, which did not succeed`;
};
