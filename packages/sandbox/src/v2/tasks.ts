import type { v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import { companyMergeTasks } from './company-merges.ts';
import { personMergeTasks } from './person-merges.ts';

export const tasks: HandlersOf<typeof v2.tasks> = { companyMerges: companyMergeTasks, personMerges: personMergeTasks };
