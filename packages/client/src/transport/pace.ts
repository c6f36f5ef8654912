import type { RateState } from '@affinity-kit/contract';
import { AffinityMonthlyQuotaError } from '../errors.ts';
import { type Allowance, createAllowance } from './allowance.ts';
import type { Clock } from './clock.ts';
import { type Concurrency, createConcurrency } from './concurrency.ts';

/** How fast the client may go. Clients that share a pace share the most careful of their settings. */
export interface PaceOptions {
  /** Requests in flight at most; 32 unless stated. What the server bears is found out below that. */
  readonly maxConcurrency: number;
  /** Requests in flight before the first answer; 4 unless stated. */
  readonly startConcurrency: number;
  /** Requests of each minute that are left to others; 0 unless stated. */
  readonly minuteReserve: number;
}

export const defaultPace: PaceOptions = { maxConcurrency: 32, startConcurrency: 4, minuteReserve: 0 };

/** How a request ended, as far as the pace is concerned. */
export interface PaceNews {
  /** Absent where no answer came. */
  readonly status?: number;
  readonly rate?: RateState | undefined;
}

/** One request's permission to be sent; to be given back exactly once. */
export interface Ticket {
  readonly sentAt: number;
}

/** A rate state and when it was learned. */
export interface KnownRate extends RateState {
  readonly at: Date;
}

interface Learned {
  readonly rate: RateState;
  readonly at: number;
}

const knownRate = ({ rate, at }: Learned): KnownRate => ({ ...rate, at: new Date(at) });

/** One bucket per key and host: it decides when a request may be sent. */
export interface Pace {
  /** A ticket at once if one is free and nobody waits for it. */
  readonly tryEnter: (options: EnterOptions) => Ticket | undefined;
  /** A ticket in order of arrival. */
  readonly enter: (options: EnterOptions) => Promise<Ticket>;
  readonly leave: (ticket: Ticket, news: PaceNews) => void;
  /** The rate state of the latest answer that told one. */
  readonly rate: () => KnownRate | undefined;
  readonly tighten: (options: PaceOptions) => void;
}

/** What a request says when it wants to be sent. */
export interface EnterOptions {
  /** Whether the call counts against the month; the quota's own endpoints do not. */
  readonly countsInMonth: boolean;
  readonly signal?: AbortSignal | undefined;
  /** What the error will say of the call. */
  readonly method?: string;
  readonly path?: string;
  readonly attempts?: number;
}

interface Waiter {
  readonly options: EnterOptions;
  readonly admit: (ticket: Ticket) => void;
  readonly refuse: (error: unknown) => void;
}

const monthUsedUp = (rate: RateState | undefined, request: EnterOptions): AffinityMonthlyQuotaError => {
  const { minute, month } = rate ?? {};
  const { method, path, attempts = 0 } = request;
  return new AffinityMonthlyQuotaError("The account's API calls of this month are used up; nothing was sent", {
    attempts,
    ...(method && { method }),
    ...(path && { path }),
    rate: { ...(minute && { minute }), ...(month && { month }) },
  });
};

/** Whether a 429 means too many requests at once, since neither allowance is used up. */
const isConcurrencyRefusal = ({ status, rate }: PaceNews): boolean =>
  status === 429 && rate?.minute?.remaining !== 0 && rate?.month?.remaining !== 0;

/** Creates a pace that knows nothing yet. */
export const createPace = (options: PaceOptions, clock: Clock): Pace => {
  const allowance: Allowance = createAllowance();
  const concurrency: Concurrency = createConcurrency(options.startConcurrency, options.maxConcurrency);
  const waiting = new Set<Waiter>();
  let { minuteReserve, maxConcurrency } = options;
  let inFlight = 0;
  let known: Learned | undefined;
  let cancelTimer: (() => void) | undefined;

  const isFree = (now: number): boolean =>
    inFlight < Math.min(concurrency.limit(), maxConcurrency) && allowance.available(now, inFlight, minuteReserve) >= 1;

  const take = (now: number): Ticket => {
    inFlight += 1;
    return { sentAt: now };
  };

  const admitWaiters = (now: number): void => {
    for (const waiter of waiting) {
      if (waiter.options.countsInMonth && allowance.monthUsedUp(now)) waiter.refuse(monthUsedUp(known?.rate, waiter.options));
      else if (isFree(now)) waiter.admit(take(now));
      else return;
    }
  };

  /** Wakes up at the reset. Answers still on their way wake the queue too, but there may be none. */
  const watch = (now: number): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    const resetAt = allowance.resetAt();
    if (waiting.size === 0 || resetAt === undefined) return;
    cancelTimer = clock.after(Math.max(1, resetAt - now), pump);
  };

  const pump = (): void => {
    const now = clock.now();
    admitWaiters(now);
    watch(now);
  };

  const learn = (ticket: Ticket, news: PaceNews): void => {
    const now = clock.now();
    if (isConcurrencyRefusal(news)) concurrency.refused(ticket.sentAt, now, inFlight);
    else if (news.status !== undefined && news.status !== 429 && news.status < 500) concurrency.succeeded(inFlight);
    if (news.rate === undefined) return allowance.lose();
    allowance.observe(news.rate, ticket.sentAt, now);
    known = { rate: news.rate, at: clock.wall() };
  };

  return {
    tryEnter: (request) => {
      const now = clock.now();
      if (request.countsInMonth && allowance.monthUsedUp(now)) throw monthUsedUp(known?.rate, request);
      return waiting.size === 0 && isFree(now) ? take(now) : undefined;
    },
    enter: (request) =>
      new Promise((resolve, reject) => {
        const { signal } = request;
        if (signal?.aborted) return reject(signal.reason);
        const leaveQueue = (): void => {
          waiting.delete(waiter);
          signal?.removeEventListener('abort', abort);
        };
        const abort = (): void => {
          leaveQueue();
          reject(signal?.reason);
          pump();
        };
        const waiter: Waiter = {
          options: request,
          admit: (ticket) => {
            leaveQueue();
            resolve(ticket);
          },
          refuse: (error) => {
            leaveQueue();
            reject(error);
          },
        };
        waiting.add(waiter);
        signal?.addEventListener('abort', abort, { once: true });
        pump();
      }),
    leave: (ticket, news) => {
      learn(ticket, news);
      inFlight -= 1;
      if (waiting.size > 0) pump();
    },
    rate: () => known && knownRate(known),
    tighten: (other) => {
      minuteReserve = Math.max(minuteReserve, other.minuteReserve);
      maxConcurrency = Math.min(maxConcurrency, other.maxConcurrency);
    },
  };
};

/** A pace that lets everything through and only remembers the rate state. */
export const createNoPace = (clock: Clock): Pace => {
  let known: Learned | undefined;
  const take = (): Ticket => ({ sentAt: clock.now() });
  return {
    tryEnter: take,
    enter: async () => take(),
    leave: (_, { rate }) => {
      if (rate !== undefined) known = { rate, at: clock.wall() };
    },
    rate: () => known && knownRate(known),
    tighten: () => undefined,
  };
};
