const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Made at first use, since it takes longer than an import. */
let calendar: Intl.DateTimeFormat | undefined;

/** Dates repeat, and asking the calendar is slow; the day can only change on the hour. */
const known = new Map<number, number>();
const mostKnown = 50_000;

const askCalendar = (ms: number): number => {
  calendar ??= new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = Object.fromEntries(calendar.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year'] ?? Number.NaN, (parts['month'] ?? Number.NaN) - 1, parts['day'] ?? Number.NaN) / dayMs;
};

/**
 * Days from 1970-01-01 to the calendar day that it was in California at this moment.
 *
 * Affinity keeps dates as midnight in Pacific time (v2 reference, section 5.5), so this is the day that its users see.
 */
export const pacificDay = (ms: number): number => {
  const hour = Math.floor(ms / hourMs);
  const cached = known.get(hour);
  if (cached !== undefined) return cached;
  if (known.size >= mostKnown) known.clear();
  const day = askCalendar(hour * hourMs);
  known.set(hour, day);
  return day;
};

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Days from 1970-01-01 for a date as the API writes it: an instant, or a bare `YYYY-MM-DD`; `undefined` when it is neither. */
export const dayOf = (text: string): number | undefined => {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return undefined;
  return dayPattern.test(text) ? ms / dayMs : pacificDay(ms);
};
