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
  /** Real time from the request's arrival until its answer was ready. */
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
  readonly all: () => LoggedRequest[];
  /** Requests since the log was cleared, forgotten ones counted. */
  readonly count: () => number;
  readonly clear: () => void;
}

/** A log that forgets the oldest beyond `capacity`. */
export const createRequestLog = (capacity: number): RequestLog => {
  let ring: LoggedRequest[] = [];
  let arrived = 0;
  let count = 0;
  return {
    nextId: () => {
      arrived += 1;
      return arrived;
    },
    add: (request) => {
      ring[count % capacity] = request;
      count += 1;
    },
    all: () => (count <= capacity ? [...ring] : [...ring.slice(count % capacity), ...ring.slice(0, count % capacity)]),
    count: () => count,
    clear: () => {
      ring = [];
      arrived = 0;
      count = 0;
    },
  };
};
