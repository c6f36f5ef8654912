import { dayMs, iso } from './dates.ts';
import { ids } from './ids.ts';
import type { FirmList } from './lists.ts';
import type { SeedTeam, SeedWebhook } from './model.ts';
import type { FirmWorld } from './story.ts';
import { firm, type Member } from './team.ts';

interface Plan {
  readonly name: string;
  readonly privacyType: SeedTeam['privacyType'];
  readonly memberPrivacy: SeedTeam['members'][number]['privacyType'];
  readonly isMember: (member: Member, index: number) => boolean;
  readonly sees: (list: FirmList) => boolean;
}

const isInvestor = ({ title }: Member): boolean => /Partner|Principal|Associate|Analyst/.test(title);

const plans: readonly Plan[] = [
  {
    name: 'Investment Team',
    privacyType: 'share-subjects',
    memberPrivacy: 'share-subjects-bodies',
    isMember: isInvestor,
    sees: () => true,
  },
  {
    name: 'Partners',
    privacyType: 'no-access',
    memberPrivacy: 'share-subjects',
    isMember: ({ title }) => title.includes('Partner'),
    sees: () => true,
  },
  {
    name: 'Platform',
    privacyType: 'hide-subjects-bodies',
    memberPrivacy: 'hide-subjects-bodies',
    isMember: (member) => !isInvestor(member),
    sees: ({ template }) => template.isPublic,
  },
  {
    name: 'Everybody',
    privacyType: 'share-subjects-bodies',
    memberPrivacy: 'share-subjects',
    isMember: () => true,
    sees: ({ template }) => template.isPublic,
  },
];

/** Who works with whom; somebody who has left is in no team any more. */
export function* inventTeams({ team, opening, now }: FirmWorld, lists: readonly FirmList[]): Generator<SeedTeam> {
  let memberships = 0;
  for (const [index, plan] of plans.entries()) {
    const createdAt = opening + (20 + index * 45) * dayMs;
    const members = team.members.filter((member, place) => member.status === 'active' && plan.isMember(member, place));
    yield {
      id: ids.team.idAt(index),
      name: plan.name,
      privacyType: plan.privacyType,
      createdAt: iso(createdAt),
      updatedAt: index === 0 ? null : iso(now - (30 + index) * dayMs),
      listIds: lists.filter(plan.sees).map(({ seed }) => seed.id),
      members: members.map(({ id, joinedAt }) => ({
        id: ids.teamMember.idAt(memberships++),
        userId: id,
        privacyType: plan.memberPrivacy,
        addedAt: iso(Math.max(joinedAt, createdAt)),
      })),
    };
  }
}

/** A subscription that somebody switched off: nothing that is invented may call anybody. */
export const inventWebhook = ({ team, now }: FirmWorld): SeedWebhook => {
  const [, partner] = team.members;
  return {
    id: ids.webhook.idAt(0),
    url: `https://hooks.${firm.domain}/affinity/7f2c91`,
    subscriptions: ['list_entry.created', 'field_value.updated'],
    status: 'disabled',
    creatorId: partner?.id ?? 0,
    createdAt: iso(now - 210 * dayMs),
    updatedAt: iso(now - 64 * dayMs),
  };
};
