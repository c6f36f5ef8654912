/**
 * The firm as the seeder hands it to the state: plain records, one call each, in an order in which every reference of a record is already
 * known (users, then account-wide fields, companies, persons, lists with their fields, opportunities, entries, views, notes, interactions, transcripts, changes, reminders, files, teams, webhooks).
 * Ids inside cells are the exception: companies and persons point at each other, so these are known when the firm is complete.
 */

/** v2 names of value types (v2 reference, section 5.5). */
export type ValueType =
  | 'text'
  | 'filterable-text'
  | 'filterable-text-multi'
  | 'number'
  | 'number-multi'
  | 'datetime'
  | 'location'
  | 'location-multi'
  | 'dropdown'
  | 'dropdown-multi'
  | 'ranked-dropdown'
  | 'person'
  | 'person-multi'
  | 'company'
  | 'company-multi'
  | 'interaction'
  | 'formula-number'
  | 'note'
  | 'reminder'
  | 'list-multi';

/** `[streetAddress, city, state, country, continent]` */
export type StoredLocation = readonly [string | null, string | null, string | null, string | null, string | null];

/** An interaction inside a field value; people are ids and resolve at read. */
export type StoredInteraction =
  | { type: 'email'; id: number; subject: string | null; sentAt: string; from: number; to: number[]; cc: number[]; internal: number | null }
  | {
      type: 'meeting';
      id: number;
      title: string | null;
      allDay: boolean;
      startTime: string;
      endTime: string | null;
      attendees: number[];
      internal: number | null;
    }
  | { type: 'call'; id: number; startTime: string; attendees: number[]; internal: number | null }
  | {
      type: 'chat-message';
      id: number;
      direction: 'received' | 'sent';
      sentAt: string;
      manualCreator: number;
      participants: number[];
      internal: number | null;
    };

/**
 * What a cell holds, in its compact form: text and filterable-text a string; number and formula-number a number; datetime an ISO instant
 * (midnight Pacific); location a tuple; dropdown and ranked-dropdown an option id; person and company an id; the multi types arrays of
 * these, never empty. A cell without a value is absent.
 */
export type StoredValue = string | number | StoredLocation | readonly (string | number | StoredLocation)[] | StoredInteraction;

/** Cells by field id (`field-4101`, `affinity-data-industry`). */
export type Cells = Readonly<Record<string, StoredValue>>;

export interface SeedUser {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  role: 'Admin' | 'Member';
  status: 'active' | 'invited' | 'deactivated';
  /** Role permissions by their documented names. */
  permissions: readonly string[];
  /** 43 URL-safe characters, or `null` for a user without a key. */
  apiKey: string | null;
  createdAt: string;
}

export interface SeedOption {
  id: number;
  text: string;
  rank: number | null;
  color: string | null;
  statusCategory: 'open' | 'won' | 'lost' | 'on-hold' | null;
  winRate: number | null;
}

export interface SeedField {
  /** `field-<int>` or a slug. */
  id: string;
  name: string;
  description: string | null;
  type: 'enriched' | 'global' | 'list' | 'relationship-intelligence';
  enrichmentSource: 'affinity-data' | 'dealroom' | 'eventbrite' | 'mailchimp' | null;
  valueType: ValueType;
  entityType: 'company' | 'person' | 'opportunity';
  /** The list that owns a `list` field, else `null`. */
  listId: number | null;
  isRequired: boolean;
  trackChanges: boolean;
  createdAt: string | null;
  options: readonly SeedOption[];
}

export interface SeedCompany {
  id: number;
  name: string;
  domain: string | null;
  domains: readonly string[];
  isGlobal: boolean;
  createdAt: string;
  /** `false` for a company of Affinity's directory that the account has nothing to do with; `true` unless stated. */
  inAccount?: boolean;
  cells: Cells;
}

export interface SeedPerson {
  id: number;
  firstName: string;
  lastName: string | null;
  primaryEmail: string | null;
  emails: readonly string[];
  type: 'internal' | 'collaborator' | 'external';
  companyIds: readonly number[];
  createdAt: string;
  cells: Cells;
}

export interface SeedList {
  id: number;
  name: string;
  type: 'company' | 'person' | 'opportunity';
  isPublic: boolean;
  creatorId: number;
  ownerId: number;
  createdAt: string;
  /** Users with an explicit role on it. */
  roles: readonly { userId: number; role: 'admin' | 'standard' | 'basic' }[];
}

export interface SeedOpportunity {
  id: number;
  name: string;
  listId: number;
  companyIds: readonly number[];
  personIds: readonly number[];
  isRestricted: boolean;
  /** Users who may manage a restricted opportunity. */
  managerIds: readonly number[];
  createdAt: string;
}

export interface SeedEntry {
  id: number;
  listId: number;
  entityId: number;
  creatorId: number | null;
  createdAt: string;
  /** Cells of the list's own fields. */
  cells: Cells;
}

export interface SeedView {
  id: number;
  listId: number;
  name: string;
  type: 'sheet' | 'board' | 'dashboard';
  createdAt: string;
  fieldIds: readonly string[];
  /** A v2 search filter group (v2 reference, section 7.1), or `null` for every row. */
  filter: unknown;
}

export interface SeedNote {
  id: number;
  type: 'entities' | 'interaction' | 'ai-notetaker' | 'user-reply' | 'ai-notetaker-reply';
  html: string;
  creatorId: number;
  createdAt: string;
  updatedAt: string | null;
  parentId: number | null;
  interaction: { id: number; type: 'meeting' | 'call' | 'chat-message' | 'email' } | null;
  companyIds: readonly number[];
  personIds: readonly number[];
  opportunityIds: readonly number[];
  mentions: readonly { id: number; personId: number }[];
  /** Users who see it beside its creator; everybody unless stated. */
  viewerIds?: readonly number[];
}

