const grouping = new Intl.NumberFormat('en-US');

/** A count with thousands separated: `12,345`. */
export const count = (value: number): string => grouping.format(value);

/** A count with its noun, plural where it must be: `1 request`, `12,345 requests`. */
export const counted = (value: number, noun: string, plural = `${noun}s`): string => `${count(value)} ${value === 1 ? noun : plural}`;

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
