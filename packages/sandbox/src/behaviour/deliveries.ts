import type { WebhookEventType } from '@affinity-kit/contract';
import type { State } from '../state/state.ts';
import type { SandboxClock } from './clock.ts';
import type { DomainEvent } from './events.ts';
import { bodyOf, deliveryOf, type PendingDelivery, retryOf, WebhookQueue } from './webhook-queue.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** One attempt to deliver an event. */
export interface WebhookAttempt {
  readonly webhookId: number;
  /** Name of the event. */
  readonly type: string;
  /** The sandbox's own time. */
  readonly at: string;
  /** Counted from 1. */
  readonly attempt: number;
  /** Status of the answer; `null` where there was none. */
  readonly status: number | null;
  readonly body: string;
}

/** What deliveries need. */
export interface DeliveryParts {
  readonly state: State;
  readonly clock: SandboxClock;
  readonly send: WebhookSender;
  /** Whether time passes without being moved. */
  readonly running: boolean;
}

/** Delivers events to webhooks, and tries again by the sandbox's clock. */
export interface Deliveries {
  /** Whether some active webhook wants this event. */
  readonly wants: (type: WebhookEventType) => boolean;
  /** Sends events on their way; returns at once. */
  readonly accept: (events: readonly DomainEvent[]) => void;
  /** Makes the test delivery; whether it succeeded. */
  readonly test: (url: string) => Promise<boolean>;
  /** Delivers what has become due. */
  readonly pump: () => void;
  /** Resolves once nothing is on its way that is due by the clock. */
  readonly settled: () => Promise<void>;
  /** The last attempts, oldest first. */
  readonly attempts: () => readonly WebhookAttempt[];
  /** Deliveries that wait for one webhook, and the sandbox's own time of the next. */
  readonly waitingFor: (webhookId: number) => { readonly count: number; readonly nextAt: string | null };
  /** Forgets what waits and what was. */
  readonly clear: () => void;
  readonly close: () => void;
}

const timeoutMs = 10_000;
const longestTimerMs = 2 ** 31 - 1;
const keptAttempts = 1000;

const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

const createPost =
  (send: WebhookSender) =>
  async (url: string, body: string): Promise<number | null> => {
    try {
      return await send({ url, body, signal: AbortSignal.timeout(timeoutMs) });
    } catch {
      return null;
    }
  };

/** A timer by the sandbox's clock; where that stands still there is nothing to wait for. */
const createAlarm = ({ clock, running }: Pick<DeliveryParts, 'clock' | 'running'>, ring: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  const set = (momentMs: number | undefined): void => {
    stop();
    if (!running || momentMs === undefined) return;
    timer = setTimeout(ring, Math.min(Math.max(0, momentMs - clock.now().getTime()), longestTimerMs));
    timer.unref();
  };
  return { set, stop };
};

/** One delivery at a time goes to each webhook, in the order of the events. */
export const createDeliveries = (parts: DeliveryParts): Deliveries => {
  const { state, clock, send } = parts;
  const queue = new WebhookQueue();
  const post = createPost(send);
  const underway = new Map<number, Promise<void>>();
  let attempts: WebhookAttempt[] = [];
  let era = 0; // what was sent before a reset or a restore leaves no trace in what came after
  const now = (): number => clock.now().getTime();

  const note = ({ webhookId, type, failures, body }: PendingDelivery, status: number | null): void => {
    attempts.push({ webhookId, type, at: clock.now().toISOString(), attempt: failures + 1, status, body });
    if (attempts.length > keptAttempts) attempts = attempts.slice(-keptAttempts);
  };

  const fail = (delivery: PendingDelivery): void => {
    const retry = retryOf(delivery, now());
    if (retry !== undefined) return queue.add(retry);
    state.webhooks.update(delivery.webhookId, { status: 'disabled' }, clock.now());
    queue.drop(delivery.webhookId);
  };

  const attempt = async (delivery: PendingDelivery): Promise<void> => {
    const webhook = state.webhooks.get(delivery.webhookId);
    if (webhook?.status !== 'active') return;
    const sentIn = era;
    const status = await post(webhook.url, delivery.body);
    if (sentIn !== era) return;
    note(delivery, status);
    if (!isSuccess(status)) fail(delivery);
  };

  const start = (delivery: PendingDelivery): void => {
    const done = attempt(delivery).finally(() => {
      if (underway.get(delivery.webhookId) !== done) return;
      underway.delete(delivery.webhookId);
      pump();
    });
    underway.set(delivery.webhookId, done);
  };

  const pump = (): void => {
    for (let due = queue.take(now(), new Set(underway.keys())); due; due = queue.take(now(), new Set(underway.keys()))) start(due);
    alarm.set(queue.nextMs());
  };
  const alarm = createAlarm(parts, pump);

  const forget = (): void => {
    era += 1;
    queue.clear();
    underway.clear();
    attempts = [];
    alarm.stop();
  };

  return {
    wants: (type) => state.webhooks.hearing(type).length > 0,
    accept: (events) => {
      for (const event of events) for (const { id } of state.webhooks.hearing(event.type)) queue.add(deliveryOf(id, event, now()));
      if (events.length > 0) pump();
    },
    test: async (url) => isSuccess(await post(url, bodyOf({ type: 'webhook.test', body: {} }, now()))),
    pump,
    settled: async () => {
      while (underway.size > 0) await Promise.all(underway.values());
    },
    attempts: () => attempts,
    waitingFor: (webhookId) => {
      const { count, nextMs } = queue.waitingFor(webhookId);
      return { count, nextAt: nextMs === undefined ? null : new Date(nextMs).toISOString() };
    },
    clear: forget,
    close: forget,
  };
};
