/**
 * A small seeded source of randomness (sfc32). Every record gets a source of its own, made from the firm's seed, a topic and an index, so
 * that any record can be invented again at any time without its neighbours: that is what lets a large firm stream.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private count = 1;

  constructor(a: number, b: number, c: number) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    for (let round = 0; round < 12; round++) this.next();
  }

  /** A number in `[0, 1)`. */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** An integer in `[0, below)`. */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** A number in `[low, high)`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return at(items, this.int(items.length));
  }

  /** `count` different items in random order, or all of them when there are fewer. */
  some<T>(items: readonly T[], count: number): T[] {
    const wanted = Math.min(count, items.length);
    const chosen = new Set<T>();
    for (let tries = 0; chosen.size < wanted && tries < wanted * 20; tries++) chosen.add(this.pick(items));
    return [...chosen];
  }

  /** A standard normal deviate, close enough (sum of four uniforms). */
  normal(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * 1.732;
  }

  /** A log-normal deviate around `median`; `spread` 0.5 stays mostly within half to double. */
  around(median: number, spread: number): number {
    return median * Math.exp(this.normal() * spread);
  }
}

/** The source of one record. */
export const randomOf = (seed: number, topic: number, index = 0): Random =>
  new Random(scramble(seed ^ 0x5eed), scramble(topic + 0x1000), scramble(index ^ (seed << 7)));

/** Topics keep the sources of different kinds of record apart. */
export const topic = {
  users: 1,
  companies: 2,
  companyCells: 3,
  persons: 4,
  personCells: 5,
  headcounts: 6,
  investors: 7,
  entryPlan: 9,
  stories: 10,
  notes: 11,
  notePlan: 12,
  companyNames: 13,
  checkIns: 14,
  coverage: 15,
  opportunities: 17,
  interactions: 18,
  reminders: 19,
  files: 20,
  merges: 21,
  directory: 22,
} as const;

/** A bijection on 32 bits that leaves no trace of order (the finaliser of murmur3). */
export const scramble = (value: number): number => {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
};

/** The item at an index that the caller knows to exist. */
export const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${index} among ${items.length}`);
  return item;
};

/** A column of numbers. */
export type Column = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

/** The number at an index that the caller knows to exist; apart from `at`, so that neither meets too many kinds of arrays to be fast. */
export const numberAt = (column: Column, index: number): number => {
  const number = column[index];
  if (number === undefined) throw new RangeError(`No number ${index} among ${column.length}`);
  return number;
};

/** Chooses among weighted items; the weights need not sum to one. */
export const weighted = <T>(pairs: readonly (readonly [item: T, weight: number])[]): ((random: Random) => T) => {
  const items = pairs.map(([item]) => item);
  const bounds = new Float64Array(pairs.length);
  let total = 0;
  pairs.forEach(([, weight], index) => {
    total += weight;
    bounds[index] = total;
  });
  return (random) => at(items, firstAbove(bounds, random.next() * total));
};

/** Index of the first bound that is greater than `value`; the last one when none is. */
export const firstAbove = (bounds: Column, value: number): number => {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
};
