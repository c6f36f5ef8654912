import type { DropdownOption, FieldMetadata } from '@affinity-kit/contract';
import { AffinityFilterError } from '../errors.ts';
import type { FieldKey } from '../values/field-key.ts';
import { hasOptions } from '../values/field-update.ts';
import type { FieldScope, Metadata } from '../values/metadata.ts';
import type { FieldCondition, FilterNode } from './expression.ts';

/** A field of a filter with what comparing it takes. */
export interface FilterField {
  readonly field: FieldMetadata;
  /** Of a dropdown field. */
  readonly options: readonly DropdownOption[];
}

/** The field that a key of the filter means. */
export type FieldLookup = (key: FieldKey) => FilterField;

/** Every condition of a filter. */
export function* conditionsOf(node: FilterNode): Generator<FieldCondition> {
  if (node.kind === 'condition') yield node;
  else if (node.kind === 'not') yield* conditionsOf(node.term);
  else for (const term of node.terms) yield* conditionsOf(term);
}

const resolve = async (metadata: Metadata, scope: FieldScope, key: FieldKey): Promise<FilterField> => {
  const field = (await metadata.fields(scope)).find(key);
  if ('message' in field) throw new AffinityFilterError(String(key), field.message);
  return { field, options: hasOptions(field) ? await metadata.options(scope, field.id) : [] };
};

/** Finds the fields of a filter; an unknown or ambiguous name fails with `AffinityFilterError`, which lists the candidates. */
export const resolveFields = async (metadata: Metadata, scope: FieldScope, node: FilterNode): Promise<FieldLookup> => {
  const keys = [...new Set([...conditionsOf(node)].map(({ field }) => field))];
  const found = new Map<FieldKey, FilterField>();
  for (const [index, field] of (await Promise.all(keys.map((key) => resolve(metadata, scope, key)))).entries()) {
    const key = keys[index];
    if (key !== undefined) found.set(key, field);
  }
  return (key) => {
    const field = found.get(key);
    if (field === undefined) throw new AffinityFilterError(String(key), 'is not in the filter');
    return field;
  };
};
