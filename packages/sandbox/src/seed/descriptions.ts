import type { Company } from './company-book.ts';
import { quarterOf } from './dates.ts';
import { rounds, shortMoney } from './money.ts';
import type { Random } from './random.ts';
import { type Pitch, pitchOf } from './sectors.ts';

type Voice = (company: Company, pitch: Pitch, random: Random) => string;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const startups: readonly Voice[] = [
  ({ name }, [product, customers, outcome]) => `${name} builds ${product} to help ${customers} ${outcome}.`,
  ({ name, funding }, [product, customers]) => `Founded in ${funding.founded}, ${name} offers ${product} for ${customers}.`,
  ({ name, place }, [product, customers]) =>
    `${name} is a ${place.city}-based company developing ${product}. Its customers are mainly ${customers}.`,
  (_, [product, customers, outcome]) => `${capital(product)} for ${customers} who want to ${outcome}.`,
  ({ name }, [product, customers, outcome]) => `${name} provides ${product}. ${capital(customers)} use it to ${outcome}.`,
];
const investors: readonly Voice[] = [
  ({ name, sector, place }, _, random) =>
    `${name} is a ${place.city}-based venture firm backing ${sector.name.toLowerCase()} founders from ${random.pick(['pre-seed', 'seed', 'Series A'])} on.`,
  ({ name, sector }, _, random) =>
    `${name} invests ${random.pick(['$250k–$2M', '$1–5M', '$5–20M', '€500k–€3M'])} in companies working on ${random.some(sector.themes, 2).join(' and ').toLowerCase()}.`,
];
const corporates: readonly Voice[] = [
  ({ name, sector, place }) =>
    `${name}, headquartered in ${place.city}, is an international group in ${sector.industries[0]?.toLowerCase() ?? 'industry'} with a venture arm and regular pilot projects.`,
  ({ name, sector }, _, random) =>
    `${name} operates in ${random.some(sector.industries, 2).join(' and ').toLowerCase()} worldwide and runs pilots with start-ups in ${random.pick(sector.themes).toLowerCase()}.`,
];
const others: readonly Voice[] = [
  ({ name, place }) => `${name} works with founders and investors in and around ${place.city}.`,
  ({ name, sector, place }) => `${name} (${place.city}, ${place.country}) is active in ${sector.name.toLowerCase()}.`,
];

const voices = { startup: startups, investor: investors, corporate: corporates, other: others };

/** What a data provider says about a company. */
export const describe = (company: Company, random: Random): string => random.pick(voices[company.kind])(company, pitchOf(company), random);

/** What a colleague says about it. */
export const oneLinerOf = (company: Company, random: Random): string => {
  const { funding } = company;
  const [what, customers, outcome] = pitchOf(company);
  const product = capital(what);
  const round = rounds[funding.round];
  const draw = random.next();
  if (draw < 0.3) return `${product} for ${customers}`;
  if (draw < 0.5 && round !== undefined && funding.lastAmount !== null)
    return `${product}; ${round.name} of ${shortMoney(funding.lastAmount)}, ${funding.headcount} people`;
  if (draw < 0.62 && funding.lastAt !== null) return `${product}.\nLast raised ${quarterOf(funding.lastAt)}, worth another look in a year.`;
  if (draw < 0.66) return `"${capital(outcome)}" — their words, not ours 🙂`;
  if (draw < 0.69) return `<b>${product}</b> & more; see deck`;
  return `Helps ${customers} ${outcome}`;
};
