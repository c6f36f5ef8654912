import type { CompanyMergeState } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { filteredCollection } from './filtered-collection.ts';
import { type StartedMerge, startedMerge, type WaitOptions } from './merges.ts';
import { type CompanyRef, companyIdOf } from './references.ts';

/** The company that stays and the one that goes; what it has moves to the other. */
export interface CompaniesToMerge {
  readonly primary: CompanyRef;
  readonly duplicate: CompanyRef;
}

const stateOf = async ({ v2 }: ServiceContext, taskId: string, { signal }: CallOptions): Promise<CompanyMergeState | undefined> => {
  const { data } = await v2.companyMerges.list({ filter: `taskId=${taskId}` }, { signal });
  return data[0];
};

/** Merging companies; for organization admins with the permission Manage duplicates. */
export const companyMerging = (context: ServiceContext) => {
  /** Begins a merge; nothing is checked before the work is done. */
  const startMerge = async (
    { primary, duplicate }: CompaniesToMerge,
    options: CallOptions = {},
  ): Promise<StartedMerge<CompanyMergeState>> => {
    const body = { primaryCompanyId: companyIdOf(primary), duplicateCompanyId: companyIdOf(duplicate) };
    const { taskUrl } = await context.v2.companyMerges.create({ body }, options);
    const kind = { kind: 'companyMerges', stateOf: (taskId: string, call: CallOptions) => stateOf(context, taskId, call) } as const;
    return startedMerge(context, taskUrl, kind);
  };
  return {
    startMerge,
    /** Merges two companies and waits for the end. A global company may leave no state. */
    merge: async (companies: CompaniesToMerge, options: WaitOptions = {}): Promise<CompanyMergeState | undefined> =>
      (await startMerge(companies, options)).wait(options),
    /** The merges that anyone in the firm began, the newest first. */
    merges: { ...filteredCollection('GET /v2/company-merges', context.v2.companyMerges.list), get: context.v2.companyMerges.get },
  };
};
