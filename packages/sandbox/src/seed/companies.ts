import type { AccountFields } from './account-fields.ts';
import { checkInOf } from './check-ins.ts';
import type { Company } from './company-book.ts';
import { companyCells } from './company-cells.ts';
import { coveringMember } from './coverage.ts';
import { iso } from './dates.ts';
import { ids } from './ids.ts';
import { inventInvestorPool } from './investors.ts';
import type { SeedCompany } from './model.ts';
import { at } from './random.ts';
import type { FirmWorld } from './story.ts';
import type { Member } from './team.ts';
import { touchesOf } from './touches.ts';

/** Every company with its account-wide cells, in the order of their ids. */
export function* tellCompanies(world: FirmWorld, fields: AccountFields['company']): Generator<SeedCompany> {
  const { companies, seed } = world;
  const investors = inventInvestorPool(seed, companies);
  for (let index = 0; index < companies.count; index++) {
    const company = companies.company(index);
    const owner = coveringMember(world, company);
    const cells = companyCells(company, owner, { seed, fields, companies, investors });
    const checkIn = checkInOf(world, company);
    if (checkIn) cells[fields.checkIn.id] = checkIn.day;
    yield recordOf(company, { ...cells, ...touchesWith(world, company, owner) });
  }
}

/** What relationship intelligence knows about a company: the exchanges with its first contact, and who introduced it. */
const touchesWith = (world: FirmWorld, company: Company, owner: Member) => {
  const { persons } = world;
  const contact = persons.contactOf(company.index);
  if (!contact) return {};
  const second = contact.index + 1 < persons.firstOf(company.index + 1) ? ids.person.idAt(contact.index + 1) : undefined;
  const colleague = at(world.team.members, (company.index * 7) % world.team.members.length);
  const cells = touchesOf({ person: contact, company, member: owner, colleague, now: world.now, seed: world.seed });
  const introducer = company.index % 5 === 2 ? (second ?? colleague.id) : undefined;
  return introducer === undefined || Object.keys(cells).length === 0 ? cells : { ...cells, 'source-of-introduction': introducer };
};

const recordOf = (company: Company, cells: SeedCompany['cells']): SeedCompany => {
  const { id, name, domain, createdAt, index } = company;
  const former = domain !== null && index % 13 === 4 ? [`${domain.replace(/\.example$/, '')}-old.example`] : [];
  return { id, name, domain, domains: domain === null ? [] : [domain, ...former], isGlobal: domain !== null && (index * 7) % 10 < 7, createdAt: iso(createdAt), cells };
};
