import type { EndpointSpec } from '@affinity-kit/contract';
import type { Api, ApiAnswer } from './api.ts';

/** Tells the time. */
export type Clock = () => Date;

/**
 * A difference that is left alone. The header counts whole seconds and travels for a while, and Affinity shows a change up to a minute late
 * (v2 reference, section 1), so that finer would mean nothing.
 */
const toleranceMs = 5000;

/** On average so much of a second had passed when the header was written. */
const halfSecondMs = 500;

/** No server of Affinity's can have answered outside of these years. */
const plausible = { from: Date.parse('2020-01-01T00:00:00Z'), to: Date.parse('2100-01-01T00:00:00Z') } as const;

/** An answer's header `Date`, and when the request was sent and the answer came by our clock, in milliseconds. */
export interface DatedAnswer {
  readonly date: string | undefined;
  readonly sentMs: number;
  readonly receivedMs: number;
}

/** The moment of a header as HTTP prescribes it (RFC 9110, section 5.6.7); `undefined` for anything else. */
const momentOf = (date: string): number | undefined => {
  const ms = Date.parse(date);
  const isDate = ms >= plausible.from && ms < plausible.to && new Date(ms).toUTCString() === date;
  return isDate ? ms : undefined;
};

/**
 * How many milliseconds the server's clock is ahead of ours, negative where it is behind.
 *
 * Zero where the answer does not prove a difference: without a header that is a date, and where the clocks may agree within its resolution
 * and the time that the answer took.
 */
export const clockOffset = ({ date, sentMs, receivedMs }: DatedAnswer): number => {
  const serverMs = date === undefined ? undefined : momentOf(date);
  if (serverMs === undefined) return 0;
  const [least, most] = [serverMs - receivedMs, serverMs + 2 * halfSecondMs - sentMs];
  return least > toleranceMs || most < -toleranceMs ? serverMs + halfSecondMs - receivedMs : 0;
};

/** An answer with its header `Date`, where the client hands it out. */
type DatedApiAnswer = ApiAnswer & { readonly date?: string | undefined };

/** Asks without input, and learns from the answer by how many milliseconds the server's clock is ahead of ours. */
export const askTime = async (
  api: Pick<Api, 'exchange'>,
  endpoint: EndpointSpec,
  { signal, now }: { readonly signal: AbortSignal | undefined; readonly now: Clock },
): Promise<{ readonly answer: DatedApiAnswer; readonly clockOffsetMs: number }> => {
  const sentMs = now().getTime();
  const answer: DatedApiAnswer = await api.exchange(endpoint, {}, signal ? { signal } : {});
  return { answer, clockOffsetMs: clockOffset({ date: answer.date, sentMs, receivedMs: now().getTime() }) };
};

/** A clock of ours, set by so many milliseconds. */
export const offsetClock =
  (clock: Clock, offsetMs: number): Clock =>
  () =>
    new Date(clock().getTime() + offsetMs);
