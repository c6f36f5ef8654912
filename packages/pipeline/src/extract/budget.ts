import type { RateState } from '@affinity-kit/contract';

/** Thrown in the place of a request that would have been one too many. */
class BudgetSpentError extends Error {
  readonly code = 'budget-spent';
}

/** What a run may spend. */
export interface BudgetLimits {
  /** Requests of the whole run. */
  readonly maxRequests?: number | undefined;
  /** Requests that have to stay for others in the account's month. */
  readonly keepMonthAbove?: number | undefined;
}

/** The right to send a request. */
export interface Grant {
  /** Takes the right to another try; `false` when there is none left. */
  readonly mayRetry: () => boolean;
  /** Notes how many tries there were, and what the answer tells of the month. */
  readonly used: (attempts: number, rate?: RateState) => void;
  /** Why a request that failed with an error came to nothing: a BudgetSpentError where one more try was wanted and not allowed. */
  readonly reasonOf: (error: unknown) => unknown;
}

/** Counts the requests of a run and stops it before one too many. */
export class Budget {
  readonly #limits: BudgetLimits;
  #sent: number;
  /** Whether a request was kept from being sent. */
  isSpent = false;
  /** Requests left in the month, as the last answer told. */
  #monthRemaining: number | undefined;

  constructor(limits: BudgetLimits, sent = 0, rate?: RateState) {
    this.#limits = limits;
    this.#sent = sent;
    this.#monthRemaining = rate?.month?.remaining;
  }

  /** Takes the right to send a request, and to try it again as long as that may be. Throws BudgetSpentError when there is none left. */
  grant(): Grant {
    this.#take();
    let taken = 1;
    let spent: unknown;
    const mayRetry = (): boolean => {
      try {
        this.#take();
        taken++;
      } catch (error) {
        spent = error;
      }
      return spent === undefined;
    };
    const used = (attempts: number, rate?: RateState): void => this.#used(attempts - taken, rate);
    return { mayRetry, used, reasonOf: (error) => spent ?? error };
  }

  #take(): void {
    const { maxRequests, keepMonthAbove } = this.#limits;
    if (maxRequests !== undefined && this.#sent >= maxRequests)
      this.#stop(`the ${maxRequests.toLocaleString('en')} requests that this run may send are sent; the next run goes on from here`);
    if (keepMonthAbove !== undefined && this.#monthRemaining !== undefined && this.#monthRemaining <= keepMonthAbove)
      this.#stop(`${keepMonthAbove.toLocaleString('en')} requests of the month are to be kept; the next run goes on from here`);
    this.#sent++;
    if (this.#monthRemaining !== undefined) this.#monthRemaining--;
  }

  #stop(why: string): never {
    this.isSpent = true;
    throw new BudgetSpentError(why);
  }

  /** Notes tries that nobody asked about, and what the answer tells of the month. */
  #used(unasked: number, rate?: RateState): void {
    this.#sent += Math.max(0, unasked);
    const told = rate?.month?.remaining;
    if (told !== undefined) this.#monthRemaining = Math.min(told, this.#monthRemaining ?? told);
  }
}
