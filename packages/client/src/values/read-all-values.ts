import type { FieldId, v2 } from '@affinity-kit/contract';
import { AffinityConfigurationError } from '../errors.ts';
import type { ClientOf } from '../tree.ts';
import type { FieldSource } from './field-source.ts';

/** Reads all values of one field of a record, however many. */
export const readAllValues = async (
  api: ClientOf<typeof v2>,
  source: FieldSource | undefined,
  fieldId: FieldId,
): Promise<readonly unknown[]> => {
  if (source === undefined) throw new AffinityConfigurationError('Only companies, persons and list entries have values to read on');
  const { kind, id } = source;
  if (kind === 'company') return api.companies.fieldValues.values({ companyId: id, fieldId }).all({ limit: null });
  if (kind === 'person') return api.persons.fieldValues.values({ personId: id, fieldId }).all({ limit: null });
  return api.lists.entries.fieldValues.values({ listId: source.listId, listEntryId: id, fieldId }).all({ limit: null });
};
