import { v2 } from '@affinity-kit/contract';
import { isId, isObject, RecordReader } from '../normalise/record-reader.ts';
import { text } from '../replica/sql.ts';
import { duplicateSuggestions } from '../replica/tables/housekeeping.ts';
import { type EntityType, entityTypes, entityTypeUnits } from './entity-type-units.ts';
import { type Part, type Reading, type Stream, type Units, unservedOn, type Walk } from './stream.ts';
import { Track, type TrackedPage } from './track.ts';

const suggestionRecord =
  (entityType: EntityType): Walk['record'] =>
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

const walks: Readonly<Record<EntityType, Walk>> = {
  company: { endpoint: v2.duplicates.companySuggestions.list, input: { limit: 100 }, record: suggestionRecord('company'), ...refused },
  person: { endpoint: v2.duplicates.personSuggestions.list, input: { limit: 100 }, record: suggestionRecord('person'), ...refused },
};

/** How far a walk came: by the number of suggestions that stand before, as their ids are no order. */
class PlaceTrack extends Track {
  override page(page: TrackedPage): void {
    const before = this.lastId;
    super.page({ ...page, ids: page.ids.map((_, index) => before + index + 1) });
  }
}

/**
 * A part of the suggestions, from the page where the last run left off. They come in the order in which they were made: a record that is renamed
 * between two pieces does not move its suggestions from one to the other.
 */
const pieceWalk = (type: EntityType, part: Part, { tracks }: Reading): Walk => {
  const track = new PlaceTrack(part, `entity_type = '${type}'`);
  tracks.push(track);
  const { input, ...walk } = walks[type];
  const from = part.from === null ? {} : { from: part.from };
  return { ...walk, input: { ...input, orderBy: ['createdAt'] }, ...from, ...(part.pages === null ? {} : { pages: part.pages }), track };
};

const trackOf = (type: EntityType, { tracks }: Reading): Track | undefined => tracks.find(({ part }) => part.chain === type);

/** Suggestions about companies, then those about persons; whole where a page is not taken any more that a piece was to begin with. */
function* stages(reading: Reading): Generator<readonly Walk[]> {
  const due = entityTypes.filter(reading.isDue);
  const partOf = (type: EntityType): Part | undefined => reading.units?.pieces?.find(({ chain }) => chain === type);
  yield due.map((type) => {
    const part = partOf(type);
    return part ? pieceWalk(type, part, reading) : walks[type];
  });
  yield due.filter((type) => trackOf(type, reading)?.proved === false).map((type) => walks[type]);
}

/** Whether all suggestions of a type were read, by this run or by it and those before. */
const isThrough = (type: EntityType, reading: Reading): boolean => {
  const track = trackOf(type, reading);
  return !track?.proved || track.ended;
};

const units: Units = {
  ...entityTypeUnits('duplicate_suggestions'),
  inPieces: () => true,
  gathers: (unit, id) => String(id).startsWith(`${unit}/`),
  covers: (reading) => {
    const through = entityTypes.filter((type) => reading.isDue(type) && isThrough(type, reading));
    return through.length === 0 ? 'false' : `entity_type IN (${through.map(text).join(', ')})`;
  },
};

/** Suggestions of what to merge. Nobody waits for them by the day, and there are many: some pages are read in each run. */
export const duplicateStream: Stream = {
  name: 'duplicates',
  idType: 'VARCHAR',
  feeds: [{ table: 'duplicate_suggestions', owner: "entity_type || '/' || id" }],
  needs: [],
  extra: true,
  permission: 'Manage duplicates',
  stages,
  units,
  pageSize: 100,
};
