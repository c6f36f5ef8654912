import { inventCompanyBook } from './company-book.ts';
import { profileCells } from './company-cells.ts';
import { iso } from './dates.ts';
import { ids } from './ids.ts';
import type { SeedCompany } from './model.ts';
import { randomOf, scramble, topic } from './random.ts';
import type { FirmWorld } from './story.ts';

/** Companies of Affinity's directory that the account has nothing to do with: only some searches find them (v2 reference, section 14, row 1). */
export function* inventDirectory({ seed, opening, now, companies }: FirmWorld, count: number): Generator<SeedCompany> {
  const frame = { seed: scramble(seed + topic.directory), opening, now };
  const book = inventCompanyBook(frame, count);
  for (let index = 0; index < count; index++) {
    const company = book.company(index);
    // Another ending than the account's own companies have, so that no two share a domain.
    const domain = company.domain?.replace(/\.example$/, '-co.example') ?? null;
    yield {
      id: ids.company.idAt(companies.count + index),
      name: company.name,
      domain,
      domains: domain === null ? [] : [domain],
      isGlobal: true,
      inAccount: false,
      createdAt: iso(now - 60_000),
      cells: profileCells(company, randomOf(frame.seed, topic.companyCells, index)),
    };
  }
}
