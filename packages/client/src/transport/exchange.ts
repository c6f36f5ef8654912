import type { RateState } from '@affinity-kit/contract';
import type { Secret } from '../secret.ts';
import type { Answer } from './send.ts';

/** What of an {@link Exchange} is known only to its call. */
interface ExchangeParts {
  readonly answer: Answer;
  readonly rate: RateState;
  readonly attempts: number;
  readonly url: string;
  readonly secret: Secret;
}

/** Copies headers without the key, should a server have echoed it. */
const headersWithoutKey = (headers: Headers, { redact }: Secret): Headers => {
  const clean = new Headers();
  for (const [name, value] of headers) clean.append(name, redact(value));
  return clean;
};

/** Affinity's own id of a request, where the answer names one. */
export const requestIdOf = (headers: Headers, { redact }: Secret): string | undefined => {
  const requestId = headers.get('x-request-id');
  return requestId === null ? undefined : redact(requestId);
};

/** One successful answer as it came, with its body as text. Most of it is worked out when it is asked for, since most callers do not ask. */
export class Exchange {
  readonly status: number;
  /** The body; empty for an empty answer. */
  readonly text: string;
  /** What the rate headers said. */
  readonly rate: RateState;
  /** Requests that were sent for this call, retries included. */
  readonly attempts: number;
  readonly #parts: ExchangeParts;
  #headers: Headers | undefined;

  constructor(parts: ExchangeParts) {
    this.status = parts.answer.status;
    this.text = parts.answer.text;
    this.rate = parts.rate;
    this.attempts = parts.attempts;
    this.#parts = parts;
  }

  get headers(): Headers {
    this.#headers ??= headersWithoutKey(this.#parts.answer.headers, this.#parts.secret);
    return this.#headers;
  }

  get requestId(): string | undefined {
    return requestIdOf(this.#parts.answer.headers, this.#parts.secret);
  }

  /** The header `Date`: when the server says that it answered, in whole seconds. */
  get date(): string | undefined {
    return this.#parts.answer.headers.get('date') ?? undefined;
  }

  get url(): string {
    return this.#parts.secret.redact(this.#parts.url);
  }
}
