import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { MergeId, PersonId } from '../ids.ts';
import { limit25, pageOf, pageQuery } from '../page.ts';
import type { TypeOf } from '../schema.ts';
import { MergeStarted, MergeTask, mergeStateShape } from './merge.ts';

const mergeRequest = () => ({
  /** The person that stays. */
  primaryPersonId: PersonId,
  /** The person that goes; what they have moves to the other. */
  duplicatePersonId: PersonId,
});
/** Two persons to merge. */
export interface PersonMergeRequest extends TypeOf<typeof mergeRequest> {}
export const PersonMergeRequest: z.ZodType<PersonMergeRequest, PersonMergeRequest> = z.lazy(() => z.object(mergeRequest()));

const mergeState = () => ({ ...mergeStateShape(), primaryPersonId: PersonId, duplicatePersonId: PersonId });
/** A merge of two persons, and what has come of it (v2 reference, section 8.7). */
export interface PersonMergeState extends TypeOf<typeof mergeState> {}
export const PersonMergeState: z.ZodType<PersonMergeState> = z.lazy(() => z.object(mergeState()));

/** Merges of persons (v2 reference, section 9.12); for organization admins only. */
export const personMerges = {
  /** Page through the merges that anyone in the firm began, the newest first. */
  list: endpoint({
    method: 'GET',
    path: '/v2/person-merges',
    effect: 'read',
    query: () =>
      pageQuery(limit25).extend({
        /** By `status` and `taskId`, with `=`. */
        filter: filterOf('GET /v2/person-merges').optional(),
      }),
    filter: filterable['GET /v2/person-merges'],
    response: () => pageOf(PersonMergeState),
    paging: 'next-url',
    limit: limit25,
    order: '-startedAt',
    permission: 'Manage duplicates',
    since: '2025-07-30',
    errors: [400, 403],
  }),
  /** Fetch one merge. */
  get: endpoint({
    method: 'GET',
    path: '/v2/person-merges/{mergeId}',
    effect: 'read',
    params: () => z.object({ mergeId: MergeId }),
    response: () => PersonMergeState,
    permission: 'Manage duplicates',
    since: '2025-07-30',
    errors: [400, 403, 404],
  }),
  /** Begin to merge one person into another; nothing is checked before the work is done. */
  create: endpoint({
    method: 'POST',
    path: '/v2/person-merges',
    effect: 'write',
    body: () => PersonMergeRequest,
    response: () => MergeStarted,
    status: 202,
    permission: 'Manage duplicates',
    since: '2025-07-30',
    errors: [400, 403],
  }),
};

/** Tasks that merge persons (v2 reference, section 9.12). */
export const personMergeTasks = {
  /** Page through the tasks, the newest first. */
  list: endpoint({
    method: 'GET',
    path: '/v2/tasks/person-merges',
    effect: 'read',
    query: () =>
      pageQuery(limit25).extend({
        /** By `status`, with `=`. */
        filter: filterOf('GET /v2/tasks/person-merges').optional(),
      }),
    filter: filterable['GET /v2/tasks/person-merges'],
    response: () => pageOf(MergeTask),
    paging: 'next-url',
    limit: limit25,
    permission: 'Manage duplicates',
    since: '2025-07-30',
    errors: [400, 403],
  }),
  /** Fetch one task; a fresh one may be missing for a moment. */
  get: endpoint({
    method: 'GET',
    path: '/v2/tasks/person-merges/{taskId}',
    effect: 'read',
    params: () => z.object({ taskId: z.guid() }),
    response: () => MergeTask,
    permission: 'Manage duplicates',
    since: '2025-07-30',
    errors: [400, 403, 404],
  }),
};
