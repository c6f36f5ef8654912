import type { FirmSink } from '../seed/model.ts';
import type { CellReferences } from './cell-references.ts';
import type { CellStore } from './cells.ts';
import type { Changes } from './changes.ts';
import type { Columns } from './columns.ts';
import type { Companies } from './companies.ts';
import type { CompanyTexts } from './company-texts.ts';
import type { Connections } from './connections.ts';
import type { Counts } from './counts.ts';
import type { Duplicates } from './duplicates.ts';
import type { Entries } from './entries.ts';
import type { FieldCells } from './field-cells.ts';
import type { Fields } from './fields.ts';
import type { Files } from './files.ts';
import type { Interactions } from './interactions.ts';
import type { Lists } from './lists.ts';
import type { Memory } from './memory.ts';
import type { Merges } from './merges.ts';
import type { Notes } from './notes.ts';
import type { Opportunities } from './opportunities.ts';
import type { Persons } from './persons.ts';
import type { Relationships } from './relationships.ts';
import type { Reminders } from './reminders.ts';
import type { Teams } from './teams.ts';
import type { Touches } from './touches.ts';
import type { Transcripts } from './transcripts.ts';
import type { Users } from './users.ts';
import type { Views } from './views.ts';
import type { Webhooks } from './webhooks.ts';

/** The account that a key belongs to. */
export interface TenantRow {
  readonly id: number;
  readonly name: string;
  readonly subdomain: string;
}

declare const snapshot: unique symbol;

/** Names a state to come back to. */
export type Snapshot = number & { readonly [snapshot]?: true };

/** Everything that a local Affinity knows: one truth for v1 and v2. */
export interface State {
  readonly tenant: () => TenantRow;
  readonly users: Users;
  readonly fields: Fields;
  readonly companies: Companies;
  readonly persons: Persons;
  readonly lists: Lists;
  readonly opportunities: Opportunities;
  readonly entries: Entries;
  readonly views: Views;
  readonly notes: Notes;
  readonly interactions: Interactions;
  readonly touches: Touches;
  readonly transcripts: Transcripts;
  readonly relationships: Relationships;
  readonly changes: Changes;
  readonly cells: CellStore;
  readonly cellReferences: CellReferences;
  readonly merges: Merges;
  readonly duplicates: Duplicates;
  readonly fieldCells: FieldCells;
  /** Values by field, for searches. */
  readonly columns: Columns;
  readonly companyTexts: CompanyTexts;
  readonly connections: Connections;
  readonly reminders: Reminders;
  readonly files: Files;
  readonly teams: Teams;
  readonly counts: () => Counts;
  readonly webhooks: Webhooks;
  /** For texts that are worth keeping between requests; emptied when the state changes under them. */
  readonly memory: Memory;
  /** Everything in `work` happens, or nothing does. */
  readonly transaction: <T>(work: () => T) => T;
  /** What `load` was told of the firm in here; `undefined` while there is none. */
  readonly fingerprint: () => string | undefined;
  /** Replaces everything by a firm, all of it or nothing. */
  readonly load: (fingerprint: string, write: (sink: FirmSink) => void) => void;
  /** Names the present state; costs nothing. */
  readonly snapshot: () => Snapshot;
  /** Goes back, or forth, to a snapshot; costs what has been written in between. A `RangeError` for one that never was. */
  readonly restore: (snapshot: Snapshot) => void;
  /** Goes back to the firm as it was loaded. */
  readonly reset: () => void;
  readonly close: () => void;
}
