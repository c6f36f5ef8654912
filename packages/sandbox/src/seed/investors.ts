import type { CompanyBook } from './company-book.ts';
import { pickPersonName } from './person-names.ts';
import { at, type Random, randomOf, topic } from './random.ts';

/** Who invests in the companies of this world: funds that the CRM knows, and angels. */
export interface InvestorPool {
  some(count: number, random: Random): string[];
}

const poolSize = 520;

export const inventInvestorPool = (seed: number, companies: CompanyBook): InvestorPool => {
  const names = new Set<string>();
  for (let index = 0; index < companies.count && names.size < poolSize * 0.75; index++) {
    if (companies.kindAt(index) === 'investor') names.add(companies.nameAt(index));
  }
  const random = randomOf(seed, topic.investors);
  while (names.size < poolSize) {
    const { first, last } = pickPersonName('anglo', random);
    names.add(`${first} ${last}`);
  }
  const pool = [...names];
  return { some: (count, source) => (count > 50 ? pool.slice(0, count) : busiest(pool, count, source)) };
};

/** Some funds are in everything: the head of the pool is drawn far more often. */
const busiest = (pool: readonly string[], count: number, random: Random): string[] => {
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(at(pool, Math.floor(random.next() ** 2 * pool.length)));
  return [...chosen];
};
