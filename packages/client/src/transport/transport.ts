import { type EndpointSpec, freeOfMonthlyQuota, type RateState, rateState } from '@affinity-kit/contract';
import type { AffinityError, Diagnostics } from '../errors.ts';
import { assertAllowed, type Policies } from '../policies.ts';
import type { Secret } from '../secret.ts';
import { type Clock, sleep } from './clock.ts';
import { type ErrorContext, errorOf, excerptOf, isMarkup, isWhole, unreadable } from './decode.ts';
import { type AnyInput, type EncodedRequest, encode } from './encode.ts';
import { Exchange, requestIdOf } from './exchange.ts';
import { failureOf, networkError } from './failure.ts';
import type { Observer } from './hooks.ts';
import type { Pace, PaceNews } from './pace.ts';
import { type Failure, parseRetryAfter, type RetryOptions, retryDelay } from './retry-delay.ts';
import { type Answer, type Fetch, send } from './send.ts';

/** Options of a single call. */
export interface CallOptions {
  /** Ends the call at once, also while it waits for its turn or for a retry. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer and what its body was read as. */
export interface Reply<T> {
  readonly value: T;
  readonly exchange: Exchange;
}

/** What a transport is made of. */
export interface TransportParts {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly connect: () => Connection | Promise<Connection>;
  readonly apiVersion: string | undefined;
  readonly auth: 'bearer' | 'basic';
  readonly policies: Policies;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  readonly observer: Observer;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** The key and the pace that goes with it. */
export interface Connection {
  readonly secret: Secret;
  readonly pace: Pace;
}

/** One logical call, however many tries it takes. */
interface Call<T> {
  readonly spec: EndpointSpec;
  readonly request: EncodedRequest;
  readonly connection: Connection;
  readonly read: (text: string) => T;
  readonly signal: AbortSignal | undefined;
}

interface Failed {
  readonly failure: Failure;
  readonly error: () => AffinityError;
}

type Outcome<T> = { readonly reply: Reply<T> } | Failed;

const free: ReadonlySet<string> = new Set([...freeOfMonthlyQuota, 'GET /v2/rate-limit']);

/** Whether a call is worth sending when the month is used up: asking for the quota is. */
const countsInMonth = (spec: EndpointSpec): boolean => !free.has(`${spec.method} ${spec.path}`);

const headersOf = (call: Call<unknown>, parts: TransportParts): Record<string, string> => {
  const isV2 = call.spec.path.startsWith('/v2/');
  const authorization = call.connection.secret.authorization(isV2 ? 'bearer' : parts.auth);
  const headers: Record<string, string> = { accept: 'application/json', authorization };
  if (typeof call.request.body === 'string') headers['content-type'] = 'application/json';
  if (isV2 && parts.apiVersion !== undefined) headers['x-affinity-api-version'] = parts.apiVersion;
  return headers;
};

/** A redirect is a success where the operation declares one, as downloads do; any other could lead the key astray. */
const isSuccess = (spec: EndpointSpec, status: number): boolean => (status >= 200 && status < 300) || (status === 302 && spec.status === 302);

/** Reads a body. A read whose answer is cut off counts as a broken connection. */
const readBody = <T>(call: Call<T>, text: string): { value: T } | undefined => {
  if (call.spec.status === 302) return { value: call.read('') }; // all that a redirect says is in its header
  if (call.spec.effect === 'read' && !isWhole(text)) return undefined;
  try {
    return { value: call.read(text) };
  } catch {
    return undefined;
  }
};

/** Sends requests: encode, pace, retry, decode, with hooks on the way. */
export const createTransport = (parts: TransportParts) => {
  const { clock, observer } = parts;

  const contextOf = (call: Call<unknown>, attempts: number, answer?: Answer, rate?: RateState): ErrorContext => {
    const { redact } = call.connection.secret;
    const requestId = answer && requestIdOf(answer.headers, call.connection.secret);
    const diagnostics: Diagnostics = {
      method: call.spec.method,
      path: redact(call.request.path),
      attempts,
      ...(answer && { status: answer.status, bodyExcerpt: excerptOf(answer.text, redact) }),
      ...(requestId && { requestId }),
      ...(rate && { rate }),
    };
    const retryAfterMs = parseRetryAfter(answer?.headers.get('retry-after') ?? null, clock.wall());
    return { spec: call.spec, diagnostics, redact, retryAfterMs };
  };

  const judge = <T>(call: Call<T>, attempts: number, answer: Answer, rate: RateState): Outcome<T> => {
    const { status, text } = answer;
    if (!isSuccess(call.spec, status)) {
      const context = contextOf(call, attempts, answer, rate);
      return { failure: { kind: 'status', status, rate, retryAfterMs: context.retryAfterMs }, error: () => errorOf(answer, context) };
    }
    const body = readBody(call, text);
    if (body !== undefined) {
      const exchange = new Exchange({ answer, rate, attempts, url: call.request.url, secret: call.connection.secret });
      return { reply: { value: body.value, exchange } };
    }
    const failure: Failure = isMarkup(text) ? { kind: 'status', status } : { kind: 'truncated' };
    return { failure, error: () => unreadable(text, contextOf(call, attempts, answer, rate)) };
  };

  const eventOf = (call: Call<unknown>, attempt: number) => ({
    method: call.spec.method,
    path: call.connection.secret.redact(call.request.path),
    attempt,
  });

  const tell = (call: Call<unknown>, attempt: number, answer: Answer, news: { rate: RateState; durationMs: number }): void => {
    const requestId = requestIdOf(answer.headers, call.connection.secret);
    observer.response?.({ ...eventOf(call, attempt), ...news, status: answer.status, ...(requestId && { requestId }) }, answer.text);
  };

  const exchangeOnce = async (call: Call<unknown>, attempt: number, sentAt: number): Promise<Answer> => {
    if (observer.request !== undefined) observer.request(eventOf(call, attempt));
    const { fetch, timeoutMs } = parts;
    const answer = await send(call.request, { fetch, timeoutMs, clock, headers: headersOf(call, parts), signal: call.signal });
    if (observer.response !== undefined) tell(call, attempt, answer, { rate: rateState(answer.headers), durationMs: clock.now() - sentAt });
    return answer;
  };

  const attempt = async <T>(call: Call<T>, attempts: number): Promise<Outcome<T>> => {
    const { pace } = call.connection;
    const { spec, signal } = call;
    const entry = { countsInMonth: countsInMonth(spec), signal, method: spec.method, path: spec.path, attempts: attempts - 1 };
    const ticket = pace.tryEnter(entry) ?? (await pace.enter(entry));
    let news: PaceNews = {};
    try {
      const answer = await exchangeOnce(call, attempts, ticket.sentAt);
      const rate = rateState(answer.headers);
      news = { status: answer.status, rate };
      return judge(call, attempts, answer, rate);
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      const context = contextOf(call, attempts);
      return { failure: failureOf(error), error: () => networkError(error, context.diagnostics, context.redact) };
    } finally {
      pace.leave(ticket, news);
    }
  };

  const perform = async <T>(call: Call<T>): Promise<Reply<T>> => {
    let [retries, minuteWaits] = [0, 0];
    for (let attempts = 1; ; attempts += 1) {
      const outcome = await attempt(call, attempts);
      if ('reply' in outcome) return outcome.reply;
      const { failure, error } = outcome;
      const delay = retryDelay(failure, { effect: call.spec.effect, retries, minuteWaits, random: parts.random() }, parts.retry);
      if (delay === undefined) throw error();
      if (delay.counts) retries += 1;
      else minuteWaits += 1;
      const { kind: reason, status } = failure;
      observer.retry({ ...eventOf(call, attempts), reason, delayMs: delay.delayMs, ...(status !== undefined && { status }) });
      await sleep(clock, delay.delayMs, call.signal);
    }
  };

  return {
    /** One logical call; `read` turns the body into what is asked for and throws where it cannot. */
    request: async <T>(spec: EndpointSpec, input: AnyInput, { read, signal }: CallOptions & { read: (text: string) => T }): Promise<Reply<T>> => {
      assertAllowed(spec, parts.policies);
      signal?.throwIfAborted();
      const request = encode(spec, input, parts.baseUrl);
      const connection = await parts.connect();
      signal?.throwIfAborted();
      return perform({ spec, request, connection, read, signal });
    },
  };
};

/** See {@link createTransport}. */
export type Transport = ReturnType<typeof createTransport>;
