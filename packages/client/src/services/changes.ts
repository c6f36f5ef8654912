import type { FieldId } from '@affinity-kit/contract';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import type { DateInput } from './dates.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type ListEntryRef, listEntryIdOf, type UserRef, userIdOf } from './references.ts';
import { windowFilter } from './window.ts';

const endpoint = 'GET /v2/field-value-changes';

/** Which changes: by a filter as text, by date. */
export type ChangesQuery = QueryOf<ServiceContext['v2']['fieldValueChanges']['list']> & {
  readonly changedAfter?: DateInput | undefined;
  readonly changedBefore?: DateInput | undefined;
  /** Of one field, by its id: `field-4101`. */
  readonly fieldId?: FieldId | undefined;
  /** Of one row. */
  readonly entry?: ListEntryRef | undefined;
  /** By one user. */
  readonly changer?: UserRef | undefined;
};

const filterFor = ({ filter, changedAfter, changedBefore, fieldId, entry, changer }: ChangesQuery) =>
  windowFilter(endpoint, filter, [
    ['changedAt', '>=', changedAfter],
    ['changedAt', '<', changedBefore],
    ['field.id', '=', fieldId],
    ['listEntry.id', '=', entry === undefined ? undefined : listEntryIdOf(entry)],
    ['changer.id', '=', changer === undefined ? undefined : userIdOf(changer)],
  ]);

/** Creates the service of the change feed. */
export const createChanges = ({ v2 }: ServiceContext) =>
  collectionOf((query: ChangesQuery = {}, options: ListOptions = {}) =>
    v2.fieldValueChanges.list({ ...query, filter: filterFor(query) }, options),
  );

/** Changes of all tracked fields, oldest first. */
export type Changes = ReturnType<typeof createChanges>;
