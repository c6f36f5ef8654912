import type { RateState } from '@affinity-kit/contract';

/** What all hooks are told. There is no header, body or query in it. */
export interface RequestEvent {
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** A complete answer, whatever its status. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** Size of the body as UTF-8 after decompression. */
  readonly bytes: number;
  /** From sending to the last byte. */
  readonly durationMs: number;
  readonly requestId?: string;
  readonly rate?: RateState;
}

/** A try that failed and will be repeated. */
export interface RetryEvent extends RequestEvent {
  readonly reason: 'status' | 'refused' | 'network' | 'timeout' | 'truncated';
  readonly status?: number;
  readonly delayMs: number;
}

/** An operation that is documented and was refused as unknown (404) or not implemented (501) was done in another way. */
export interface FallbackEvent {
  /** Method and path template of the operation that was refused. */
  readonly operation: string;
  /** Method and path template of what was called instead. */
  readonly instead: string;
  /** What the refusal said. */
  readonly reason: string;
}

/** Called as requests pass. A hook cannot change them; what it throws is logged and otherwise ignored. */
export interface Hooks {
  readonly onRequest?: (event: RequestEvent) => void;
  readonly onResponse?: (event: ResponseEvent) => void;
  readonly onRetry?: (event: RetryEvent) => void;
  readonly onFallback?: (event: FallbackEvent) => void;
}

/** The part of `console` and most logging libraries that the client uses. */
export interface Logger {
  readonly debug?: (message: string) => void;
  readonly warn?: (message: string) => void;
}

/** Hooks and logger behind one face that never throws; what nobody listens to is absent, so that nothing is prepared for it. */
export interface Observer {
  readonly request?: (event: RequestEvent) => void;
  readonly response?: (event: Omit<ResponseEvent, 'bytes'>, body: string) => void;
  readonly retry: (event: RetryEvent) => void;
  readonly fallback: (event: FallbackEvent) => void;
}

const byteLength = (text: string): number => globalThis.Buffer?.byteLength(text) ?? new TextEncoder().encode(text).length;

const callSafely = <E>(hook: ((event: E) => unknown) | undefined, event: E, logger: Logger): void => {
  if (hook === undefined) return;
  const complain = (error: unknown): void =>
    logger.warn?.(`affinity: a hook failed: ${error instanceof Error ? error.name : typeof error}`);
  try {
    const result = hook(event);
    if (result instanceof Promise) result.catch(complain);
  } catch (error) {
    complain(error);
  }
};

export const createObserver = (hooks: Hooks, logger: Logger): Observer => {
  const { onFallback, onRequest, onResponse, onRetry } = hooks;
  const response = (event: Omit<ResponseEvent, 'bytes'>, body: string): void => {
    logger.debug?.(`affinity: ${event.method} ${event.path} ${event.status} in ${Math.round(event.durationMs)} ms`);
    if (onResponse !== undefined) callSafely(onResponse, { ...event, bytes: byteLength(body) }, logger);
  };
  return {
    ...(onRequest && { request: (event: RequestEvent) => callSafely(onRequest, event, logger) }),
    ...((onResponse ?? logger.debug) && { response }),
    retry: (event) => {
      const why = event.status === undefined ? event.reason : `status ${event.status}`;
      logger.warn?.(`affinity: ${event.method} ${event.path} failed (${why}), trying again in ${Math.round(event.delayMs)} ms`);
      callSafely(onRetry, event, logger);
    },
    fallback: (event) => {
      logger.warn?.(`affinity: ${event.operation} was refused (${event.reason}); ${event.instead} did it instead`);
      callSafely(onFallback, event, logger);
    },
  };
};
