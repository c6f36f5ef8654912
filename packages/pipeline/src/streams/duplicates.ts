import { v2 } from '@affinity-kit/contract';
import { isId, isObject, RecordReader } from '../normalise/record-reader.ts';
import { duplicateSuggestions } from '../replica/tables/housekeeping.ts';
import { type Reading, type Stream, type Units, unservedOn, type Walk } from './stream.ts';

const suggestionRecord =
  (entityType: 'company' | 'person'): Walk['record'] =>
  (raw, out) => {
    const { id } = raw;
    if (typeof id !== 'string' || id === '') return undefined;
    const name = `${entityType}/${id}`;
    const reader = new RecordReader(out, { id: name, raw });
    const [duplicate] = reader.array('duplicateProfiles');
    const duplicateId = isObject(duplicate) && isId(duplicate['id']) ? duplicate['id'] : null;
    if (duplicateId === null) reader.reject('duplicateProfiles', 'expected a profile with id', duplicate ?? null);
    const primaryId = reader.nested('primaryProfile')?.ref('id') ?? null;
    out.of(duplicateSuggestions).add(entityType, id, primaryId, duplicateId, reader.text('matchCriteria'));
    return name;
  };

const refused = unservedOn('duplicate suggestions (beta) are not served to this account');

const walks: Readonly<Record<'company' | 'person', Walk>> = {
  company: { endpoint: v2.duplicates.companySuggestions.list, input: { limit: 100 }, record: suggestionRecord('company'), ...refused },
  person: { endpoint: v2.duplicates.personSuggestions.list, input: { limit: 100 }, record: suggestionRecord('person'), ...refused },
};

const entityTypes = ['company', 'person'] as const;

/** Nobody waits for them by the hour, and there are many: each kind is read once a day. */
const units: Units = {
  days: 1,
  of: () => entityTypes,
  query: `SELECT t.unit, greatest(1, ceil(count(d.id) / 100)) AS requests
    FROM (VALUES ('company'), ('person')) AS t(unit) LEFT JOIN $.duplicate_suggestions AS d ON d.entity_type = t.unit GROUP BY ALL`,
  tables: ['duplicate_suggestions'],
  covers: ({ isDue }: Reading) =>
    `entity_type IN ('', ${
      entityTypes
        .filter(isDue)
        .map((type) => `'${type}'`)
        .join(', ') || "''"
    })`,
};

/** Suggestions of what to merge. */
export const duplicateStream: Stream = {
  name: 'duplicates',
  idType: 'VARCHAR',
  feeds: [{ table: 'duplicate_suggestions', owner: "entity_type || '/' || id" }],
  needs: [],
  extra: true,
  permission: 'Manage duplicates',
  stages: ({ isDue }) => [entityTypes.filter(isDue).map((type) => walks[type])],
  units,
  pageSize: 100,
};
