import { type KnownWebhookEvent, knownWebhookEvent, type WebhookEvent, type WebhookEventType } from '@affinity-kit/contract';
import { AffinityConfigurationError } from '../errors.ts';
import { createMemoryStore, type DeliveryStore, deliveryKey } from './deduplicate.ts';
import { readDelivery } from './read-delivery.ts';

/** What to do for each event, which comes with the body of its own type: v1 shapes, whichever version the webhook was created through. */
export type WebhookListeners = {
  readonly [Type in WebhookEventType]?: ((event: KnownWebhookEvent<Type>) => void | Promise<void>) | undefined;
};

/** Options of {@link createWebhookHandler}. */
export interface WebhookHandlerOptions {
  readonly on: WebhookListeners;
  /**
   * The path of the URL that the webhook was created with, such as `/affinity/` and 32 random letters. At least 16 characters: deliveries are not
   * signed, so who knows the path is believed.
   */
  readonly secretPath: string;
  /** Called for events that nobody knows yet, the test delivery included, and for known ones whose body is not as documented. */
  readonly onUnknown?: ((event: WebhookEvent) => void | Promise<void>) | undefined;
  /** Called with what a listener or the store threw; the delivery is then answered 500 and comes again. */
  readonly onError?: ((error: unknown, event: WebhookEvent) => void) | undefined;
  /** Where deliveries that were dealt with are remembered; in memory unless stated. `false` hands on every repetition. */
  readonly dedupe?: DeliveryStore | false | undefined;
  /** Longest body that is read, in bytes; 4 MiB unless stated. The longest that are known are notes, of some ten thousand characters. */
  readonly maxBodyBytes?: number | undefined;
}

const shortestSecret = 16;

const checkSecret = (secretPath: string): void => {
  if (secretPath.startsWith('/') && secretPath.length >= shortestSecret) return;
  throw new AffinityConfigurationError(`secretPath must begin with '/' and have at least ${shortestSecret} characters`);
};

/** Calls the listener of an event with it. */
const hand = async ({ on, onUnknown }: WebhookHandlerOptions, event: WebhookEvent): Promise<void> => {
  const known = knownWebhookEvent(event);
  if (known === undefined) return onUnknown?.(event);
  // The listener of a type takes the event of that type, which a lookup by a union cannot show.
  const listener = on[known.type] as ((event: KnownWebhookEvent) => void | Promise<void>) | undefined;
  await listener?.(known);
};

const keepsNothing: DeliveryStore = { claim: () => true, release: () => undefined };

const status = (code: number, headers?: Record<string, string>): Response =>
  new Response(null, headers === undefined ? { status: code } : { status: code, headers });

/** Deals with a delivery that no other process has taken on; answers the status. */
const dealWith = async (
  options: WebhookHandlerOptions,
  store: DeliveryStore,
  [key, event]: readonly [string, WebhookEvent],
): Promise<number> => {
  if (!(await store.claim(key))) return 200;
  try {
    await hand(options, event);
    return 200;
  } catch (error) {
    await store.release(key);
    options.onError?.(error, event);
    return 500;
  }
};

const defaultMaxBodyBytes = 4 * 1024 * 1024;

/**
 * Creates the receiver of webhooks, as a function from a web-standard `Request` to a `Response`.
 *
 * A delivery is answered 200 when its listener is done, so that it is repeated if the process dies meanwhile; Affinity waits about 10 seconds, so
 * long work belongs in a queue. Repetitions are answered 200 and not handed on; one that comes while the first is dealt with is answered as that
 * one is. 404 for another path, 405 for another method, 400 and 413 for what is no delivery, 500 when a listener throws.
 */
export const createWebhookHandler = (options: WebhookHandlerOptions): ((request: Request) => Promise<Response>) => {
  checkSecret(options.secretPath);
  const { secretPath, maxBodyBytes = defaultMaxBodyBytes } = options;
  const store = options.dedupe === false ? keepsNothing : (options.dedupe ?? createMemoryStore());
  const underWay = new Map<string, Promise<number>>();
  const once = (key: string, event: WebhookEvent): Promise<number> => {
    const known = options.dedupe === false ? undefined : underWay.get(key);
    if (known !== undefined) return known;
    const failed = (error: unknown): number => {
      options.onError?.(error, event);
      return 500;
    };
    const result = dealWith(options, store, [key, event])
      .catch(failed)
      .finally(() => underWay.delete(key));
    underWay.set(key, result);
    return result;
  };
  return async (request) => {
    const delivery = await readDelivery(request, { secretPath, maxBodyBytes });
    if (typeof delivery === 'number') return status(delivery, delivery === 405 ? { allow: 'POST' } : undefined);
    return status(await once(await deliveryKey(delivery.text), delivery.event));
  };
};
