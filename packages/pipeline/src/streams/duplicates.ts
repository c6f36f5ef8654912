import { v2 } from '@affinity-kit/contract';
import { isId, isObject, RecordReader } from '../normalise/record-reader.ts';
import { duplicateSuggestions } from '../replica/tables/housekeeping.ts';
import { entityTypeStages, entityTypeUnits } from './entity-type-units.ts';
import { type Stream, unservedOn, type Walk } from './stream.ts';

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

/** Suggestions of what to merge. Nobody waits for them by the day, and there are many. */
export const duplicateStream: Stream = {
  name: 'duplicates',
  idType: 'VARCHAR',
  feeds: [{ table: 'duplicate_suggestions', owner: "entity_type || '/' || id" }],
  needs: [],
  extra: true,
  permission: 'Manage duplicates',
  stages: entityTypeStages(walks),
  units: entityTypeUnits('duplicate_suggestions'),
  pageSize: 100,
};
