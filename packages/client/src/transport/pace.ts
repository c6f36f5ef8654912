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
interface Ticket {
  readonly sentAt: number;
}

/** A rate state and when it was learned. */
export interface KnownRate extends RateState {
  readonly at: Date;
}

/** What a request says when it wants to be sent. */
interface EnterOptions {
  /** Whether the call counts against the month; the quota's own endpoints do not. */
  readonly countsInMonth: boolean;
  readonly signal?: AbortSignal | undefined;
  /** What the error will say of the call. */
  readonly method?: string;
  readonly path?: string;
  readonly attempts?: number;
}

/** One bucket per key and host: it decides when a request may be sent. */
export interface Pace {
  /** A ticket at once if one is free and nobody waits for it. Throws in a used-up month. */
  readonly tryEnter: (request: EnterOptions) => Ticket | undefined;
  /** A ticket in order of arrival. */
  readonly enter: (request: EnterOptions) => Promise<Ticket>;
  readonly leave: (ticket: Ticket, news: PaceNews) => void;
  /** The rate state of the latest answer that told one. */
  readonly rate: () => KnownRate | undefined;
  /** Keeps to the more careful of these settings and its own. */
  readonly tighten: (options: PaceOptions) => void;
}

interface Waiter {
  readonly request: EnterOptions;
  readonly admit: (ticket: Ticket) => void;
  readonly refuse: (error: unknown) => void;
}

interface Learned {
  readonly rate: RateState;
  readonly at: number;
}

const tellsAnything = ({ minute, month }: RateState): boolean => minute !== undefined || month !== undefined;

const knownRate = ({ rate, at }: Learned): KnownRate => ({ ...rate, at: new Date(at) });

const monthUsedUp = ({ method, path, attempts = 0 }: EnterOptions, learned: Learned | undefined): AffinityMonthlyQuotaError =>
  new AffinityMonthlyQuotaError("The account's API calls of this month are used up; nothing was sent", {
    attempts,
    ...(method && { method }),
    ...(path && { path }),
    ...(learned && { rate: learned.rate }),
  });

/** Whether a 429 means too many requests at once, since neither allowance is used up. */
const isConcurrencyRefusal = ({ status, rate }: PaceNews): boolean =>
  status === 429 && rate?.minute?.remaining !== 0 && rate?.month?.remaining !== 0;

class Bucket implements Pace {
  readonly #clock: Clock;
  readonly #concurrency: Concurrency;
  readonly #allowance: Allowance = createAllowance();
  readonly #waiting = new Set<Waiter>();
  #maxConcurrency: number;
  #minuteReserve: number;
  #inFlight = 0;
  #learned: Learned | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor({ startConcurrency, maxConcurrency, minuteReserve }: PaceOptions, clock: Clock) {
    this.#clock = clock;
    this.#concurrency = createConcurrency(startConcurrency, maxConcurrency);
    this.#maxConcurrency = maxConcurrency;
    this.#minuteReserve = minuteReserve;
  }

  tryEnter(request: EnterOptions): Ticket | undefined {
    const now = this.#clock.now();
    if (this.#isPointless(request, now)) throw monthUsedUp(request, this.#learned);
    return this.#waiting.size === 0 && this.#isFree(now) ? this.#take(now) : undefined;
  }

  enter(request: EnterOptions): Promise<Ticket> {
    return new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal?.aborted) return reject(signal.reason);
      const leaveQueue = (): void => {
        this.#waiting.delete(waiter);
        signal?.removeEventListener('abort', abort);
      };
      const waiter: Waiter = {
        request,
        admit: (ticket) => {
          leaveQueue();
          resolve(ticket);
        },
        refuse: (error) => {
          leaveQueue();
          reject(error);
        },
      };
      const abort = (): void => {
        waiter.refuse(signal?.reason);
        this.#pump();
      };
      this.#waiting.add(waiter);
      signal?.addEventListener('abort', abort, { once: true });
      this.#pump();
    });
  }

  leave(ticket: Ticket, news: PaceNews): void {
    this.#learn(ticket, news);
    this.#inFlight -= 1;
    if (this.#waiting.size > 0) this.#pump();
  }

  rate(): KnownRate | undefined {
    return this.#learned && knownRate(this.#learned);
  }

  tighten({ minuteReserve, maxConcurrency }: PaceOptions): void {
    this.#minuteReserve = Math.max(this.#minuteReserve, minuteReserve);
    this.#maxConcurrency = Math.min(this.#maxConcurrency, maxConcurrency);
  }

  #isPointless({ countsInMonth }: EnterOptions, now: number): boolean {
    return countsInMonth && this.#allowance.monthUsedUp(now);
  }

  #isFree(now: number): boolean {
    if (this.#inFlight >= Math.min(this.#concurrency.limit(), this.#maxConcurrency)) return false;
    return this.#allowance.available(now, this.#inFlight, this.#minuteReserve) >= 1;
  }

  #take(now: number): Ticket {
    this.#inFlight += 1;
    return { sentAt: now };
  }

  #pump(): void {
    const now = this.#clock.now();
    this.#admitWaiters(now);
    this.#watch(now);
  }

  #admitWaiters(now: number): void {
    for (const waiter of this.#waiting) {
      if (this.#isPointless(waiter.request, now)) waiter.refuse(monthUsedUp(waiter.request, this.#learned));
      else if (this.#isFree(now)) waiter.admit(this.#take(now));
      else return;
    }
  }

  /** Wakes up at the reset. Answers still on their way wake the queue too, but there may be none. */
  #watch(now: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const resetAt = this.#allowance.resetAt();
    if (this.#waiting.size === 0 || resetAt === undefined) return;
    this.#cancelTimer = this.#clock.after(Math.max(1, resetAt - now), () => this.#pump());
  }

  #learn(ticket: Ticket, news: PaceNews): void {
    const { status, rate } = news;
    const now = this.#clock.now();
    if (isConcurrencyRefusal(news)) this.#concurrency.refused(ticket.sentAt, now, this.#inFlight);
    else if (status !== undefined && status !== 429 && status < 500) this.#concurrency.succeeded(this.#inFlight);
    if (rate === undefined) return this.#allowance.lose();
    this.#allowance.observe(rate, ticket.sentAt, now);
    if (tellsAnything(rate)) this.#learned = { rate, at: this.#clock.wall() };
  }
}

/** Creates a pace that knows nothing yet. */
export const createPace = (options: PaceOptions, clock: Clock): Pace => new Bucket(options, clock);

/** A pace that lets everything through and only remembers the rate state. */
export const createNoPace = (clock: Clock): Pace => {
  let learned: Learned | undefined;
  const take = (): Ticket => ({ sentAt: clock.now() });
  return {
    tryEnter: take,
    enter: async () => take(),
    leave: (_, { rate }) => {
      if (rate !== undefined && tellsAnything(rate)) learned = { rate, at: clock.wall() };
    },
    rate: () => learned && knownRate(learned),
    tighten: () => undefined,
  };
};
