import { v1 } from '@affinity-kit/contract';
import { isId, isObject, type JsonObject } from '../../normalise/record-reader.ts';
import { changeRecord, changeStream } from '../field-value-changes.ts';
import type { Stream, Walk } from '../stream.ts';
import type { V1Field, V1Fields } from './fields.ts';
import { valueOf } from './value.ts';

const actions: Readonly<Record<number, string>> = { 0: 'add', 1: 'delete', 2: 'update' };
const mostChanges = 10_000;
/** Before there was an Affinity: going on behind a change takes a time to begin at. */
const beginning = '2009-01-01T00:00:00Z';

/** A change as v2 shows it. */
const changeOf = (raw: JsonObject, { id, entityType, listId, valueType }: V1Field): JsonObject => {
  const { list_entry_id: entryId, changer, action_type: action } = raw;
  const type = valueType.replace(/-multi$/, '');
  const data = valueOf(type, raw['value']);
  return {
    id: raw['id'],
    field: { id, entityType },
    entity: { id: raw['entity_id'] },
    listEntry: isId(entryId) ? { id: entryId, listId } : null,
    actionType: typeof action === 'number' ? (actions[action] ?? `v1-${action}`) : null,
    changedAt: raw['changed_at'],
    changer: isObject(changer) ? { id: changer['id'] } : null,
    // The option of a deleted tag is its bare text.
    ...(typeof data === 'string' && type.endsWith('dropdown') ? { type: 'text' } : { type: valueType }),
    value: data,
  };
};

const changeWalk = (field: V1Field, since: string, afterId?: number): Walk => ({
  endpoint: v1.fieldValueChanges.list,
  input: {
    field_id: field.numericId,
    changed_after: since,
    order_by: 'asc',
    limit: mostChanges,
    ...(afterId === undefined ? {} : { after_id: afterId }),
  },
  record: (raw, out) => changeRecord(changeOf(raw, field), out),
  follow: (ids) => {
    const last = ids.at(-1);
    return ids.length >= mostChanges && typeof last === 'number' ? [changeWalk(field, since, last)] : [];
  },
});

/** The changes of tracked fields, from v1: a request for each field, and one for every 10,000 changes of it. */
export const v1ChangeStream = (known: V1Fields): Stream => ({
  ...changeStream,
  needs: ['fields'],
  stages: ({ mode, since }) => [
    [...known.values()]
      .filter(({ isTracked }) => isTracked)
      .map((field) => changeWalk(field, mode === 'feed' && since ? since : beginning)),
  ],
});
