import type { ChangeLog } from './change-log.ts';
import type { Company, FirmFrame } from './company-book.ts';
import { atWorkBefore, dayMs, pacificDay } from './dates.ts';
import { ids } from './ids.ts';
import type { SeedField } from './model.ts';
import { numberAt, type Random, randomOf, topic } from './random.ts';

/** When a company's next check-in was last set, and for which day. */
export interface CheckIn {
  readonly setAt: number;
  readonly day: string;
}

type Subject = Pick<Company, 'index' | 'kind' | 'createdAt'>;

const source = ({ seed }: FirmFrame, index: number): Random => randomOf(seed, topic.checkIns, index);

/** The present check-in of a company, for the few that have one. */
export const checkInOf = (frame: FirmFrame, { index, kind, createdAt }: Subject): CheckIn | undefined => {
  const random = source(frame, index);
  if (kind !== 'startup' || !random.chance(0.16)) return undefined;
  const setAt = atWorkBefore(createdAt + (frame.now - createdAt) * (0.4 + 0.6 * random.next()), frame.now - 5000);
  return { setAt, day: pacificDay(setAt + random.between(20, 120) * dayMs) };
};

export interface CheckInTrail {
  readonly field: SeedField;
  readonly owners: (companyIndex: number) => number;
  readonly createdAt: (companyIndex: number) => number;
  readonly checkInAt: (companyIndex: number) => CheckIn | undefined;
}

/**
 * Fills the feed up to `rows` with check-ins that were put off again and again. An account-wide date is the one value that a firm changes as
 * often as it likes without anything else having to move.
 */
export const logCheckIns = (frame: FirmFrame, log: ChangeLog, trail: CheckInTrail & { companies: number; rows: number }): void => {
  const subjects = Uint32Array.from(
    Array.from({ length: trail.companies }, (_, index) => index).filter((index) => trail.checkInAt(index) !== undefined),
  );
  const missing = Math.max(0, trail.rows - log.size);
  for (let nth = 0; nth < subjects.length; nth++) {
    const share = Math.floor(missing / subjects.length) + (nth < missing % subjects.length ? 1 : 0);
    if (share > 0) logTrail(frame, log, { ...trail, companyIndex: numberAt(subjects, nth), rows: share });
  }
};

/** One add, then updates, the last of which is what the cell says. */
const logTrail = (frame: FirmFrame, log: ChangeLog, trail: CheckInTrail & { companyIndex: number; rows: number }): void => {
  const { companyIndex, rows, field } = trail;
  const checkIn = trail.checkInAt(companyIndex);
  if (checkIn === undefined) return;
  const random = source({ ...frame, seed: frame.seed + 1 }, companyIndex);
  const start = trail.createdAt(companyIndex);
  const site = { entityId: ids.company.idAt(companyIndex), listEntryId: null, entry: companyIndex };
  const changerId = trail.owners(companyIndex);
  for (let row = 0; row < rows; row++) {
    const isLast = row === rows - 1;
    const instant = isLast ? checkIn.setAt : start + Math.floor(((checkIn.setAt - start) * row) / rows);
    const value = isLast ? checkIn.day : pacificDay(instant + random.between(14, 90) * dayMs);
    log.add(site, { at: instant, field, action: row === 0 ? 'add' : 'update', changerId, value });
  }
};
