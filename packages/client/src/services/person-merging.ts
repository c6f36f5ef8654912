import type { PersonMergeState } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { filteredCollection } from './filtered-collection.ts';
import { type StartedMerge, startedMerge, type WaitOptions } from './merges.ts';
import { type PersonRef, personIdOf } from './references.ts';

/** The person that stays and the one that goes; what they have moves to the other. */
export interface PersonsToMerge {
  readonly primary: PersonRef;
  readonly duplicate: PersonRef;
}

const stateOf = async ({ v2 }: ServiceContext, taskId: string, { signal }: CallOptions): Promise<PersonMergeState | undefined> => {
  const { data } = await v2.personMerges.list({ filter: `taskId=${taskId}` }, { signal });
  return data[0];
};

/** Merging persons; for organization admins with the permission Manage duplicates. */
export const personMerging = (context: ServiceContext) => {
  /** Begins a merge; nothing is checked before the work is done. */
  const startMerge = async ({ primary, duplicate }: PersonsToMerge, options: CallOptions = {}): Promise<StartedMerge<PersonMergeState>> => {
    const body = { primaryPersonId: personIdOf(primary), duplicatePersonId: personIdOf(duplicate) };
    const { taskUrl } = await context.v2.personMerges.create({ body }, options);
    const kind = { kind: 'personMerges', stateOf: (taskId: string, call: CallOptions) => stateOf(context, taskId, call) } as const;
    return startedMerge(context, taskUrl, kind);
  };
  return {
    startMerge,
    /** Merges two persons and waits for the end. */
    merge: async (persons: PersonsToMerge, options: WaitOptions = {}): Promise<PersonMergeState | undefined> =>
      (await startMerge(persons, options)).wait(options),
    /** The merges that anyone in the firm began, the newest first. */
    merges: { ...filteredCollection('GET /v2/person-merges', context.v2.personMerges.list), get: context.v2.personMerges.get },
  };
};
