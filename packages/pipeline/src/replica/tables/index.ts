import type { Table } from '../table.ts';
import { noteLinks, notes, users } from './activity.ts';
import { companies, companyDomains, opportunities, personEmails, persons } from './entities.ts';
import { dropdownOptions, fields, fieldValueChanges, fieldValues } from './fields.ts';
import { freshness, loads, meta, recordHistory, rejects, schemaChanges, streams } from './ledger.ts';
import { listEntries, lists, savedViewEntries, savedViews } from './lists.ts';

/** Tables that streams fill, in the order in which they are listed to people. */
export const dataTables: readonly Table[] = [
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
  notes,
  noteLinks,
  users,
  rejects,
];

/** Tables that the loads themselves write. */
export const ledgerTables: readonly Table[] = [recordHistory, loads, streams, schemaChanges, freshness, meta];
