import type { Company } from './company-book.ts';
import { type Random, weighted } from './random.ts';

const coFounders = ['Co-founder & CTO', 'Co-founder & COO', 'Co-founder & CPO', 'CTO & Co-founder', 'Co-founder'];
const staff = [
  'VP Sales',
  'VP Engineering',
  'Head of Product',
  'Head of Finance',
  'Chief of Staff',
  'VP Marketing',
  'Head of People',
  'CFO',
  'Chief Revenue Officer',
  'Director of Business Development',
  'Engineering Manager',
  'Product Manager',
  'Board Member',
];
const investors = weighted([
  ['Partner', 5],
  ['Principal', 4],
  ['Associate', 4],
  ['General Partner', 3],
  ['Managing Partner', 2],
  ['Investor', 3],
  ['Venture Partner', 1],
  ['Vice President', 2],
  ['Head of Platform', 1],
  ['Operating Partner', 1],
]);
const corporates = [
  'VP Corporate Development',
  'Head of Innovation',
  'Director, Strategic Partnerships',
  'SVP Strategy',
  'Senior Manager, Procurement',
  'Director of Digital Transformation',
  'Managing Director, Corporate Ventures',
  'Head of Sustainability',
  'Senior Director, R&D',
  'Manager, M&A',
  'Chief Information Officer',
];
const others = {
  academia: ['Professor', 'Head of Technology Transfer', 'Postdoctoral Researcher', 'Entrepreneur in Residence', 'Programme Director'],
  lawyers: ['Partner', 'Associate', 'Of Counsel', 'Paralegal'],
  press: ['Senior Reporter', 'Editor', 'Columnist'],
  agencies: ['Director', 'Programme Manager', 'Managing Director', 'Head of Partnerships', 'Senior Consultant'],
};
const independents = weighted([
  ['Angel Investor', 5],
  ['Independent Advisor', 4],
  ['Founder (stealth)', 3],
  ['Consultant', 3],
  ['Former CEO', 2],
  ['Board Director', 2],
]);

const otherTitles = (name: string): readonly string[] => {
  if (/University|Institute/.test(name)) return others.academia;
  if (name.includes('LLP')) return others.lawyers;
  return name.endsWith('Review') ? others.press : others.agencies;
};

/** The title of a company's nth contact: founders first, then people who fit the sector and the stage. */
export const titleAt = (company: Company, rank: number, random: Random): string => {
  if (company.kind === 'investor') return investors(random);
  if (company.kind === 'corporate') return random.pick(corporates);
  if (company.kind === 'other') return random.pick(otherTitles(company.name));
  if (rank === 0) return random.chance(0.75) ? 'Co-founder & CEO' : random.pick(['CEO', 'Founder & CEO', 'Founder']);
  if (rank === 1) return company.funding.round >= 4 && random.chance(0.4) ? 'CFO' : random.pick(coFounders);
  if (company.funding.headcount < 8)
    return random.pick(['Co-founder', 'Founding Engineer', 'Founding Designer', 'Advisor', 'Chief of Staff']);
  return random.pick(random.chance(0.45) ? company.sector.titles : staff);
};

/** What people without a company call themselves. */
export const independentTitle = (random: Random): string => independents(random);

/** A post somebody may have had before. */
export const formerTitle = (company: Company, random: Random): string =>
  company.kind === 'investor' ? investors(random) : random.pick(random.chance(0.4) ? company.sector.titles : staff);
