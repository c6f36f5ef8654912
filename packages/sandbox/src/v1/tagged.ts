import type { EntityParam } from './access.ts';

/** The parameters by which v1 names the record of a file or a reminder. */
export interface TaggedInput {
  readonly person_id?: number | undefined;
  readonly organization_id?: number | undefined;
  readonly opportunity_id?: number | undefined;
}

/** The records that an input names. */
export const taggedRecords = ({ person_id, organization_id, opportunity_id }: TaggedInput): EntityParam[] => {
  const named = [
    ['person', person_id, 'person_id'],
    ['company', organization_id, 'organization_id'],
    ['opportunity', opportunity_id, 'opportunity_id'],
  ] as const;
  return named.flatMap(([entityType, id, param]) => (id === undefined ? [] : [{ entityType, id, param }]));
};
