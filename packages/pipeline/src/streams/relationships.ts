import { v2 } from '@affinity-kit/contract';
import { dayOf } from '../normalise/pacific-day.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import type { RecordId } from '../replica/feed.ts';
import { relationships } from '../replica/tables/people.ts';
import type { ListInfo } from './catalog.ts';
import type { Reading, Stream, Walk } from './stream.ts';

/** Whose relationships a walk reads. */
interface Subject {
  readonly type: 'company' | 'person';
  readonly id: number;
}

const nameOf = ({ type, id }: Subject): string => `${type}/${id}`;

const subjectOf = (name: RecordId): Subject => {
  const [type, id] = String(name).split('/');
  return { type: type === 'person' ? 'person' : 'company', id: Number(id) };
};

const connectedOn = (reader: RecordReader): number | null => {
  const link = reader.nested('linkedIn');
  const day = link?.text('connectedOn') ?? null;
  if (day === null) return null;
  const days = dayOf(day);
  if (days === undefined) link?.reject('connectedOn', 'expected a date', day);
  return days ?? null;
};

/** One relationship as a row of `relationships`. */
const relationshipRecord =
  (subject: Subject): Walk['record'] =>
  (raw, out: PageRows) => {
    const name = nameOf(subject);
    const reader = new RecordReader(out, { id: name, raw });
    const [user, person] = [reader.nested('person1')?.ref('id') ?? null, reader.nested('person2')?.ref('id') ?? null];
    if (user === null || person === null) reader.reject('person1', 'expected two persons with ids', raw);
    else out.of(relationships).add(subject.type, subject.id, user, person, reader.number('interactionScore'), connectedOn(reader));
    return name;
  };

const subjectWalk = (name: RecordId): Walk => {
  const subject = subjectOf(name);
  const parts = { record: relationshipRecord(subject), spans: true, owner: name, nothingOn: [404] } as const;
  return subject.type === 'company'
    ? { ...parts, endpoint: v2.companies.relationships.list, input: { companyId: subject.id, limit: 100 } }
    : { ...parts, endpoint: v2.persons.relationships.list, input: { personId: subject.id, limit: 100 } };
};

const recordOn =
  ({ type }: ListInfo): Walk['record'] =>
  ({ entity }: JsonObject) =>
    isObject(entity) && isId(entity['id']) ? nameOf({ type: type === 'person' ? 'person' : 'company', id: entity['id'] }) : undefined;

/** Finds the records of the chosen lists, and asks for the relationships of each once, however many lists it is on. */
const stagesOf = ({ catalog }: Reading): readonly (readonly Walk[])[] => {
  const asked = new Set<RecordId>();
  const follow = (ids: readonly RecordId[]): readonly Walk[] => {
    const fresh = [...new Set(ids)].filter((id) => !asked.has(id));
    for (const id of fresh) asked.add(id);
    return fresh.map(subjectWalk);
  };
  const lists = catalog.narrowed ? catalog.lists.filter(({ type }) => type !== 'opportunity') : [];
  return [
    lists.map((list) => ({
      endpoint: v2.lists.entries.list,
      input: { listId: list.id, limit: 100 },
      record: recordOn(list),
      idsOnly: true,
      leads: true,
      follow,
    })),
  ];
};

/** Who knows whom how well, for the companies and persons of the lists that were asked for. */
export const relationshipStream: Stream = {
  name: 'relationships',
  idType: 'VARCHAR',
  feeds: [{ table: 'relationships', owner: "entity_type || '/' || entity_id" }],
  needs: ['lists'],
  onDemand: true,
  byListOnly: true,
  cost: {
    basis: 'a request for every company and person on the lists that are named with --lists',
    query: `SELECT count(DISTINCT (entity_type, entity_id)) + ceil(count(*) / 100) FROM $.list_entries
      WHERE entity_type <> 'opportunity' AND list_id IN (@lists)`,
  },
  stages: stagesOf,
  pageSize: 100,
};
