import type { Table } from '../table.ts';
import { noteLinks, notes, reminders, users } from './activity.ts';
import { companies, companyDomains, opportunities, personEmails, persons } from './entities.ts';
import { dropdownOptions, fields, fieldValueChanges, fieldValues } from './fields.ts';
import { fileContents, files } from './files.ts';
import { fieldValueReads, fieldValueSpans } from './history.ts';
import { duplicateSuggestions, merges, webhooks } from './housekeeping.ts';
import { interactionParticipants, interactions } from './interactions.ts';
import { freshness, loads, meta, recordHistory, rejects, schemaChanges, streams } from './ledger.ts';
import { listEntries, lists, savedViewEntries, savedViews } from './lists.ts';
import { relationships, teamMembers, teams } from './people.ts';
import { savedViewFields, savedViewRows, savedViewValues } from './saved-view-values.ts';
import { transcriptFragments, transcripts } from './transcripts.ts';

const filled = [
  companies,
  companyDomains,
  persons,
  personEmails,
  opportunities,
  lists,
  listEntries,
  savedViews,
  savedViewEntries,
  fields,
  dropdownOptions,
  fieldValues,
  fieldValueChanges,
  interactions,
  interactionParticipants,
  notes,
  noteLinks,
  reminders,
  relationships,
  files,
  fileContents,
  transcripts,
  transcriptFragments,
  users,
  teams,
  teamMembers,
  merges,
  duplicateSuggestions,
  webhooks,
  savedViewFields,
  savedViewRows,
  savedViewValues,
  rejects,
] as const satisfies readonly Table[];

const own = [
  recordHistory,
  fieldValueReads,
  fieldValueSpans,
  loads,
  streams,
  schemaChanges,
  freshness,
  meta,
] as const satisfies readonly Table[];

/** Tables that streams fill, in the order in which they are listed to people. */
export const dataTables: readonly Table[] = filled;

/** Tables that the loads themselves write. */
export const ledgerTables: readonly Table[] = own;

/** One of the tables that streams fill, with its own columns. */
export type DataTable = (typeof filled)[number];

/** One of the tables that loads write, with its own columns. */
export type LedgerTable = (typeof own)[number];
