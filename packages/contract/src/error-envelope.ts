import * as z from 'zod';
import { type ProblemCode, problemStatuses } from './problem-code.ts';
import { openEnum } from './schema.ts';

const codes = Object.keys(problemStatuses) as ProblemCode[]; // Object.keys forgets what the keys are

const v2Error = z.lazy(() =>
  z.object({
    code: openEnum(codes),
    message: z.string(),
    /** The guilty property of query, path, header or body; sent with the code `validation` only. */
    param: z.string().optional(),
  }),
);
/** One error of v2. */
export interface V2Error extends z.infer<typeof v2Error> {}
export const V2Error: z.ZodType<V2Error> = v2Error;

const v2Errors = z.lazy(() => z.object({ errors: z.array(V2Error).min(1) }));
/** Body of every error answer of v2 that the application wrote itself (v2 reference, section 2). */
export interface V2Errors extends z.infer<typeof v2Errors> {}
export const V2Errors: z.ZodType<V2Errors> = v2Errors;

/** Body of the error answers of v1: sentences (v1 reference, section 2). An unknown route answers one bare string. */
export type V1Errors = readonly string[] | string;
export const V1Errors: z.ZodType<V1Errors> = z.lazy(() => z.union([z.array(z.string()).min(1), z.string()]));
