import type { WhoAmI } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import { createDuplicates, createQuota, createSemanticSearch, createWhoami, type Duplicates, type Quota } from './account.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Companies, createCompanies } from './companies.ts';
import type { ServiceContext } from './context.ts';
import { createTeams, createUsers, type Teams, type Users } from './directory.ts';
import { createFields, type Fields } from './fields.ts';
import { createFiles, type Files } from './files.ts';
import { createInteractions, type Interactions } from './interactions.ts';
import { createLists, type Lists } from './lists.ts';
import { createNotes, type Notes } from './notes.ts';
import { createOpportunities, type Opportunities } from './opportunities.ts';
import { createPersons, type Persons } from './persons.ts';
import { createReminders, type Reminders } from './reminders.ts';
import { createSavedViews, type SavedViews } from './saved-views.ts';
import { createTasks, type Tasks } from './tasks.ts';
import { createTranscripts, type Transcripts } from './transcripts.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/** What people do with Affinity every day. They choose the version of the API, and take and return the shapes of v2. */
export interface Services {
  readonly companies: Companies;
  readonly persons: Persons;
  readonly opportunities: Opportunities;
  readonly lists: Lists;
  readonly savedViews: SavedViews;
  readonly fields: Fields;
  readonly notes: Notes;
  readonly reminders: Reminders;
  readonly interactions: Interactions;
  readonly files: Files;
  readonly transcripts: Transcripts;
  readonly webhooks: Webhooks;
  readonly duplicates: Duplicates;
  readonly users: Users;
  readonly teams: Teams;
  readonly changes: Changes;
  readonly tasks: Tasks;
  readonly quota: Quota;
  /** Searches companies by a question in plain words. */
  readonly semanticSearch: ReturnType<typeof createSemanticSearch>;
  /** Tells whose key it is. */
  whoami(options?: CallOptions): Promise<WhoAmI>;
}

/** Creates all services of a client. */
export const createServices = (context: ServiceContext): Services => ({
  companies: createCompanies(context),
  persons: createPersons(context),
  opportunities: createOpportunities(context),
  lists: createLists(context),
  savedViews: createSavedViews(context),
  fields: createFields(context),
  notes: createNotes(context),
  reminders: createReminders(context),
  interactions: createInteractions(context),
  files: createFiles(context),
  transcripts: createTranscripts(context),
  webhooks: createWebhooks(context),
  duplicates: createDuplicates(context),
  users: createUsers(context),
  teams: createTeams(context),
  changes: createChanges(context),
  tasks: createTasks(context),
  quota: createQuota(context),
  semanticSearch: createSemanticSearch(context),
  whoami: createWhoami(context),
});
