import * as z from 'zod';

const success = z.lazy(() => z.object({ success: z.literal(true) }));
/** What every deletion answers. */
export interface Success extends z.infer<typeof success> {}
export const Success: z.ZodType<Success> = success;
