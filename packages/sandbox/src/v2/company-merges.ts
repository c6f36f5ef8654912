import { type CompanyMergeState, v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import type { MergeRow } from '../state/merges.ts';
import { mergeById, mergeState, mergesPage, startMerge, taskById, tasksPage } from './merges.ts';

const kind = 'company';

const shown = (merge: MergeRow): CompanyMergeState => ({
  ...mergeState(merge),
  primaryCompanyId: merge.primaryId,
  duplicateCompanyId: merge.duplicateId,
});

export const companyMerges: HandlersOf<typeof v2.companyMerges> = {
  list: (input, context) => {
    const of = { kind, filterOf: 'GET /v2/company-merges', endpoint: v2.companyMerges.list } as const;
    const { rows, pagination } = mergesPage(context, input, of);
    return { data: rows.map(shown), pagination };
  },
  get: ({ mergeId }, context) => shown(mergeById(context, kind, mergeId)),
  create: ({ body }, context) => startMerge(context, { kind, primaryId: body.primaryCompanyId, duplicateId: body.duplicateCompanyId }),
};

export const companyMergeTasks: HandlersOf<typeof v2.tasks.companyMerges> = {
  list: (input, context) =>
    tasksPage(context, input, { kind, filterOf: 'GET /v2/tasks/company-merges', endpoint: v2.tasks.companyMerges.list }),
  get: ({ taskId }, context) => taskById(context, kind, taskId),
};
