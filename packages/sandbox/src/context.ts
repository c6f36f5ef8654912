import type { ApiVersion, EndpointSpec, EndpointTree, Output, Parsed } from '@affinity-kit/contract';
import type { Emit } from './behaviour/events.ts';
import type { State } from './state/state.ts';

export type { ApiVersion } from '@affinity-kit/contract';

/** The caller, as the key told. */
export interface Caller {
  readonly userId: number;
  /** Role permissions by their documented names. */
  readonly permissions: ReadonlySet<string>;
  readonly role: 'Admin' | 'Member';
}

/** One allowance, this request counted. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly reset: number;
  readonly used: number;
}

/** What is left to the caller, as the rate headers of the answer will say. */
export interface RateState {
  readonly minute: Allowance;
  /** `null` on a plan without a monthly quota. */
  readonly month: Allowance | null;
}

/** What a handler knows beside its parsed input. */
export interface RequestContext {
  readonly state: State;
  readonly caller: Caller;
  readonly version: ApiVersion;
  /** The sandbox's own time. */
  readonly now: Date;
  /** Absolute URL of the request, its origin taken from the Host header; `nextUrl` is built from it. */
  readonly url: URL;
  readonly rate: RateState;
  /** Tells the firm's webhooks what the request did. */
  readonly emit: Emit;
  /** How long a merge takes. */
  readonly mergeDelayMs: number;
  /** Makes a webhook's test delivery; whether it succeeded. */
  readonly testWebhook: (url: string) => Promise<boolean>;
  /** An address of a file's contents that is good for a minute. */
  readonly downloadUrl: (file: { readonly id: number; readonly name: string }) => string;
}

/**
 * What a handler may return beside the plain body: text that is JSON already, so that hot pages are not built twice.
 */
export class JsonText {
  readonly text: string;
  /** Items in it, for a latency that grows with them. */
  readonly items: number;

  constructor(text: string, items = 0) {
    this.text = text;
    this.items = items;
  }
}

/** What a handler may return in the place of an answer: an address where it is found. */
export class Redirect {
  readonly location: string;

  constructor(location: string) {
    this.location = location;
  }
}

/** What a handler answers with. */
export type Answer<E extends EndpointSpec> = Output<E> | JsonText | Redirect;

/** A handler: parsed input and context in, success body out; a `Problem` is thrown. */
export type Handler<E extends EndpointSpec> = (input: Parsed<E>, context: RequestContext) => Answer<E> | Promise<Answer<E>>;

/** A handler for every endpoint of a tree; a missing one does not compile. */
export type HandlersOf<T> = {
  readonly [K in keyof T]: T[K] extends EndpointSpec ? Handler<T[K]> : T[K] extends EndpointTree ? HandlersOf<T[K]> : never;
};
