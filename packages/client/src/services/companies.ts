import { companyAssociations, companyBelongings } from './company-belongings.ts';
import { companyMerging } from './company-merging.ts';
import { companyReading } from './company-reading.ts';
import { companyWriting } from './company-writing.ts';
import type { ServiceContext } from './context.ts';

/** Creates the service of companies: v2, and v1 for what only it can do. */
export const createCompanies = (context: ServiceContext) => ({
  ...companyReading(context),
  ...companyWriting(context),
  ...companyAssociations(context),
  ...companyBelongings(context),
  ...companyMerging(context),
});

/** Companies, which v1 calls organizations. */
export type Companies = ReturnType<typeof createCompanies>;
