import type { EndpointSpec } from '@affinity-kit/contract';
import { attemptsOf, statusOf } from '../extract/errors.ts';
import { isObject, type JsonObject } from '../normalise/record-reader.ts';
import type { SyncClient } from '../sync/options.ts';

/** An answer that is none. */
export class Refusal {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }

  /** Whether it is this key that may not ask. */
  get isOfKey(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

/** Asks how much there is, and counts what that takes. */
export class Probe {
  readonly #client: SyncClient;
  readonly #signal: AbortSignal | undefined;
  requests = 0;

  constructor(client: SyncClient, signal: AbortSignal | undefined) {
    this.#client = client;
    this.#signal = signal;
  }

  /** Of a server that cannot tell, nothing is known; whatever else fails, fails when it is read. */
  async ask(endpoint: EndpointSpec, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    try {
      const { text, attempts } = await this.#client.exchange(endpoint, input, this.#signal ? { signal: this.#signal } : {});
      this.requests += attempts;
      return JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) this.requests += attemptsOf(error);
      const status = statusOf(error);
      if (status === undefined && !(error instanceof SyntaxError)) throw error;
      return new Refusal(status ?? 0);
    }
  }

  /** Records of a page; none where the answer is none. */
  async page(endpoint: EndpointSpec, input: Readonly<Record<string, unknown>>): Promise<readonly JsonObject[]> {
    return recordsIn(await this.ask(endpoint, input));
  }

  /** The total that a collection tells when it is asked to; `undefined` where it does not. */
  async total(endpoint: EndpointSpec, input: Readonly<Record<string, unknown>> = { limit: 1 }): Promise<number | Refusal | undefined> {
    const answer = await this.ask(endpoint, { ...input, totalCount: true });
    return answer instanceof Refusal ? answer : totalIn(answer);
  }
}

/** The records of an answer, whether they come in a page or as a bare array. */
export const recordsIn = (answer: unknown): readonly JsonObject[] => {
  const records = isObject(answer) ? answer['data'] : answer;
  return Array.isArray(records) ? records.filter(isObject) : [];
};

/** How many there are in all, where the answer tells. */
const totalIn = (answer: unknown): number | undefined => {
  const pagination = isObject(answer) ? answer['pagination'] : undefined;
  const total = isObject(pagination) ? pagination['totalCount'] : undefined;
  return typeof total === 'number' ? total : undefined;
};
