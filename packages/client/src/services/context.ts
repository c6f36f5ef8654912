import type { v1, v2 } from '@affinity-kit/contract';
import type { Clock } from '../transport/clock.ts';
import type { Observer } from '../transport/hooks.ts';
import type { KnownRate } from '../transport/pace.ts';
import type { RetryOptions } from '../transport/retry-delay.ts';
import type { Fetch } from '../transport/send.ts';
import type { ClientOf } from '../tree.ts';
import type { Metadata } from '../values/metadata.ts';

/**
 * What a service answers after a write through v1, which v2 shows with a delay of some tenths of a second.
 *
 * `eventual` answers what v1 said, in the shape of v2. `read-your-writes` asks v2 until it shows the write, for ten seconds at most.
 */
export type Consistency = 'eventual' | 'read-your-writes';

/** What a service does with the id of a record that was merged away: fail with `AffinityMergedError`, or go on with the record that lives on. */
export type OnMerged = 'error' | 'follow';

/** What the services of a client are made of. */
export interface ServiceContext {
  readonly v1: ClientOf<typeof v1>;
  readonly v2: ClientOf<typeof v2>;
  /** For addresses that Affinity signs, which must not be sent the key. */
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  readonly observer: Pick<Observer, 'fallback'>;
  readonly metadata: Metadata;
  readonly rate: () => KnownRate | undefined;
  readonly consistency: Consistency;
  readonly onMerged: OnMerged;
}
