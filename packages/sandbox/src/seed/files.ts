import { iso, quarterOf } from './dates.ts';
import type { EntryBook } from './entries.ts';
import { ids } from './ids.ts';
import type { SeedFile } from './model.ts';
import { shortMoney } from './money.ts';
import { entityOf, inventOccasions, type Occasion } from './occasions.ts';
import { topic } from './random.ts';

type Draft = Pick<SeedFile, 'name' | 'type' | 'content'>;
type Kind = (occasion: Occasion) => Draft;

const memo: Kind = ({ subject: { company, terms, person }, user }) => ({
  name: `${company.name} - ${terms.roundName} memo.md`,
  type: 'text/markdown',
  content: [
    `# ${company.name}: ${terms.roundName}`,
    `Author: ${user.name.first} ${user.name.last}`,
    `${company.name} works on ${company.sector.name.toLowerCase()} in ${company.place.city}. We met ${person?.name.first ?? 'the founders'} and propose to invest ${shortMoney(terms.check)} in a round of ${shortMoney(terms.roundSize)} at ${shortMoney(terms.preMoney)} pre-money.`,
    '## Risks',
    'Concentration of customers, hiring plan, and a liquidation preference that has to be settled.',
    '## Next steps',
    'Reference calls, data room, partner meeting.',
  ].join('\n\n'),
});

const numbers: Kind = ({ subject: { company }, instant, random }) => {
  const revenue = Math.round(random.around(180_000, 0.8));
  const rows = Array.from(
    { length: 6 },
    (_, month) => `${month + 1},${Math.round(revenue * 1.06 ** month)},${Math.round(revenue * random.between(0.9, 1.4))}`,
  );
  return {
    name: `${company.name} ${quarterOf(instant)} metrics.csv`,
    type: 'text/csv',
    content: ['month,revenue,costs', ...rows].join('\n'),
  };
};

const callNotes: Kind = ({ subject: { company, person, terms }, user, instant }) => ({
  name: `Call ${person?.name.last ?? company.name} ${iso(instant).slice(0, 10)}.txt`,
  type: 'text/plain',
  content: `Call with ${person?.name.first ?? 'a founder'} of ${company.name}, notes by ${user.name.first}.\nThe ${terms.roundName} is open, ${shortMoney(terms.roundSize)}, lead not chosen.\fPage two: pricing, churn and the next hire in ${company.place.city}.\n`,
});

const shortlist: Kind = ({ subject: { company } }) => ({
  name: `${company.name} references.json`,
  type: 'application/json',
  content: JSON.stringify({
    company: company.name,
    domain: company.domain,
    sector: company.sector.name,
    references: ['customer', 'former colleague'],
  }),
});

const kinds: readonly Kind[] = [memo, memo, numbers, numbers, callNotes, callNotes, callNotes, shortlist];

/** Uploaded files, oldest first, each with a few lines in it that are worth searching. */
export function* inventFiles(book: EntryBook, count: number): Generator<SeedFile> {
  for (const occasion of inventOccasions(book, { topic: topic.files, count })) {
    const { index, subject, instant, user, random } = occasion;
    const draft = random.pick(kinds)(occasion);
    yield {
      id: ids.file.idAt(index),
      entity: entityOf(subject),
      uploaderId: user.id,
      createdAt: iso(instant),
      ...draft,
      name: draft.name.replaceAll(/[\\/]/g, '-'),
    };
  }
}
