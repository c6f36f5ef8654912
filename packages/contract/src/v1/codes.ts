import * as z from 'zod';

/** A set of numeric codes that Affinity may extend: the known ones complete in an editor, any other number is accepted. */
export type OpenCode<Known extends number> = Known | (number & {});

type CodesOf<Table extends Readonly<Record<string, number>>> = Table[keyof Table];

/** Schema of a code in a request, where only known ones do. */
export const codeOf = <const Table extends Readonly<Record<string, number>>>(known: Table): z.ZodType<CodesOf<Table>, CodesOf<Table>> =>
  z.literal(Object.values(known) as CodesOf<Table>[]); // Object.values forgets which numbers they are

/** Schema of a code in an answer, where unknown ones pass. */
export const openCode = <const Table extends Readonly<Record<string, number>>>(known: Table): z.ZodType<OpenCode<CodesOf<Table>>> =>
  z.union([codeOf(known), z.int()]);

/** Codes of entities, and of the lists that hold them (v1 reference, section 4.2). */
export const entityTypes = { person: 0, organization: 1, opportunity: 8 } as const;
/** What a record is, or what a list holds. */
export type EntityType = CodesOf<typeof entityTypes>;

/** Codes of persons: `internal` ones are users of the account. */
export const personTypes = { external: 0, internal: 1, collaborator: 2 } as const;
/** Whether a person is a user of the account. */
export type PersonType = CodesOf<typeof personTypes>;

/** Codes of the roles that a user may have on a list (v1 reference, section 4.4). */
export const listRoles = { admin: 0, basic: 1, standard: 2 } as const;
/** A role on a list. */
export type ListRole = CodesOf<typeof listRoles>;

/** Codes of what happened to a field value. Documents of before November 2021 swap `delete` and `update`. */
export const changeActions = { create: 0, delete: 1, update: 2 } as const;
/** What happened to a field value. */
export type ChangeAction = CodesOf<typeof changeActions>;

/** Codes of interactions. An interaction is named by its code and its id together, since ids repeat (v1 reference, section 4). */
export const interactionTypes = { meeting: 0, call: 1, chatMessage: 2, email: 3 } as const;
/** What an interaction is. */
export type InteractionType = CodesOf<typeof interactionTypes>;

/** Codes of who wrote a chat message or an e-mail. */
export const interactionDirections = {
  /** By an internal person. */
  sent: 0,
  /** By an external person. */
  received: 1,
} as const;
/** Who wrote a chat message or an e-mail. */
export type InteractionDirection = CodesOf<typeof interactionDirections>;

/** Codes by which interactions are filtered: logged in whatever way, or by hand. */
export const loggingTypes = { all: 0, manual: 1 } as const;
/** In which way interactions were logged. */
export type LoggingType = CodesOf<typeof loggingTypes>;

/** Codes of notes. */
export const noteTypes = {
  plainText: 0,
  /** From an e-mail; no longer made. */
  email: 1,
  html: 2,
  /** Summary of Affinity's AI Notetaker. */
  aiNotetaker: 3,
} as const;
/** How the content of a note is written, and where it came from. */
export type NoteType = CodesOf<typeof noteTypes>;

/** Codes of reminders. */
export const reminderTypes = { oneTime: 0, recurring: 1 } as const;
/** Whether a reminder comes once or again and again. */
export type ReminderType = CodesOf<typeof reminderTypes>;

/** Codes of what starts the days of a recurring reminder anew; `interaction` is an e-mail or a meeting. */
export const reminderResetTypes = { interaction: 0, email: 1, meeting: 2 } as const;
/** What starts the days of a recurring reminder anew. */
export type ReminderResetType = CodesOf<typeof reminderResetTypes>;

/** Codes of how a reminder stands: `active` ones are due in the future, `overdue` ones were due in the past. */
export const reminderStatuses = { completed: 0, active: 1, overdue: 2 } as const;
/** How a reminder stands. */
export type ReminderStatus = CodesOf<typeof reminderStatuses>;

/** Codes of the types of field values (v1 reference, section 4.3). */
export const valueTypes = {
  person: 0,
  organization: 1,
  /** Free tags. A field created with it is turned into `managedDropdown` by the server. */
  dropdown: 2,
  number: 3,
  /** A calendar day since 2026-01-01: the time of a written date is dropped. */
  date: 4,
  location: 5,
  /** Long text. */
  text: 6,
  /** Status and its like: written as option id, read as option. */
  rankedDropdown: 7,
  /** Enrichment only, read-only, undocumented. */
  filterableText: 10,
  /** Undocumented. */
  managedDropdown: 17,
} as const;
/** Type of a field's values. */
export type ValueType = CodesOf<typeof valueTypes>;
