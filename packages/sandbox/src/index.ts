export type { LoggedRequest } from './admin/request-log.ts';
export type { SandboxClock } from './behaviour/clock.ts';
export type { FaultKind, FaultRule, Faults } from './behaviour/faults.ts';
export type { Latency } from './behaviour/latency.ts';
export type { Limits } from './behaviour/limits.ts';
export type { SandboxKey } from './firm-key.ts';
export type { Fetch } from './in-process-fetch.ts';
export type { Sandbox, Snapshot } from './sandbox.ts';
