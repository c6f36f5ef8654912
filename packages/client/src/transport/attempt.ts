import { type EndpointSpec, freeOfMonthlyQuota, type RateState, rateState } from '@affinity-kit/contract/protocol';
import type { AffinityError, Diagnostics } from '../errors.ts';
import type { Secret } from '../secret.ts';
import type { Clock } from './clock.ts';
import { type ErrorContext, errorOf, excerptOf, isMarkup, isWhole, unreadable } from './decode.ts';
import type { EncodedRequest } from './encode.ts';
import { Exchange, requestIdOf } from './exchange.ts';
import { failureOf, networkError } from './failure.ts';
import type { Observer, RequestEvent } from './hooks.ts';
import type { Pace, PaceNews } from './pace.ts';
import { type Failure, parseRetryAfter } from './retry-delay.ts';
import { type Answer, type Fetch, send } from './send.ts';

/** How tries are made. */
export interface AttemptParts {
  readonly fetch: Fetch;
  readonly apiVersion: string | undefined;
  readonly auth: 'bearer' | 'basic';
  readonly timeoutMs: number;
  readonly observer: Observer;
  readonly clock: Clock;
}

/** The key and the pace that goes with it. */
export interface Connection {
  readonly secret: Secret;
  readonly pace: Pace;
}

/** One logical call, however many tries it takes. */
export interface Call<T> {
  readonly spec: EndpointSpec;
  readonly request: EncodedRequest;
  readonly connection: Connection;
  /** Turns the body into what is asked for; throws where it cannot. */
  readonly read: (text: string) => T;
  readonly signal: AbortSignal | undefined;
}

/** One try of a call. */
export interface Attempt<T> {
  readonly call: Call<T>;
  /** 1 for the first. */
  readonly number: number;
  readonly parts: AttemptParts;
}

/** An answer and what its body was read as. */
export interface Reply<T> {
  readonly value: T;
  readonly exchange: Exchange;
}

/** A try that did not succeed; its error is built only if it is the last. */
interface Failed {
  readonly failure: Failure;
  readonly error: () => AffinityError;
}

/** How a try ended. */
export type Outcome<T> = { readonly reply: Reply<T> } | Failed;

interface Answered {
  readonly answer: Answer;
  readonly rate: RateState;
}

/** By path, which each has for itself: putting the method before it would make a text for every request. */
const free: ReadonlySet<string> = new Set([...freeOfMonthlyQuota, 'GET /v2/rate-limit'].map((operation) => operation.slice('GET '.length)));

/** Whether a call is pointless when the month is used up: asking for the quota is not. */
const countsInMonth = ({ path }: EndpointSpec): boolean => !free.has(path);

const headersOf = ({ spec, request, connection }: Call<unknown>, { auth, apiVersion }: AttemptParts): Record<string, string> => {
  const isV2 = spec.path.startsWith('/v2/');
  const authorization = connection.secret.authorization(isV2 ? 'bearer' : auth);
  const headers: Record<string, string> = { accept: 'application/json', authorization };
  if (typeof request.body === 'string') headers['content-type'] = 'application/json';
  if (isV2 && apiVersion !== undefined) headers['x-affinity-api-version'] = apiVersion;
  return headers;
};

const diagnosticsOf = ({ call, number }: Attempt<unknown>, answered?: Answered): Diagnostics => {
  const { secret } = call.connection;
  const known = { method: call.spec.method, path: secret.redact(call.request.path), attempts: number };
  if (answered === undefined) return known;
  const { answer, rate } = answered;
  const requestId = requestIdOf(answer.headers, secret);
  return { ...known, status: answer.status, rate, bodyExcerpt: excerptOf(answer.text, secret.redact), ...(requestId && { requestId }) };
};

const contextOf = (attempt: Attempt<unknown>, answered?: Answered): ErrorContext => {
  const { spec, connection } = attempt.call;
  const retryAfter = answered?.answer.headers.get('retry-after') ?? null;
  const retryAfterMs = parseRetryAfter(retryAfter, attempt.parts.clock.wall());
  return { spec, diagnostics: diagnosticsOf(attempt, answered), redact: connection.secret.redact, retryAfterMs };
};