/**
 * What people did together. Those that stand in cells are known from there; of these a record says only what a cell does not tell.
 * Participants are persons in order: the sender of an e-mail, or the organiser of a meeting, first.
 */
export interface SeedInteraction {
  id: number;
  type: 'meeting' | 'call' | 'chat-message' | 'email';
  /** When it began, or was sent. */
  at: string;
  endsAt: string | null;
  /** Title of a meeting or call, subject of an e-mail. */
  title: string | null;
  allDay: boolean;
  /** Of e-mails and chat messages. */
  direction: 'sent' | 'received' | null;
  personIds: readonly number[];
  /** How many of them an e-mail went to, counted after its sender; the others got copies. */
  toCount: number;
  /** Who logged it by hand, as calls and chat messages always are; `null` for what was synchronised. */
  creatorId: number | null;
  /** Whether its subject is for those who took part only. */
  isPrivate: boolean;
  createdAt: string;
}

export interface SeedTranscript {
  id: number;
  /** The note of the notetaker that sums it up. */
  noteId: number;
  language: 'de' | 'en' | 'es' | 'fr' | 'id' | 'it' | 'ja' | 'ko' | 'nl' | 'pt' | 'ru' | 'sv' | 'uk' | 'zh';
  createdAt: string;
  /** In the order of time; the times are `HH:MM:SS` since the beginning. */
  fragments: readonly { content: string; speaker: string; start: string; end: string }[];
}

/** A user and a person outside who are connected on LinkedIn. */
export interface SeedLinkedInLink {
  userId: number;
  personId: number;
  /** A calendar day. */
  connectedOn: string;
}

/** One row of the change feed: always one value, also for multi types and deletions. */
export interface SeedChange {
  id: number;
  fieldId: string;
  entityType: 'company' | 'person' | 'opportunity';
  entityId: number;
  listEntryId: number | null;
  action: 'add' | 'update' | 'delete';
  /** `null` for the system. */
  changerId: number | null;
  changedAt: string;
  value: string | number | StoredLocation;
}

export interface SeedReminder {
  id: number;
  content: string | null;
  dueDate: string;
  creatorId: number;
  ownerId: number;
  completerId: number | null;
  completedAt: string | null;
  entity: { type: 'company' | 'person' | 'opportunity'; id: number } | null;
  /** `null` for one that is due once. */
  recurrence: { resetTrigger: 'interaction' | 'email' | 'event'; periodDays: number } | null;
  createdAt: string;
  updatedAt: string | null;
}

export interface SeedFile {
  id: number;
  name: string;
  /** Media type. */
  type: string | null;
  entity: { type: 'company' | 'person' | 'opportunity'; id: number };
  uploaderId: number;
  createdAt: string;
  /** What is in it, as text in UTF-8. */
  content: string;
}

export interface SeedTeam {
  id: number;
  name: string;
  /** What other teams see of this one's mail. */
  privacyType: 'share-subjects-bodies' | 'share-subjects' | 'hide-subjects-bodies' | 'no-access';
  createdAt: string;
  updatedAt: string | null;
  /** Lists that it may see. */
  listIds: readonly number[];
  members: readonly {
    /** Of the membership. */
    id: number;
    userId: number;
    privacyType: 'share-subjects-bodies' | 'share-subjects' | 'hide-subjects-bodies';
    addedAt: string;
  }[];
}

export interface SeedWebhook {
  id: number;
  url: string;
  /** Names of events; none stands for all. */
  subscriptions: readonly string[];
  status: 'active' | 'disabled';
  creatorId: number;
  createdAt: string;
  updatedAt: string | null;
}

/** A merge that is over. */
export interface SeedMerge {
  id: number;
  kind: 'company' | 'person';
  primaryId: number;
  /** A record that is no more, if the merge succeeded; a smaller id than the last one's. */
  duplicateId: number;
  requesterId: number;
  startedAt: string;
  completedAt: string;
  /** Why it failed; `null` for one that succeeded. */
  error: string | null;
}

/** What receives a firm. */
export interface FirmSink {
  tenant(tenant: { id: number; name: string; subdomain: string }): void;
  user(user: SeedUser): void;
  field(field: SeedField): void;
  company(company: SeedCompany): void;
  person(person: SeedPerson): void;
  list(list: SeedList): void;
  opportunity(opportunity: SeedOpportunity): void;
  entry(entry: SeedEntry): void;
  view(view: SeedView): void;
  note(note: SeedNote): void;
  interaction(interaction: SeedInteraction): void;
  transcript(transcript: SeedTranscript): void;
  linkedInLink(link: SeedLinkedInLink): void;
  change(change: SeedChange): void;
  reminder(reminder: SeedReminder): void;
  file(file: SeedFile): void;
  team(team: SeedTeam): void;
  webhook(webhook: SeedWebhook): void;
  merge(merge: SeedMerge): void;
}

/** How large a firm is invented. */
export type FirmSize = 'S' | 'M' | 'L';

/** What decides a firm: equal inputs give equal firms. */
export interface FirmOptions {
  readonly seed: number;
  readonly size: FirmSize;
  /** The moment at which the firm's history ends. */
  readonly now: Date;
  /** Whether meetings, calls, chats and e-mails are told too, one by one; so they are unless said otherwise. */
  readonly interactions?: boolean;
}
