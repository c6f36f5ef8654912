import { type Company, type CompanyBook, crowdedCompany, type FirmFrame } from './company-book.ts';
import { ids } from './ids.ts';
import { type PersonName, pickPersonName } from './person-names.ts';
import { at, firstAbove, numberAt, type Random, randomOf, topic } from './random.ts';
import { independentTitle, titleAt } from './titles.ts';

/** A person as the rest of the firm refers to them. */
export interface Person {
  readonly index: number;
  readonly id: number;
  readonly name: PersonName;
  readonly hasLastName: boolean;
  readonly title: string;
  /** The company that brought them into the CRM; some of them work elsewhere or nowhere. */
  readonly companyIndex: number;
  readonly isIndependent: boolean;
  /** Position among the contacts of their company: 0 is the one the firm talks to. */
  readonly rank: number;
  readonly email: string | null;
  readonly otherEmails: readonly string[];
  readonly createdAt: number;
}

/** Every person, invented on request: persons of one company lie next to each other. */
export interface PersonBook {
  readonly count: number;
  personsOf(companyIndex: number): readonly Person[];
  /** The person whom the firm talks to at a company. */
  contactOf(company: Company): Person | undefined;
  person(index: number): Person;
  createdAt(index: number): number;
  /** Index of a company's first person; `firstOf(count)` of companies is the number of persons. */
  firstOf(companyIndex: number): number;
}

/** Names that trip careless software, for persons. */
const oddPersons: readonly Partial<PersonName>[] = [
  { first: 'Robert "Bob"', last: 'Tables', latinFirst: 'bob', latinLast: 'tables' },
  { first: 'Zoë ✨', last: 'Quinn', latinFirst: 'zoe', latinLast: 'quinn' },
  { first: 'Jean-Luc', last: "d'Aubigny-O'Rourke", latinFirst: 'jeanluc', latinLast: 'daubigny' },
  { first: 'Null', last: 'Nullinger', latinFirst: 'null', latinLast: 'nullinger' },
  { first: 'Anna  Maria', last: 'von & zu Hohenfels', latinFirst: 'anna', latinLast: 'hohenfels' },
  { first: 'Bjørn-Åge', last: 'Ødegård, PhD', latinFirst: 'bjorn', latinLast: 'odegard' },
  { first: 'X Æ', last: 'Nguyễn', latinFirst: 'x', latinLast: 'nguyen' },
];
const oddEvery = 173;

const weightOf = (company: { readonly index: number; readonly kind: string }, random: Random): number => {
  const draw = random.next();
  if (company.kind === 'corporate') return 1 + draw * draw * 14;
  if (company.kind === 'investor') return 1 + draw * draw * 9;
  return 0.6 + draw * draw * 5;
};

/** First indices per company, scaled so that they end at exactly `total`. */
const allotPersons = (frame: FirmFrame, companies: CompanyBook, total: number): Uint32Array => {
  const starts = new Float64Array(companies.count + 1);
  const random = randomOf(frame.seed, topic.headcounts);
  const crowd = 145;
  for (let index = 0; index < companies.count; index++) {
    const weight = weightOf({ index, kind: companies.kindAt(index) }, random);
    starts[index + 1] = numberAt(starts, index) + (index === crowdedCompany ? 0 : weight);
  }
  const scale = (total - crowd) / numberAt(starts, companies.count);
  return Uint32Array.from(starts, (start, index) => Math.round(start * scale) + (index > crowdedCompany ? crowd : 0));
};

export const inventPersonBook = (frame: FirmFrame, companies: CompanyBook, total: number): PersonBook => {
  const starts = allotPersons(frame, companies, total);
  let latest: { readonly company: number; readonly persons: readonly Person[] } | undefined;
  const personsOf = (companyIndex: number): readonly Person[] => {
    if (latest?.company === companyIndex) return latest.persons;
    const first = numberAt(starts, companyIndex);
    const persons = inventPersons(frame, companies, {
      company: companies.company(companyIndex),
      first,
      end: numberAt(starts, companyIndex + 1),
    });
    latest = { company: companyIndex, persons };
    return persons;
  };
  /** The first persons of a company, up to and without `end`: addresses only depend on those before. */
  const leading = (companyIndex: number, end: number): readonly Person[] =>
    inventPersons(frame, companies, { company: companies.company(companyIndex), first: numberAt(starts, companyIndex), end });
  return {
    count: total,
    personsOf,
    contactOf: (company) => {
      const first = starts[company.index] ?? 0;
      const hasAny = first < (starts[company.index + 1] ?? 0);
      return hasAny ? inventPersons(frame, companies, { company, first, end: first + 1 })[0] : undefined;
    },
    firstOf: (companyIndex) => starts[companyIndex] ?? total,
    createdAt: (index) => {
      const companyIndex = firstAbove(starts, index) - 1;
      return arrivalOf(frame, companies, { companyIndex, rank: index - (starts[companyIndex] ?? 0) });
    },
    person: (index) => {
      const companyIndex = firstAbove(starts, index) - 1;
      return at(leading(companyIndex, index + 1), index - numberAt(starts, companyIndex));
    },
  };
};

