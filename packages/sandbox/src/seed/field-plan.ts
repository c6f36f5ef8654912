import { dayMs, pacificDay } from './dates.ts';
import { type FieldDraft, optionAt, optionsOf } from './field-draft.ts';
import { ids } from './ids.ts';
import type { SeedField, StoredValue } from './model.ts';
import { rounds } from './money.ts';
import { at, type Random } from './random.ts';
import { reachedAt, type Story } from './story.ts';

/** A column of a list: what it is, when it gets filled, and with what. */
export interface FieldPlan extends FieldDraft {
  /** How far an entry must have come, as a share of the open stages. */
  readonly from: number;
  /** How often it is filled then. */
  readonly fill: number;
  /** Ordinal of an entry that has it in any case. */
  readonly surelyAt?: number;
  readonly value: (story: Story, field: SeedField) => StoredValue | undefined;
}

export type Value = FieldPlan['value'];

/** A column by its name, how far an entry must have come for it, and how often it is filled then. */
export const plan = (
  name: string,
  [from, fill]: readonly [from: number, fill: number],
  rest: Omit<FieldPlan, 'name' | 'from' | 'fill'>,
): FieldPlan => ({
  name,
  from,
  fill,
  ...rest,
});

/** Any option, the first ones more often. */
const leaningOption: Value = ({ random }, field) => optionAt(field, Math.floor(random.next() ** 1.5 * field.options.length));
/** Any option, all of them alike. */
const anyOption: Value = ({ random }, field) => random.pick(field.options).id;
/** One to three options. */
export const someOptions: Value = ({ random }, field) => random.some(field.options, 1 + random.int(3)).map((option) => option.id);
/** A column of one choice. */
export const dropdown = (...texts: readonly string[]) =>
  ({ valueType: 'dropdown', options: optionsOf(...texts), value: leaningOption }) as const;
/** A column of several choices. */
export const tags = (...texts: readonly string[]) =>
  ({ valueType: 'dropdown-multi', options: optionsOf(...texts), value: someOptions }) as const;
/** A column of one choice among coloured steps. */
export const ranking = (...options: readonly (readonly [string, string])[]) =>
  ({ valueType: 'ranked-dropdown', options: options.map(([text, color]) => ({ text, color })), value: anyOption }) as const;
/** A column of numbers. */
export const number = (value: (random: Random, story: Story) => number) =>
  ({ valueType: 'number', value: (story: Story) => value(story.random, story) }) as const;
/** One to ten, mostly in between. */
export const score = number((random) => 1 + Math.min(9, Math.max(0, Math.round(5.4 + random.normal() * 1.9))));
/** A column of free text. */
export const text = (value: (random: Random, story: Story) => string) =>
  ({ valueType: 'text', value: (story: Story) => value(story.random, story) }) as const;

/** A day some time after the entry got that far; what is planned may lie ahead. */
export const dayAfter = (share: number, [low, high]: readonly [number, number]) =>
  ({
    valueType: 'datetime',
    value: (story: Story) => {
      const since = reachedAt(story, Math.round(share * (story.opens - 1)));
      return since === undefined ? undefined : pacificDay(since + story.random.between(low, high) * dayMs);
    },
  }) as const;

const latestRound = (story: Story): number => Math.max(0, Math.min(rounds.length - 1, story.company.funding.round));
/** What a company of that stage earns in a year. */
export const revenueOf = (story: Story): number => at([60_000, 400_000, 2_000_000, 8_000_000, 24_000_000, 65_000_000], latestRound(story));

/** Somebody of the firm who was there. */
export const memberAtWork: Value = ({ world, company, random, start }) => world.team.ownerFor(company.sectorIndex, start, random).id;

/** How many companies were known when the entry was added; the first few are always. */
const knownThen = ({ world, start }: Story): number =>
  Math.min(world.companies.count, Math.max(60, world.companies.countBefore(start) - 2));

/** Funds that were known then, found by looking at a few companies. */
export const funds = (story: Story, count: number): number[] => {
  const { world, random } = story;
  const found = new Set<number>();
  for (let tries = 0; tries < 120 && found.size < count; tries++) {
    const index = random.int(knownThen(story));
    if (world.companies.kindAt(index) === 'investor') found.add(ids.company.idAt(index));
  }
  return [...found];
};

/** Companies of the same sector that were known then. */
export const rivals = (story: Story): number[] => {
  const { world, company, random } = story;
  const found = new Set<number>();
  for (let tries = 0; tries < 50 && found.size < 3; tries++) {
    const index = random.int(knownThen(story));
    if (index !== company.index && world.companies.sectorAt(index) === company.sectorIndex) found.add(ids.company.idAt(index));
  }
  return [...found];
};

/** Persons who were known then. */
export const contacts = (story: Story, count: number): number[] => {
  const known = story.world.persons.firstOf(knownThen(story));
  return [...new Set(Array.from({ length: count }, () => story.random.int(known)))].map((index) => ids.person.idAt(index));
};

/** An empty set is no value. */
export const whenFilled = (values: readonly number[]): readonly number[] | undefined => (values.length > 0 ? values : undefined);
