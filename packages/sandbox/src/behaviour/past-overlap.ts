/** A deterministic number below `count` from some ids. */
const pick = (ids: readonly number[], count: number): number => {
  let hash = 2_166_136_261;
  for (const id of ids) hash = Math.imul(hash ^ id, 16_777_619) >>> 0;
  return hash % count;
};

const day = (year: number, month: number): string => `${year}-${String(month + 1).padStart(2, '0')}-01`;

/** When two people were at a company together: nobody wrote it down, so it follows from their ids, always the same. */
export const overlapOf = (
  personId: number,
  otherId: number,
  companyId: number,
): { readonly start: string; readonly end: string; readonly months: number } => {
  const ids = [Math.min(personId, otherId), Math.max(personId, otherId), companyId];
  const startMonth = pick(ids, 96); // from 2012 to 2019
  const months = 6 + pick([...ids, 1], 60);
  const endMonth = startMonth + months;
  const at = (month: number): string => day(2012 + Math.floor(month / 12), month % 12);
  return { start: at(startMonth), end: at(endMonth), months };
};

/** When somebody began at a company, before a day. */
export const startBefore = (before: string, personId: number, companyId: number): string => {
  const [year = 2020, month = 1] = before.split('-').map(Number);
  return day(year - 1 - pick([personId, companyId], 6), month - 1);
};
