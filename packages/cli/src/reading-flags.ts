import { fieldKinds, includes, type SyncOptions } from '@affinity-kit/pipeline';
import { choicesOf, type Flags, listOf } from './flags.ts';

/** The flags that say what of the CRM is read. */
export const readingOf = (flags: Flags): Pick<SyncOptions, 'lists' | 'views' | 'fieldTypes' | 'fields' | 'include'> => ({
  lists: listOf(flags, 'lists'),
  views: listOf(flags, 'views'),
  fieldTypes: choicesOf(flags, 'fieldTypes', fieldKinds),
  fields: listOf(flags, 'fields'),
  include: choicesOf(flags, 'include', includes),
});
