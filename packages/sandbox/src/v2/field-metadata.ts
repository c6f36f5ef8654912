import { type FieldMetadata, type FilterEndpoint, type Page, v2, versionTraits } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { RequestContext } from '../context.ts';
import type { FieldRow } from '../state/fields.ts';
import { type FieldScope, fieldsOf } from './field-selection.ts';
import { filterabilityOf, sortabilityOf } from './field-usability.ts';
import { readFilter, satisfies } from './filter.ts';
import { pageRequest } from './page-request.ts';

interface MetadataInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly filter?: string | undefined;
  readonly includes?: readonly ('filterability' | 'sortability')[] | undefined;
}

/** Whose fields are listed. */
export interface MetadataOf {
  readonly context: RequestContext;
  readonly scope: FieldScope;
  readonly filterOf: FilterEndpoint;
}

/** `time-in-current-status` is of no use on a list without a Status (v2 reference, section 5.3). */
const isUsable = ({ context, scope }: MetadataOf, field: FieldRow): boolean =>
  field.id !== 'time-in-current-status' || (scope.kind === 'list' && context.state.fields.statusOf(scope.list.id) !== undefined);

const usability = (of: MetadataOf, field: FieldRow, includes: MetadataInput['includes']): Partial<FieldMetadata> => {
  const { version } = of.context;
  const usable = isUsable(of, field);
  return {
    ...(includes?.includes('filterability') && { filterability: usable ? filterabilityOf(field, version) : null }),
    ...(includes?.includes('sortability') && { sortability: usable ? sortabilityOf(field) : null }),
  };
};

const withoutDescription = ({ description: _, isRequired: __, ...older }: FieldMetadata): FieldMetadata => older;

const metadataOf = (of: MetadataOf, field: FieldRow, includes: MetadataInput['includes']): FieldMetadata => {
  const { id, name, description, type, enrichmentSource, valueType, isRequired, createdAt } = field;
  const metadata = { id, name, description, type, enrichmentSource, valueType, isRequired, createdAt, ...usability(of, field, includes) };
  return versionTraits[of.context.version].describesFields ? metadata : withoutDescription(metadata);
};

/** A page of the metadata of fields. */
export const listFieldMetadata = (of: MetadataOf, input: MetadataInput): Page<FieldMetadata> => {
  const filter = readFilter(input.filter, of.filterOf);
  const all = fieldsOf(of.context, of.scope);
  const found = filter === undefined ? all : all.filter(({ name }) => satisfies(filter, () => name));
  const numbered = found.map((field, index) => ({ field, place: index + 1 }));
  const { rows, pagination } = pageOfArray(pageRequest(input, of.context, v2.lists.fields.list), numbered, ({ place }) => place);
  return { data: rows.map(({ field }) => metadataOf(of, field, input.includes)), pagination };
};
