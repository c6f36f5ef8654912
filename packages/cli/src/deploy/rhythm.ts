import { usageError } from '../cli-error.ts';

/** An interval as a calendar knows it: every so many minutes or hours, once a day or once a week. */
export interface Rhythm {
  readonly unit: 'minute' | 'hour' | 'day' | 'week';
  readonly step: number;
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000] as const;

/** The interval as a rhythm; one that no calendar can keep is wrong usage. */
export const rhythmOf = (intervalMs: number): Rhythm => {
  const [minutes, hours] = [intervalMs / minuteMs, intervalMs / hourMs];
  if (intervalMs === 7 * dayMs) return { unit: 'week', step: 1 };
  if (intervalMs === dayMs) return { unit: 'day', step: 1 };
  if (Number.isInteger(hours) && 24 % hours === 0) return { unit: 'hour', step: hours };
  if (Number.isInteger(minutes) && minutes < 60 && 60 % minutes === 0) return { unit: 'minute', step: minutes };
  throw usageError(
    'A calendar cannot keep this interval',
    'Choose one that divides an hour or a day: 5m, 10m, 15m, 20m, 30m, 1h, 2h, 3h, 4h, 6h, 12h, 1d, 7d.',
  );
};

/** A place in a range of whole numbers. */
const at = (phase: number, size: number): number => Math.min(size - 1, Math.floor(phase * size));

/** The five fields of a cron line. */
export const cronOf = ({ unit, step }: Rhythm, phase: number): string => {
  const minute = at(phase, 60);
  const hour = at((phase * 60) % 1, 24);
  if (unit === 'week') return `${minute} ${hour} * * 0`;
  if (unit === 'day') return `${minute} ${hour} * * *`;
  if (unit === 'hour') return step === 1 ? `${minute} * * * *` : `${minute} ${at((phase * 60) % 1, step)}-23/${step} * * *`;
  return step === 1 ? '* * * * *' : `${at(phase, step)}-59/${step} * * * *`;
};

const two = (number: number): string => String(number).padStart(2, '0');

/** The same as systemd writes it. */
export const calendarOf = ({ unit, step }: Rhythm, phase: number): string => {
  const minute = two(at(phase, 60));
  const hour = at((phase * 60) % 1, 24);
  if (unit === 'week') return `Sun *-*-* ${two(hour)}:${minute}:00`;
  if (unit === 'day') return `*-*-* ${two(hour)}:${minute}:00`;
  if (unit === 'hour') return step === 1 ? `*-*-* *:${minute}:00` : `*-*-* ${two(at((phase * 60) % 1, step))}/${step}:${minute}:00`;
  return step === 1 ? '*-*-* *:*:00' : `*-*-* *:${two(at(phase, step))}/${step}:00`;
};
