let grouping: Intl.NumberFormat | undefined;

/** A count with thousands separated: `12,345`. */
export const count = (value: number): string => {
  grouping ??= new Intl.NumberFormat('en-US');
  return grouping.format(value);
};

/** A count with its noun, plural where it must be: `1 request`, `12,345 requests`. */
export const counted = (value: number, noun: string, plural = `${noun}s`): string => `${count(value)} ${value === 1 ? noun : plural}`;

/** Digits that a person reads of a number with a fraction; programs get all of them. */
const digits = 7;

/** A number among data: without separators, its fraction rounded where it has more digits than a person reads. */
export const plainNumber = (value: number): string => {
  if (Number.isInteger(value)) return String(value);
  const whole = String(Math.trunc(Math.abs(value))).length;
  return whole >= digits ? value.toFixed(2) : String(Number(value.toPrecision(digits)));
};

/** A duration for people: `0.4 s`, `12 s`, `3 min 20 s`. */
export const duration = (milliseconds: number): string => {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
};

/** A share for people: `42 %`, `0.3 %`. */
export const percent = (share: number): string => {
  const value = share * 100;
  return `${value > 0 && value < 1 ? value.toFixed(1) : Math.round(value)} %`;
};

const minuteMs = 60_000;
const ageUnits = [
  [365 * 24 * 60, 'years'],
  [30 * 24 * 60, 'months'],
  [24 * 60, 'days'],
  [60, 'h'],
  [1, 'min'],
] as const;

/** A long time in its largest unit: `12 min`, `3 days`; empty for less than a minute. */
export const roughly = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / minuteMs);
  const [size, unit] = ageUnits.find(([minutesOfUnit]) => minutes >= minutesOfUnit) ?? [1, ''];
  if (unit === '') return '';
  const number = Math.floor(minutes / size);
  return `${number} ${number === 1 ? unit.replace(/s$/, '') : unit}`;
};

/** How long ago a moment was, in its largest unit: `12 min ago`, `3 days ago`; `just now` within a minute, empty for none. */
export const age = (iso: string | null, now: number): string => {
  if (iso === null) return '';
  const time = roughly(now - Date.parse(iso));
  return time === '' ? 'just now' : `${time} ago`;
};

/** Bytes for people: `812 kB`, `12.3 MB`. */
export const bytes = (value: number): string => {
  if (value < 1e6) return `${Math.ceil(value / 1000)} kB`;
  return value < 1e9 ? `${(value / 1e6).toFixed(1)} MB` : `${(value / 1e9).toFixed(2)} GB`;
};
