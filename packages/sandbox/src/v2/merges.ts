import type { FilterEndpoint, MergeTask, PageLimit, Pagination } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { RequestContext } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { filterCondition, textColumn } from '../state/filter-condition.ts';
import { allOf, always, type Condition } from '../state/keyset.ts';
import { listed, type MergeDraft, type MergeKind, type MergeRow, ofKind } from '../state/merges.ts';
import { readFilter } from './filter.ts';
import { pageRequest } from './page-request.ts';

/** Beside the permission to manage duplicates, merging takes the admin role (v2 reference, section 9.12). */
const requireAdmin = ({ caller }: RequestContext): void => {
  if (caller.role !== 'Admin') throw new Problem('authorization', 'Only organization admins can merge');
};

const satisfying = (text: string | undefined, endpoint: FilterEndpoint): Condition => {
  const filter = readFilter(text, endpoint);
  return filter === undefined ? always : filterCondition(filter, { status: textColumn('status'), taskId: textColumn('task_id') });
};

/** One of the collections: which merges are in it, and how it is asked for. */
interface Collection {
  readonly kind: MergeKind;
  readonly filterOf: FilterEndpoint;
  readonly endpoint: { readonly limit: PageLimit };
}

interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly filter?: string | undefined;
}

interface Found {
  readonly rows: readonly MergeRow[];
  readonly pagination: Pagination;
}

const pageOf = (context: RequestContext, input: PageInput, { of, condition }: { of: Collection; condition: Condition }): Found => {
  requireAdmin(context);
  const all = allOf(ofKind(of.kind), condition, satisfying(input.filter, of.filterOf));
  return pageByKey(
    pageRequest(input, context, of.endpoint),
    (seek) => context.state.merges.page(all, seek),
    ({ id }) => id,
  );
};

/** A page of merges, newest first. */
export const mergesPage = (context: RequestContext, input: PageInput, of: Collection): Found =>
  pageOf(context, input, { of, condition: listed });

/** A page of tasks, newest first. */
export const tasksPage = (context: RequestContext, input: PageInput, of: Collection): { data: MergeTask[]; pagination: Pagination } => {
  const { rows, pagination } = pageOf(context, input, { of, condition: always });
  return { data: rows.map(shownTask), pagination };
};

/** What merges of both kinds have in common. */
export const mergeState = ({ id, status, taskId, startedAt, completedAt, error }: MergeRow) => ({
  id,
  status,
  taskId,
  startedAt,
  completedAt,
  errorMessage: error,
});

const shownTask = ({ taskId, status }: MergeRow): MergeTask => {
  const count = (wanted: MergeRow['status']): number => Number(status === wanted);
  const counts = { inProgress: count('in-progress'), success: count('success'), failed: count('failed') };
  return { id: taskId, status, resultsSummary: { total: 1, ...counts } };
};

/** One merge. */
export const mergeById = (context: RequestContext, kind: MergeKind, id: number): MergeRow => {
  requireAdmin(context);
  const merge = context.state.merges.get(kind, id);
  if (merge === undefined) throw notFound();
  return merge;
};

/** One task. */
export const taskById = (context: RequestContext, kind: MergeKind, taskId: string): MergeTask => {
  requireAdmin(context);
  const merge = context.state.merges.ofTask(kind, taskId.toLowerCase());
  if (merge === undefined) throw notFound();
  return shownTask(merge);
};

/** Merges into a global company, or into a person merged away before, have a task but are no merges (v2 reference, section 9.12). */
const isListed = ({ state }: RequestContext, kind: MergeKind, primaryId: number): boolean => {
  if (kind === 'person') return state.merges.survivorOf('person', primaryId) === undefined;
  return state.companies.get(primaryId)?.isGlobal !== true;
};

/** Begins a merge; what is wrong with it comes out when its time has come. */
export const startMerge = (context: RequestContext, pair: Pick<MergeDraft, 'kind' | 'primaryId' | 'duplicateId'>): { taskUrl: string } => {
  requireAdmin(context);
  const { state, caller, now, mergeDelayMs, url } = context;
  const merge = state.merges.create({
    ...pair,
    requesterId: caller.userId,
    startedAt: now.toISOString(),
    dueAt: new Date(now.getTime() + mergeDelayMs).toISOString(),
    isListed: isListed(context, pair.kind, pair.primaryId),
  });
  return { taskUrl: `${url.origin}/v2/tasks/${pair.kind}-merges/${merge.taskId}` };
};
