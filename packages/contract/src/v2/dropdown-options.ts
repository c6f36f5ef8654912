import * as z from 'zod';
import { DropdownOptionId } from '../ids.ts';
import { openEnum, type TypeOf } from '../schema.ts';

/** Colours of options. */
const colors = ['white', 'gray', 'blue', 'green', 'purple', 'orange', 'red'] as const;

const plainOption = () => ({ type: z.literal('dropdown'), id: DropdownOptionId, text: z.string() });
/** Option of a dropdown. */
export interface PlainDropdownOption extends TypeOf<typeof plainOption> {}

const rankedOption = () => ({
  type: z.literal('ranked-dropdown'),
  id: DropdownOptionId,
  text: z.string(),
  /** Position among the options, from 0; may have gaps and repeat. Options do not come in this order. */
  rank: z.int32().min(0),
  color: openEnum(colors).nullable(),
});
/** Option of a ranked dropdown. */
export interface RankedDropdownOption extends TypeOf<typeof rankedOption> {}

const statusOption = () => ({
  type: z.literal('status-dropdown'),
  id: DropdownOptionId,
  text: z.string(),
  /** Position of the stage, from 0; may have gaps and repeat. */
  rank: z.int32().min(0),
  color: openEnum(colors).nullable(),
  statusCategory: openEnum(['open', 'won', 'lost', 'on-hold']),
  /** Per cent; `null` unless the category is `open`. */
  winRate: z.int().min(0).max(100).nullable(),
});
/** Option of the Status field of a list. Version 2024-01-01 shows it as a ranked one. */
export interface StatusDropdownOption extends TypeOf<typeof statusOption> {}

const newText = z.lazy(() => z.string().min(1).max(255));
const rank = z.lazy(() => z.int32().min(0));
const color = z.lazy(() => z.enum(colors));
const statusCategory = z.lazy(() => z.enum(['open', 'won', 'lost', 'on-hold']));
const winRate = z.lazy(() => z.int().min(0).max(100));

const newPlainOption = z.lazy(() => z.strictObject({ type: z.literal('dropdown'), text: newText }));
const newRankedOption = z.lazy(() => z.object({ type: z.literal('ranked-dropdown'), text: newText, rank, color }));
const newStatusOption = z.lazy(() =>
  z.object({
    type: z.literal('status-dropdown'),
    text: newText,
    rank,
    color,
    statusCategory,
    /** Per cent; with the category `open` only. */
    winRate: winRate.optional(),
  }),
);
/**
 * An option to create, told apart by `type`, which must be that of the field's options.
 *
 * Take it from an option that exists: the metadata of a Status field say `ranked-dropdown`.
 */
export type DropdownOptionToBeCreated = z.infer<typeof newPlainOption | typeof newRankedOption | typeof newStatusOption>;
export const DropdownOptionToBeCreated: z.ZodType<DropdownOptionToBeCreated, DropdownOptionToBeCreated> = z.lazy(() =>
  z.discriminatedUnion('type', [newPlainOption, newRankedOption, newStatusOption]),
);

const optionUpdate = () => ({
  text: newText.optional(),
  /** Of ranked and status options only. */
  rank: rank.optional(),
  /** Of ranked and status options only. */
  color: color.optional(),
  /** Of status options only. */
  statusCategory: statusCategory.optional(),
  /** Of status options only, and only if the category is then `open`. */
  winRate: winRate.optional(),
});
/** What to change of an option; what is left out stays. Its type is the field's, and is not said. */
export interface DropdownOptionToBeUpdated extends TypeOf<typeof optionUpdate> {}
export const DropdownOptionToBeUpdated: z.ZodType<DropdownOptionToBeUpdated, DropdownOptionToBeUpdated> = z.lazy(() =>
  z.object(optionUpdate()),
);

/** Option of a dropdown field (v2 reference, section 5.7), told apart by `type`. */
export type DropdownOption = PlainDropdownOption | RankedDropdownOption | StatusDropdownOption;
export const DropdownOption: z.ZodType<DropdownOption> = z.lazy(() =>
  z.discriminatedUnion('type', [z.object(plainOption()), z.object(rankedOption()), z.object(statusOption())]),
);
