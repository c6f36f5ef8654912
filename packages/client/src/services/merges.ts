import type { MergeTask } from '@affinity-kit/contract';
import { AffinityInputError, AffinityNotFoundError, AffinityTaskError, AffinityTimeoutError } from '../errors.ts';
import { sleep } from '../transport/clock.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';

/** Options of waiting for work in the background. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds to wait at most; 120,000 unless stated. */
  readonly withinMs?: number | undefined;
}

/** A merge that was begun. */
export interface StartedMerge<State> {
  readonly taskId: string;
  /** Waits for its end. A merge that fails is `AffinityTaskError`; one that takes too long `AffinityTimeoutError`, and goes on. */
  wait(options?: WaitOptions): Promise<State | undefined>;
}

type Kind = 'companyMerges' | 'personMerges';

const longestDelayMs = 5_000;

const taskPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The id of a task by its address, `…/v2/tasks/company-merges/<id>`, or the id itself. */
export const taskIdOf = (task: string): string => {
  const id = taskPattern.exec(task)?.[0];
  if (id === undefined) throw new AffinityInputError(`'${task.slice(0, 200)}' is neither the id of a task nor its address`);
  return id;
};

/** A fresh task may be missing for a moment. */
const readTask = async ({ v2 }: ServiceContext, kind: Kind, input: { taskId: string; signal?: AbortSignal | undefined }) => {
  try {
    return await v2.tasks[kind].get({ taskId: input.taskId }, { signal: input.signal });
  } catch (error) {
    if (error instanceof AffinityNotFoundError) return undefined;
    throw error;
  }
};

/** Asks for a task until it has ended, with growing pauses. */
export const waitForTask = async (
  context: ServiceContext,
  { kind, taskId }: { readonly kind: Kind; readonly taskId: string },
  { withinMs = 120_000, signal }: WaitOptions = {},
): Promise<MergeTask> => {
  const { clock } = context;
  const startMs = clock.now();
  for (let delayMs = 250; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    const task = await readTask(context, kind, { taskId, signal });
    if (task?.status === 'failed') throw new AffinityTaskError(`The task ${taskId} has failed`, taskId);
    if (task?.status === 'success') return task;
    if (clock.now() - startMs + delayMs > withinMs)
      throw new AffinityTimeoutError(`The task ${taskId} has not ended within ${withinMs} ms`);
    await sleep(clock, delayMs, signal);
  }
};

/** What a merge of either kind has in common. */
interface Outcome {
  readonly status: string;
  readonly errorMessage: string | null;
}

/** What is needed to wait for one kind of merge. */
export interface MergeKind<State extends Outcome> {
  readonly kind: Kind;
  /** The state of the merge of a task; a global record has none. */
  readonly stateOf: (taskId: string, options: CallOptions) => Promise<State | undefined>;
}

/** Turns the answer to a begun merge into something to wait for. */
export const startedMerge = <State extends Outcome>(
  context: ServiceContext,
  taskUrl: string,
  { kind, stateOf }: MergeKind<State>,
): StartedMerge<State> => {
  const taskId = taskIdOf(taskUrl);
  return {
    taskId,
    wait: async (options = {}) => {
      try {
        await waitForTask(context, { kind, taskId }, options);
        return await stateOf(taskId, options);
      } catch (error) {
        if (!(error instanceof AffinityTaskError)) throw error;
        const state = await stateOf(taskId, options);
        throw new AffinityTaskError(`The merge has failed: ${state?.errorMessage ?? 'no reason is told'}`, taskId);
      }
    },
  };
};
