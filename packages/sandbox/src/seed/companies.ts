import type { AccountFields } from './account-fields.ts';
import { checkInOf } from './check-ins.ts';
import type { Company } from './company-book.ts';
import { companyCells } from './company-cells.ts';
import { colleagueOf, coveringMember } from './coverage.ts';
import { iso } from './dates.ts';
import { staffOf, touchesOf, touchesOfAll } from './employment.ts';
import { ids } from './ids.ts';
import { inventInvestorPool } from './investors.ts';
import type { SeedCompany, StoredValue } from './model.ts';
import type { FirmWorld } from './story.ts';

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
    addRelationship(cells, world, company);
    yield recordOf(company, cells);
  }
}

/** What relationship intelligence knows about a company: the exchanges with everybody there, and who introduced it. */
const addRelationship = (cells: Record<string, StoredValue>, world: FirmWorld, company: Company): void => {
  const { persons } = world;
  Object.assign(cells, touchesOfAll(world, staffOf(world, company.index)));
  const contact = persons.contactOf(company);
  if (!contact || company.index % 5 !== 2 || Object.keys(touchesOf(world, contact, company)).length === 0) return;
  const hasSecond = contact.index + 1 < persons.firstOf(company.index + 1);
  cells['source-of-introduction'] = hasSecond ? ids.person.idAt(contact.index + 1) : colleagueOf(world, company).id;
};

const recordOf = (company: Company, cells: SeedCompany['cells']): SeedCompany => {
  const { id, name, domain, createdAt, index } = company;
  const former = domain !== null && index % 13 === 4 ? [`${domain.replace(/\.example$/, '')}-old.example`] : [];
  return {
    id,
    name,
    domain,
    domains: domain === null ? [] : [domain, ...former],
    isGlobal: domain !== null && (index * 7) % 10 < 7,
    createdAt: iso(createdAt),
    cells,
  };
};
