import * as z from 'zod';
import { DropdownOptionId } from '../ids.ts';

const dropdownOption = z.lazy(() =>
  z.object({
    id: DropdownOptionId,
    text: z.string(),
    /** Position among the options of its field, from 0 or from 1. */
    rank: z.int(),
    /** Index into Affinity's palette; v2 names the colour. */
    color: z.int(),
  }),
);
/** An option of a ranked dropdown, such as a stage of Status. */
export interface DropdownOption extends z.infer<typeof dropdownOption> {}
export const DropdownOption: z.ZodType<DropdownOption> = dropdownOption;
