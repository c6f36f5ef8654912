/** Units in which searches count time. */
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const msIn: Partial<Record<Unit, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
const monthsIn: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };

/** Before and after every time that is written as text. */
const [always, never] = ['', '~'];

/** So many months later: at most the last day of that month. */
const addMonths = (time: Date, months: number): Date => {
  const moved = new Date(time);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(moved);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0);
  moved.setUTCDate(Math.min(time.getUTCDate(), lastDay.getUTCDate()));
  return moved;
};

const movedBy = (now: Date, amount: number, unit: Unit): Date => {
  const ms = msIn[unit];
  return ms === undefined ? addMonths(now, amount * (monthsIn[unit] ?? 12)) : new Date(now.getTime() + amount * ms);
};

/** The instant so many units after `now`, before it for a negative amount; comparable as text also where no calendar reaches. */
export const timeFrom = (now: Date, amount: number, unit: Unit): string => {
  const time = movedBy(now, amount, unit);
  const year = time.getUTCFullYear();
  if (year >= 0 && year <= 9999) return time.toISOString();
  return amount < 0 ? always : never;
};
