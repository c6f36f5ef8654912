import { v2 } from '@affinity-kit/contract';
import { type Estimate, unknown } from '../estimate.ts';
import { changes, duplicates, files, interactions, notes, reminders, transcripts } from './activity.ts';
import { entities } from './entities.ts';
import { fields, listEntries, lists, opportunities, relationships, savedViews, viewSources } from './listed.ts';
import type { Estimator, Look } from './look.ts';

/** What is small, and costs as much to count as to read. */
const small = (requests: number, basis: string): Estimator => {
  const estimate: Estimate = { requests, certainty: 'about', basis };
  return () => estimate;
};

const estimators: ReadonlyMap<string, Estimator> = new Map<string, Estimator>([
  ['companies', entities(v2.companies.search, 'company', 'companies')],
  ['persons', entities(v2.persons.search, 'person', 'persons')],
  ['opportunities', opportunities],
  ['lists', lists],
  ['fields', fields],
  ['list_entries', listEntries],
  ['saved_views', savedViews],
  ['views', viewSources],
  ['notes', notes],
  ['emails', interactions(v2.emails.list, 'e-mails')],
  ['meetings', interactions(v2.meetings.list, 'meetings')],
  ['calls', interactions(v2.calls.list, 'calls')],
  ['chat_messages', interactions(v2.chatMessages.list, 'chat messages')],
  ['reminders', reminders],
  ['files', files],
  ['transcripts', transcripts],
  ['relationships', relationships],
  ['users', small(1, 'a request for every 100 users')],
  ['teams', small(1, 'a request for every 100 teams, and one for each of more than ten users')],
  ['merges', small(2, 'a request for every 100 merges of companies, and of persons')],
  ['duplicates', duplicates],
  ['webhooks', () => ({ requests: 1, certainty: 'exact', basis: 'Affinity allows three subscriptions' })],
  ['field_value_changes', changes],
]);

/** What reading all of a stream takes of which nothing is known yet; asks the API where that tells. */
export const firstLoadOf = async (stream: string, look: Look): Promise<Estimate> =>
  (await estimators.get(stream)?.(look)) ?? unknown('nothing tells how much there is');
