import type { ServiceContext } from './context.ts';
import { personAssociations, personBelongings } from './person-belongings.ts';
import { personMerging } from './person-merging.ts';
import { personReading } from './person-reading.ts';
import { personWriting } from './person-writing.ts';

/** Creates the service of persons: v2, and v1 for what only it can do. */
export const createPersons = (context: ServiceContext) => ({
  ...personReading(context),
  ...personWriting(context),
  ...personAssociations(context),
  ...personBelongings(context),
  ...personMerging(context),
});

/** Persons, inside the firm and outside. */
export type Persons = ReturnType<typeof createPersons>;
