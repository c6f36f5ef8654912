import { type PersonMergeState, v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import type { MergeRow } from '../state/merges.ts';
import { mergeById, mergeState, mergesPage, startMerge, taskById, tasksPage } from './merges.ts';

const kind = 'person';

const shown = (merge: MergeRow): PersonMergeState => ({
  ...mergeState(merge),
  primaryPersonId: merge.primaryId,
  duplicatePersonId: merge.duplicateId,
});

export const personMerges: HandlersOf<typeof v2.personMerges> = {
  list: (input, context) => {
    const of = { kind, filterOf: 'GET /v2/person-merges', endpoint: v2.personMerges.list } as const;
    const { rows, pagination } = mergesPage(context, input, of);
    return { data: rows.map(shown), pagination };
  },
  get: ({ mergeId }, context) => shown(mergeById(context, kind, mergeId)),
  create: ({ body }, context) => startMerge(context, { kind, primaryId: body.primaryPersonId, duplicateId: body.duplicatePersonId }),
};

export const personMergeTasks: HandlersOf<typeof v2.tasks.personMerges> = {
  list: (input, context) =>
    tasksPage(context, input, { kind, filterOf: 'GET /v2/tasks/person-merges', endpoint: v2.tasks.personMerges.list }),
  get: ({ taskId }, context) => taskById(context, kind, taskId),
};
