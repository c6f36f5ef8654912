import type { ChangeDraft } from './change-log.ts';
import { atWorkBefore, dayMs, pacificDay } from './dates.ts';
import { optionAt } from './field-draft.ts';
import type { FieldPlan } from './field-plan.ts';
import type { SeedField, StoredValue } from './model.ts';
import { roundMoney } from './money.ts';
import { at } from './random.ts';
import { currentMove, reachedAt, type Story } from './story.ts';

/** What an entry looks like now, and how it came to be so. */
export interface Telling {
  readonly cells: Readonly<Record<string, StoredValue>>;
  readonly changes: readonly ChangeDraft[];
}

/** Tells a story: status, owners and every column that the entry came far enough for. */
export const tell = (story: Story): Telling => {
  const cells: Record<string, StoredValue> = {};
  const changes: ChangeDraft[] = [];
  const keep = (field: SeedField, value: StoredValue, path: readonly ChangeDraft[]): void => {
    cells[field.id] = value;
    if (field.trackChanges) changes.push(...path);
  };
  keep(story.list.status, optionAt(story.list.status, currentMove(story).stage), statusPath(story));
  const owners = ownersOf(story);
  keep(story.list.owners, owners.now, owners.path);
  for (const { plan, field } of story.list.columns) {
    const since = filledAt(story, plan);
    const value = since === undefined ? undefined : plan.value(story, field);
    if (since !== undefined && value !== undefined) keep(field, value, pathTo(story, field, { value, since }));
  }
  return { cells, changes };
};

/** When a column of an entry was filled, if it was. */
const filledAt = (story: Story, plan: FieldPlan): number | undefined => {
  if (plan.surelyAt === story.ordinal) return story.start;
  const depth = Math.round(plan.from * (story.opens - 1));
  const reached = story.depth < depth ? undefined : reachedAt(story, depth);
  if (reached === undefined || !story.random.chance(plan.fill)) return undefined;
  return Math.min(reached + story.random.int(1_500_000), story.world.now - 1000);
};

/** Whoever owns an entry moves it; sometimes a colleague does, rarely an integration. */
const changerOf = (story: Story, instant: number): number | null => {
  const { owner, world, company, random } = story;
  const draw = random.next();
  if (draw < 0.03) return null;
  if (draw < 0.8 && instant < owner.leftAt) return owner.id;
  return world.team.ownerFor(company.sectorIndex, instant, random).id;
};

const statusPath = (story: Story): ChangeDraft[] =>
  story.moves.map(({ stage, at: instant }, index) => ({
    at: instant,
    field: story.list.status,
    action: index === 0 ? 'add' : 'update',
    changerId: index === 0 ? story.owner.id : changerOf(story, instant),
    value: optionAt(story.list.status, stage),
  }));

/** The owner from the start, often a second one later, and a successor when the owner has left. */
const ownersOf = (story: Story): { now: number[]; path: ChangeDraft[] } => {
  const { owner, world, company, random, start, moves } = story;
  const field = story.list.owners;
  const step = (action: 'add' | 'delete', instant: number, value: number): ChangeDraft => ({
    at: instant,
    field,
    action,
    changerId: action === 'add' && instant === start ? owner.id : changerOf(story, instant),
    value,
  });
  const path = [step('add', start, owner.id)];
  const now = new Set([owner.id]);
  const second = moves[2];
  if (second && random.chance(0.45)) {
    const helper = world.team.ownerFor(company.sectorIndex, second.at, random);
    if (!now.has(helper.id)) path.push(step('add', second.at + 90_000, helper.id));
    now.add(helper.id);
  }
  const handover = owner.leftAt + 2 * dayMs;
  if (handover > currentMove(story).at + dayMs && handover < world.now) {
    const successor = world.team.ownerFor(company.sectorIndex, handover, random);
    path.push(step('delete', handover, owner.id));
    if (!now.has(successor.id)) path.push(step('add', handover + 1200, successor.id));
    now.delete(owner.id);
    now.add(successor.id);
  }
  return { now: [...now], path };
};

type Outcome = { readonly value: StoredValue; readonly since: number };

/** Rows of the feed that end at a value: an add, or an earlier value and what replaced it. */
const pathTo = (story: Story, field: SeedField, { value, since }: Outcome): ChangeDraft[] => {
  if (!field.trackChanges) return [];
  const draft = (action: ChangeDraft['action'], instant: number, item: StoredValue): ChangeDraft => ({
    at: instant,
    field,
    action,
    changerId: changerOf(story, instant),
    value: item,
  });
  if (field.valueType.endsWith('-multi')) return itemsOf(value).map((item, index) => draft('add', since + index * 700, item));
  const earlier = story.random.chance(0.4) ? earlierValue(story, field, value) : undefined;
  const revised = atWorkBefore(since + story.random.between(2, 60) * dayMs, story.world.now - 1000);
  if (earlier === undefined || revised <= since + 60_000) return [draft('add', since, value)];
  // People edit numbers in the product, which removes and adds; integrations update (v2 reference, section 14, row 9).
  if (field.valueType === 'number' && story.random.chance(0.5))
    return [draft('add', since, earlier), draft('delete', revised - 1100, earlier), draft('add', revised, value)];
  return [draft('add', since, earlier), draft('update', revised, value)];
};

/** Multi values are arrays of their items. */
const itemsOf = (value: StoredValue): readonly StoredValue[] => (Array.isArray(value) ? value : []);

const earlierValue = (story: Story, field: SeedField, value: StoredValue): StoredValue | undefined => {
  const { random } = story;
  if (typeof value === 'number' && field.options.length > 0) return differentOption(field, value, random.int(field.options.length));
  if (typeof value === 'number' && field.valueType === 'number') return roundMoney(value * random.between(0.55, 0.95));
  if (typeof value === 'string' && field.valueType === 'datetime') return pacificDay(Date.parse(value) - random.between(7, 60) * dayMs);
  return undefined;
};

const differentOption = (field: SeedField, value: number, guess: number): number | undefined => {
  const option = at(field.options, guess).id;
  return option === value ? undefined : option;
};
