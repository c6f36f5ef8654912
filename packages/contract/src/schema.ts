import * as z from 'zod';

/**
 * The type that the properties of an object schema describe. They stand behind a function, and are built with the schema.
 *
 * Named shapes keep their comments in the published declarations, which the schema made of them would not.
 */
export type TypeOf<Shape extends () => z.core.$ZodShape> = z.infer<z.ZodObject<ReturnType<Shape>>>;

/** A set of words that Affinity may extend: the known members complete in an editor, any other string is accepted. */
export type OpenEnum<Known extends string> = Known | (string & {});

/** Schema of an {@link OpenEnum}; its JSON Schema still names the known members. */
export const openEnum = <const Known extends string>(known: readonly Known[]): z.ZodType<OpenEnum<Known>> =>
  z.union([z.enum(known), z.string()]);

/** Schema of an array in a request, at most `max` long, which callers may pass read-only. */
export const arrayOf = <T>(item: z.ZodType<T, T>, bounds: { min?: number; max?: number } = {}): z.ZodType<readonly T[], readonly T[]> => {
  let array = z.array(item);
  if (bounds.min !== undefined) array = array.min(bounds.min);
  if (bounds.max !== undefined) array = array.max(bounds.max);
  return array;
};

/** Schema of an array in a request whose items differ from each other. */
export const distinct = <T extends string>(item: z.ZodType<T, T>): z.ZodType<readonly T[], readonly T[]> =>
  z
    .array(item)
    .refine((items) => new Set(items).size === items.length, 'Values must be distinct')
    .meta({ uniqueItems: true });

/**
 * Schema of an `ids` parameter.
 *
 * An empty one is refused: it would vanish from the URL, and the API would answer with everything.
 */
export const idsOf = <T>(item: z.ZodType<T, T>): z.ZodType<readonly T[], readonly T[]> => arrayOf(item, { min: 1 });

/** Schema of an instant, as RFC 3339 text. */
export const Instant = z.lazy(() => z.iso.datetime({ offset: true }));

/** Schema of a calendar day, as `YYYY-MM-DD`. */
export const Day = z.lazy(() => z.iso.date());
