import {
  type DropdownOption,
  type DropdownOptionId,
  type DropdownOptionToBeCreated,
  type DropdownOptionToBeUpdated,
  type FieldId,
  type V1Field,
  v1EntityTypes,
  v1ValueTypes,
} from '@affinity-kit/contract';
import { AffinityInputError } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldKey, NamedField } from '../values/field-key.ts';
import type { FieldScope } from '../values/metadata.ts';
import { awaitVisible } from './await-visible.ts';
import type { ServiceContext } from './context.ts';
import { type WriteOptions, waitsForWrite } from './options.ts';
import { type ListRef, listIdOf } from './references.ts';

const entityCodes = { company: v1EntityTypes.organization, person: v1EntityTypes.person, opportunity: v1EntityTypes.opportunity } as const;
const valueCodes = {
  person: v1ValueTypes.person,
  company: v1ValueTypes.organization,
  dropdown: v1ValueTypes.managedDropdown,
  'ranked-dropdown': v1ValueTypes.rankedDropdown,
  number: v1ValueTypes.number,
  datetime: v1ValueTypes.date,
  location: v1ValueTypes.location,
  text: v1ValueTypes.text,
} as const;

/** A field to create: of one list, or of all records of a kind. */
export interface FieldDraft {
  readonly name: string;
  readonly entityType: keyof typeof entityCodes;
  /** As v2 calls it, without `-multi`. */
  readonly valueType: keyof typeof valueCodes;
  /** Several values in a cell; persons, companies, numbers, places and dropdowns only. */
  readonly isMulti?: boolean | undefined;
  /** A global field without it. */
  readonly list?: ListRef | undefined;
}

const toV1 = ({ name, entityType, valueType, isMulti, list }: FieldDraft) => ({
  name,
  entity_type: entityCodes[entityType],
  value_type: valueCodes[valueType],
  ...(isMulti === true && { allows_multiple: true }),
  ...(list !== undefined && { list_id: listIdOf(list), is_list_specific: true }),
});

/** The number of a field of the firm's own: v1 deletes no others. */
const numberOf = (fieldId: FieldId): number => {
  const [, digits] = /^field-(\d+)$/.exec(fieldId) ?? [];
  if (digits === undefined) throw new AffinityInputError(`'${fieldId}' is no field of the firm's own`);
  return Number(digits);
};

const scopeOf = ({ entityType, list }: FieldDraft): FieldScope | undefined => {
  if (list !== undefined) return { kind: 'list', listId: listIdOf(list) };
  return entityType === 'opportunity' ? undefined : { kind: entityType };
};

const create = async (context: ServiceContext, draft: FieldDraft, options: WriteOptions): Promise<NamedField> => {
  const { v1, metadata } = context;
  const { signal } = options;
  const { id: number, name }: V1Field = await v1.fields.create({ body: toV1(draft) }, { signal });
  const id = `field-${number}`;
  const scope = scopeOf(draft);
  if (scope !== undefined && waitsForWrite(context, options)) {
    const read = () => {
      metadata.clear();
      return metadata.fields(scope);
    };
    await awaitVisible(context, {
      what: `Field ${id}`,
      read,
      isCurrent: (catalog) => [...catalog].some((field) => field.id === id),
      signal,
    });
  }
  return { id, name };
};

/** Creates the service that creates and deletes fields, which v1 alone can, and their options. */
export const createFields = (context: ServiceContext) => {
  const { v1, v2, metadata } = context;
  const { dropdownOptions } = v2.lists.fields;
  const placeOf = async (list: ListRef, field: FieldKey) => {
    const listId = listIdOf(list);
    const { id: fieldId } = (await metadata.fields({ kind: 'list', listId })).get(field);
    return { listId, fieldId };
  };
  return {
    /** Creates a field, and tells its id as v2 has it. */
    create: (draft: FieldDraft, options: WriteOptions = {}) => create(context, draft, options),
    /** Deletes a field and its values. */
    delete: async (fieldId: FieldId, options: CallOptions = {}): Promise<void> => {
      await v1.fields.delete({ field_id: numberOf(fieldId) }, options);
    },
    /** Fetches one option of a dropdown of a list, by the field's name or id. */
    getOption: async (list: ListRef, field: FieldKey, dropdownOptionId: DropdownOptionId): Promise<DropdownOption> =>
      dropdownOptions.get({ ...(await placeOf(list, field)), dropdownOptionId }),
    /** Adds an option to a dropdown of a list, by the field's name or id. */
    createOption: async (list: ListRef, field: FieldKey, option: DropdownOptionToBeCreated): Promise<DropdownOption> =>
      dropdownOptions.create({ ...(await placeOf(list, field)), body: option }),
    /** Changes an option; what is left out stays. */
    updateOption: async (
      list: ListRef,
      field: FieldKey,
      [dropdownOptionId, body]: readonly [DropdownOptionId, DropdownOptionToBeUpdated],
    ) => {
      await dropdownOptions.update({ ...(await placeOf(list, field)), dropdownOptionId, body });
    },
    /** Deletes an option, and with it every value that is set to it, for good. */
    deleteOption: async (list: ListRef, field: FieldKey, dropdownOptionId: DropdownOptionId): Promise<void> => {
      await dropdownOptions.delete({ ...(await placeOf(list, field)), dropdownOptionId });
    },
  };
};

/** Fields and their options. */
export type Fields = ReturnType<typeof createFields>;
