import type { RelativeUnit } from './expression.ts';

const msIn: Partial<Record<RelativeUnit, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
const monthsIn: Partial<Record<RelativeUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** So many months later, at most the last day of that month. */
const addMonths = (time: Date, months: number): Date => {
  const lastDay = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + months + 1, 0)).getUTCDate();
  const moved = new Date(time);
  moved.setUTCDate(Math.min(time.getUTCDate(), lastDay));
  moved.setUTCMonth(time.getUTCMonth() + months);
  return moved;
};

/** The instant so many units after `now`, before it for a negative number. */
export const timeFrom = (now: Date, amount: number, unit: RelativeUnit): Date => {
  const ms = msIn[unit];
  return ms === undefined ? addMonths(now, amount * (monthsIn[unit] ?? 12)) : new Date(now.getTime() + amount * ms);
};

let pacific: Intl.DateTimeFormat | undefined;

/** Made at first use: it takes longer than the import of everything else. */
const pacificFormat = (): Intl.DateTimeFormat => {
  pacific ??= new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', year: 'numeric', month: '2-digit', day: '2-digit' });
  return pacific;
};

/** The calendar day of an instant in Pacific time, by which Affinity compares dates: `2026-04-01`. */
export const pacificDay = (instant: string | Date): string => pacificFormat().format(new Date(instant));
