export const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** Monday, 5 January 1970, 00:00 UTC. */
const firstMonday = 4 * dayMs;

export const iso = (instant: number): string => new Date(instant).toISOString();

export const yearOf = (instant: number): number => new Date(instant).getUTCFullYear();

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
export const pacificDay = (instant: number): string => {
  const day = new Date(instant).toISOString().slice(0, 10);
  return `${day}T0${isDaylightTime(instant) ? 7 : 8}:00:00.000Z`;
};

/** Daylight saving time in the United States, by calendar day: second Sunday of March to first Sunday of November. */
const isDaylightTime = (instant: number): boolean => {
  const date = new Date(instant);
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
