import type { Company } from './company-book.ts';
import { randomOf, topic } from './random.ts';
import type { FirmWorld } from './story.ts';
import type { Member } from './team.ts';

/** The member who covers a company, ever since it is known. */
export const coveringMember = (world: FirmWorld, company: Pick<Company, 'index' | 'sectorIndex' | 'createdAt'>): Member =>
  world.team.ownerFor(company.sectorIndex, company.createdAt, randomOf(world.seed, topic.coverage, company.index));
