import type { EndpointSpec } from '@affinity-kit/contract';
import type { SyncClient } from '../sync/options.ts';

/** An object of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value of an answer is an object. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

interface AskerOptions {
  readonly client: SyncClient;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the API, and counts. What it refuses for lack of permission, or does not know, is unknown. */
export class Asker {
  /** Requests that were made, tries included. */
  requests = 0;
  readonly #options: AskerOptions;

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  /** The answer of one request. */
  async ask(endpoint: EndpointSpec, input: Json): Promise<Json | undefined> {
    const { client, signal } = this.#options;
    try {
      const { text, attempts } = await client.exchange(endpoint, input, signal ? { signal } : {});
      this.requests += attempts;
      const answer: unknown = JSON.parse(text);
      return isObject(answer) ? answer : undefined;
    } catch (error) {
      this.requests += 1;
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'authorization' || code === 'not_found' || code === 'validation') return undefined;
      throw error;
    }
  }

  /** How many records a page says there are; `null` where it does not say. */
  async total(endpoint: EndpointSpec, input: Json): Promise<number | null> {
    const answer = await this.ask(endpoint, { totalCount: true, ...input });
    const pagination = answer?.['pagination'];
    const total = isObject(pagination) ? pagination['totalCount'] : undefined;
    return typeof total === 'number' ? total : null;
  }
}
