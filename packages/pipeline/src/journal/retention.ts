import type { Run } from './run.ts';

/** The run from which on every record of a stream was read once; `undefined` where no such run is known. */
export const wholeSince = (runs: readonly Run[], stream: string): Run | undefined => {
  const done = runs.filter(({ state }) => state === 'done');
  const starts = done.flatMap((run) => {
    const brought = run.streams[stream];
    if (brought?.coverage === 'whole') return [run];
    const since = brought?.wholeSince;
    return done.filter(({ loadId }) => loadId === since);
  });
  return starts.reduce<Run | undefined>((latest, run) => (latest && latest.startedAt > run.startedAt ? latest : run), undefined);
};

/** Whether a run began no earlier than another; a stream of which no whole round is known needs all that there is. */
const isFrom = (run: Run, since: Run | undefined): boolean => since === undefined || run.startedAt >= since.startedAt;

/** Whether a run's pages of a stream are still the way to what the replica holds. */
const isNeeded = (runs: readonly Run[], run: Run, stream: string): boolean =>
  run.streams[stream] !== undefined && isFrom(run, wholeSince(runs, stream));

/** Streams whose requests were made of the records of another. */
const usersOf = (runs: readonly Run[], stream: string): readonly string[] =>
  runs.flatMap((run) => Object.entries(run.streams).flatMap(([name, { uses }]) => (uses?.includes(stream) ? [name] : [])));

/** The run from which on every record of a stream was read once, as it was known when another run was done. */
const wholeBefore = (runs: readonly Run[], stream: string, run: Run | undefined): Run | undefined =>
  run &&
  wholeSince(
    runs.filter(({ startedAt }) => startedAt <= run.startedAt),
    stream,
  );

/** Whether a run's pages tell what the requests for a stream were made of when its oldest pages were asked for. */
const isUsed = (runs: readonly Run[], run: Run, stream: string): boolean => {
  const users = usersOf(runs, stream);
  return users.some((user) => {
    const since = wholeBefore(runs, stream, wholeSince(runs, user));
    return isFrom(run, users.includes(stream) ? wholeBefore(runs, stream, since) : since);
  });
};

/**
 * Tells whether a run's pages of a stream can go.
 *
 * Kept is everything from the last run on that brought the whole stream, or with which those began that did so together; of streams that
 * the requests for others are made of, as far back as these need them. Pages that never reached the replica are of no use once their run is
 * done.
 */
export const prunable = (runs: readonly Run[], run: Run, stream: string): boolean => {
  if (run.state === 'open') return false;
  return run.streams[stream] === undefined || !(isNeeded(runs, run, stream) || isUsed(runs, run, stream));
};
