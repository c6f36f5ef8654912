import type { EndpointSpec, EndpointTree, Output, Parsed } from '@affinity-kit/contract';
import type { State } from './state/state.ts';

/** The versions of the v2 API, oldest first. */
export type ApiVersion = '2024-01-01' | '2026-07-15' | '2026-09-17';

/** The caller, as the key told. */
export interface Caller {
  readonly userId: number;
  /** Role permissions by their documented names. */
  readonly permissions: ReadonlySet<string>;
  readonly role: 'Admin' | 'Member';
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
}

/**
 * What a handler may return beside the plain body: text that is JSON already, so that hot pages are not built twice.
 */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A handler: parsed input and context in, success body out; a `Problem` is thrown. */
export type Handler<E extends EndpointSpec> = (input: Parsed<E>, context: RequestContext) => Output<E> | JsonText | Promise<Output<E> | JsonText>;

/** A handler for every endpoint of a tree; a missing one does not compile. */
export type HandlersOf<T> = {
  readonly [K in keyof T]: T[K] extends EndpointSpec ? Handler<T[K]> : T[K] extends EndpointTree ? HandlersOf<T[K]> : HandlersOf<T[K]>;
};
