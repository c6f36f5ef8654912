import type { ApiVersion } from '@affinity-kit/contract';
import { defaultBaseUrl, parseBaseUrl } from './base-url.ts';
import { type Environment, findKey, processEnvironment } from './environment.ts';
import { AffinityConfigurationError } from './errors.ts';
import type { Policies } from './policies.ts';
import { createSecret, type Secret } from './secret.ts';
import type { Consistency, OnMerged } from './services/context.ts';
import { type Clock, systemClock } from './transport/clock.ts';
import type { Hooks, Logger } from './transport/hooks.ts';
import { defaultPace, type PaceOptions } from './transport/pace.ts';
import { type PaceRegistry, sharedPaces } from './transport/pace-registry.ts';
import { defaultRetry, type RetryOptions } from './transport/retry-delay.ts';
import type { Fetch } from './transport/send.ts';

/** A key, or something that gets it from where it is kept; asked once, at the first request. */
export type ApiKey = string | (() => string | Promise<string>);

/** Settings of a client. All have defaults; the key's is the environment. */
export interface AffinityOptions {
  /** Without it: `AFFINITY_API_KEY`, `AFFINITY_API_KEY_FILE` or `AFFINITY_API_KEY_COMMAND`; the last two are read at the first request. */
  readonly apiKey?: ApiKey | undefined;
  /** Without it `AFFINITY_BASE_URL`, or `https://api.affinity.co`. `http:` is refused except on loopback. */
  readonly baseUrl?: string | undefined;
  /** Any function that behaves like the global `fetch`, which is the default. */
  readonly fetch?: Fetch | undefined;
  /** Version of the v2 API, such as `2026-09-17`; without it the key's own default applies. */
  readonly apiVersion?: ApiVersion | (string & Record<never, never>) | undefined;
  /** What the client may do; everything unless stated. */
  readonly policies?: Partial<Policies> | undefined;
  /** How fast it may go; `false` leaves that to the caller. */
  readonly pace?: Partial<PaceOptions> | false | undefined;
  /** How often it tries again; `false` is never. */
  readonly retry?: Partial<RetryOptions> | false | undefined;
  /** Milliseconds for one try, from sending to the last byte; 60,000 unless stated. */
  readonly timeoutMs?: number | undefined;
  readonly logger?: Logger | undefined;
  readonly hooks?: Hooks | undefined;
  /** How v1 is told the key; v2 knows only `bearer`. */
  readonly auth?: 'bearer' | 'basic' | undefined;
  /** What services answer after a write through v1, which v2 shows late; `eventual` unless stated. */
  readonly consistency?: Consistency | undefined;
  /** What services do with the id of a record that was merged away; `error` unless stated. */
  readonly onMerged?: OnMerged | undefined;
  /** Milliseconds for which lists, fields and options are remembered; 300,000 unless stated, 0 remembers nothing. */
  readonly metadataLifetimeMs?: number | undefined;
}

/** What tests replace. */
export interface Surroundings {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly paces: PaceRegistry;
  readonly environment: Environment;
}

/** Options with every default filled in. */
export interface Settings {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly apiVersion: string | undefined;
  readonly policies: Policies;
  readonly pace: PaceOptions | false;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  readonly logger: Logger;
  readonly hooks: Hooks;
  readonly auth: 'bearer' | 'basic';
  readonly consistency: Consistency;
  readonly onMerged: OnMerged;
  readonly metadataLifetimeMs: number;
  readonly loadSecret: () => Promise<Secret>;
}

/** The machine's own clock and chance, the paces of this process and its environment. */
export const realSurroundings = (environment: Environment = processEnvironment()): Surroundings => ({
  clock: systemClock,
  random: Math.random,
  paces: sharedPaces,
  environment,
});

/** `setTimeout` fires at once beyond this number of milliseconds. */
const longestTimerMs = 2 ** 31 - 1;

const checkedTimeout = (timeoutMs: number): number => {
  if (timeoutMs > 0 && timeoutMs <= longestTimerMs) return timeoutMs;
  throw new AffinityConfigurationError('timeoutMs must be a positive number of milliseconds');
};

const checkedPace = (options: PaceOptions): PaceOptions => {
  if (options.maxConcurrency >= 1 && options.startConcurrency >= 1 && options.minuteReserve >= 0) return options;
  throw new AffinityConfigurationError('pace: maxConcurrency and startConcurrency must be at least 1, minuteReserve at least 0');
};

const checkedRetry = (options: RetryOptions): RetryOptions => {
  if (options.retries >= 0 && options.baseDelayMs >= 0 && options.maxDelayMs >= 0) return options;
  throw new AffinityConfigurationError('retry: retries, baseDelayMs and maxDelayMs must not be negative');
};

/** Options given as `undefined` count as not given. */
const withDefaults = <T extends object>(defaults: T, given: Partial<T> | undefined): T => {
  const present = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(present) };
};

/** The global `fetch` as it is now: stable, so that clients share a pace, and callable without its `this`. */
const globalFetch: Fetch = (url, init) => globalThis.fetch(url, init);

const keyLoader = (apiKey: ApiKey | undefined, environment: Environment): (() => Promise<Secret>) => {
  if (typeof apiKey === 'string') {
    const secret = createSecret(apiKey);
    return async () => secret;
  }
  return async () => createSecret(await (apiKey === undefined ? findKey(environment) : apiKey()));
};

/** Checks options and fills in what is missing. */
export const settle = (options: AffinityOptions, environment: Environment): Settings => ({
  baseUrl: parseBaseUrl(options.baseUrl ?? (environment['AFFINITY_BASE_URL'] || defaultBaseUrl)),
  fetch: options.fetch ?? globalFetch,
  apiVersion: options.apiVersion,
  policies: withDefaults<Policies>({ writes: 'allow' }, options.policies),
  pace: options.pace === false ? false : checkedPace(withDefaults(defaultPace, options.pace)),
  retry: checkedRetry(options.retry === false ? { ...defaultRetry, retries: 0 } : withDefaults(defaultRetry, options.retry)),
  timeoutMs: checkedTimeout(options.timeoutMs ?? 60_000),
  logger: options.logger ?? {},
  hooks: options.hooks ?? {},
  auth: options.auth ?? 'bearer',
  consistency: options.consistency ?? 'eventual',
  onMerged: options.onMerged ?? 'error',
  metadataLifetimeMs: options.metadataLifetimeMs ?? 300_000,
  loadSecret: keyLoader(options.apiKey, environment),
});
