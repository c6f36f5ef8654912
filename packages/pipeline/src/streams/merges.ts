import { v2 } from '@affinity-kit/contract';
import { isId, RecordReader } from '../normalise/record-reader.ts';
import { merges } from '../replica/tables/housekeeping.ts';
import { entityTypeStages, entityTypeUnits } from './entity-type-units.ts';
import { type Stream, unservedOn, type Walk } from './stream.ts';

/** Ids are counted for companies and for persons apart. */
const mergeRecord =
  (entityType: 'company' | 'person'): Walk['record'] =>
  (raw, out) => {
    const { id } = raw;
    if (!isId(id)) return undefined;
    const name = `${entityType}/${id}`;
    const reader = new RecordReader(out, { id: name, raw });
    const Entity = entityType === 'company' ? 'Company' : 'Person';
    const records = [reader.ref(`primary${Entity}Id`), reader.ref(`duplicate${Entity}Id`)] as const;
    const course = [reader.text('status'), reader.instant('startedAt'), reader.instant('completedAt')] as const;
    out.of(merges).add(entityType, id, ...records, ...course, reader.text('errorMessage'), reader.text('taskId'));
    return name;
  };

const refused = unservedOn('merges are not served to this account');

const walks: Readonly<Record<'company' | 'person', Walk>> = {
  company: { endpoint: v2.companyMerges.list, input: { limit: 100 }, record: mergeRecord('company'), ...refused },
  person: { endpoint: v2.personMerges.list, input: { limit: 100 }, record: mergeRecord('person'), ...refused },
};

/** Merges of companies and of persons. Records that were merged away are missed where they stood, whatever is known of the merge. */
export const mergeStream: Stream = {
  name: 'merges',
  idType: 'VARCHAR',
  feeds: [{ table: 'merges', owner: "entity_type || '/' || id" }],
  needs: [],
  extra: true,
  permission: 'Manage duplicates',
  stages: entityTypeStages(walks),
  units: entityTypeUnits('merges', 1),
  pageSize: 100,
};
