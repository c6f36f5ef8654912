import type { v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import { auth } from './auth.ts';
import { companies } from './companies.ts';
import { fieldValueChanges } from './field-value-changes.ts';
import { lists } from './lists.ts';
import { notes } from './notes.ts';
import { opportunities } from './opportunities.ts';
import { persons } from './persons.ts';
import { rateLimit } from './rate-limit.ts';
import { users } from './users.ts';

/** The handlers of API v2. */
export const v2Handlers: HandlersOf<typeof v2> = {
  auth,
  companies,
  fieldValueChanges,
  lists,
  notes,
  opportunities,
  persons,
  rateLimit,
  users,
};
