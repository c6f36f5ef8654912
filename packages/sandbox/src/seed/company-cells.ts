import type { AccountFields } from './account-fields.ts';
import { type Company, type CompanyBook, widelyHeldCompany } from './company-book.ts';
import { pacificDay } from './dates.ts';
import { describe, oneLinerOf } from './descriptions.ts';
import { optionAt } from './field-draft.ts';
import { ids } from './ids.ts';
import type { InvestorPool } from './investors.ts';
import type { StoredValue } from './model.ts';
import { roundMoney, rounds } from './money.ts';
import { toAscii } from './person-names.ts';
import { locationAt, places, streetIn } from './places.ts';
import { at, type Random, randomOf, topic } from './random.ts';
import { themes } from './sectors.ts';
import type { Member } from './team.ts';

type Draft = Record<string, StoredValue>;

/** What company cells are made from, beside the company. */
export interface CompanyCellSources {
  readonly seed: number;
  readonly fields: AccountFields['company'];
  readonly companies: CompanyBook;
  readonly investors: InvestorPool;
}

interface Context {
  readonly random: Random;
  readonly owner: Member;
  readonly sources: CompanyCellSources;
}

/** Cells of enrichment and of the firm's own account-wide fields; relationship intelligence and check-ins are added by others. */
export const companyCells = (company: Company, owner: Member, sources: CompanyCellSources): Draft => {
  const random = randomOf(sources.seed, topic.companyCells, company.index);
  const context = { random, owner, sources };
  const cells: Draft = {};
  const isKnown = company.domain !== null || random.chance(0.4);
  if (isKnown) {
    addProfile(cells, company, random);
    addFunding(cells, company, context);
    if (random.chance(0.72)) addDealroom(cells, company, random);
  }
  addOwnWords(cells, company, context);
  return cells;
};

/** What enrichment says about a company that nobody at the firm has written about. */
export const profileCells = (company: Company, random: Random): Draft => {
  const cells: Draft = {};
  addProfile(cells, company, random);
  return cells;
};

const addProfile = (cells: Draft, company: Company, random: Random): void => {
  const { sector, place, funding, kind } = company;
  if (random.chance(0.96)) cells['affinity-data-description'] = describe(company, random);
  if (random.chance(0.96))
    cells['affinity-data-industry'] =
      kind === 'investor' ? ['Venture Capital & Private Equity', 'Financial Services'] : random.some(sector.industries, 1 + random.int(3));
  if (random.chance(0.95)) cells['affinity-data-location'] = locationAt(place, random.chance(0.12) ? streetIn(place, random) : null);
  if (random.chance(0.93)) cells['affinity-data-linkedin-url'] = `https://linkedin.example/company/${toAscii(company.name) || company.id}`;
  if (random.chance(0.94)) cells['affinity-data-year-founded'] = kind === 'corporate' ? 1890 + random.int(115) : funding.founded;
  if (random.chance(0.94)) cells['affinity-data-number-of-employees'] = headcountOf(company, random);
};

/** Corporates are large, funds are small, and start-ups are as large as their stage. */
const headcountOf = ({ kind, funding }: Company, random: Random): number => {
  if (kind === 'corporate') return Math.round(random.around(6000, 1));
  if (kind === 'investor') return 3 + Math.round(random.around(9, 0.7));
  return kind === 'other' ? Math.round(random.around(120, 1)) : funding.headcount;
};

const addFunding = (cells: Draft, company: Company, { random, sources: { investors } }: Context): void => {
  const { funding, kind, index } = company;
  if (kind !== 'startup') {
    if (kind === 'corporate' && random.chance(0.6))
      cells['affinity-data-investment-stage'] = random.chance(0.5) ? 'Public Markets' : 'Private Equity';
    return;
  }
  const round = rounds[funding.round];
  if (!round || funding.lastAmount === null || funding.lastAt === null || funding.totalAmount === null) {
    if (random.chance(0.3)) cells['affinity-data-investment-stage'] = 'Bootstrapped';
    return;
  }
  cells['affinity-data-investment-stage'] = round.name;
  if (random.chance(0.95)) cells['affinity-data-last-funding-amount'] = funding.lastAmount;
  if (random.chance(0.96)) cells['affinity-data-last-funding-date'] = pacificDay(funding.lastAt);
  if (random.chance(0.94)) cells['affinity-data-total-funding-amount'] = funding.totalAmount;
  const backers = index === widelyHeldCompany ? 300 : 1 + random.int(2 + funding.round * 2);
  if (random.chance(0.93) || index === widelyHeldCompany) cells['affinity-data-investors'] = investors.some(backers, random);
};

