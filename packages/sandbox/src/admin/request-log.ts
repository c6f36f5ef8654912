/** One request, as the log remembers it: never its headers, never a key. */
export interface LoggedRequest {
  /** Counts arrivals from 1; the answer carries it as `x-request-id`. */
  readonly id: number;
  /** The sandbox's own time. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** 0 where nothing was sent. */
  readonly status: number;
  /** Real time from the request's arrival until its answer was ready, to a tenth. */
  readonly ms: number;
  readonly userId: number | null;
  /** The fault that struck it. */
  readonly fault: string | null;
}

/** The last requests in the order in which they were answered, oldest first. */
export interface RequestLog {
  /** The id of the next request. */
  readonly nextId: () => number;
  readonly add: (request: LoggedRequest) => void;
  /** Those that were answered after the first `count`, as far as they are remembered; all unless given. */
  readonly all: (count?: number) => LoggedRequest[];
  /** The one of this id, if it is remembered. */
  readonly get: (id: number) => LoggedRequest | undefined;
  /** Requests since the log was cleared, forgotten ones counted. */
  readonly count: () => number;
  /** How often the log was cleared: counts of another era say nothing of this one. */
  readonly era: () => number;
  readonly clear: () => void;
}

/** A log that forgets the oldest beyond `capacity`; 0 remembers none. */
export const createRequestLog = (capacity: number): RequestLog => {
  let ring: LoggedRequest[] = [];
  let arrived = 0;
  let count = 0;
  let era = 0;
  const ordered = (): LoggedRequest[] =>
    count <= capacity ? [...ring] : [...ring.slice(count % capacity), ...ring.slice(0, count % capacity)];
  return {
    nextId: () => {
      arrived += 1;
      return arrived;
    },
    add: (request) => {
      if (capacity > 0) ring[count % capacity] = request;
      count += 1;
    },
    all: (after = 0) => (after >= count || capacity === 0 ? [] : ordered().slice(Math.max(0, after - count + ring.length))),
    get: (id) => ring.find((request) => request.id === id),
    count: () => count,
    era: () => era,
    clear: () => {
      ring = [];
      arrived = 0;
      count = 0;
      era += 1;
    },
  };
};
