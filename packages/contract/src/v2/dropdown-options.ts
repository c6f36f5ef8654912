import * as z from 'zod';
import { DropdownOptionId } from '../ids.ts';
import { openEnum, type TypeOf } from '../schema.ts';

/** Colours of options. */
const colors = ['white', 'gray', 'blue', 'green', 'purple', 'orange', 'red'] as const;

const plainOption = { type: z.literal('dropdown'), id: DropdownOptionId, text: z.string() };
/** Option of a dropdown. */
export interface PlainDropdownOption extends TypeOf<typeof plainOption> {}

const rankedOption = {
  type: z.literal('ranked-dropdown'),
  id: DropdownOptionId,
  text: z.string(),
  /** Position among the options, from 0; may have gaps and repeat. Options do not come in this order. */
  rank: z.int32().min(0),
  color: openEnum(colors).nullable(),
};
/** Option of a ranked dropdown. */
export interface RankedDropdownOption extends TypeOf<typeof rankedOption> {}

const statusOption = {
  type: z.literal('status-dropdown'),
  id: DropdownOptionId,
  text: z.string(),
  /** Position of the stage, from 0; may have gaps and repeat. */
  rank: z.int32().min(0),
  color: openEnum(colors).nullable(),
  statusCategory: openEnum(['open', 'won', 'lost', 'on-hold']),
  /** Per cent; `null` unless the category is `open`. */
  winRate: z.int().min(0).max(100).nullable(),
};
/** Option of the Status field of a list. Version 2024-01-01 shows it as a ranked one. */
export interface StatusDropdownOption extends TypeOf<typeof statusOption> {}

/** Option of a dropdown field (v2 reference, section 5.7), told apart by `type`. */
export type DropdownOption = PlainDropdownOption | RankedDropdownOption | StatusDropdownOption;
export const DropdownOption: z.ZodType<DropdownOption> = z.discriminatedUnion('type', [
  z.object(plainOption),
  z.object(rankedOption),
  z.object(statusOption),
]);
