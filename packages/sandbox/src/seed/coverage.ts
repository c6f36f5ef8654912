import type { Company } from './company-book.ts';
import { at, randomOf, topic } from './random.ts';
import type { FirmWorld } from './story.ts';
import type { Member } from './team.ts';

/** The member who covers a company, ever since it is known: somebody who was there then and still is. */
export const coveringMember = ({ team, seed, now }: FirmWorld, company: Pick<Company, 'index' | 'sectorIndex' | 'createdAt'>): Member => {
  const random = randomOf(seed, topic.coverage, company.index);
  for (let tries = 0; tries < 8; tries++) {
    const member = team.ownerFor(company.sectorIndex, company.createdAt, random);
    if (member.leftAt > now) return member;
  }
  return at(team.members, 1);
};

/** A founding member who joins in the conversation. */
export const colleagueOf = ({ team }: FirmWorld, company: Pick<Company, 'index'>): Member => at(team.members, (company.index * 7) % 4);
