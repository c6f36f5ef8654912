import type { FirmFrame } from './company-book.ts';
import { yearOf } from './dates.ts';
import {
  dealColumnNames,
  early,
  essential,
  founderSummit,
  further,
  type ListTemplate,
  pipeline,
  scouting,
  sourcing,
  wideSourcing,
} from './list-templates.ts';
import type { Place } from './places.ts';
import { at } from './random.ts';
import { sectors } from './sectors.ts';

/** A map of one sector, as associates draw them. */
const sectorMap = (index: number): ListTemplate => ({
  name: `Map: ${at(sectors, index).name}`,
  type: 'company',
  isPublic: true,
  funnel: 'sourcing',
  population: { kinds: ['startup'], sector: index },
  columns: ['thesis', 'priority', 'round', 'arr', 'market', 'rivals', 'hq', 'comments'],
  weight: 2 + at(sectors, index).weight / 3,
});

const inCountries =
  (...countries: readonly string[]) =>
  ({ country }: Place): boolean =>
    countries.includes(country);

const regions: readonly (readonly [name: string, where: (place: Place) => boolean])[] = [
  ['West Coast', ({ state }) => state === 'California' || state === 'Washington' || state === 'Oregon'],
  ['New York', ({ state }) => state === 'New York'],
  ['Nordics & Baltics', inCountries('Sweden', 'Denmark', 'Norway', 'Finland', 'Estonia')],
  ['DACH', inCountries('Germany', 'Austria', 'Switzerland')],
  ['Israel', inCountries('Israel')],
  ['India', inCountries('India')],
  ['Latin America', inCountries('Brazil', 'Mexico', 'Colombia')],
  ['Africa', ({ continent }) => continent === 'Africa'],
  ['East Asia', inCountries('Japan', 'South Korea', 'China', 'Singapore')],
  ['UK & Ireland', inCountries('United Kingdom', 'Ireland')],
];

/** A large firm keeps the pipelines and guest lists of former years, and scouts by region. */
const yearly = (year: number): ListTemplate[] => [
  { ...pipeline, name: `Deal Pipeline ${year}`, columns: dealColumnNames.slice(0, 14), year, weight: 6 },
  { ...founderSummit, name: `Founder Summit ${year}`, year, weight: 4 },
];
const scouts = ([region, where]: (typeof regions)[number]): ListTemplate => ({
  ...scouting,
  name: `Scouts: ${region}`,
  population: { ...early, where },
  weight: 3,
});

/** As many lists as a size asks for; the first one is the largest. */
export const templatesFor = (count: number, { now }: FirmFrame): ListTemplate[] => {
  const [first, ...others] = essential;
  const widest = count > essential.length ? wideSourcing : (first ?? sourcing);
  const years = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((ago) => yearly(yearOf(now) - ago));
  const maps = sectors.map((_, index) => sectorMap(index));
  const all = [widest, ...others, ...further, ...maps, ...regions.map(scouts), ...years];
  if (count > all.length) throw new RangeError(`The firm knows ${all.length} kinds of lists`);
  return all.slice(0, count);
};
