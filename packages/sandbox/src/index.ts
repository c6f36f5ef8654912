export type { LoggedRequest } from './admin/request-log.ts';
export type { SandboxClock } from './behaviour/clock.ts';
export type { WebhookAttempt } from './behaviour/deliveries.ts';
export type { FaultKind, FaultRule, Faults } from './behaviour/faults.ts';
export type { KeyRequest, SandboxKey } from './behaviour/key-chain.ts';
export type { Latency } from './behaviour/latency.ts';
export type { Limits } from './behaviour/limits.ts';
export type { Plan, PlanOptions } from './behaviour/plans.ts';
export type { WebhookPost, WebhookSender } from './behaviour/webhook-sender.ts';
export { createSandbox, SandboxFileError, type SandboxOptions } from './create-sandbox.ts';
export { type FirmIdentity, type FirmSource, SandboxFileMismatchError } from './firm-source.ts';
export type { Fetch } from './in-process-fetch.ts';
export type { BehaviourOptions } from './options.ts';
export type { ProfileOptions } from './profile/create-profile.ts';
export { type Oddity, type OddityName, oddities, type Profile, profiles } from './profile/oddities.ts';
export type { Sandbox, Snapshot } from './sandbox.ts';
export type {
  Cells,
  FirmSink,
  FirmSize,
  SeedChange,
  SeedCompany,
  SeedEntry,
  SeedField,
  SeedFile,
  SeedInteraction,
  SeedLinkedInLink,
  SeedList,
  SeedMerge,
  SeedNote,
  SeedOpportunity,
  SeedOption,
  SeedPerson,
  SeedReminder,
  SeedTeam,
  SeedTranscript,
  SeedUser,
  SeedView,
  SeedWebhook,
  StoredInteraction,
  StoredLocation,
  StoredValue,
  ValueType,
} from './seed/model.ts';
export { type UnspecifiedChoice, unspecifiedChoices } from './unspecified-choices.ts';
