import { text } from '../replica/sql.ts';
import { candidatesFor } from './candidates.ts';
import { type FieldInfo, MisnamedError } from './catalog.ts';
import type { Reading, Stream } from './stream.ts';

/** Kinds of fields that can be asked for. */
export const fieldKinds = ['enriched', 'global', 'list', 'relationship-intelligence'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Which fields are read, where that is not all of them. */
export interface FieldChoice {
  readonly kinds?: readonly FieldKind[];
  /** Ids or labels. */
  readonly fields?: readonly string[];
}

/** Thrown when `fields` names a field that there is not. */
export class UnknownFieldError extends MisnamedError {
  readonly code = 'unknown-field';
}

const isNamed = ({ id, name }: FieldInfo, wanted: string): boolean => id === wanted || name?.toLowerCase() === wanted.toLowerCase();

/** Those of the fields that are read. */
export const chosenFields = (fields: readonly FieldInfo[], { kinds, fields: wanted }: FieldChoice): readonly FieldInfo[] =>
  fields.filter(
    (field) => (!kinds || kinds.some((kind) => kind === field.type)) && (!wanted || wanted.some((name) => isNamed(field, name))),
  );

const fieldsOf = (stream: Stream, { catalog }: Reading): readonly FieldInfo[] => {
  if (stream.name === 'companies') return catalog.fieldsOf('company');
  if (stream.name === 'persons') return catalog.fieldsOf('person');
  return catalog.lists.flatMap((list) => catalog.entryFields(list) ?? []);
};

const requireNames = ({ catalog }: Reading, { fields = [] }: FieldChoice): void => {
  const known = [...catalog.fieldsOf('company'), ...catalog.fieldsOf('person'), ...catalog.lists.flatMap((list) => catalog.fieldsOn(list))];
  const unknown = fields.find((wanted) => !known.some((field) => isNamed(field, wanted)));
  if (unknown === undefined) return;
  throw new UnknownFieldError(`There is no field "${unknown}". ${candidatesFor(unknown, known)}`);
};

/**
 * A stream whose records come with some of their fields only: values of the others stay in the replica as they are. It is read whole each time,
 * since what later runs may rest on has to be of all fields.
 */
export const withFields = (stream: Stream, choice: FieldChoice): Stream => {
  if (!stream.feeds.some(({ table }) => table === 'field_values')) return stream;
  let read: readonly string[] = [];
  const { chains: _chains, byIds: _byIds, later: _later, ...rest } = stream;
  const [first, ...others] = stream.feeds.map((feed) => {
    if (feed.table !== 'field_values') return feed;
    return {
      ...feed,
      // Which fields are read is known when their metadata is.
      get scope() {
        return `(${feed.scope ?? 'true'}) AND ${read.length === 0 ? 'false' : `field_id IN (${read.map(text).join(', ')})`}`;
      },
    };
  });
  if (!first) return stream;
  return {
    ...rest,
    feeds: [first, ...others],
    needs: [...stream.needs, 'fields'],
    narrowed: true,
    stages: (reading) => {
      requireNames(reading, choice);
      read = [...new Set(chosenFields(fieldsOf(stream, reading), choice).map(({ id }) => id))];
      return stream.stages({ ...reading, tracks: [] });
    },
  };
};
