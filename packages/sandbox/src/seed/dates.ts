export const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** Monday, 5 January 1970, 00:00 UTC. */
const firstMonday = 4 * dayMs;

/** What there is to know about a calendar day (UTC). */
interface Day {
  readonly text: string;
  readonly year: number;
  /** Midnight Pacific. */
  readonly pacific: string;
}

/** By number since 1970, for a century; other days work, too. */
const days = new Array<Day | undefined>(36_600);

/** Firms last a few thousand days and name them a million times: `toISOString` took a fifth of the time. */
const dayOf = (number: number): Day => {
  const known = days[number];
  if (known !== undefined) return known;
  const date = new Date(number * dayMs);
  const text = date.toISOString().slice(0, 10);
  const day = { text, year: date.getUTCFullYear(), pacific: `${text}T0${isDaylightTime(date) ? 7 : 8}:00:00.000Z` };
  days[number] = day;
  return day;
};

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
const minutes = Array.from({ length: 1440 }, (_, minute) => `T${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}:`);
const seconds = Array.from({ length: 60 }, (_, second) => `${padded(second, 2)}.`);
const milliseconds = Array.from({ length: 1000 }, (_, millisecond) => `${padded(millisecond, 3)}Z`);

/** An instant as `Date.toISOString` writes it; fractions of a millisecond are dropped. */
export const iso = (instant: number): string => {
  const number = Math.floor(instant / dayMs);
  const time = Math.floor(instant) - number * dayMs;
  const second = Math.floor(time / 1000);
  return `${dayOf(number).text}${minutes[Math.floor(second / 60)]}${seconds[second % 60]}${milliseconds[time % 1000]}`;
};

export const yearOf = (instant: number): number => dayOf(Math.floor(instant / dayMs)).year;

/** Nine in the morning, Pacific, of the Monday on or before a day. */
export const mondayBefore = (instant: number): number =>
  firstMonday + Math.floor((instant - firstMonday) / weekMs) * weekMs + 17 * 3_600_000;

/**
 * Squeezes time into a Californian working week (Monday to Friday, half past eight to half past six), keeping its order.
 * Nobody adds a company on a Sunday at four in the morning.
 */
export const atWork = (instant: number): number => {
  const sinceMonday = instant - firstMonday;
  const week = Math.floor(sinceMonday / weekMs);
  const workday = ((sinceMonday - week * weekMs) / weekMs) * 5;
  const day = Math.floor(workday);
  const opening = firstMonday + week * weekMs + day * dayMs + 16.5 * 3_600_000;
  return Math.floor(opening + (workday - day) * 10 * 3_600_000);
};

/** The same, and never after `latest`. */
export const atWorkBefore = (instant: number, latest: number): number => Math.min(atWork(instant), latest);

/** How date fields are stored: midnight Pacific of a calendar day (v2 reference, section 5.5). */
export const pacificDay = (instant: number): string => dayOf(Math.floor(instant / dayMs)).pacific;

/** Daylight saving time in the United States, by calendar day: second Sunday of March to first Sunday of November. */
const isDaylightTime = (date: Date): boolean => {
  const month = date.getUTCMonth();
  if (month !== 2 && month !== 10) return month > 2 && month < 10;
  const lastSunday = date.getUTCDate() - date.getUTCDay();
  return month === 2 ? lastSunday >= 8 : lastSunday < 1;
};

/** A quarter as investors write it: `Q3 2026`. */
export const quarterOf = (instant: number): string => {
  const date = new Date(instant);
  return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`;
};
