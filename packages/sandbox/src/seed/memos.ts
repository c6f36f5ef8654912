import { shortMoney } from './money.ts';
import { pitchOf } from './sectors.ts';
import type { Story } from './story.ts';

/** An investment memo in plain text: paragraphs, bullets, and what people paste into such cells. */
export const memoOf = ({ company, terms, random, owner }: Story): string => {
  const { name } = company;
  const [product, customers, outcome] = pitchOf(company);
  const lines = [
    `${name} — ${terms.roundName} (${shortMoney(terms.roundSize)} at ${shortMoney(terms.preMoney)} pre)`,
    '',
    `Why now: ${customers} have to ${outcome}, and nobody owns ${product} yet.`,
    `Team: ${company.funding.headcount} people in ${company.place.city}; ${random.pick(['second-time founders', 'deep domain experts', 'technical and fast', 'strong on product, thin on sales'])}.`,
    `Risks: ${random.pick(['sales cycles', 'concentration in two customers', 'capital intensity', 'regulation', 'a crowded market'])}; ${random.pick(['mitigated by pilots', 'needs references', 'we price it in'])}.`,
    '',
    `We would invest ${shortMoney(terms.check)}. If every second customer renews, this is a "fund returner".`,
    `— ${owner.name.first}`,
  ];
  return random.chance(0.08) ? `<h3>${lines.join('</p>\n<p>')}</p>` : lines.join('\n');
};
