/** One request, as the log remembers it: never its headers, never a key. */
export interface LoggedRequest {
  /** Counts from 1, and is the number in the answer's `x-request-id`. */
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

/** The last requests, oldest first. */
export interface RequestLog {
  readonly add: (request: LoggedRequest) => void;
  readonly all: () => LoggedRequest[];
  /** Requests since the log was cleared, forgotten ones counted. */
  readonly count: () => number;
  readonly clear: () => void;
}

/** A log that forgets the oldest beyond `capacity`. */
export const createRequestLog = (capacity: number): RequestLog => {
  let ring: LoggedRequest[] = [];
  let count = 0;
  return {
    add: (request) => {
      ring[count % capacity] = request;
      count += 1;
    },
    all: () => (count <= capacity ? [...ring] : [...ring.slice(count % capacity), ...ring.slice(0, count % capacity)]),
    count: () => count,
    clear: () => {
      ring = [];
      count = 0;
    },
  };
};
