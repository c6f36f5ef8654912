import { fieldKinds, includes, prefers, type SyncOptions } from '@affinity-kit/pipeline';
import { choiceOf, choicesOf, type Flags, isOn, listOf, textOf, wholeNumberOf } from './flags.ts';

type Reading = 'streams' | 'lists' | 'views' | 'fieldTypes' | 'fields' | 'include' | 'prefer' | 'full';
type Budget = 'maxRequests' | 'keepMonthAbove' | 'sweepDays';

const limitOf = (flags: Flags, name: string, min: number): number | undefined =>
  textOf(flags, name) === undefined ? undefined : wholeNumberOf(flags, name, { min, max: 1_000_000_000 });

/** The flags that say what of the CRM is read, how, and what that may cost: a plan and a load take the same. */
export const readingOf = (flags: Flags): Pick<SyncOptions, Reading | Budget> => ({
  streams: listOf(flags, 'streams'),
  lists: listOf(flags, 'lists'),
  views: listOf(flags, 'views'),
  fieldTypes: choicesOf(flags, 'fieldTypes', fieldKinds),
  fields: listOf(flags, 'fields'),
  include: choicesOf(flags, 'include', includes),
  prefer: choiceOf(flags, 'prefer', prefers),
  full: isOn(flags, 'full'),
  maxRequests: limitOf(flags, 'maxRequests', 1),
  keepMonthAbove: limitOf(flags, 'keepMonthAbove', 0),
  sweepDays: limitOf(flags, 'sweepDays', 1),
});
