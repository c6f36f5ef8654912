import { dayMs, iso } from './dates.ts';
import type { FieldCounter } from './field-draft.ts';
import { type FieldPlan, type PlanName, plans } from './field-plans.ts';
import { type ListTemplate, templatesFor } from './list-templates.ts';
import { ids } from './ids.ts';
import type { SeedField, SeedList } from './model.ts';
import { at, randomOf, topic } from './random.ts';
import type { SizePlan } from './size.ts';
import { funnels, type Stage } from './stages.ts';
import type { FirmFrame } from './company-book.ts';
import type { Team } from './team.ts';

/** A column with its number. */
export interface ListColumn {
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

const statusDraft = (stages: readonly Stage[]) => ({ name: 'Status', valueType: 'ranked-dropdown', tracked: true, options: stages }) as const;
const ownersDraft = { name: 'Owners', valueType: 'person-multi', tracked: true } as const;

const columnPlan = (template: ListTemplate, name: PlanName): FieldPlan => {
  const found: FieldPlan = plans[name];
  return template.required === name ? { ...found, required: true } : found;
};

export const inventLists = (frame: FirmFrame, plan: SizePlan, { team, counter }: { team: Team; counter: FieldCounter }): FirmList[] => {
  const templates = templatesFor(plan.lists, frame);
  const shares = allotEntries(templates, plan);
  const founder = at(team.members, 0);
  return templates.map((template, index) => {
    const createdAt = createdAtOf(frame, index, templates.length);
    const listId = ids.list.idAt(index);
    const home = { entityType: template.type, listId, createdAt: iso(createdAt) };
    const stages = funnels[template.funnel];
    const owner = template.isPublic ? at(team.members, index % 6) : founder;
    const status = counter.number(statusDraft(stages), home);
    const owners = counter.number(ownersDraft, home);
    return {
      index,
      template,
      stages,
      status,
      owners,
      columns: template.columns.map((name) => columnPlan(template, name)).map((each) => ({ plan: each, field: counter.number(each, home) })),
      entries: at(shares, index),
      createdAt,
      seed: { id: listId, name: template.name, type: template.type, isPublic: template.isPublic, creatorId: owner.id, ownerId: owner.id, createdAt: iso(createdAt), roles: rolesOf(template, index, team) },
    };
  });
};

/** The first lists came with the account, the others over the years; ids ascend with them. */
const createdAtOf = ({ seed, opening, now }: FirmFrame, index: number, count: number): number => {
  const jitter = randomOf(seed, topic.lists, index).next();
  return opening + 5 * dayMs + index * 60_000 + (now - opening) * 0.6 * Math.max(0, (index - 2 + jitter) / count);
};
