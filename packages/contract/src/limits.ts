/** Names of the rate headers, which both API versions send; v1 documents them capitalised, and `Headers` minds no case. */
export const rateHeaders = {
  minute: { limit: 'x-ratelimit-limit-user', remaining: 'x-ratelimit-limit-user-remaining', reset: 'x-ratelimit-limit-user-reset' },
  month: { limit: 'x-ratelimit-limit-org', remaining: 'x-ratelimit-limit-org-remaining', reset: 'x-ratelimit-limit-org-reset' },
} as const;

/** What the headers said of one window; a value that was missing or made no sense is absent. */
export interface RateWindow {
  /** Requests that the window allows. */
  readonly limit?: number;
  /** Requests left in it. */
  readonly remaining?: number;
  /** Seconds until the next window begins. */
  readonly resetSeconds?: number;
}

/** The state of the quotas as one answer tells it (v1 reference, section 3; v2 reference, section 3). */
export interface RateState {
  /** Per user and minute. */
  readonly minute?: RateWindow;
  /** Per account and calendar month, v1 and v2 together; absent where the plan has no such limit. */
  readonly month?: RateWindow;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const longestResetSeconds = { minute: 120, month: 32 * 24 * 60 * 60 } as const;

/** A count of requests, or nothing where the text is none: negative, fractional, `unlimited`, too large to be true. */
const countOf = (text: string | null): number | undefined => {
  const trimmed = text?.trim() ?? '';
  return /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
};

/** Seconds up to `longest`: an epoch time in place of a duration would make its reader sleep for decades. */
const secondsOf = (text: string | null, longest: number): number | undefined => {
  const trimmed = text?.trim() ?? '';
  if (!/^\d{1,15}(?:\.\d{1,9})?$/.test(trimmed)) return undefined;
  const seconds = Number(trimmed);
  return seconds <= longest ? seconds : undefined;
};

/** Anything that finds a header whatever its case: `Headers` does. */
export interface HeaderLookup {
  get(name: string): string | null;
}

const windowOf = (headers: HeaderLookup, kind: keyof typeof rateHeaders): RateWindow | undefined => {
  const names = rateHeaders[kind];
  const limit = countOf(headers.get(names.limit));
  const remaining = countOf(headers.get(names.remaining));
  const resetSeconds = secondsOf(headers.get(names.reset), longestResetSeconds[kind]);
  if (limit === undefined && remaining === undefined && resetSeconds === undefined) return undefined;
  // Assigned rather than spread: every answer passes here.
  const window: Mutable<RateWindow> = {};
  if (limit !== undefined) window.limit = limit;
  if (remaining !== undefined) window.remaining = remaining;
  if (resetSeconds !== undefined) window.resetSeconds = resetSeconds;
  return window;
};

/** Reads the rate headers of an answer of either version; each value that makes no sense is ignored by itself. */
export const rateState = (headers: HeaderLookup): RateState => {
  const minute = windowOf(headers, 'minute');
  const month = windowOf(headers, 'month');
  const state: Mutable<RateState> = {};
  if (minute !== undefined) state.minute = minute;
  if (month !== undefined) state.month = month;
  return state;
};

/** Documented ceilings; the headers of an answer win over them. */
export const ceilings = {
  /** Requests per user and minute; lowered at times. */
  requestsPerMinute: 900,
  /** Webhook subscriptions per account, both versions together. */
  webhookSubscriptions: 3,
  /** Values of a multi-value field in one v2 answer; the rest is behind its `/values` endpoint. */
  valuesPerField: 100,
  /** Values in one write of a multi-value field, `dropdown-multi` excepted. */
  valuesPerWrite: 100,
} as const;

/** Requests per account and calendar month by plan: 0 is a plan without API, `null` one without a monthly limit (v1 reference, section 3). */
export const monthlyRequests = {
  Essentials: 0,
  Scale: 100_000,
  Advanced: 100_000,
  Enterprise: null,
  'Premium (legacy)': 100_000,
  /** 40,000 for accounts that signed up before 2023-07-05. */
  'Professional (legacy)': 0,
  'Enterprise (legacy)': null,
} as const satisfies Readonly<Record<string, number | null>>;

/** Operations that do not count against the month; they do count against the minute. */
export const freeOfMonthlyQuota = ['GET /rate-limit', 'GET /auth/whoami'] as const;
