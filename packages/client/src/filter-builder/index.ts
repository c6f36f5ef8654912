export { F, FieldFilter, FilteredField } from './builder.ts';
export type { FilterNode, FilterValue, RelativeUnit } from './expression.ts';
export {
  type FilterQuery,
  type FindOptions,
  type FindQuery,
  findRecords,
  type RecordIn,
  recordFilter,
  searchFilters,
} from './find-records.ts';
