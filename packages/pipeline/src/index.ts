export type { Decision } from './plan/decide.ts';
export { plan, type StreamPlan, type SyncPlan } from './plan/plan.ts';
export type { Progress, StreamReport, SyncReport } from './report.ts';
export { UnknownListError } from './streams/catalog.ts';
export { UnknownStreamError } from './streams/index.ts';
export { type DefineStreamOptions, defineStream } from './streams/define-stream.ts';
export type { Stream } from './streams/stream.ts';
export { journalFolder, sync } from './sync.ts';
export type { SyncClient, SyncOptions } from './sync-options.ts';
