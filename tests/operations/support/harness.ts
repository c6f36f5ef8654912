import { type Affinity, createAffinity } from '@affinity-kit/client';
import { createSandbox, type Sandbox, type SandboxOptions, type WebhookSender } from '@affinity-kit/sandbox';
import { afterAll, beforeEach } from 'vitest';
import { firm, keys, now } from './firm.ts';

/** How a request is sent, besides its line. */
export interface Sending {
  /** The key of whoever asks; Mira's, who may everything, unless given. `null` for none. */
  readonly as?: string | null;
  readonly body?: unknown;
  /** API version of v2. */
  readonly version?: string;
}

/** What came back: `body` is untyped, since tests look into answers of every shape, and what is not there fails them. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Sends what a request line says, as curl would: `GET /lists/821`. */
export type Send = (line: string, sending?: Sending) => Promise<Answer>;

/** A client of each user, and the sandbox that they talk to. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly affinity: Affinity;
  readonly as: (key: string) => Affinity;
  readonly send: Send;
  /** Events that webhooks were told of in this test, test deliveries among them. */
  readonly told: () => Promise<readonly string[]>;
}

const headersOf = ({ as = keys.mira, body, version }: Sending): Record<string, string> => ({
  ...(as !== null && { authorization: `Bearer ${as}` }),
  ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
  ...(version !== undefined && { 'x-affinity-api-version': version }),
});

const parsed = (text: string): Answer['body'] => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const sendTo =
  (sandbox: Sandbox): Send =>
  async (line, sending = {}) => {
    const cut = line.indexOf(' ');
    const { body } = sending;
    const payload = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
    const response = await sandbox.fetch(sandbox.url + line.slice(cut + 1), {
      method: line.slice(0, cut),
      headers: headersOf(sending),
      redirect: 'manual',
      ...(payload !== undefined && { body: payload }),
    });
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
  };

/** Addresses with `unreachable` in them answer nobody; all others take whatever comes, and it is remembered. */
const createReceiver = () => {
  const types: string[] = [];
  const sendWebhook: WebhookSender = ({ url, body }) => {
    if (url.includes('unreachable')) return Promise.reject(new Error('connection refused'));
    types.push(JSON.parse(body).type);
    return Promise.resolve(200);
  };
  return { types, sendWebhook };
};

/** The small firm on stage for the tests of a file, each of which finds it as it was: every answer is held against the contract. */
export const stage = (behaviour: Partial<SandboxOptions> = {}): Stage => {
  const { types, sendWebhook } = createReceiver();
  const sandbox = createSandbox({
    firm,
    now: new Date(now),
    clock: 'frozen',
    checkResponses: true,
    limits: { perMinute: 1_000_000 },
    mergeDelayMs: 0,
    sendWebhook,
    ...behaviour,
  });
  const as = (apiKey: string): Affinity => createAffinity({ baseUrl: sandbox.url, apiKey, fetch: sandbox.fetch });
  const told = async (): Promise<readonly string[]> => {
    await sandbox.webhooks.settled();
    return types;
  };
  beforeEach(() => {
    sandbox.reset();
    types.length = 0;
  });
  afterAll(() => sandbox.close());
  return { sandbox, affinity: as(keys.mira), as, send: sendTo(sandbox), told };
};
