const offsets = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Los_Angeles', timeZoneName: 'longOffset' });

const hourMs = 3_600_000;

/** The first Sunday of a month, as a day of the month. */
const firstSunday = (year: number, month: number): number => 1 + ((7 - new Date(Date.UTC(year, month, 1)).getUTCDay()) % 7);

/** Since 2007 clocks go forward on the second Sunday of March and back on the first of November, both at 2 o'clock. */
const isSummer = (time: Date): boolean => {
  const year = time.getUTCFullYear();
  const start = Date.UTC(year, 2, firstSunday(year, 2) + 7) + 10 * hourMs;
  const end = Date.UTC(year, 10, firstSunday(year, 10)) + 9 * hourMs;
  return time.getTime() >= start && time.getTime() < end;
};

/** Offset of Pacific time at an instant: `-07:00`, `-08:00`. By the rule where it holds: the table of time zones takes a hundred times as long. */
const offsetAt = (time: Date): string => {
  if (time.getUTCFullYear() >= 2008) return isSummer(time) ? '-07:00' : '-08:00';
  return /GMT([+-]\d\d:\d\d)/.exec(offsets.format(time))?.[1] ?? '+00:00';
};

/** The instant at which a calendar day begins in Pacific time, which is how date fields are kept (v2 reference, section 5.5). */
export const pacificMidnight = (day: string): string => {
  const summer = new Date(`${day}T07:00:00.000Z`);
  return offsetAt(summer) === '-07:00' ? summer.toISOString() : `${day}T08:00:00.000Z`;
};

/** The instant that clocks in Pacific time show as this; of an hour that comes twice the first, of one that never comes as if it did. */
export const pacificInstant = (local: string): string => {
  const summer = new Date(`${local}-07:00`);
  return (offsetAt(summer) === '-07:00' ? summer : new Date(`${local}-08:00`)).toISOString();
};

/** An instant with the Pacific offset, as v1 writes it: `2025-09-18T10:04:33.120-07:00`. */
export const pacificText = (instant: string): string => {
  const time = new Date(instant);
  const offset = offsetAt(time);
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const shift = (hours * 60 + minutes) * (offset.startsWith('-') ? -60_000 : 60_000);
  return `${new Date(time.getTime() + shift).toISOString().slice(0, -1)}${offset}`;
};

/** The Pacific calendar day of an instant. */
export const pacificDay = (instant: string): string => pacificText(instant).slice(0, 10);

/** The calendar day after a calendar day. */
export const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, -14);
