import { setTimeout as sleep } from 'node:timers/promises';
import type { AppliedEvents, EventQueue, QueuedEvent } from '@affinity-kit/pipeline';
import type { Terminal } from '../terminal.ts';

/** What following takes. */
export interface FollowerParts {
  readonly queue: EventQueue;
  /** Reads what events were about. Rejects for nothing that another attempt could mend. */
  readonly apply: (events: readonly QueuedEvent[]) => Promise<AppliedEvents['outcome']>;
  /** A load, which finds what no delivery told of; gives when the next one is due, in milliseconds since 1970. */
  readonly reconcile: () => Promise<number>;
  readonly tell: (text: string) => void;
  readonly signal: AbortSignal;
  /** What was read so soon after an event may be older than it: it is read once more then. */
  readonly settleMs?: number;
  /** Waits so long for events that belong together. */
  readonly gatherMs?: number;
}

/** Events that came together, on their way into the tables. */
interface Pending {
  readonly events: readonly QueuedEvent[];
  readonly done: () => Promise<void>;
  dueMs: number;
  wasRead: boolean;
  failures: number;
}

/**
 * How fast it follows: AFFINITY_LISTEN_SETTLE_MS, and AFFINITY_LISTEN_GATHER_MS, for those whose Affinity is slower or, in a test, quicker than
 * the usual one.
 */
export const timingOf = ({ env }: Terminal): Pick<FollowerParts, 'settleMs' | 'gatherMs'> => {
  const number = (name: string): number | undefined => (/^\d{1,7}$/.test(env[name] ?? '') ? Number(env[name]) : undefined);
  const [settleMs, gatherMs] = [number('AFFINITY_LISTEN_SETTLE_MS'), number('AFFINITY_LISTEN_GATHER_MS')];
  return { ...(settleMs === undefined ? {} : { settleMs }), ...(gatherMs === undefined ? {} : { gatherMs }) };
};

/** A change may show in v2 a little after it happened (v2 reference, section 1). */
const defaultSettleMs = 60_000;
const defaultGatherMs = 1000;
const firstPauseMs = 15_000;
const mostFailures = 8;

/** Applies events as they come, and loads from time to time. Events stay on disk until they were read twice. */
export class Follower {
  readonly #parts: FollowerParts;
  readonly #settleMs: number;
  readonly #gatherMs: number;
  #pending: Pending[] = [];
  #reconcileMs = 0;
  /** A copy of the file is written for every batch: half of the time is left to everything else. */
  #restUntilMs = 0;
  #wake = new AbortController();

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#settleMs = parts.settleMs ?? defaultSettleMs;
    this.#gatherMs = parts.gatherMs ?? defaultGatherMs;
  }

  /** Events that are not in the tables yet. */
  get waiting(): number {
    return this.#parts.queue.size + this.#pending.filter(({ wasRead }) => !wasRead).reduce((sum, { events }) => sum + events.length, 0);
  }

  /** Tells it that there is a new event. */
  notice(): void {
    this.#wake.abort();
  }

  /** Follows until it is told to stop. */
  async run(): Promise<void> {
    const { signal } = this.#parts;
    while (!signal.aborted) {
      if (Date.now() >= this.#reconcileMs) this.#reconcileMs = await this.#parts.reconcile();
      await this.#takeNew();
      const due = this.#pending.filter(({ dueMs }) => dueMs <= Date.now());
      if (due.length > 0 && Date.now() >= this.#restUntilMs && !signal.aborted) await this.#applyDue(due);
      else await this.#wait();
    }
  }

  async #takeNew(): Promise<void> {
    const batch = await this.#parts.queue.take();
    if (batch) this.#pending.push({ events: batch.events, done: batch.done, dueMs: Date.now(), wasRead: false, failures: 0 });
  }

  async #applyDue(due: readonly Pending[]): Promise<void> {
    const startMs = Date.now();
    const outcome = await this.#parts.apply(due.flatMap(({ events }) => events));
    this.#restUntilMs = Date.now() + (Date.now() - startMs);
    if (this.#parts.signal.aborted) return;
    for (const pending of due) await this.#after(pending, outcome, startMs);
    this.#pending = this.#pending.filter(({ dueMs }) => Number.isFinite(dueMs));
  }

  async #after(pending: Pending, outcome: AppliedEvents['outcome'], startMs: number): Promise<void> {
    if (outcome === 'waits') {
      this.#reconcileMs = Math.min(this.#reconcileMs, startMs + firstPauseMs);
      pending.dueMs = this.#reconcileMs;
      return;
    }
    if (outcome === 'failed' && ++pending.failures < mostFailures) {
      pending.dueMs = Date.now() + firstPauseMs * 2 ** (pending.failures - 1);
      return;
    }
    if (outcome === 'failed')
      this.#parts.tell(`${pending.events.length} events could not be followed; the next loads find what they were about.`);
    if (outcome === 'applied' && !pending.wasRead && this.#settleMs > 0) {
      pending.wasRead = true;
      pending.dueMs = startMs + this.#settleMs;
      return;
    }
    await pending.done();
    pending.dueMs = Number.POSITIVE_INFINITY;
  }

  async #wait(): Promise<void> {
    const { signal, queue } = this.#parts;
    const nextMs = Math.min(this.#reconcileMs, ...this.#pending.map(({ dueMs }) => Math.max(dueMs, this.#restUntilMs)));
    if (queue.size === 0) {
      await sleep(Math.max(0, nextMs - Date.now()), undefined, { signal: AbortSignal.any([signal, this.#wake.signal]) }).catch(
        () => undefined,
      );
    }
    this.#wake = new AbortController();
    if (queue.size > 0) await sleep(this.#gatherMs, undefined, { signal }).catch(() => undefined);
  }
}
