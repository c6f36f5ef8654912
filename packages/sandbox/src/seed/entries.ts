import type { ChangeLog } from './change-log.ts';
import { type Company, crowdedCompany } from './company-book.ts';
import { iso } from './dates.ts';
import { staffOf, touchesOfAll } from './employment.ts';
import type { EntryPlan } from './entry-plan.ts';
import { ids } from './ids.ts';
import { depthOf, inventJourney } from './journey.ts';
import type { FirmList } from './lists.ts';
import type { SeedEntry, SeedOpportunity } from './model.ts';
import type { Person } from './person-book.ts';
import { at, type Random, randomOf, topic } from './random.ts';
import { openStages } from './stages.ts';
import { type FirmWorld, inventTerms, type Story, type Terms } from './story.ts';
import { tell } from './telling.ts';

/** All entries of all lists, each of which can be looked up at any time. */
export interface EntryBook {
  readonly world: FirmWorld;
  readonly lists: readonly FirmList[];
  readonly plan: EntryPlan;
}

/** Who an entry is about. */
export interface EntrySubject {
  readonly list: FirmList;
  readonly company: Company;
  readonly person: Person | undefined;
  readonly terms: Terms;
  readonly createdAt: number;
  readonly entityId: number;
}

export const subjectOf = ({ world, lists, plan }: EntryBook, entry: number): EntrySubject => {
  const list = at(lists, plan.listAt(entry));
  const company = world.companies.company(plan.companyAt(entry));
  const personIndex = plan.personAt(entry);
  const person = personIndex >= 0 ? world.persons.person(personIndex) : contactAt(world, company, plan.createdAt(entry));
  const terms = inventTerms(company, randomOf(world.seed, topic.opportunities, entry));
  return {
    list,
    company,
    person,
    terms,
    createdAt: plan.createdAt(entry),
    entityId: entityIdOf(list, { company, personIndex, opportunity: plan.opportunityAt(entry) }),
  };
};

const contactAt = (world: FirmWorld, company: Company, instant: number): Person | undefined => {
  const contact = world.persons.contactOf(company);
  return contact && contact.createdAt <= instant ? contact : undefined;
};

type Keys = { readonly company: Company; readonly personIndex: number; readonly opportunity: number };

const entityIdOf = (list: FirmList, { company, personIndex, opportunity }: Keys): number => {
  if (list.template.type === 'opportunity') return ids.opportunity.idAt(opportunity);
  return list.template.type === 'person' ? ids.person.idAt(personIndex) : company.id;
};

const storyOf = (book: EntryBook, entry: number): Story => {
  const { world, plan } = book;
  const { list, company, person, terms, createdAt: start } = subjectOf(book, entry);
  const random = randomOf(world.seed, topic.stories, entry);
  const owner = world.team.ownerFor(company.sectorIndex, start, random);
  const moves = inventJourney({ stages: list.stages, start, now: world.now, tempo: owner.tempo }, random);
  const opens = openStages(list.stages);
  return {
    world,
    list,
    company,
    person,
    terms,
    random,
    owner,
    moves,
    opens,
    start,
    ordinal: plan.ordinalAt(entry),
    depth: depthOf(moves, list.stages),
  };
};

/** The entry as it is now; what happened to it goes to the log. */
export const tellEntry = (book: EntryBook, entry: number, log: ChangeLog): SeedEntry => {
  const story = storyOf(book, entry);
  const { list, company } = story;
  const { cells, changes } = tell(story);
  const id = ids.entry.idAt(entry);
  const personIndex = book.plan.personAt(entry);
  const entityId = entityIdOf(list, { company, personIndex, opportunity: book.plan.opportunityAt(entry) });
  for (const change of changes) log.add({ entityId, listEntryId: id, entry }, change);
  const creatorId = entry % 211 === 5 ? null : story.owner.id;
  const touches = list.template.type === 'opportunity' ? touchesOfDeal(book, entry) : {};
  return { id, listId: list.seed.id, entityId, creatorId, createdAt: iso(story.start), cells: { ...cells, ...touches } };
};

/** The deal to which everybody of one corporation is attached: more than a hundred people. */
const crowdedOpportunity = 2;

interface Parties {
  /** Indices of companies. */
  readonly companies: readonly number[];
  readonly people: readonly Person[];
  /** Decides the rest of the deal. */
  readonly random: Random;
}

/** Whom a deal is made with. */
const partiesOf = ({ world, plan }: EntryBook, entry: number, { company, person, createdAt }: EntrySubject): Parties => {
  const random = randomOf(world.seed, topic.opportunities, entry + plan.count);
  const second = world.persons.personsOf(company.index)[1];
  const people = [person, random.chance(0.4) && second && second.createdAt <= createdAt ? second : undefined];
  const crowd = plan.opportunityAt(entry) === crowdedOpportunity ? world.persons.personsOf(crowdedCompany) : [];
  return {
    companies: crowd.length > 0 ? [company.index, crowdedCompany] : [company.index],
    people: [...people, ...crowd].flatMap((each) => (each ? [each] : [])),
    random,
  };
};

/** What was exchanged with the people of a deal and of its companies. */
const touchesOfDeal = (book: EntryBook, entry: number): SeedEntry['cells'] => {
  const { companies, people } = partiesOf(book, entry, subjectOf(book, entry));
  return touchesOfAll(book.world, [...people, ...companies.flatMap((index) => staffOf(book.world, index))]);
};

/** The deal that an entry of an opportunity list stands for. */
export const tellOpportunity = (book: EntryBook, entry: number): SeedOpportunity => {
  const { world } = book;
  const subject = subjectOf(book, entry);
  const { list, company, terms, createdAt, entityId } = subject;
  const { companies, people, random } = partiesOf(book, entry, subject);
  const isRestricted = book.plan.opportunityAt(entry) % 29 === 11;
  return {
    id: entityId,
    name: dealName(company, terms, random.next()),
    listId: list.seed.id,
    companyIds: companies.map((index) => ids.company.idAt(index)),
    personIds: people.map(({ id }) => id),
    isRestricted,
    managerIds: isRestricted ? [at(world.team.members, 0).id, at(world.team.members, 1).id] : [],
    createdAt: iso(createdAt),
  };
};

const dealName = ({ name, sector }: Company, { roundName }: Terms, draw: number): string => {
  if (draw < 0.62) return `${name} – ${roundName}`;
  if (draw < 0.8) return name;
  if (draw < 0.88) return `${name} (${roundName} extension)`;
  return draw < 0.95 ? `${name} / ${sector.name}` : `[CONFIDENTIAL] ${name}`;
};
