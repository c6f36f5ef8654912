import type { v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import { auth } from './auth.ts';
import { calls } from './calls.ts';
import { chatMessages } from './chat-messages.ts';
import { companies } from './companies.ts';
import { companyMerges } from './company-merges.ts';
import { duplicates } from './duplicates.ts';
import { emails } from './emails.ts';
import { feedback } from './feedback.ts';
import { fieldValueChanges } from './field-value-changes.ts';
import { files } from './files.ts';
import { inferredConnections } from './inferred-connections.ts';
import { lists } from './lists.ts';
import { meetings } from './meetings.ts';
import { notes } from './notes.ts';
import { opportunities } from './opportunities.ts';
import { personMerges } from './person-merges.ts';
import { persons } from './persons.ts';
import { rateLimit } from './rate-limit.ts';
import { reminders } from './reminders.ts';
import { semanticSearch } from './semantic-search.ts';
import { tasks } from './tasks.ts';
import { teams } from './teams.ts';
import { transcripts } from './transcripts.ts';
import { users } from './users.ts';
import { webhooks } from './webhooks.ts';

/** The handlers of API v2. */
export const v2Handlers: HandlersOf<typeof v2> = {
  auth,
  duplicates,
  tasks,
  personMerges,
  companyMerges,
  calls,
  chatMessages,
  companies,
  emails,
  fieldValueChanges,
  lists,
  meetings,
  notes,
  opportunities,
  persons,
  rateLimit,
  transcripts,
  users,
  feedback,
  files,
  inferredConnections,
  reminders,
  semanticSearch,
  teams,
  webhooks,
};
