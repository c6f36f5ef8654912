export { F, FieldFilter, FilteredField } from './builder.ts';
export type { FilterNode, FilterValue, RelativeUnit } from './expression.ts';
export { type FindOptions, FoundRecords, findRecords, type RecordIn, searchFilters } from './find-records.ts';
