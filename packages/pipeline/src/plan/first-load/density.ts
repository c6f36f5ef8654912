import type { EndpointSpec } from '@affinity-kit/contract';
import { isObject, type JsonObject } from '../../normalise/record-reader.ts';
import { type Probe, Refusal, recordsIn } from '../probe.ts';

const dayMs = 86_400_000;
/** Stretches are whole weeks, which have all days of them; where a week holds too much to be counted, there is one on each of its days. */
const weekMs = 7 * dayMs;
const mostWeeks = 12;
/** So many in a stretch are enough to go by, and fit a page. */
const enough = 60;
const samples = 7;
/** Pages that are counted of a week, or of a day. */
const mostPages = { week: 4, day: 12 } as const;
/** Before there was an Affinity. */
const beginning = Date.parse('2009-01-01T00:00:00Z');

/** How many records there seem to be, and whether they were counted one by one. */
export interface Count {
  readonly records: number;
  readonly counted: boolean;
}

type Page = { readonly times: readonly number[]; readonly cursor: string | null };

const cursorIn = (answer: unknown): string | null => {
  const pagination = isObject(answer) ? answer['pagination'] : undefined;
  const link = isObject(pagination) ? pagination['nextUrl'] : undefined;
  return typeof link === 'string' ? (new URL(link, 'https://api.affinity.co').searchParams.get('cursor') ?? '') : null;
};

const timeOf = ({ createdAt }: JsonObject): number => Date.parse(String(createdAt));

/** The beginning of the day nearest to a moment that is the nth of a week. */
const onDay = (at: number, day: number): number => {
  const days = Math.floor(at / dayMs);
  return (days + ((((day - days) % 7) + 10) % 7) - 3) * dayMs;
};

/** A collection whose pages are in the order of ids, which says nothing about when its records were made. */
class Timeless {
  readonly #probe: Probe;
  readonly #endpoint: EndpointSpec;

  constructor(probe: Probe, endpoint: EndpointSpec) {
    this.#probe = probe;
    this.#endpoint = endpoint;
  }

  async page(more: Readonly<Record<string, unknown>> = {}): Promise<Page | Refusal> {
    const answer = await this.#probe.ask(this.#endpoint, { limit: 100, ...more });
    if (answer instanceof Refusal) return answer;
    const times = recordsIn(answer).map(timeOf);
    return { times: times.filter((at) => !Number.isNaN(at)), cursor: cursorIn(answer) };
  }

  /** When about the oldest record was made: nearer to it by half with every request, and by more where older ones turn up. */
  async oldest(known: number, now: number): Promise<number> {
    let [from, to] = [beginning, known];
    while (to - from > (now - to) / 10 + dayMs) {
      const middle = from + (to - from) / 2;
      const page = await this.page({ filter: `createdAt<=${new Date(middle).toISOString()}` });
      if (page instanceof Refusal) return to;
      if (page.times.length === 0) from = middle;
      else to = Math.min(...page.times);
    }
    return to;
  }

  /** How many were made in a stretch of time; `undefined` where they are too many to be counted. */
  async within(fromMs: number, toMs: number, mostPages: number): Promise<number | undefined> {
    const filter = `createdAt>=${new Date(fromMs).toISOString()} & createdAt<${new Date(toMs).toISOString()}`;
    let records = 0;
    let cursor: string | null = null;
    for (let pages = 0; pages < mostPages; pages++) {
      const page: Page | Refusal = await this.page({ filter, ...(cursor === null ? {} : { cursor }) });
      if (page instanceof Refusal) return undefined;
      records += page.times.length;
      cursor = page.cursor;
      if (cursor === null) return records;
    }
    return undefined;
  }

  /** Records in a few stretches of this width, spread over a span; of days, each another one of the week. */
  async sampled(fromMs: number, span: number, width: number): Promise<number | undefined> {
    let records = 0;
    for (let index = 0; index < samples; index++) {
      const middle = fromMs + (span * (index + 0.5)) / samples;
      const begin = width === dayMs ? onDay(middle, index) : middle - width / 2;
      const count = await this.within(begin, begin + width, width === dayMs ? mostPages.day : mostPages.week);
      if (count === undefined) return undefined;
      records += count;
    }
    return records;
  }
}

/**
 * How many records a collection may have that tells no total and can be filtered by when they were made: those of a few weeks are counted,
 * spread over all the time that there are some of. The refusal where it is not served; `undefined` where even a day has too many.
 */
export const countByDensity = async (probe: Probe, endpoint: EndpointSpec, now: Date): Promise<Count | Refusal | undefined> => {
  const collection = new Timeless(probe, endpoint);
  const first = await collection.page();
  if (first instanceof Refusal) return first;
  if (first.cursor === null || first.times.length === 0) return { records: first.times.length, counted: true };
  const nowMs = Math.max(now.getTime(), ...first.times);
  const oldest = await collection.oldest(Math.min(...first.times), nowMs);
  const span = Math.max(nowMs - oldest, 1);
  const middle = oldest + span / 2;
  const inWeek = await collection.within(middle - weekMs / 2, middle + weekMs / 2, mostPages.week);
  const weeks = Math.min(mostWeeks, Math.max(1, Math.round(enough / Math.max(inWeek ?? enough, 1))));
  for (const width of inWeek === undefined ? [dayMs] : [weeks * weekMs, dayMs]) {
    // A span of few weeks is counted nearly whole, and no more than that.
    const narrowed = Math.min(width, span / samples);
    const records = await collection.sampled(oldest, span, narrowed);
    if (records !== undefined)
      return { records: Math.max(first.times.length, Math.round((records * span) / (samples * narrowed))), counted: false };
  }
  return undefined;
};
