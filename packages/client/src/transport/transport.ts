import type { EndpointSpec } from '@affinity-kit/contract';
import { assertAllowed, type Policies } from '../policies.ts';
import { assertFilter } from './assert-filter.ts';
import { type AttemptParts, type Call, type Connection, eventOf, type Reply, tryOnce } from './attempt.ts';
import { sleep } from './clock.ts';
import { type AnyInput, encode } from './encode.ts';
import { type RetryOptions, retryDelay } from './retry-delay.ts';

/** Options of a single call. */
export interface CallOptions {
  /** Ends the call at once, also while it waits for its turn or for a retry. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of a call whose caller counts requests. */
export interface CountedCallOptions extends CallOptions {
  /** Asked before every further try; `false` ends the call with the error of the last one. */
  readonly mayRetry?: (() => boolean) | undefined;
}

/** What a transport is made of. */
export interface TransportParts extends AttemptParts {
  readonly baseUrl: string;
  readonly connect: () => Connection | Promise<Connection>;
  readonly policies: Policies;
  readonly retry: RetryOptions;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Told of every write that succeeded. */
  readonly onWritten?: ((spec: EndpointSpec) => void) | undefined;
}

/** Options of a call and what its body is turned into; `read` throws where it cannot. */
interface ReadOptions<T> extends CountedCallOptions {
  readonly read: (text: string) => T;
}

/** Sends requests: encode, pace, retry, decode, with hooks on the way. */
export interface Transport {
  readonly request: <T>(spec: EndpointSpec, input: AnyInput, options: ReadOptions<T>) => Promise<Reply<T>>;
}

const always = (): boolean => true;

/** Tries until a try succeeds or a further one would be pointless. */
const perform = async <T>(call: Call<T>, parts: TransportParts, mayRetry = always): Promise<Reply<T>> => {
  const { clock, observer, random, retry } = parts;
  const state = { effect: call.spec.effect, retries: 0, minuteWaits: 0 };
  for (let number = 1; ; number += 1) {
    const attempt = { call, number, parts };
    const outcome = await tryOnce(attempt);
    if ('reply' in outcome) return outcome.reply;
    const { failure, error } = outcome;
    const delay = retryDelay(failure, { ...state, random: random() }, retry);
    if (delay === undefined || !mayRetry()) throw error();
    state[delay.counts ? 'retries' : 'minuteWaits'] += 1;
    const { kind: reason, status } = failure;
    observer.retry({ ...eventOf(attempt), reason, delayMs: delay.delayMs, ...(status !== undefined && { status }) });
    await sleep(clock, delay.delayMs, call.signal);
  }
};

/** Creates a transport. It refuses what the policies forbid before anything is sent, and even before the key is read. */
export const createTransport = (parts: TransportParts): Transport => ({
  request: async (spec, input, { read, signal, mayRetry }) => {
    assertAllowed(spec, parts.policies);
    signal?.throwIfAborted();
    assertFilter(spec, input);
    const request = encode(spec, input, parts.baseUrl);
    const connection = await parts.connect();
    signal?.throwIfAborted();
    const reply = await perform({ spec, request, connection, read, signal }, parts, mayRetry);
    if (spec.effect === 'write') parts.onWritten?.(spec);
    return reply;
  },
});
