import * as z from 'zod';

/** A day or a time in a request, as ISO 8601 text: a bare day is its midnight, and a time may have an offset (v1 reference, section 1). */
export type DateOrInstant = string;
export const DateOrInstant: z.ZodType<DateOrInstant, DateOrInstant> = z.lazy(() =>
  z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]),
);

/** A time without an offset would be read in the time zone of the machine. */
const isLocal = (text: DateOrInstant): boolean => /T[^Z+-]*$/.test(text);

const timeOf = (text: DateOrInstant): number => Date.parse(isLocal(text) ? `${text}Z` : text);

/** Milliseconds from one to the other, negative where the other is earlier. Without an offset both count as UTC. */
export const millisecondsBetween = (from: DateOrInstant, to: DateOrInstant): number => timeOf(to) - timeOf(from);
