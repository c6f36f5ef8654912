import { dayMs, iso, quarterOf } from './dates.ts';
import type { EntryBook } from './entries.ts';
import { ids } from './ids.ts';
import type { SeedReminder } from './model.ts';
import { entityOf, inventOccasions, type Occasion } from './occasions.ts';
import { type Random, topic, weighted } from './random.ts';

type Wording = (occasion: Occasion) => string;

const contact = ({ subject }: Occasion): string => subject.person?.name.first ?? subject.company.name;

const wordings: readonly Wording[] = [
  (occasion) => `Follow up with ${contact(occasion)}`,
  (occasion) => `Check in with ${contact(occasion)} on the ${occasion.subject.terms.roundName}`,
  ({ subject, instant }) => `Ask ${subject.company.name} for ${quarterOf(instant)} numbers`,
  (occasion) => `Send ${contact(occasion)} the term sheet comments`,
  ({ subject }) => `Reference calls for ${subject.company.name}`,
  (occasion) => `Intro ${contact(occasion)} to a portfolio founder`,
  ({ subject }) => `Prepare the memo on ${subject.company.name} for Monday`,
];

const keepInTouch: Wording = (occasion) => `Keep in touch with ${contact(occasion)}`;

const periodOf = weighted<number>([
  [30, 5],
  [60, 2],
  [90, 4],
  [180, 1],
]);
const triggerOf = weighted<NonNullable<SeedReminder['recurrence']>['resetTrigger']>([
  ['interaction', 6],
  ['email', 3],
  ['event', 1],
]);

type Course = Pick<SeedReminder, 'dueDate' | 'completerId' | 'completedAt' | 'recurrence' | 'updatedAt'>;

/** A recurring one was put off time and again; about one in five is overdue. */
const recurringCourse = (now: number, random: Random): Course => {
  const periodDays = periodOf(random);
  const dueDate = iso(now + random.between(-0.25, 1) * periodDays * dayMs);
  const updatedAt = iso(now - random.between(0.1, 0.9) * periodDays * dayMs);
  return { dueDate, completerId: null, completedAt: null, recurrence: { resetTrigger: triggerOf(random), periodDays }, updatedAt };
};

/** Most are done around the day they are due; a few are forgotten. */
const oneTimeCourse = ({ instant, random, user }: Occasion, ownerId: number, now: number): Course => {
  const due = instant + random.between(2, 40) * dayMs;
  const done = Math.max(instant + 3_600_000, due + random.normal() * 2 * dayMs);
  const isDone = done < now && random.chance(0.9);
  const completerId = random.chance(0.85) ? ownerId : user.id;
  const completion = isDone
    ? { completerId, completedAt: iso(done), updatedAt: iso(done) }
    : { completerId: null, completedAt: null, updatedAt: null };
  return { dueDate: iso(due), recurrence: null, ...completion };
};

/** Reminders in the order in which they were made. */
export function* inventReminders(book: EntryBook, count: number): Generator<SeedReminder> {
  const { world } = book;
  for (const occasion of inventOccasions(book, { topic: topic.reminders, count })) {
    const { index, subject, instant, random, user } = occasion;
    const owner = random.chance(0.75) ? user : world.team.ownerFor(subject.company.sectorIndex, instant, random);
    const recurs = random.chance(0.15);
    const course = recurs ? recurringCourse(world.now, random) : oneTimeCourse(occasion, owner.id, world.now);
    const content = recurs ? keepInTouch(occasion) : random.pick(wordings)(occasion);
    yield {
      id: ids.reminder.idAt(index),
      content: random.chance(0.04) ? null : content,
      creatorId: user.id,
      ownerId: owner.id,
      entity: entityOf(subject),
      createdAt: iso(instant),
      ...course,
    };
  }
}
