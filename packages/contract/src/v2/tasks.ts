import { companyMergeTasks } from './company-merges.ts';
import { personMergeTasks } from './person-merges.ts';

/** Work that Affinity does behind the answers (v2 reference, section 9.12). */
export const tasks = { companyMerges: companyMergeTasks, personMerges: personMergeTasks };