/** What hooks and log are told of every event of a try. */
export const eventOf = ({ call, number }: Attempt<unknown>): RequestEvent => ({
  method: call.spec.method,
  path: call.connection.secret.redact(call.request.path),
  attempt: number,
});

/** Reads a body; nothing where it is cut off or not what was expected. */
const readBody = <T>({ spec, read }: Call<T>, text: string): { value: T } | undefined => {
  if (spec.status === 302) return { value: read('') }; // all that a redirect says is in its header
  if (spec.effect === 'read' && !isWhole(text)) return undefined;
  try {
    return { value: read(text) };
  } catch {
    return undefined;
  }
};

const judgeRefusal = (attempt: Attempt<unknown>, answered: Answered): Failed => {
  const context = contextOf(attempt, answered);
  const { answer, rate } = answered;
  const failure: Failure = { kind: 'status', status: answer.status, rate, retryAfterMs: context.retryAfterMs };
  return { failure, error: () => errorOf(answer, context) };
};

/** A redirect is a success where the operation declares one, as downloads do; any other could lead the key astray. */
const isSuccess = ({ spec }: Call<unknown>, status: number): boolean =>
  (status >= 200 && status < 300) || (status === 302 && spec.status === 302);

/** Decides what an answer means. A success that cannot be read was cut off on its way, unless it is a web page. */
const judge = <T>(attempt: Attempt<T>, answered: Answered): Outcome<T> => {
  const { answer, rate } = answered;
  const { status, text } = answer;
  const { call, number } = attempt;
  if (!isSuccess(call, status)) return judgeRefusal(attempt, answered);
  const body = readBody(call, text);
  if (body !== undefined) {
    const exchange = new Exchange({ answer, rate, attempts: number, url: call.request.url, secret: call.connection.secret });
    return { reply: { value: body.value, exchange } };
  }
  const failure: Failure = isMarkup(text) ? { kind: 'status', status } : { kind: 'truncated' };
  return { failure, error: () => unreadable(text, contextOf(attempt, answered)) };
};

const tellResponse = (attempt: Attempt<unknown>, { answer, rate }: Answered, durationMs: number): void => {
  const requestId = requestIdOf(answer.headers, attempt.call.connection.secret);
  const event = { ...eventOf(attempt), status: answer.status, durationMs, rate, ...(requestId && { requestId }) };
  attempt.parts.observer.response?.(event, answer.text);
};

const exchangeOnce = async (attempt: Attempt<unknown>, sentAt: number): Promise<Answered> => {
  const { call, parts } = attempt;
  const { observer, clock, fetch, timeoutMs } = parts;
  if (observer.request !== undefined) observer.request(eventOf(attempt));
  const answer = await send(call.request, { fetch, timeoutMs, clock, headers: headersOf(call, parts), signal: call.signal });
  const answered = { answer, rate: rateState(answer.headers) };
  if (observer.response !== undefined) tellResponse(attempt, answered, clock.now() - sentAt);
  return answered;
};

/** Makes one try: waits for its turn, sends, and judges what comes back. Rejects only on an abort and in a used-up month. */
export const tryOnce = async <T>(attempt: Attempt<T>): Promise<Outcome<T>> => {
  const { spec, signal, connection } = attempt.call;
  const { pace } = connection;
  const entry = { countsInMonth: countsInMonth(spec), signal, method: spec.method, path: spec.path, attempts: attempt.number - 1 };
  const ticket = pace.tryEnter(entry) ?? (await pace.enter(entry));
  let news: PaceNews = {};
  try {
    const answered = await exchangeOnce(attempt, ticket.sentAt);
    news = { status: answered.answer.status, rate: answered.rate };
    return judge(attempt, answered);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    return { failure: failureOf(error), error: () => networkError(error, diagnosticsOf(attempt), connection.secret.redact) };
  } finally {
    pace.leave(ticket, news);
  }
};
