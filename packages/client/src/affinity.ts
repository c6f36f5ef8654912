import { type EndpointSpec, type Input, v1, v2 } from '@affinity-kit/contract';
import { type Connector, createConnector } from './connection.ts';
import { processEnvironment, readEnvironment } from './environment.ts';
import { createMethods } from './methods.ts';
import { type AffinityOptions, realSurroundings, type Settings, type Surroundings, settle } from './options.ts';
import { nextCursor } from './page.ts';
import { readOnly } from './policies.ts';
import { createServices, type Services } from './services/services.ts';
import type { Exchange } from './transport/exchange.ts';
import { createObserver } from './transport/hooks.ts';
import type { KnownRate } from './transport/pace.ts';
import { type CountedCallOptions, createTransport } from './transport/transport.ts';
import { buildTree, type ClientOf } from './tree.ts';
import { changesMetadata, createMetadata, type Metadata } from './values/metadata.ts';

/** A client of Affinity: under `v1` and `v2` the methods of the API's contract, and beside them what people do every day. */
export interface Affinity extends Services {
  /** The v1 API. */
  readonly v1: ClientOf<typeof v1>;
  /** The v2 API. */
  readonly v2: ClientOf<typeof v2>;
  /** The rate state of the latest answer, from any client that shares the key; `undefined` before the first one. Costs no request. */
  readonly rate: KnownRate | undefined;
  /** Where requests go, without a trailing slash. */
  readonly baseUrl: string;
  /** One successful answer of any endpoint with its body as text, paced, retried and checked like every call, but not parsed. */
  exchange<E extends EndpointSpec>(endpoint: E, input?: Input<E>, options?: CountedCallOptions): Promise<Exchange>;
  /** The cursor after a parsed page of either version, `null` at the end; a `nextUrl` to another server is refused. */
  nextCursor(page: unknown): string | null;
  /** What is known of fields and their options. */
  readonly metadata: Metadata;
  /** The same client, with the same key and pace, that refuses writes. */
  readOnly(): Affinity;
}

const asText = (text: string): undefined => void text;

const assemble = (settings: Settings, surroundings: Surroundings, connector: Connector): Affinity => {
  const { clock, random } = surroundings;
  const observer = createObserver(settings.hooks, settings.logger);
  const onWritten = (spec: EndpointSpec): void => void (changesMetadata(spec) && metadata.clear());
  const transport = createTransport({ ...settings, connect: connector.connect, observer, clock, random, onWritten });
  const methodOf = createMethods(transport, settings.baseUrl);
  const tree = { v1: buildTree(v1, methodOf), v2: buildTree(v2, methodOf) };
  const rate = (): KnownRate | undefined => connector.current()?.pace.rate();
  const metadata = createMetadata(tree.v2, { lifetimeMs: settings.metadataLifetimeMs, now: clock.now });
  const services = createServices({ ...settings, ...tree, clock, observer, metadata, rate });
  return {
    ...tree,
    ...services,
    metadata,
    get rate() {
      return rate();
    },
    baseUrl: settings.baseUrl,
    exchange: async (endpoint, input, { signal, mayRetry } = {}) => {
      const { exchange } = await transport.request(endpoint, input ?? {}, { signal, mayRetry, read: asText });
      return exchange;
    },
    nextCursor: (page) => nextCursor(page, settings.baseUrl),
    readOnly: () => assemble({ ...settings, policies: readOnly() }, surroundings, connector),
  };
};

/** {@link createAffinity} in surroundings of one's own; for tests of this package. */
export const createAffinityIn = (options: AffinityOptions, surroundings: Surroundings): Affinity => {
  const settings = settle(options, surroundings.environment);
  return assemble(settings, surroundings, createConnector(settings, surroundings));
};

/**
 * Creates a client. Nothing is sent before the first call.
 *
 * Without a key it reads `AFFINITY_API_KEY`, the file named by `AFFINITY_API_KEY_FILE`, or the output of `AFFINITY_API_KEY_COMMAND`, and
 * `AFFINITY_BASE_URL` for the base URL. Clients of a process with the same key and server share one pace.
 */
export const createAffinity = (options: AffinityOptions = {}): Affinity => createAffinityIn(options, realSurroundings());

/** Options of {@link fromEnv}. */
export interface FromEnvOptions extends Omit<AffinityOptions, 'apiKey'> {
  /** File with `NAME=value` lines, such as `.env`; variables that are set already win. Node, Bun and Deno only. */
  readonly envFile?: string | undefined;
}

/** Creates a client from the environment, or from an env file beside it. */
export const fromEnv = ({ envFile, ...options }: FromEnvOptions = {}): Affinity => {
  const environment = envFile === undefined ? processEnvironment() : readEnvironment(envFile);
  return createAffinityIn(options, realSurroundings(environment));
};
