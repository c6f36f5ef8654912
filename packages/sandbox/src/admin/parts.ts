import type { ApiVersion } from '@affinity-kit/contract';
import type { SandboxClock } from '../behaviour/clock.ts';
import type { Deliveries } from '../behaviour/deliveries.ts';
import type { Faults } from '../behaviour/faults.ts';
import type { KeyChain } from '../behaviour/key-chain.ts';
import type { Meter } from '../behaviour/limits.ts';
import type { Plan } from '../behaviour/plans.ts';
import type { Profile } from '../profile/oddities.ts';
import type { State } from '../state/state.ts';
import type { Exchanges } from './exchanges.ts';
import type { RequestLog } from './request-log.ts';

/** How the sandbox was started. */
export interface AccountFacts {
  readonly seed: number;
  /** `own` for a firm that was not invented. */
  readonly size: 'S' | 'M' | 'L' | 'own';
  readonly profile: Profile;
  /** `null` where none was named. */
  readonly plan: Plan | null;
  readonly v2: boolean;
  readonly apiVersion: ApiVersion;
  readonly clock: 'running' | 'frozen';
}

/** What the admin surface works on. */
export interface AdminParts {
  readonly state: Pick<State, 'users' | 'webhooks' | 'tenant' | 'counts'>;
  readonly account: AccountFacts;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly meter: Meter;
  readonly log: RequestLog;
  readonly exchanges: Exchanges;
  readonly deliveries: Pick<Deliveries, 'attempts' | 'waitingFor'>;
  readonly keyChain: KeyChain;
  readonly reset: () => void;
  /** Keeps the whole state and says under which name. */
  readonly snapshot: () => string;
  /** What was kept, oldest first. */
  readonly snapshots: () => readonly { readonly snapshot: string; readonly now: string }[];
  /** Goes back to a kept state; `false` where the name is unknown. */
  readonly restore: (name: string) => boolean;
}
