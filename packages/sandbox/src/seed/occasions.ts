import { atWorkBefore } from './dates.ts';
import { type EntryBook, type EntrySubject, subjectOf } from './entries.ts';
import { type Random, randomOf } from './random.ts';
import type { Member } from './team.ts';

/** Something that a user does about an entry of a list, at a moment. */
export interface Occasion {
  readonly index: number;
  readonly subject: EntrySubject;
  readonly instant: number;
  readonly user: Member;
  readonly random: Random;
}

/** So many moments spread over the lives of entries, oldest first; more of them late than early, as a firm grows busier. */
export function* inventOccasions(
  book: EntryBook,
  { topic, count }: { readonly topic: number; readonly count: number },
): Generator<Occasion> {
  const { world, plan } = book;
  const drawn = Array.from({ length: plan.count === 0 ? 0 : count }, (_, index) => {
    const random = randomOf(world.seed, topic, index);
    const entry = random.int(plan.count);
    const since = plan.createdAt(entry);
    const instant = Math.max(since, atWorkBefore(since + (world.now - since) * random.next() ** 0.7, world.now - 60_000));
    return { entry, instant, random };
  }).sort((a, b) => a.instant - b.instant);
  for (const [index, { entry, instant, random }] of drawn.entries()) {
    const subject = subjectOf(book, entry);
    yield { index, subject, instant, random, user: world.team.ownerFor(subject.company.sectorIndex, instant, random) };
  }
}

/** What an entry holds, as reminders and files refer to it. */
export const entityOf = ({ list, entityId }: EntrySubject): { type: 'company' | 'person' | 'opportunity'; id: number } => ({
  type: list.template.type,
  id: entityId,
});
