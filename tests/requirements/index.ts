import type { Requirements } from './requirement.ts';
import { sandboxBehaviours } from './sandbox-behaviours.ts';
import { v1Behaviours } from './v1-behaviours.ts';
import { v1Operations } from './v1-operations.ts';
import { v2Behaviours } from './v2-behaviours.ts';
import { v2Operations } from './v2-operations.ts';

/** Names of operations, as the client has them. */
export type OperationId = keyof typeof v1Operations | keyof typeof v2Operations;

/** What each operation does; each is proved by a scenario, a request as it is written on the wire, and its refusals. */
export const operations: Requirements = { ...v1Operations, ...v2Operations };

/** What the sandbox promises besides; each is cited by at least one test. */
export const behaviours: Requirements = { ...v1Behaviours, ...v2Behaviours, ...sandboxBehaviours };
