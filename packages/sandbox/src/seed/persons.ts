import type { AccountFields } from './account-fields.ts';
import type { Company } from './company-book.ts';
import { colleagueOf, coveringMember } from './coverage.ts';
import { iso, pacificDay } from './dates.ts';
import { employersOf, touchesOf } from './employment.ts';
import { optionAt } from './field-draft.ts';
import type { SeedPerson, StoredValue } from './model.ts';
import type { Person } from './person-book.ts';
import { locationAt } from './places.ts';
import { at, type Random } from './random.ts';
import type { FirmWorld } from './story.ts';
import type { Member } from './team.ts';
import { formerTitle } from './titles.ts';

type Fields = AccountFields['person'];
type Draft = Record<string, StoredValue>;

/** Every person, users among them, in the order of their ids. */
export function* tellPersons(world: FirmWorld, fields: Fields): Generator<SeedPerson> {
  const waiting = [...world.team.members].sort((a, b) => a.id - b.id);
  for (let companyIndex = 0; companyIndex < world.companies.count; companyIndex++) {
    const people = world.persons.personsOf(companyIndex);
    if (people.length === 0) continue;
    const company = world.companies.company(companyIndex);
    const owner = coveringMember(world, company);
    for (const person of people) {
      while (isBefore(waiting[0], person.id)) yield userPerson(waiting.shift());
      yield externalPerson(world, fields, { person, company, owner });
    }
  }
  while (waiting.length > 0) yield userPerson(waiting.shift());
}

const isBefore = (member: Member | undefined, id: number): boolean => member !== undefined && member.id < id;

/** A user is a person with the same id (v2 reference, section 1). */
const userPerson = (member: Member | undefined): SeedPerson => {
  if (member === undefined) throw new RangeError('No user is waiting');
  const { id, name, email, title, joinedAt } = member;
  return {
    id,
    firstName: name.first,
    lastName: name.last,
    primaryEmail: email,
    emails: [email],
    type: 'internal',
    companyIds: [],
    createdAt: iso(joinedAt),
    cells: { 'affinity-data-current-job-title': title, 'affinity-data-job-titles': [title] },
  };
};

interface Contact {
  readonly person: Person;
  readonly company: Company;
  readonly owner: Member;
}

const externalPerson = (world: FirmWorld, fields: Fields, contact: Contact): SeedPerson => {
  const { person } = contact;
  const { companyIds, random } = employersOf(world, person);
  const emails = person.email === null ? [] : [person.email, ...person.otherEmails];
  return {
    id: person.id,
    firstName: person.name.first,
    lastName: person.hasLastName ? person.name.last : null,
    primaryEmail: person.email,
    emails,
    type: person.index % 401 === 7 ? 'collaborator' : 'external',
    companyIds,
    createdAt: iso(person.createdAt),
    cells: cellsOf(world, fields, { ...contact, random }),
  };
};

const cellsOf = (world: FirmWorld, fields: Fields, contact: Contact & { random: Random }): Draft => {
  const { person, random } = contact;
  const cells: Draft = {};
  addProfile(cells, contact, random);
  addOwnWords(cells, fields, contact);
  if (person.email !== null) addAudience(cells, world, contact);
  addRelationship(cells, world, contact);
  return cells;
};

const addRelationship = (cells: Draft, world: FirmWorld, { person, company }: Contact): void => {
  const touches = touchesOf(world, person, company);
  Object.assign(cells, touches);
  if (Object.keys(touches).length > 0 && person.index % 9 === 4) cells['source-of-introduction'] = colleagueOf(world, company).id;
};

const addProfile = (cells: Draft, { person, company }: Contact, random: Random): void => {
  if (person.email === null && random.chance(0.6)) return;
  const { name, title, isIndependent } = person;
  cells['affinity-data-current-job-title'] = title;
  cells['affinity-data-job-titles'] = random.chance(0.35) ? [title, formerTitle(company, random)] : [title];
  if (!isIndependent) cells['affinity-data-current-organization'] = company.id;
  if (random.chance(0.7)) cells['affinity-data-industry'] = company.sector.industries.slice(0, 1 + random.int(2));
  if (random.chance(0.8))
    cells['affinity-data-linkedin-url'] = `https://linkedin.example/in/${name.latinFirst}-${name.latinLast}-${person.index.toString(36)}`;
  if (random.chance(0.75)) cells['affinity-data-location'] = locationAt(company.place);
  if (random.chance(0.28)) cells['affinity-data-phone-number'] = phonesOf(random);
};

/** Numbers from the range that is kept for fiction. */
const phonesOf = (random: Random): string[] =>
  Array.from(
    { length: random.chance(0.15) ? 2 : 1 },
    () => `+1 ${random.pick(['415', '212', '617', '650'])}-555-01${String(random.int(100)).padStart(2, '0')}`,
  );

const tagsByKind: Record<Company['kind'], readonly number[]> = { startup: [0, 1], investor: [2, 3], corporate: [7, 7], other: [8, 4] };

const addOwnWords = (cells: Draft, fields: Fields, { person, company, owner, random }: Contact & { random: Random }): void => {
  const isLead = person.rank === 0;
  if (random.chance(isLead ? 0.75 : 0.3)) cells[fields.owner.id] = owner.id;
  if (random.chance(0.6))
    cells[fields.tags.id] = [optionAt(fields.tags, person.isIndependent ? 4 : at(tagsByKind[company.kind], isLead ? 0 : 1))];
  if (random.chance(0.5)) cells[fields.warmth.id] = optionAt(fields.warmth, Math.floor(random.next() ** (isLead ? 0.8 : 2) * 4));
  if (random.chance(0.14)) cells[fields.metAt.id] = random.pick(meetingPlaces)(company);
};

const meetingPlaces: readonly ((company: Company) => string)[] = [
  ({ place }) => `${place.city}, founders' dinner`,
  () => 'Founder Summit',
  ({ sector }) => `${sector.name} conference`,
  () => 'Warm intro by e-mail',
  () => 'Demo day',
  () => 'On a train 🚆',
];

const events = ['Founder Summit 2024', 'Founder Summit 2025', 'Climate Breakfast', 'LP Annual Meeting', 'AI Dinner', 'Women in Venture'];

const addAudience = (cells: Draft, { now }: FirmWorld, { person, random }: Contact & { random: Random }): void => {
  if (random.chance(0.07)) cells['eventbrite-events-attended'] = random.some(events, 1 + random.int(2));
  if (random.chance(0.1)) cells['mailchimp-last-opened'] = pacificDay(person.createdAt + (now - person.createdAt) * random.next());
};
