import type { FilterComparison } from './ast.ts';

/** Type of a filterable property; it decides which operands make sense. */
export type FilterType = 'text' | 'enum' | 'int32' | 'int64' | 'double' | 'datetime';

/** What one property of one endpoint takes. */
export interface FilterProperty {
  readonly type: FilterType;
  /** As documented; {@link checkFilter} says what is accepted beyond them. */
  readonly operators: readonly FilterComparison[];
  /** Known members of an `enum`; open, like every enumeration of the API. */
  readonly values?: readonly string[];
  /** The filter must name exactly one value for this property. */
  readonly required?: true;
}

/** The properties that an endpoint filters by, and their operators. */
export interface FilterProperties {
  readonly [property: string]: FilterProperty;
}

const equal = ['='] as const;
const range = ['>', '<', '>=', '<='] as const;

const text: FilterProperty = { type: 'text', operators: equal };
const int32: FilterProperty = { type: 'int32', operators: equal };
const int64: FilterProperty = { type: 'int64', operators: equal };
const datetime: FilterProperty = { type: 'datetime', operators: range };
const oneOf = (...values: readonly string[]): FilterProperty => ({ type: 'enum', operators: equal, values });

const fieldMetadata = { name: { type: 'text', operators: ['=', '=~'] } } as const satisfies FilterProperties;
const eventLike = { id: int64, startTime: datetime, createdAt: datetime, updatedAt: datetime };
const messageLike = { id: int64, sentAt: datetime, createdAt: datetime, updatedAt: datetime };
const notesOfRecord = { 'creator.id': int32, createdAt: datetime, updatedAt: datetime };
const changesOfEntry = {
  'field.id': text,
  'changer.id': int64,
  changedAt: datetime,
  actionType: oneOf('add', 'update', 'delete'),
};
const relationships = { interactionScore: { type: 'double', operators: range } } as const satisfies FilterProperties;
const reminders = {
  id: int64,
  type: oneOf('one-time', 'recurring'),
  status: oneOf('active', 'overdue', 'completed'),
  resetTrigger: oneOf('interaction', 'email', 'event'),
  dueDate: datetime,
  completedAt: datetime,
  createdAt: datetime,
  updatedAt: datetime,
  'owner.id': { type: 'int64', operators: ['=', '!='] },
  'creator.id': int64,
  'completer.id': int64,
  'company.id': int64,
  'person.id': int64,
  'opportunity.id': int64,
} as const satisfies FilterProperties;
const taskStatus = oneOf('in-progress', 'success', 'failed');
const inferredConnections = {
  'target.currentCompany.id': { type: 'int64', operators: equal, required: true },
} as const satisfies FilterProperties;

/**
 * Every endpoint that takes `filter`, by method and path, with its properties and operators (v2 reference, section 6.2).
 *
 * Companies, persons, opportunities, lists, list entries, saved views and dropdown options take none.
 */
export const filterable = {
  'GET /v2/companies/fields': fieldMetadata,
  'GET /v2/persons/fields': fieldMetadata,
  'GET /v2/lists/{listId}/fields': fieldMetadata,
  'GET /v2/calls': eventLike,
  'GET /v2/meetings': eventLike,
  'GET /v2/emails': messageLike,
  'GET /v2/chat-messages': messageLike,
  'GET /v2/notes': { id: int32, ...notesOfRecord },
  'GET /v2/companies/{companyId}/notes': notesOfRecord,
  'GET /v2/persons/{personId}/notes': notesOfRecord,
  'GET /v2/opportunities/{opportunityId}/notes': notesOfRecord,
  'GET /v2/notes/{noteId}/replies': notesOfRecord,
  'GET /v2/files': { createdAt: datetime, 'creator.id': int64 },
  'GET /v2/transcripts': { id: int32, createdAt: datetime },
  'GET /v2/field-value-changes': { ...changesOfEntry, 'listEntry.id': int64 },
  'GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes': changesOfEntry,
  'GET /v2/companies/{companyId}/relationships': relationships,
  'GET /v2/persons/{personId}/relationships': relationships,
  'GET /v2/reminders': reminders,
  'GET /v2/users': { id: int32, status: oneOf('active', 'invited', 'deactivated') },
  'GET /v2/webhooks': { id: int64, createdAt: datetime, updatedAt: datetime },
  'GET /v2/teams': { id: int64, name: { type: 'text', operators: ['=', '=^', '=$', '=~'] } },
  'GET /v2/company-merges': { status: taskStatus, taskId: text },
  'GET /v2/person-merges': { status: taskStatus, taskId: text },
  'GET /v2/tasks/company-merges': { status: taskStatus },
  'GET /v2/tasks/person-merges': { status: taskStatus },
  'GET /v2/duplicates/company-suggestions': { matchCriteria: oneOf('name', 'domain-redirect', 'domain-match') },
  'GET /v2/duplicates/person-suggestions': { matchCriteria: oneOf('name', 'intelligent') },
  'GET /v2/inferred-connections/coworkers': inferredConnections,
  'GET /v2/inferred-connections/investor-executive-connections': inferredConnections,
} as const satisfies Readonly<Record<string, FilterProperties>>;

/** Method and path of an endpoint that takes `filter`: `GET /v2/notes`. */
export type FilterEndpoint = keyof typeof filterable;
