import { atWorkBefore, dayMs } from './dates.ts';
import type { FirmList } from './lists.ts';
import { at, numberAt, type Random, randomOf, topic } from './random.ts';
import type { FirmWorld } from './story.ts';

/**
 * Who is on which list since when, in columns ordered by time (16 bytes per entry): the part of the entries that must be known before any
 * of them can be told, since ids follow time across all lists.
 */
export interface EntryPlan {
  readonly count: number;
  listAt(entry: number): number;
  companyAt(entry: number): number;
  /** Index of the person that a person list is about; -1 on other lists. */
  personAt(entry: number): number;
  createdAt(entry: number): number;
  /** Position among the entries of the same list. */
  ordinalAt(entry: number): number;
  /** Position among all opportunities; meaningless on other lists. */
  opportunityAt(entry: number): number;
}

/** Chance that a record is put on a list where it already is: somebody came back years later. */
const again = 0.012;

export const planEntries = (world: FirmWorld, lists: readonly FirmList[]): EntryPlan => {
  const count = lists.reduce((sum, list) => sum + list.entries, 0);
  const draft = {
    list: new Uint16Array(count),
    company: new Uint32Array(count),
    person: new Int32Array(count),
    created: new Float64Array(count),
  };
  let row = 0;
  for (const list of lists) {
    const choose = chooserOf(world, list);
    for (let ordinal = 0; ordinal < list.entries; ordinal++, row++) {
      const subject = choose(ordinal);
      draft.list[row] = list.index;
      draft.company[row] = subject.company;
      draft.person[row] = subject.person;
      draft.created[row] = subject.createdAt;
    }
  }
  const order = new Uint32Array(count)
    .map((_, index) => index)
    .sort((a, b) => numberAt(draft.created, a) - numberAt(draft.created, b) || a - b);
  const positions = numberWithin(order, draft.list, lists);
  return {
    count,
    listAt: (entry) => numberAt(draft.list, numberAt(order, entry)),
    companyAt: (entry) => numberAt(draft.company, numberAt(order, entry)),
    personAt: (entry) => numberAt(draft.person, numberAt(order, entry)),
    createdAt: (entry) => numberAt(draft.created, numberAt(order, entry)),
    ordinalAt: (entry) => numberAt(positions.ordinals, entry),
    opportunityAt: (entry) => numberAt(positions.opportunities, entry),
  };
};

const numberWithin = (order: Uint32Array, listOf: Uint16Array, lists: readonly FirmList[]) => {
  const ordinals = new Uint32Array(order.length);
  const opportunities = new Uint32Array(order.length);
  const perList = lists.map(() => 0);
  let opportunity = 0;
  order.forEach((row, entry) => {
    const list = numberAt(listOf, row);
    const ordinal = at(perList, list);
    ordinals[entry] = ordinal;
    perList[list] = ordinal + 1;
    if (at(lists, list).template.type === 'opportunity') opportunities[entry] = opportunity++;
  });
  return { ordinals, opportunities };
};

interface Subject {
  readonly company: number;
  readonly person: number;
  readonly createdAt: number;
}

/** One of the first entries of every list comes back as a later one, whatever the dice say. */
const comeback = { after: 8, ordinal: 40 };

/** How many records are looked at for one entry, before anybody will do. */
const patience = 300;

/** Chooses who comes next on a list: people of the right kind, seldom twice. */
const chooserOf = (world: FirmWorld, list: FirmList): ((ordinal: number) => Subject) => {
  const taken = new Set<number>();
  const early: Subject[] = [];
  const isPersonList = list.template.type === 'person';
  const { now } = world;
  return (ordinal) => {
    const random = randomOf(world.seed, topic.entryPlan + list.index * 64, ordinal);
    const createdAt = dayOfEntry(world, list, random);
    const known = ordinal === comeback.ordinal ? early[0] : undefined;
    if (known) return { ...known, createdAt: Math.min(now - 7_200_000, Math.max(createdAt, known.createdAt + 90 * dayMs)) };
    const mayRepeat = random.chance(again);
    let found: Subject = { company: 0, person: -1, createdAt };
    for (let tries = 0; tries < patience; tries++) {
      found = candidate(world, list, { random, createdAt, patient: tries < patience * 0.9 });
      const key = isPersonList ? found.person : found.company;
      const fits = key >= 0 && (mayRepeat || !taken.has(key));
      if (!fits) continue;
      taken.add(key);
      if (ordinal < comeback.after) early.push(found);
      return found;
    }
    return { createdAt, ...(isPersonList ? anyPerson(world, random) : { company: anyStartup(world, createdAt, random), person: -1 }) };
  };
};

/** Lists fill faster as the firm grows. */
const dayOfEntry = (world: FirmWorld, { createdAt, closesAt }: FirmList, random: Random): number => {
  const day = atWorkBefore(createdAt + (closesAt - createdAt) * random.next() ** 0.85, world.now - 7_200_000);
  return Math.max(createdAt + 60_000, day - random.int(600_000));
};

type Search = { readonly random: Random; readonly createdAt: number; readonly patient: boolean };

/** A company that was known by then, more likely a recent find; on person lists somebody there. */
const candidate = (world: FirmWorld, list: FirmList, { random, createdAt, patient }: Search): Subject => {
  const { companies, persons } = world;
  const known = Math.max(1, companies.countBefore(createdAt) - 2);
  const share = random.chance(0.55) ? 1 - random.next() ** 2 * 0.35 : random.next();
  const company = Math.min(known - 1, Math.floor(known * share));
  const isRight = belongs(world, list, company);
  const isKnown = companies.createdAt(company) <= createdAt;
  if (!isKnown || (patient && !isRight)) return { company: -1, person: -1, createdAt };
  if (list.template.type !== 'person') return { company, person: -1, createdAt };
  const first = persons.firstOf(company);
  const count = persons.firstOf(company + 1) - first;
  const person = first + Math.floor(random.next() ** 1.5 * count);
  const isThere = count > 0 && persons.createdAt(person) <= createdAt;
  return { company, person: isThere ? person : -1, createdAt };
};

const belongs = ({ companies }: FirmWorld, list: FirmList, company: number): boolean => {
  const { kinds, sector, latestRound, where } = list.template.population;
  if (!kinds.includes(companies.kindAt(company)) || (sector !== undefined && companies.sectorAt(company) !== sector)) return false;
  if (where !== undefined && !where(companies.placeAt(company))) return false;
  return latestRound === undefined || companies.roundAt(company) <= latestRound;
};

/** Somebody from the days of the import, whom every list can know. */
const anyPerson = ({ companies, persons }: FirmWorld, random: Random) => {
  const person = persons.person(random.int(persons.firstOf(Math.floor(companies.count / 20))));
  return { company: person.companyIndex, person: person.index };
};

const anyStartup = ({ companies }: FirmWorld, createdAt: number, random: Random): number => {
  const known = Math.max(1, companies.countBefore(createdAt) - 2);
  let company = random.int(known);
  while (company > 0 && (companies.kindAt(company) !== 'startup' || companies.createdAt(company) > createdAt)) company--;
  return company;
};
