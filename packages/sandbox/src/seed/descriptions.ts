import type { Company } from './company-book.ts';
import { quarterOf } from './dates.ts';
import { rounds, shortMoney } from './money.ts';
import type { Random } from './random.ts';

type Voice = (company: Company, random: Random) => string;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const startups: readonly Voice[] = [
  ({ name, sector }, random) => `${name} builds ${random.pick(sector.products)} that helps ${random.pick(sector.customers)} ${random.pick(sector.outcomes)}.`,
  ({ name, sector, funding }, random) => `Founded in ${funding.founded}, ${name} offers ${random.pick(sector.products)} for ${random.pick(sector.customers)}.`,
  ({ name, sector, place }, random) => `${name} is a ${place.city}-based company developing ${random.pick(sector.products)}. Its customers are mainly ${random.pick(sector.customers)}.`,
  ({ sector }, random) => `${capital(random.pick(sector.products))} for ${random.pick(sector.customers)}. We let them ${random.pick(sector.outcomes)}.`,
  ({ name, sector }, random) => {
    const [first, second] = random.some(sector.customers, 2);
    return `${name} provides ${random.pick(sector.products)}. ${capital(first ?? 'teams')} and ${second ?? 'others'} use it to ${random.pick(sector.outcomes)}.`;
  },
];
const investors: readonly Voice[] = [
  ({ name, sector, place }, random) => `${name} is a ${place.city}-based venture firm backing ${sector.name.toLowerCase()} founders from ${random.pick(['pre-seed', 'seed', 'Series A'])} on.`,
  ({ name, sector }, random) => `${name} invests ${random.pick(['$250k–$2M', '$1–5M', '$5–20M', '€500k–€3M'])} in companies working on ${random.pick(sector.products)} and related fields.`,
];
const corporates: readonly Voice[] = [
  ({ name, sector, place }) => `${name}, headquartered in ${place.city}, is an international group in ${sector.industries[0]?.toLowerCase() ?? 'industry'} with a venture arm and regular pilot projects.`,
  ({ name, sector }, random) => `${name} serves ${random.pick(sector.customers)} worldwide and buys from start-ups in ${random.pick(sector.themes).toLowerCase()}.`,
];
const others: readonly Voice[] = [
  ({ name, place }) => `${name} works with founders and investors in and around ${place.city}.`,
  ({ name, sector, place }) => `${name} (${place.city}, ${place.country}) is active in ${sector.name.toLowerCase()}.`,
];

const voices = { startup: startups, investor: investors, corporate: corporates, other: others };

/** What a data provider says about a company. */
export const describe = (company: Company, random: Random): string => random.pick(voices[company.kind])(company, random);

/** What a colleague says about it. */
export const oneLinerOf = (company: Company, random: Random): string => {
  const { sector, funding } = company;
  const product = capital(random.pick(sector.products));
  const round = rounds[funding.round];
  const draw = random.next();
  if (draw < 0.3) return `${product} for ${random.pick(sector.customers)}`;
  if (draw < 0.5 && round !== undefined && funding.lastAmount !== null) return `${product}; ${round.name} of ${shortMoney(funding.lastAmount)}, ${funding.headcount} people`;
  if (draw < 0.62 && funding.lastAt !== null) return `${product}.\nLast raised ${quarterOf(funding.lastAt)}, worth another look in a year.`;
  if (draw < 0.66) return `"${random.pick(sector.outcomes)}" — their words, not ours 🙂`;
  if (draw < 0.69) return `<b>${product}</b> & more; see deck`;
  return `Helps ${random.pick(sector.customers)} ${random.pick(sector.outcomes)}`;
};
