import type { RateState } from '@affinity-kit/contract';
import type { Reply } from './transport/attempt.ts';
import type { Exchange } from './transport/exchange.ts';

/** What the answer says beside its body. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  readonly rate: RateState;
  /** Requests that were sent for this call, retries included. */
  readonly attempts: number;
  readonly url: string;
}

/** A body and what came with it. */
export interface WithResponse<T> {
  readonly data: T;
  readonly response: ResponseInfo;
}

/** A body beside its response, which has no body. */
export const withResponse = <T>(exchange: Exchange, data: T): WithResponse<T> => {
  const { status, headers, attempts, url, rate, requestId } = exchange;
  return { data, response: { status, headers, attempts, url, rate, requestId } };
};

/** A call under way: await it for the body, or ask it for the response too. */
export class AffinityCall<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'AffinityCall';
  readonly #reply: Promise<Reply<T>>;

  constructor(reply: Promise<Reply<T>>) {
    this.#reply = reply;
  }

  /** The body together with status, headers, request id, rate state and number of attempts. */
  async withResponse(): Promise<WithResponse<T>> {
    const { exchange, value } = await this.#reply;
    return withResponse(exchange, value);
  }

  // biome-ignore lint/suspicious/noThenProperty: a call is a promise.
  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#reply.then((reply) => reply.value).then(fulfilled, rejected);
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected);
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled);
  }
}
