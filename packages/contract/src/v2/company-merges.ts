import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { CompanyId, MergeId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import type { TypeOf } from '../schema.ts';
import { MergeStarted, MergeTask, mergeStateShape } from './merge.ts';

const mergeRequest = () => ({
  /** The company that stays. */
  primaryCompanyId: CompanyId,
  /** The company that goes; what it has moves to the other. */
  duplicateCompanyId: CompanyId,
});
/** Two companies to merge. */
export interface CompanyMergeRequest extends TypeOf<typeof mergeRequest> {}
export const CompanyMergeRequest: z.ZodType<CompanyMergeRequest, CompanyMergeRequest> = z.lazy(() => z.object(mergeRequest()));

const mergeState = () => ({ ...mergeStateShape(), primaryCompanyId: CompanyId, duplicateCompanyId: CompanyId });
/** A merge of two companies, and what has come of it (v2 reference, section 8.7). */
export interface CompanyMergeState extends TypeOf<typeof mergeState> {}
export const CompanyMergeState: z.ZodType<CompanyMergeState> = z.lazy(() => z.object(mergeState()));

/** Merges of companies (v2 reference, section 9.12); for organization admins only. */
export const companyMerges = {
  /** Page through the merges that anyone in the firm began, the newest first. */
  list: endpoint({
    method: 'GET',
    path: '/v2/company-merges',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `status` and `taskId`, with `=`. */
        filter: filterOf('GET /v2/company-merges').optional(),
      }),
    filter: filterable['GET /v2/company-merges'],
    response: () => pageOf(CompanyMergeState),
    paging: 'next-url',
    limit: limit100,
    order: '-startedAt',
    permission: 'Manage duplicates',
    since: '2025-09-25',
    errors: [400, 403],
  }),
  /** Fetch one merge. */
  get: endpoint({
    method: 'GET',
    path: '/v2/company-merges/{mergeId}',
    effect: 'read',
    params: () => z.object({ mergeId: MergeId }),
    response: () => CompanyMergeState,
    permission: 'Manage duplicates',
    since: '2025-09-25',
    errors: [400, 403, 404],
  }),
  /**
   * Begin to merge one company into another; nothing is checked before the work is done.
   *
   * With a global company involved the outcome may be a new local company (v2 reference, section 9.12).
   */
  create: endpoint({
    method: 'POST',
    path: '/v2/company-merges',
    effect: 'write',
    body: () => CompanyMergeRequest,
    response: () => MergeStarted,
    status: 202,
    permission: 'Manage duplicates',
    since: '2025-09-25',
    errors: [400, 403],
  }),
};

/** Tasks that merge companies (v2 reference, section 9.12). */
export const companyMergeTasks = {
  /** Page through the tasks, the newest first. */
  list: endpoint({
    method: 'GET',
    path: '/v2/tasks/company-merges',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `status`, with `=`. */
        filter: filterOf('GET /v2/tasks/company-merges').optional(),
      }),
    filter: filterable['GET /v2/tasks/company-merges'],
    response: () => pageOf(MergeTask),
    paging: 'next-url',
    limit: limit100,
    permission: 'Manage duplicates',
    since: '2025-09-25',
    errors: [400, 403],
  }),
  /** Fetch one task; a fresh one may be missing for a moment. */
  get: endpoint({
    method: 'GET',
    path: '/v2/tasks/company-merges/{taskId}',
    effect: 'read',
    params: () => z.object({ taskId: z.guid() }),
    response: () => MergeTask,
    permission: 'Manage duplicates',
    since: '2025-09-25',
    errors: [400, 403, 404],
  }),
};
