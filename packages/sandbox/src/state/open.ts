import type { FirmSink } from '../seed/model.ts';
import { fillParticipants } from './activity-tables.ts';
import { createCellReferences } from './cell-references.ts';
import { createCells } from './cells.ts';
import { createChanges } from './changes.ts';
import { createColumns } from './columns.ts';
import { createCompanies } from './companies.ts';
import { createCompanyTexts } from './company-texts.ts';
import { createConnections } from './connections.ts';
import { createCounts } from './counts.ts';
import { createDuplicates } from './duplicates.ts';
import { createEntries } from './entries.ts';
import { createFieldCells } from './field-cells.ts';
import { createFields } from './fields.ts';
import { createFiles } from './files.ts';
import { firstSnapshot, goToSnapshot, startHistory, takeSnapshot } from './history.ts';
import { createInteractions } from './interactions.ts';
import { createLists } from './lists.ts';
import { FirmLoader } from './load.ts';
import { Memory } from './memory.ts';
import { createMerges } from './merges.ts';
import { createNotes } from './notes.ts';
import { createOpportunities } from './opportunities.ts';
import { createPersons } from './persons.ts';
import { createRelationships } from './relationships.ts';
import { createReminders } from './reminders.ts';
import { indexes, tables } from './schema.ts';
import { Sql } from './sql.ts';
import type { Snapshot, State, TenantRow } from './state.ts';
import { createTeams } from './teams.ts';
import { createTouches } from './touches.ts';
import { createTranscripts } from './transcripts.ts';
import { createUsers } from './users.ts';
import { createViews } from './views.ts';
import { createWebhooks } from './webhooks.ts';

/** The layout of the tables; a file of another layout is filled anew. */
const layout = '3';

const metaTable = 'CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID';

/** Where a state lives: in a file, or in memory without one. */
export interface StateOptions {
  readonly file?: string | undefined;
}

const fingerprintOf = (sql: Sql): string | undefined => {
  if (sql.value<string>("SELECT value FROM meta WHERE key = 'layout'") !== layout) return undefined;
  return sql.value<string>("SELECT value FROM meta WHERE key = 'fingerprint'");
};

const dropTables = (sql: Sql): void => {
  const names = sql.tuples<[string]>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'meta'");
  for (const [name] of names) sql.script(`DROP TABLE "${name}"`);
  sql.run('DELETE FROM meta');
  sql.forgetStatements();
};

/** `time-in-current-status` counts from the last change of the entry's status, or from its creation (v2 reference, section 14, row 8). */
const setStatusTimes = `
UPDATE entries SET status_since = coalesce(
  (SELECT max(changed_at) FROM changes WHERE changes.list_entry_id = entries.id AND changes.field_no = status.no), entries.created_at)
FROM (
  SELECT list_id, min(fields.no) AS no FROM fields JOIN options ON options.field_no = fields.no
  WHERE fields.type = 'list' AND options.status_category IS NOT NULL GROUP BY list_id
) AS status WHERE status.list_id = entries.list_id`;

const fill = (sql: Sql, write: (sink: FirmSink) => void): void => {
  dropTables(sql);
  sql.script(tables);
  const loader = new FirmLoader(sql);
  write(loader);
  loader.flush();
  sql.run(`${fillParticipants} ORDER BY 1, 2, 3, 4`);
  sql.script(indexes);
  sql.run(setStatusTimes);
  startHistory(sql);
};

/** What was remembered during work that is taken back never was. */
const inTransaction = <T>(sql: Sql, memory: Memory, work: () => T): T => {
  try {
    return sql.transaction(work);
  } catch (error) {
    memory.forget();
    throw error;
  }
};

/** Pages of the file that stay in memory. */
const servingCache = 'PRAGMA cache_size = -32768';
/** Rows come in the order of their tables, so a load reads nothing back: sorts go to disk, and little is kept. Takes a third off the peak. */
const loadingCache = 'PRAGMA cache_size = -8192; PRAGMA temp_store = FILE';

/** Fills the tables within one transaction: a load that dies leaves what was there before. The disk is waited for once, at the end. */
const load = (sql: Sql, fingerprint: string, write: (sink: FirmSink) => void): void => {
  sql.script(`PRAGMA synchronous = OFF; ${loadingCache}`);
  try {
    sql.transaction(() => {
      fill(sql, write);
      sql.run("INSERT INTO meta VALUES ('layout', ?), ('fingerprint', ?)", layout, fingerprint);
    });
  } finally {
    sql.script(`PRAGMA synchronous = NORMAL; ${servingCache}; PRAGMA temp_store = DEFAULT`);
  }
  sql.forgetStatements();
  sql.script('PRAGMA wal_checkpoint(TRUNCATE)');
};

const noTenant: TenantRow = { id: 1, name: 'Nobody', subdomain: 'nobody' };

const createRepositories = (sql: Sql, memory: Memory) => {
  const changes = createChanges(sql);
  const lists = createLists(sql, memory);
  const entries = createEntries(sql, lists);
  const fields = createFields(sql, memory);
  const cells = createCells(sql, changes, entries);
  const merges = createMerges(sql, memory);
  return {
    users: createUsers(sql),
    fields,
    companies: createCompanies(sql, memory),
    persons: createPersons(sql, memory),
    lists,
    opportunities: createOpportunities(sql),
    entries,
    views: createViews(sql),
    notes: createNotes(sql),
    interactions: createInteractions(sql),
    touches: createTouches(sql),
    transcripts: createTranscripts(sql),
    relationships: createRelationships(sql),
    changes,
    cells,
    cellReferences: createCellReferences(sql, cells, fields),
    merges,
    duplicates: createDuplicates(sql, merges),
    columns: createColumns(sql, memory),
    fieldCells: createFieldCells(sql, cells),
    companyTexts: createCompanyTexts(sql),
    connections: createConnections(sql),
    reminders: createReminders(sql),
    files: createFiles(sql),
    teams: createTeams(sql),
    counts: createCounts(sql),
    webhooks: createWebhooks(sql, memory),
  };
};

/** Opens a state; one that has no fingerprint is empty and waits for `load`. */
export const openState = ({ file }: StateOptions = {}): State => {
  const sql = new Sql(file ?? ':memory:');
  sql.script(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${servingCache}; ${metaTable}`);
  const memory = new Memory();
  const goTo = (snapshot: Snapshot): void => {
    goToSnapshot(sql, snapshot);
    memory.forget();
  };
  return {
    ...createRepositories(sql, memory),
    memory,
    tenant: () => sql.first<TenantRow>('SELECT id, name, subdomain FROM tenant') ?? noTenant,
    transaction: (work) => inTransaction(sql, memory, work),
    fingerprint: () => fingerprintOf(sql),
    load: (fingerprint, write) => {
      load(sql, fingerprint, write);
      memory.forget();
    },
    snapshot: () => takeSnapshot(sql),
    restore: goTo,
    reset: () => goTo(firstSnapshot),
    close: () => sql.close(),
  };
};
