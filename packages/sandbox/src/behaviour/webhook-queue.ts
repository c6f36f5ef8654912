import type { DomainEvent } from './events.ts';

/** An event on its way to one webhook. */
export interface PendingDelivery {
  readonly webhookId: number;
  readonly type: string;
  /** JSON, the same at every attempt. */
  readonly body: string;
  /** The sandbox's own time at which it was first due. */
  readonly firstDueMs: number;
  readonly dueMs: number;
  /** Attempts that failed. */
  readonly failures: number;
}

/** How long a delivery is tried (v2 reference, section 10.2). */
const patienceMs = 10 * 60 * 60 * 1000;
const firstPauseMs = 60 * 1000;

/** The next attempt after one that failed, each pause twice the last; `undefined` once ten hours have passed. */
export const retryOf = (delivery: PendingDelivery, nowMs: number): PendingDelivery | undefined => {
  const deadlineMs = delivery.firstDueMs + patienceMs;
  if (nowMs >= deadlineMs) return undefined;
  const dueMs = Math.min(nowMs + firstPauseMs * 2 ** delivery.failures, deadlineMs);
  return { ...delivery, dueMs, failures: delivery.failures + 1 };
};

/** What is posted. */
export const bodyOf = ({ type, body }: { readonly type: string; readonly body: object }, nowMs: number): string =>
  JSON.stringify({ type, body, sent_at: Math.floor(nowMs / 1000) });

/** A delivery that is due at once. */
export const deliveryOf = (webhookId: number, event: DomainEvent, nowMs: number): PendingDelivery => ({
  webhookId,
  type: event.type,
  body: bodyOf(event, nowMs),
  firstDueMs: nowMs,
  dueMs: nowMs,
  failures: 0,
});

/** Deliveries that wait for their time. */
export class WebhookQueue {
  #waiting: PendingDelivery[] = [];

  add(delivery: PendingDelivery): void {
    this.#waiting.push(delivery);
  }

  /** Takes the first that is due for one of the webhooks that are not `busy`. */
  take(nowMs: number, busy: ReadonlySet<number>): PendingDelivery | undefined {
    const at = this.#waiting.findIndex(({ webhookId, dueMs }) => dueMs <= nowMs && !busy.has(webhookId));
    return at === -1 ? undefined : this.#waiting.splice(at, 1)[0];
  }

  /** When the next one is due. */
  nextMs(): number | undefined {
    return this.#waiting.length === 0 ? undefined : Math.min(...this.#waiting.map(({ dueMs }) => dueMs));
  }

  /** How many wait for one webhook, and when the first of them is due. */
  waitingFor(webhookId: number): { readonly count: number; readonly nextMs: number | undefined } {
    const due = this.#waiting.filter((delivery) => delivery.webhookId === webhookId).map(({ dueMs }) => dueMs);
    return { count: due.length, nextMs: due.length === 0 ? undefined : Math.min(...due) };
  }

  drop(webhookId: number): void {
    this.#waiting = this.#waiting.filter((delivery) => delivery.webhookId !== webhookId);
  }

  clear(): void {
    this.#waiting = [];
  }
}
