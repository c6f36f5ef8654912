import { usageError } from '../cli-error.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const shortestMs = 10_000;
const longestMs = 7 * 86_400_000;

/** Reads `30s`, `15m`, `1h` or `1d` as milliseconds; from ten seconds to seven days. */
export const intervalMsOf = (flag: string, text: string): number => {
  const [, number = '', unit = ''] = /^(\d{1,6})\s*([smhd])$/.exec(text.trim()) ?? [];
  const ms = Number(number) * (unitMs[unit] ?? 0);
  if (ms >= shortestMs && ms <= longestMs) return ms;
  throw usageError(`--${flag} does not understand '${text}'`, 'Give a number and a unit, from 10s to 7d: 15m, 1h, 1d.');
};
