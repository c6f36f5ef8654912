import type { MergeTask } from '@affinity-kit/contract';
import { AffinityInputError } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { filteredCollection } from './filtered-collection.ts';
import { taskIdOf, type WaitOptions, waitForTask } from './merges.ts';

/** What a task merges, as its address says. */
const kindOf = (taskUrl: string) => {
  if (taskUrl.includes('/company-merges/')) return 'companyMerges';
  if (taskUrl.includes('/person-merges/')) return 'personMerges';
  throw new AffinityInputError('A task is named by the taskUrl that its merge answered');
};

/** Creates the service of work in the background. */
export const createTasks = (context: ServiceContext) => {
  const { tasks } = context.v2;
  return {
    companyMerges: filteredCollection('GET /v2/tasks/company-merges', tasks.companyMerges.list),
    personMerges: filteredCollection('GET /v2/tasks/person-merges', tasks.personMerges.list),
    /** Fetches a task by its address. */
    get: (taskUrl: string, options: CallOptions = {}) => tasks[kindOf(taskUrl)].get({ taskId: taskIdOf(taskUrl) }, options),
    /** Waits for the end of a task. One that fails is `AffinityTaskError`, one that takes too long `AffinityTimeoutError`. */
    wait: (taskUrl: string, options: WaitOptions = {}): Promise<MergeTask> =>
      waitForTask(context, { kind: kindOf(taskUrl), taskId: taskIdOf(taskUrl) }, options),
  };
};

/** Tasks that merge records. */
export type Tasks = ReturnType<typeof createTasks>;
