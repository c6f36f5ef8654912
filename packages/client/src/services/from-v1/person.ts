import { type Person, type V1PersonRow, v1PersonTypes } from '@affinity-kit/contract';

/** A person of v1 as v2 shows them, without fields; collaborators are `external` there. */
export const personFromV1 = (
  person: Pick<V1PersonRow, 'id' | 'type' | 'first_name' | 'last_name' | 'primary_email' | 'emails'>,
): Person => ({
  id: person.id,
  firstName: person.first_name ?? '',
  lastName: person.last_name,
  primaryEmailAddress: person.primary_email,
  emailAddresses: person.emails,
  type: person.type === v1PersonTypes.internal ? 'internal' : 'external',
});
