const offsets = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Los_Angeles', timeZoneName: 'longOffset' });

/** Offset of Pacific time at an instant: `-07:00`, `-08:00`. */
const offsetAt = (time: Date): string => /GMT([+-]\d\d:\d\d)/.exec(offsets.format(time))?.[1] ?? '+00:00';

/** The instant at which a calendar day begins in Pacific time, which is how date fields are kept (v2 reference, section 5.5). */
export const pacificMidnight = (day: string): string => {
  const summer = new Date(`${day}T07:00:00.000Z`);
  return offsetAt(summer) === '-07:00' ? summer.toISOString() : `${day}T08:00:00.000Z`;
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