const growthStages = ['pre-seed', 'seed', 'early growth', 'early growth', 'late growth', 'late growth'];

const addDealroom = (cells: Draft, company: Company, random: Random): void => {
  const { sector, funding, kind } = company;
  cells['dealroom-industry'] = kind === 'investor' ? ['fintech'] : random.some(sector.dealroom, 1 + random.int(3));
  const counted = cells['affinity-data-number-of-employees'];
  // Two providers never count the same heads.
  if (typeof counted === 'number') cells['dealroom-number-of-employees'] = Math.max(1, Math.round(counted * random.between(0.85, 1.2)));
  if (kind !== 'startup' || funding.lastAmount === null) return;
  cells['dealroom-growth-stage'] = at(growthStages, funding.round);
  if (funding.round > 0 && random.chance(0.8)) cells['dealroom-valuation'] = roundMoney(funding.lastAmount / random.between(0.15, 0.27));
};

const addOwnWords = (cells: Draft, company: Company, { random, owner, sources }: Context): void => {
  const { fields } = sources;
  const put = (key: keyof typeof fields, probability: number, value: () => StoredValue): void => {
    if (random.chance(probability)) cells[fields[key].id] = value();
  };
  const { sector, sectorIndex, kind } = company;
  put('sector', 0.82, () => optionAt(fields.sector, sectorIndex));
  put('themes', 0.55, () => random.some(sector.themes, 1 + random.int(2)).map((theme) => optionAt(fields.themes, themes.indexOf(theme))));
  put('coverage', 0.7, () => owner.id);
  if (kind !== 'startup') return;
  put('conviction', 0.5, () => optionAt(fields.conviction, Math.floor(random.next() ** 1.6 * 4)));
  put('oneLiner', 0.55, () => oneLinerOf(company, random));
  put('fit', 0.8, () => Math.max(0, Math.min(100, Math.round(52 + random.normal() * 18))));
  put('industry', 0.15, () => sector.name.toLowerCase());
  if (company.funding.round >= 1) put('revenue', 0.4, () => revenuesOf(company, random));
  if (company.funding.headcount > 60) put('offices', 0.5, () => officesOf(company, random));
  put('competitors', 0.25, () => competitorsOf(company, sources.companies, random));
  put('parent', 0.01, () => ids.company.idAt(random.int(Math.max(1, company.index))));
};

const medianRevenue = [40_000, 350_000, 1_800_000, 7_000_000, 22_000_000, 60_000_000];

/** Year ends, oldest first, growing the way the stage demands. */
const revenuesOf = ({ funding }: Company, random: Random): number[] => {
  const years = Math.min(4, 1 + funding.round);
  let revenue = random.around(at(medianRevenue, funding.round), 0.5);
  const history: number[] = [];
  for (let year = 0; year < years; year++) {
    history.unshift(roundMoney(revenue));
    revenue /= random.between(1.3, 3);
  }
  return history;
};

const officesOf = ({ placeIndex }: Company, random: Random) => {
  const elsewhere = Array.from({ length: 1 + random.int(3) }, () => random.int(places.length));
  return [...new Set([placeIndex, ...elsewhere])].map((index) => locationAt(at(places, index)));
};

/** Companies of the same sector, found by looking at a few. */
const competitorsOf = ({ index, sectorIndex }: Company, companies: CompanyBook, random: Random): number[] => {
  const found = new Set<number>();
  for (let tries = 0; tries < 40 && found.size < 3; tries++) {
    const other = random.int(companies.count);
    if (other !== index && companies.sectorAt(other) === sectorIndex && companies.kindAt(other) === 'startup')
      found.add(ids.company.idAt(other));
  }
  return found.size > 0 ? [...found] : [ids.company.idAt(index === 0 ? 1 : index - 1)];
};
