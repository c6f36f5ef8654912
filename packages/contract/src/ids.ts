import * as z from 'zod';

declare const kind: unique symbol;

/**
 * A number that remembers what it identifies: a literal is accepted, an id of another kind is not.
 *
 * The key is optional and never present at run time, so ids are plain JSON integers from 1 to 2^53 - 1.
 */
export type Id<Kind extends string> = number & { readonly [kind]?: Kind };

const int64 = z.int().min(1);

/** Identifies a company (v1: organization). */
export type CompanyId = Id<'company'>;
export const CompanyId: z.ZodType<CompanyId, CompanyId> = int64;

/** Identifies a person. Internal users are persons with the same id (v2 reference, section 1). */
export type PersonId = Id<'person'>;
export const PersonId: z.ZodType<PersonId, PersonId> = int64;
