import * as z from 'zod';
import { DropdownOption } from './dropdown-option.ts';
import { Location, LocationUpdate } from './location.ts';

/**
 * A value of a documented type: text, dropdown text or date as string; number, person id or organization id as number; a place; the option of
 * a ranked dropdown; `null` for Crunchbase values (v1 reference, section 4.3).
 */
export type KnownValue = string | number | Location | DropdownOption | null;

/** A value of a type that is not documented. */
export type UnknownValue = boolean | readonly unknown[] | { readonly [key: string]: unknown };

/** A value as it comes; the `value_type` of the row or of its field says how to read it. */
export type Value = KnownValue | UnknownValue;
export const Value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.null(),
    DropdownOption,
    Location,
    z.boolean(),
    z.array(z.unknown()),
    z.record(z.string(), z.unknown()),
  ]),
);

/**
 * A value to write (v1 reference, section 4.3).
 *
 * A person, an organization and a **ranked** dropdown option are given by id, a plain dropdown option by its text, a date as ISO 8601. There is
 * no clearing: delete the field value instead.
 */
export type ValueUpdate = string | number | LocationUpdate;
export const ValueUpdate: z.ZodType<ValueUpdate, ValueUpdate> = z.lazy(() => z.union([z.string(), z.number(), LocationUpdate]));
