import type { FirmFrame } from './company-book.ts';
import { atWork, dayMs, iso } from './dates.ts';
import type { FieldCounter } from './field-draft.ts';
import type { FieldPlan } from './field-plan.ts';
import { type PlanName, plans } from './field-plans.ts';
import { ids } from './ids.ts';
import { templatesFor } from './list-families.ts';
import type { ListTemplate } from './list-templates.ts';
import type { SeedField, SeedList } from './model.ts';
import { at } from './random.ts';
import type { SizePlan } from './size.ts';
import { funnels, type Stage } from './stages.ts';
import type { Team } from './team.ts';

/** A column with its number. */
interface ListColumn {
  readonly plan: FieldPlan;
  readonly field: SeedField;
}

/** A list with its fields, before it has entries. */
export interface FirmList {
  readonly index: number;
  readonly seed: SeedList;
  readonly template: ListTemplate;
  readonly stages: readonly Stage[];
  readonly status: SeedField;
  readonly owners: SeedField;
  readonly columns: readonly ListColumn[];
  readonly entries: number;
  readonly createdAt: number;
  /** Nothing is added from then on. */
  readonly closesAt: number;
}

/** Shares the entries out: the first list gets its own number, the others by weight, unless all are to be equal. */
const allotEntries = (templates: readonly ListTemplate[], plan: SizePlan): number[] => {
  if (plan.entries === plan.lists * plan.largestList) return templates.map(() => plan.largestList);
  const others = templates.slice(1);
  const total = others.reduce((sum, template) => sum + template.weight, 0);
  const left = plan.entries - plan.largestList;
  let given = 0;
  const shares = others.map((template, index) => {
    const share = index === others.length - 1 ? left - given : Math.round((left * template.weight) / total);
    given += share;
    return share;
  });
  return [plan.largestList, ...shares];
};

const rolesOf = (template: ListTemplate, index: number, team: Team): SeedList['roles'] => {
  const [first, ...others] = team.members.filter((member) => member.status === 'active');
  const admin = first ? [{ userId: first.id, role: 'admin' as const }] : [];
  if (template.isPublic) return admin;
  const circle = others.slice(0, 2 + (index % 3));
  return [...admin, ...circle.map((member, nth) => ({ userId: member.id, role: nth === 0 ? ('standard' as const) : ('basic' as const) }))];
};

const statusDraft = (stages: readonly Stage[]) =>
  ({ name: 'Status', valueType: 'ranked-dropdown', tracked: true, options: stages }) as const;
const ownersDraft = { name: 'Owners', valueType: 'person-multi', tracked: true } as const;

const columnPlan = (template: ListTemplate, name: PlanName): FieldPlan => {
  const found: FieldPlan = plans[name];
  return template.required === name ? { ...found, required: true } : found;
};

/** A list before it has an id. */
interface ListDraft {
  readonly template: ListTemplate;
  readonly entries: number;
  readonly createdAt: number;
}

type Makers = { readonly team: Team; readonly counter: FieldCounter };

export const inventLists = (frame: FirmFrame, plan: SizePlan, makers: Makers): FirmList[] => {
  const templates = templatesFor(plan.lists, frame);
  const shares = allotEntries(templates, plan);
  const drafts = templates.map((template, nth) => ({
    template,
    entries: at(shares, nth),
    createdAt: createdAtOf(frame, template, nth / templates.length),
  }));
  return drafts.sort((a, b) => a.createdAt - b.createdAt).map((draft, index) => inventList(draft, index, { ...makers, now: frame.now }));
};

const inventList = (
  { template, entries, createdAt }: ListDraft,
  index: number,
  { team, counter, now }: Makers & { now: number },
): FirmList => {
  const listId = ids.list.idAt(index);
  const home = { entityType: template.type, listId, createdAt: iso(createdAt) };
  const stages = funnels[template.funnel];
  const owner = at(team.members, template.isPublic ? index % 6 : 0);
  const { name, type, isPublic } = template;
  return {
    index,
    template,
    stages,
    status: counter.number(statusDraft(stages), home),
    owners: counter.number(ownersDraft, home),
    columns: template.columns
      .map((column) => columnPlan(template, column))
      .map((each) => ({ plan: each, field: counter.number(each, home) })),
    entries,
    createdAt,
    closesAt: template.year === undefined ? now : Math.min(now, Date.UTC(template.year, 11, 20)),
    seed: {
      id: listId,
      name,
      type,
      isPublic,
      creatorId: owner.id,
      ownerId: owner.id,
      createdAt: iso(createdAt),
      roles: rolesOf(template, index, team),
    },
  };
};

/** Share of the lists that are there from the beginning. */
const firstShare = 0.05;

/** The first lists came with the account, the others over the years; those of a year in its first days. */
const createdAtOf = ({ opening, now }: FirmFrame, { name, year }: ListTemplate, share: number): number => {
  const first = opening + 4 * dayMs;
  if (year !== undefined) return Math.max(first + dayMs, Date.UTC(year, 0, 4, 18)) + name.length * 60_000;
  if (share <= firstShare) return first + share * 3_600_000;
  return atWork(first + (now - opening) * 0.6 * (share - firstShare));
};