type Span = { readonly company: Company; readonly first: number; readonly end: number };

const inventPersons = (frame: FirmFrame, companies: CompanyBook, { company, first, end }: Span): Person[] => {
  if (first === end) return [];
  const addresses = addressBookOf(company);
  return Array.from({ length: end - first }, (_, rank) => {
    const index = first + rank;
    const random = randomOf(frame.seed, topic.persons, index);
    const name = personNameAt(index, company, random);
    const isIndependent = rank > 0 && random.chance(0.05);
    return {
      index,
      id: ids.person.idAt(index),
      name,
      hasLastName: !random.chance(0.015),
      title: isIndependent ? independentTitle(random) : titleAt(company, rank, random),
      companyIndex: company.index,
      isIndependent,
      rank,
      ...addresses.give({ name, index, isIndependent }, random),
      createdAt: rank === 0 ? company.createdAt : arrivalOf(frame, companies, { companyIndex: company.index, rank }),
    };
  });
};

/** People arrive after their company and before the next one. */
const arrivalOf = (frame: FirmFrame, companies: CompanyBook, { companyIndex, rank }: { companyIndex: number; rank: number }): number => {
  const since = companies.createdAt(companyIndex);
  const until = companyIndex + 1 < companies.count ? companies.createdAt(companyIndex + 1) : frame.now - 60_000;
  return Math.floor(since + (until - since) * (1 - 1 / (1 + rank * 0.4)));
};

const personNameAt = (index: number, company: Company, random: Random): PersonName => {
  const name = pickPersonName(company.place.culture, random);
  const odd = index % oddEvery === 31 ? oddPersons[(index - 31) / oddEvery] : undefined;
  return { ...name, ...odd };
};

type Bearer = { readonly name: PersonName; readonly index: number; readonly isIndependent: boolean };
type Addresses = Pick<Person, 'email' | 'otherEmails'>;

const styles: readonly ((name: PersonName) => string)[] = [
  ({ latinFirst }) => latinFirst,
  ({ latinFirst, latinLast }) => `${latinFirst}.${latinLast}`,
  ({ latinFirst, latinLast }) => latinFirst.charAt(0) + latinLast,
  ({ latinFirst, latinLast }) => latinFirst + latinLast.charAt(0),
];

/** A company writes all its addresses the same way; small ones use first names. Nobody shares an address. */
const addressBookOf = (company: Company) => {
  const style = at(styles, company.funding.headcount < 15 && company.kind === 'startup' ? 0 : 1 + (company.id % 3));
  const taken = new Set<string>();
  const atWork = (name: PersonName, domain: string): string => {
    let local = style(name);
    if (taken.has(local)) local = `${name.latinFirst}.${name.latinLast}`;
    for (let count = 2; taken.has(local); count++) local = `${name.latinFirst}.${name.latinLast}${count}`;
    taken.add(local);
    return `${local}@${domain}`;
  };
  return {
    give: ({ name, index, isIndependent }: Bearer, random: Random): Addresses => {
      if (random.chance(0.07)) return { email: null, otherEmails: [] };
      const home = `${name.latinFirst}.${name.latinLast}${index}@${random.pick(mailboxes)}`;
      if (isIndependent || company.domain === null) return { email: home, otherEmails: [] };
      return { email: atWork(name, company.domain), otherEmails: random.chance(0.12) ? [home] : [] };
    },
  };
};

/** Hosts of private mail, under the same reserved name as all others. */
const mailboxes = ['inbox.example', 'mailhaven.example', 'postbox.example'];
