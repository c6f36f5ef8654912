import type { ApiVersion } from '@affinity-kit/contract';
import type { FaultRule } from './behaviour/faults.ts';
import type { Latency } from './behaviour/latency.ts';
import type { Limits } from './behaviour/limits.ts';
import type { PlanOptions } from './behaviour/plans.ts';
import type { WebhookSender } from './behaviour/webhook-sender.ts';
import type { ProfileOptions } from './profile/create-profile.ts';

/** How a sandbox behaves; everything has a default. */
export interface BehaviourOptions extends PlanOptions, ProfileOptions {
  /** Whether the clock runs with real time (the default) or stands still until it is moved. */
  readonly clock?: 'running' | 'frozen';
  /** What is not named stays as the plan has it, or at Affinity's documented allowance: 900 a minute, no monthly quota, no ceiling on concurrency. */
  readonly limits?: Partial<Limits>;
  /** Real time that every answer takes; none unless given. */
  readonly latency?: Latency;
  /** What goes wrong from the first request on; `/_sandbox/faults` adds to it. */
  readonly faults?: readonly FaultRule[];
  /** The Default API Version of every key: the newest unless given. */
  readonly apiVersion?: ApiVersion;
  /** Holds every answer against the contract and answers 500 where it differs; for tests. */
  readonly checkResponses?: boolean;
  /** How long a write of v1 stays unseen by v2, by the sandbox's clock; Affinity shows 100 to 500. None unless given, or as the profile has it. */
  readonly v2LagMs?: number;
  /** Delivers to webhooks; over HTTP, to loopback addresses alone, unless given. */
  readonly sendWebhook?: WebhookSender;
  /** How long a merge of two records takes by the sandbox's clock: half a second unless given. A clock that stands still has to be moved. */
  readonly mergeDelayMs?: number;
  /** Requests that the log remembers; 10,000 unless given. */
  readonly logSize?: number;
  /**
   * Whether the log keeps headers and bodies too, for the page at `/_sandbox`: of the last 1,000 requests, the first 65,536 characters of a body,
   * and no more than 8 million in all. It does unless this is `false`.
   */
  readonly logBodies?: boolean;
}
