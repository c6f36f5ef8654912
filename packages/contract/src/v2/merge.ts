import * as z from 'zod';
import { MergeId } from '../ids.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';

/** How far a merge is. */
const MergeStatus = z.lazy(() => openEnum(['in-progress', 'success', 'failed']));

/** Shape of what a merge of two records of either kind has come to. */
export const mergeStateShape = () => ({
  id: MergeId,
  status: MergeStatus,
  /** Task that does the work. */
  taskId: z.guid(),
  startedAt: Instant,
  completedAt: Instant.nullable(),
  /** Why it failed, such as `Primary company not found`. */
  errorMessage: z.string().nullable(),
});

const mergeStarted = () => ({
  /** Address of the task; its last segment is the task's id. */
  taskUrl: z.string(),
});
/** Answer to a merge that has begun. */
export interface MergeStarted extends TypeOf<typeof mergeStarted> {}
export const MergeStarted: z.ZodType<MergeStarted> = z.lazy(() => z.object(mergeStarted()));

const count = z.lazy(() => z.int32().min(0));
const mergeTask = () => ({
  id: z.guid(),
  status: MergeStatus,
  /** How many merges of the task are where; a task has one. */
  resultsSummary: z.object({ total: count, inProgress: count, success: count, failed: count }),
});
/** Task that merges two records. */
export interface MergeTask extends TypeOf<typeof mergeTask> {}
export const MergeTask: z.ZodType<MergeTask> = z.lazy(() => z.object(mergeTask()));
