import type { ServiceContext } from './context.ts';
import { opportunityAssociations } from './opportunity-associations.ts';
import { opportunityBelongings } from './opportunity-belongings.ts';
import { opportunityReading } from './opportunity-reading.ts';
import { opportunityWriting } from './opportunity-writing.ts';

/** Creates the service of opportunities. Their fields are those of their row. */
export const createOpportunities = (context: ServiceContext) => ({
  ...opportunityReading(context),
  ...opportunityWriting(context),
  ...opportunityAssociations(context),
  ...opportunityBelongings(context),
});

/** Opportunities, each in one list. */
export type Opportunities = ReturnType<typeof createOpportunities>;
