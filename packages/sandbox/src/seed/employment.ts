import type { Company } from './company-book.ts';
import { colleagueOf, coveringMember } from './coverage.ts';
import { ids } from './ids.ts';
import type { Person } from './person-book.ts';
import { type Random, randomOf, topic } from './random.ts';
import type { FirmWorld } from './story.ts';
import { type TouchCells, touchesWith, uniteTouches } from './touches.ts';

/** Where a person worked before, as an index, if they did; the source of randomness goes on to decide the rest of them. */
const formerOf = (
  { seed, companies }: FirmWorld,
  personIndex: number,
): { readonly former: number | undefined; readonly random: Random } => {
  const random = randomOf(seed, topic.personCells, personIndex);
  return { former: random.chance(0.06) ? random.int(companies.count) : undefined, random };
};

/** The companies of a person: the present one first, then a former one. */
export const employersOf = (world: FirmWorld, person: Person): { readonly companyIds: number[]; readonly random: Random } => {
  const { former, random } = formerOf(world, person.index);
  const present = person.isIndependent ? [] : [person.companyIndex];
  const all = former === undefined ? present : [...present, former];
  return { companyIds: [...new Set(all)].map((index) => ids.company.idAt(index)), random };
};

const formers = new WeakMap<FirmWorld, ReadonlyMap<number, readonly number[]>>();

/** Indices of the people who left a company, by the company's index. */
const formerStaff = (world: FirmWorld): ReadonlyMap<number, readonly number[]> => {
  const known = formers.get(world);
  if (known !== undefined) return known;
  const found = new Map<number, number[]>();
  for (let index = 0; index < world.persons.count; index++) {
    const { former } = formerOf(world, index);
    if (former !== undefined) found.set(former, [...(found.get(former) ?? []), index]);
  }
  formers.set(world, found);
  return found;
};

/** Everybody who belongs to a company, in the order of their ids. */
export const staffOf = (world: FirmWorld, companyIndex: number): readonly Person[] => {
  const present = world.persons.personsOf(companyIndex).filter(({ isIndependent }) => !isIndependent);
  const known = new Set(present.map(({ index }) => index));
  const left = (formerStaff(world).get(companyIndex) ?? []).filter((index) => !known.has(index));
  if (left.length === 0) return present;
  return [...present, ...left.map((index) => world.persons.person(index))].sort((a, b) => a.index - b.index);
};

/** What was exchanged with one person; whoever covers their company writes to them. */
export const touchesOf = (
  world: FirmWorld,
  person: Person,
  company: Company = world.companies.company(person.companyIndex),
): TouchCells => {
  const member = coveringMember(world, company);
  return touchesWith({ person, company, member, colleague: colleagueOf(world, company), now: world.now, seed: world.seed });
};

/** What was exchanged with anybody of some people. */
export const touchesOfAll = (world: FirmWorld, people: Iterable<Person>): TouchCells => {
  const distinct = new Map([...people].map((person) => [person.index, person]));
  const inOrder = [...distinct.values()].sort((a, b) => a.index - b.index);
  return uniteTouches(inOrder.map((person) => touchesOf(world, person)));
};
