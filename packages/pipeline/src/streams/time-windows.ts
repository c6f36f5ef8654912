/** A stretch of time, both ends included; an open end is `null`. ISO 8601. */
export interface TimeWindow {
  readonly from: string | null;
  readonly to: string | null;
}

const mostWindows = 32;
/** Pages that a window should hold for its own request to be worth it. */
const pagesPerWindow = 12;

/** How many windows so many pages are worth. */
export const windowCount = (pages: number): number => Math.max(1, Math.min(mostWindows, Math.floor(pages / pagesPerWindow)));

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * Splits the time between two moments into windows of equal length, the first open towards the past where `openStart`, the last always open
 * towards the future. Neighbours share their boundary, so that nothing falls between: what lies on it comes twice.
 */
export const timeWindows = (
  range: { readonly fromMs: number; readonly toMs: number; readonly openStart?: boolean },
  count: number,
): readonly TimeWindow[] => {
  const { fromMs, toMs, openStart } = range;
  const width = Math.max(0, toMs - fromMs) / count;
  if (width < 1) return [{ from: openStart ? null : iso(fromMs), to: null }];
  const edges = Array.from({ length: count }, (_, index) => iso(fromMs + width * index));
  return edges.map((from, index) => ({ from: index === 0 && openStart ? null : from, to: edges[index + 1] ?? null }));
};

/** The window as a condition on a property, in the API's filter language. */
export const filterOf = (property: string, { from, to }: TimeWindow): string =>
  [from && `${property}>=${from}`, to && `${property}<=${to}`].filter(Boolean).join(' & ');

/** Whether a time lies in the window; one that cannot be read is given the benefit of the doubt. */
export const isWithin = ({ from, to }: TimeWindow, time: unknown): boolean => {
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(ms)) return true;
  // A server may keep seconds only, and compare by them.
  return (from === null || ms >= Date.parse(from) - 1000) && (to === null || ms <= Date.parse(to) + 1000);
};
