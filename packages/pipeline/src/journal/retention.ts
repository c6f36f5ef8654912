import type { Run } from './run.ts';

/** The run from which on every record of a stream was read once; `undefined` where no such run is known. */
export const wholeSince = (runs: readonly Run[], stream: string): Run | undefined => {
  const done = runs.filter(({ state }) => state === 'done');
  const byId = new Map(done.map((run) => [run.loadId, run]));
  const starts = done.flatMap((run) => {
    const brought = run.streams[stream];
    return (brought?.coverage === 'whole' ? run : byId.get(brought?.wholeSince ?? '')) ?? [];
  });
  return starts.reduce<Run | undefined>((latest, run) => (latest && latest.startedAt > run.startedAt ? latest : run), undefined);
};

/** Streams whose requests were made of the records of another, by that other. */
const usersIn = (runs: readonly Run[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const users = new Map<string, Set<string>>();
  for (const run of runs) {
    for (const [name, { uses = [] }] of Object.entries(run.streams)) {
      for (const used of uses) users.set(used, (users.get(used) ?? new Set()).add(name));
    }
  }
  return users;
};

/** Before every run: a stream of which no whole round is known needs all that there is. */
const ever = '';

/**
 * When the oldest run began whose pages of a stream are still the way to what the replica holds, or tell what the requests for another stream
 * were made of when its oldest pages were asked for.
 */
const neededSince = (runs: readonly Run[], stream: string, users: ReadonlySet<string>): string => {
  const starts = [...users].map((user) => {
    const since = wholeSince(runs, user);
    const known = since && runs.filter(({ startedAt }) => startedAt <= since.startedAt);
    return (known && wholeSince(known, stream))?.startedAt ?? ever;
  });
  return [wholeSince(runs, stream)?.startedAt ?? ever, ...starts].sort()[0] ?? ever;
};

/** Whether the replica held already what a run brought because of events: a load that finds nothing new is not written. */
const broughtNothing = ({ loadId, replicaLoadId, streams }: Run, stream: string): boolean =>
  streams[stream]?.mode === 'event' && replicaLoadId !== loadId;

/** What may go of a journal. */
export interface Retention {
  /** Whether a run's pages of a stream can go. */
  readonly isPrunable: (run: Run, stream: string) => boolean;
}

/**
 * Tells which pages of these runs can go.
 *
 * Kept is everything from the last run on that brought the whole stream, or with which those began that did so together; of streams that
 * the requests for others are made of, as far back as these need them. Pages that never reached the replica are of no use once their run is
 * done, nor are those that came because of events and told nothing new. What is asked of many runs is looked up once for each stream: events
 * leave thousands of them.
 */
export const retentionOf = (runs: readonly Run[]): Retention => {
  const users = usersIn(runs);
  const since = new Map<string, string>();
  const neededFrom = (stream: string): string => {
    const start = since.get(stream) ?? neededSince(runs, stream, users.get(stream) ?? new Set());
    since.set(stream, start);
    return start;
  };
  const isPrunable = (run: Run, stream: string): boolean => {
    if (run.state === 'open') return false;
    if (run.streams[stream] === undefined) return true;
    return run.startedAt < neededFrom(stream) || (broughtNothing(run, stream) && !users.has(stream));
  };
  return { isPrunable };
};
