import type { RequestListener } from 'node:http';
import { isLoopbackHost } from './loopback-server.ts';

/** How a run ended, as far as the daemon goes by it. */
export type RunEnding = 'succeeded' | 'partial' | 'failed' | 'skipped' | 'interrupted';

/** A run that is over. */
export interface FinishedRun {
  readonly status: RunEnding;
  /** Empty where it did not come to a load. */
  readonly loadId: string;
  readonly requests: number;
  /** ISO 8601, as `finishedAt`. */
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** What the health endpoint tells. */
export interface HealthReport {
  readonly status: 'starting' | 'ok' | 'failing';
  readonly running: boolean;
  readonly lastRun: FinishedRun | null;
  /** The last one that wrote, or found nothing to write. */
  readonly lastLoad: FinishedRun | null;
  /** ISO 8601; `null` while one is running. */
  readonly nextRun: string | null;
  /** Runs that failed, one after the other, up to now. */
  readonly failures: number;
  /** Runs that were left out because another process was loading. */
  readonly skipped: number;
}

/** After so many failures in a row the daemon counts as failing. */
const failuresUntilFailing = 3;

/** How the daemon is doing. */
export class Health {
  failures = 0;
  #skipped = 0;
  #running = false;
  #nextRun: string | null = null;
  #lastRun: FinishedRun | null = null;
  #lastLoad: FinishedRun | null = null;

  began(): void {
    this.#running = true;
    this.#nextRun = null;
  }

  ended(run: FinishedRun): void {
    this.#running = false;
    this.#lastRun = run;
    if (run.status === 'skipped') this.#skipped++;
    if (run.status === 'failed') this.failures++;
    if (run.status !== 'succeeded' && run.status !== 'partial') return;
    this.failures = 0;
    this.#lastLoad = run;
  }

  waits(nextMs: number): void {
    this.#nextRun = new Date(nextMs).toISOString();
  }

  get report(): HealthReport {
    const isFailing = this.failures >= failuresUntilFailing;
    const status = isFailing ? 'failing' : this.#lastRun === null ? 'starting' : 'ok';
    return {
      status,
      running: this.#running,
      lastRun: this.#lastRun,
      lastLoad: this.#lastLoad,
      nextRun: this.#nextRun,
      failures: this.failures,
      skipped: this.#skipped,
    };
  }
}

/** Answers `GET /health` with 200, or 503 while runs keep failing. It holds counts and times, nothing of the CRM. */
export const answerHealth =
  (health: { readonly report: HealthReport }): RequestListener =>
  ({ method, url, headers }, response) => {
    const reply = (status: number, body?: object): void => {
      const text = body === undefined || method === 'HEAD' ? '' : `${JSON.stringify(body)}\n`;
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(text);
    };
    if (!isLoopbackHost(headers.host)) return reply(403);
    if (url !== '/health' && url !== '/') return reply(404);
    if (method !== 'GET' && method !== 'HEAD') return reply(405);
    const { report } = health;
    reply(report.status === 'failing' ? 503 : 200, report);
  };
