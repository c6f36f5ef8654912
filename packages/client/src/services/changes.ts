import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import type { DateInput } from './dates.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { windowFilter } from './window.ts';

const endpoint = 'GET /v2/field-value-changes';

/** Which changes: by a filter as text, by date. */
export type ChangesQuery = QueryOf<ServiceContext['v2']['fieldValueChanges']['list']> & {
  readonly changedAfter?: DateInput | undefined;
  readonly changedBefore?: DateInput | undefined;
};

const filterFor = ({ filter, changedAfter, changedBefore }: ChangesQuery) =>
  windowFilter(endpoint, filter, [
    ['changedAt', '>=', changedAfter],
    ['changedAt', '<', changedBefore],
  ]);

/** Creates the service of the change feed. */
export const createChanges = ({ v2 }: ServiceContext) =>
  collectionOf((query: ChangesQuery = {}, options: ListOptions = {}) =>
    v2.fieldValueChanges.list({ ...query, filter: filterFor(query) }, options),
  );

/** Changes of all tracked fields, oldest first. */
export type Changes = ReturnType<typeof createChanges>;
