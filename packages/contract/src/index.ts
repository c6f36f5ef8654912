export {
  type AnyEndpoint,
  type Endpoint,
  type EndpointDeclaration,
  type EndpointSpec,
  type EndpointTree,
  endpoint,
  type Input,
  type Item,
  isEndpoint,
  itemsKeys,
  type Method,
  type Output,
  type Paging,
  type Parsed,
  walkEndpoints,
} from './endpoint.ts';
export { V1Errors, V2Error, V2Errors } from './error-envelope.ts';
export {
  type CompaniesValue,
  type CompanyValue,
  type DatetimeValue,
  Dropdown,
  type DropdownsValue,
  type DropdownValue,
  FieldValue,
  type FieldValueType,
  FieldValueUpdate,
  type FieldValueUpdateOf,
  FormulaNumber,
  type FormulaValue,
  fieldValueTypes,
  type InteractionValue,
  KnownFieldValue,
  type ListsValue,
  Location,
  type LocationsValue,
  type LocationValue,
  type NoteValue,
  type NumbersValue,
  type NumberValue,
  type PersonsValue,
  type PersonValue,
  RankedDropdown,
  type RankedDropdownValue,
  ReminderData,
  type ReminderValue,
  type TextsValue,
  type TextValue,
} from './field-value.ts';
export {
  type Filter,
  type FilterComparison,
  type FilterCondition,
  type FilterGroup,
  type FilterNegation,
  type FilterOperand,
  filterComparisons,
  filterConditions,
} from './filter/ast.ts';
export { checkFilter, FilterRefusedError } from './filter/check.ts';
export { parseFilter } from './filter/parse.ts';
export { printFilter } from './filter/print.ts';
export { type FilterEndpoint, type FilterProperties, type FilterProperty, type FilterType, filterable } from './filter/properties.ts';
export { FilterSyntaxError } from './filter/syntax.ts';
export { type CheckedFilter, checkFilterText, type FilterText, filterText } from './filter/text.ts';
export {
  CompanyId,
  DropdownOptionId,
  FieldId,
  FieldValueChangeId,
  FieldValueId,
  FileId,
  type Id,
  InteractionId,
  ListEntryId,
  ListId,
  MentionId,
  MergeId,
  NoteId,
  NumericFieldId,
  OpportunityId,
  PersonId,
  ReminderId,
  SavedViewId,
  TeamId,
  TeamMemberId,
  TenantId,
  TranscriptId,
  UserId,
  WebhookId,
} from './ids.ts';
export { knownFieldValue } from './known-field-value.ts';
export {
  ceilings,
  freeOfMonthlyQuota,
  type HeaderLookup,
  monthlyRequests,
  type RateState,
  type RateWindow,
  rateHeaders,
  rateState,
} from './limits.ts';
export { nearest } from './nearest.ts';
export { type Operation, operationKey, operations, undeclaredOperations } from './operations.ts';
export {
  type CountedPage,
  countedPageOf,
  type NullableCountedPage,
  type NullablePage,
  nullableCountedPageOf,
  nullablePageOf,
  type Page,
  type PageLimit,
  Pagination,
  PaginationWithTotalCount,
  pageOf,
  pageQuery,
  type TokenPage,
  tokenPageOf,
  tokenPageQuery,
  totalCount,
} from './page.ts';
export {
  type Guard,
  type ListCapabilities,
  listRoleCapabilities,
  type Permission,
  permissionGuards,
  permissions,
  resourceRights,
} from './permissions.ts';
export { type MergedRecord, mergedInto, type ParsedError, type ParsedProblem, parseProblem, type UnknownId, unknownId } from './problem.ts';
export { type ProblemCode, problemStatuses } from './problem-code.ts';
export { Day, Instant, type OpenEnum, openEnum } from './schema.ts';
export { WhoAmI as V1WhoAmI } from './v1/auth.ts';
export {
  type ChangeAction as V1ChangeAction,
  changeActions as v1ChangeActions,
  type EntityType as V1EntityType,
  entityTypes as v1EntityTypes,
  type InteractionDirection as V1InteractionDirection,
  type InteractionType as V1InteractionType,
  interactionDirections as v1InteractionDirections,
  interactionTypes as v1InteractionTypes,
  type ListRole as V1ListRole,
  type LoggingType as V1LoggingType,
  listRoles as v1ListRoles,
  loggingTypes as v1LoggingTypes,
  type NoteType as V1NoteType,
  noteTypes as v1NoteTypes,
  type OpenCode,
  type PersonType as V1PersonType,
  personTypes as v1PersonTypes,
  type ReminderResetType as V1ReminderResetType,
  type ReminderStatus as V1ReminderStatus,
  type ReminderType as V1ReminderType,
  reminderResetTypes as v1ReminderResetTypes,
  reminderStatuses as v1ReminderStatuses,
  reminderTypes as v1ReminderTypes,
  type ValueType as V1ValueType,
  valueTypes as v1ValueTypes,
} from './v1/codes.ts';
export { DateOrInstant as V1DateOrInstant } from './v1/date-or-instant.ts';
export { DropdownOption as V1DropdownOption } from './v1/dropdown-option.ts';
export {
  EntityFile as V1EntityFile,
  FilesToBeUploaded as V1FilesToBeUploaded,
  UploadedFiles as V1UploadedFiles,
} from './v1/entity-files.ts';
export { FieldValueChange as V1FieldValueChange } from './v1/field-value-changes.ts';
export { FieldValue as V1FieldValue } from './v1/field-values.ts';
export { Field as V1Field, FieldToBeCreated as V1FieldToBeCreated, GlobalField as V1GlobalField } from './v1/fields.ts';
export { v1 } from './v1/index.ts';
export {
  InteractionDates as V1InteractionDates,
  InteractionTouch as V1InteractionTouch,
  InteractionTouches as V1InteractionTouches,
} from './v1/interaction-dates.ts';
export {
  ChatMessage as V1ChatMessage,
  type ChatMessageToBeCreated as V1ChatMessageToBeCreated,
  Email as V1Email,
  Interaction as V1Interaction,
  InteractionPage as V1InteractionPage,
  InteractionToBeCreated as V1InteractionToBeCreated,
  InteractionUpdate as V1InteractionUpdate,
  Meeting as V1Meeting,
  type MeetingToBeCreated as V1MeetingToBeCreated,
} from './v1/interactions.ts';
export { ListEntries as V1ListEntries, ListEntry as V1ListEntry, type ListEntryPage as V1ListEntryPage } from './v1/list-entries.ts';
export { ListEntryRef as V1ListEntryRef } from './v1/list-entry-ref.ts';
export {
  CreatedList as V1CreatedList,
  List as V1List,
  ListPermission as V1ListPermission,
  ListToBeCreated as V1ListToBeCreated,
  ListWithFields as V1ListWithFields,
} from './v1/lists.ts';
export { Location as V1Location, LocationUpdate as V1LocationUpdate } from './v1/location.ts';
export { Note as V1Note, NoteToBeCreated as V1NoteToBeCreated } from './v1/notes.ts';
export {
  Opportunity as V1Opportunity,
  OpportunityToBeCreated as V1OpportunityToBeCreated,
  OpportunityUpdate as V1OpportunityUpdate,
} from './v1/opportunities.ts';
export {
  Organization as V1Organization,
  OrganizationRow as V1OrganizationRow,
  OrganizationToBeCreated as V1OrganizationToBeCreated,
  OrganizationUpdate as V1OrganizationUpdate,
  SavedOrganization as V1SavedOrganization,
} from './v1/organizations.ts';
export {
  Person as V1Person,
  PersonRow as V1PersonRow,
  PersonToBeCreated as V1PersonToBeCreated,
  PersonUpdate as V1PersonUpdate,
  SavedPerson as V1SavedPerson,
} from './v1/persons.ts';
export {
  MonthlyRateLimitWindow as V1MonthlyRateLimitWindow,
  RateLimit as V1RateLimit,
  RateLimitWindow as V1RateLimitWindow,
} from './v1/rate-limit.ts';
export { EntityId as V1EntityId, OppRef as V1OppRef, OrgRef as V1OrgRef, PersonRef as V1PersonRef } from './v1/references.ts';
export { RelationshipStrength as V1RelationshipStrength } from './v1/relationship-strengths.ts';
export {
  type OneTimeReminderToBeCreated as V1OneTimeReminderToBeCreated,
  type RecurringReminderToBeCreated as V1RecurringReminderToBeCreated,
  Reminder as V1Reminder,
  ReminderToBeCreated as V1ReminderToBeCreated,
  ReminderUpdate as V1ReminderUpdate,
} from './v1/reminders.ts';
export { Success as V1Success } from './v1/success.ts';
export {
  type KnownValue as V1KnownValue,
  type UnknownValue as V1UnknownValue,
  Value as V1Value,
  ValueUpdate as V1ValueUpdate,
} from './v1/value.ts';
export {
  WebhookSubscription as V1WebhookSubscription,
  WebhookSubscriptionToBeCreated as V1WebhookSubscriptionToBeCreated,
  WebhookSubscriptionUpdate as V1WebhookSubscriptionUpdate,
} from './v1/webhooks.ts';
export { Grant, Tenant, User, WhoAmI } from './v2/auth.ts';
export { BaseNote, Mention, type PersonMention } from './v2/base-note.ts';
export { Call } from './v2/calls.ts';
export { ChatMessage } from './v2/chat-messages.ts';
export { Company } from './v2/companies.ts';
export { CompanyMergeRequest, CompanyMergeState } from './v2/company-merges.ts';
export {
  DropdownOption,
  DropdownOptionToBeCreated,
  DropdownOptionToBeUpdated,
  type PlainDropdownOption,
  type RankedDropdownOption,
  type StatusDropdownOption,
} from './v2/dropdown-options.ts';
export { CompanyDuplicateSuggestion, CompanyDuplicateSuggestionProfile, PersonDuplicateSuggestion } from './v2/duplicates.ts';
export { Email } from './v2/emails.ts';
export { FeedbackRequest } from './v2/feedback.ts';
export { EnrichmentSource, Field, FieldsUpdate, FieldsUpdated, FieldUpdate } from './v2/field.ts';
export {
  Attendee,
  type FieldChatMessage,
  type FieldEmail,
  FieldInteraction,
  type FieldMeeting,
  type FieldPhoneCall,
} from './v2/field-interaction.ts';
export { FieldFilterability, FieldMetadata, FieldSortability, FilterOperator } from './v2/field-metadata.ts';
export { type DeletedEntityReference, FieldValueChange, KnownFieldValueChange } from './v2/field-value-changes.ts';
export { FieldValuesPage, KnownFieldValuesPage } from './v2/field-values-page.ts';
export { File, FileSearchCriteria, FileSearchResult, FileSummary } from './v2/files.ts';
export { v2 } from './v2/index.ts';
export {
  CoworkerConnection,
  CoworkerConnectionGroup,
  CoworkerInference,
  DealContext,
  DealFundingEvent,
  DealMemberRole,
  InferredConnectionCompanyRef,
  InferredConnectionTarget,
  InvestorExecutiveConnection,
  InvestorExecutiveConnectionGroup,
  InvestorExecutiveInference,
} from './v2/inferred-connections.ts';
export { AttendeesPreview, PersonDataPreview } from './v2/interaction-preview.ts';
export { List, ListToBeCreated, ListWithType } from './v2/list.ts';
export {
  type CompanyListEntry,
  ListEntryToBeCreated,
  ListEntryWithEntity,
  type OpportunityListEntry,
  type PersonListEntry,
} from './v2/list-entries.ts';
export { ListEntry } from './v2/list-entry.ts';
export { Meeting } from './v2/meetings.ts';
export { MergeStarted, MergeTask } from './v2/merge.ts';
export {
  AiNotetakerNote,
  type AiNotetakerReplyNote,
  type AiNotetakerRootNote,
  type EntitiesNote,
  type EntitiesNoteToBeCreated,
  type InteractionNote,
  type InteractionNoteToBeCreated,
  Note,
  NoteInteraction,
  NoteSearchCriteria,
  NoteSearchResult,
  NoteToBeCreated,
  NoteToBeUpdated,
  Reply,
  type UserReplyNote,
  type UserReplyNoteToBeCreated,
} from './v2/notes.ts';
export { OpportunityToBeUpdated } from './v2/opportunities.ts';
export { Opportunity, OpportunityWithFields } from './v2/opportunity.ts';
export { PersonMergeRequest, PersonMergeState } from './v2/person-merges.ts';
export { Person, PersonToCreate } from './v2/persons.ts';
export { RateLimit, RateLimitWindow } from './v2/rate-limit.ts';
export { CompanyData, CompanyReference, ListData, OpportunityReference, PersonData, PersonReference } from './v2/references.ts';
export { Relationship, RelationshipPerson } from './v2/relationship.ts';
export {
  type OneTimeReminder,
  type OneTimeReminderToBeCreated,
  type RecurringReminder,
  type RecurringReminderToBeCreated,
  Reminder,
  ReminderToBeCreated,
  ReminderToBeUpdated,
} from './v2/reminders.ts';
export { SavedView } from './v2/saved-views.ts';
export { type ParsedSearchCriteria, SearchCriteria, SearchSort, SearchTerm } from './v2/search.ts';
export {
  LocationFilterValue,
  type ParsedSearchFilter,
  type ParsedSearchFilterGroup,
  type ParsedValueFilter,
  SearchFilter,
  SearchFilterGroup,
  ValueFilter,
  type ValueFilterOf,
} from './v2/search-filter.ts';
export { checkSearch, type SearchIssue } from './v2/search-rules.ts';
export { SemanticSearchCompany, SemanticSearchCriteria, SemanticSearchResult } from './v2/semantic-search.ts';
export { Team, TeamMember } from './v2/teams.ts';
export { BaseTranscript, Fragment, Transcript } from './v2/transcripts.ts';
export { UserData } from './v2/users.ts';
export { Webhook, WebhookToBeCreated, WebhookToBeUpdated } from './v2/webhooks.ts';
export {
  type ApiVersion,
  apiVersions,
  newestApiVersion,
  type RequestedVersion,
  resolveVersion,
  stillBetaOperations,
  undocumentedOperations,
  type VersionTraits,
  versionHeader,
  versionTraits,
} from './versions.ts';
export {
  type KnownWebhookEvent,
  knownWebhookEvent,
  ListNotice,
  OpportunityNotice,
  OrganizationMerge,
  type WebhookBodies,
  WebhookEvent,
  webhookBodies,
} from './webhook-event.ts';
export { type WebhookEventType, webhookEventTypes } from './webhook-event-type.ts';
export { decodeParams, decodeQuery, encodeTarget, matchPath, type WireTarget } from './wire.ts';
