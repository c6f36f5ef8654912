/** How long an answer takes, in real time: so many milliseconds, or so many and more for each item in it. */
export type Latency = number | { readonly requestMs: number; readonly itemMs: number };

/** Delay of an answer with so many items. */
export const delayOf = (latency: Latency, items: number): number =>
  typeof latency === 'number' ? latency : latency.requestMs + latency.itemMs * items;
