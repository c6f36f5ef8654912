import type { WalkOptions } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { Consistency, OnMerged, ServiceContext } from './context.ts';

/** Options of a call on one record. */
export interface RecordOptions extends CallOptions {
  /** What to do with the id of a merged record; the client's `onMerged` unless stated. */
  readonly onMerged?: OnMerged | undefined;
}

/** Options of a write that only v1 can do. */
export interface WriteOptions extends RecordOptions {
  /** Whether to wait until v2 shows the write; the client's `consistency` unless stated. */
  readonly consistency?: Consistency | undefined;
}

/** Options of a collection. */
export type ListOptions = CallOptions & WalkOptions;

/** The input of an endpoint without what the service fills in. */
export type QueryOf<F extends (...input: never) => unknown, Filled extends string = never> = Omit<NonNullable<Parameters<F>[0]>, Filled>;

/** Whether a write is to be waited for. */
export const waitsForWrite = (context: ServiceContext, { consistency = context.consistency }: WriteOptions): boolean =>
  consistency === 'read-your-writes';
