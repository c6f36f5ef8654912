import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createWebhookHandler, type WebhookListeners } from '@affinity-kit/client/webhooks';
import { type WebhookEvent, webhookEventTypes } from '@affinity-kit/contract';
import { isLoopbackHost } from '../daemon/loopback-server.ts';

/** Where deliveries come from, and where they go. */
export interface ReceiverOptions {
  readonly secretPath: string;
  /** Where the world reaches this machine; `undefined` where it is reached by its own name alone. */
  readonly publicUrl: URL | undefined;
  /** Keeps an event; the delivery is answered when that is done, and comes again where it fails. */
  readonly keep: (event: WebhookEvent) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly health: RequestListener;
}

type Handler = ReturnType<typeof createWebhookHandler>;

/** A path behind the proxy's own one, where the proxy left that in front. */
const pathOf = (target: string, publicUrl: URL | undefined): string => {
  const prefix = publicUrl?.pathname.replace(/\/+$/, '') ?? '';
  return prefix !== '' && target.startsWith(`${prefix}/`) ? target.slice(prefix.length) : target;
};

const requestOf = (message: IncomingMessage, path: string): Request => {
  const { method = 'GET', headers } = message;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const length = headers['content-length'];
  return new Request(`http://127.0.0.1${path}`, {
    method,
    headers: length === undefined ? {} : { 'content-length': length },
    ...(hasBody && { body: Readable.toWeb(message) as ReadableStream<Uint8Array>, duplex: 'half' }),
  });
};

const reply = async (handler: Handler, { request, response }: { request: Request; response: ServerResponse }): Promise<void> => {
  const { status, headers } = await handler(request);
  response.writeHead(status, Object.fromEntries(headers)).end();
};

/** Answers deliveries, and for the daemon's health. Pages of browsers are kept out, as are names that are not ours. */
export const receiver = ({ secretPath, publicUrl, keep, onError, health }: ReceiverOptions): RequestListener => {
  const on = Object.fromEntries(webhookEventTypes.map((type) => [type, keep])) as WebhookListeners; // every event is kept in one way
  const handler = createWebhookHandler({ secretPath, on, onUnknown: keep, onError });
  return (message, response) => {
    const { host, origin } = message.headers;
    if (message.url === '/health') return health(message, response);
    if (origin !== undefined || !(isLoopbackHost(host) || host === publicUrl?.host)) return void response.writeHead(403).end();
    const request = requestOf(message, pathOf(message.url ?? '/', publicUrl));
    reply(handler, { request, response }).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  };
};
