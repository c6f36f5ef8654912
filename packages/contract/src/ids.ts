import * as z from 'zod';

declare const kind: unique symbol;

/**
 * A number that remembers what it identifies: a literal is accepted, an id of another kind is not.
 *
 * The key is optional and never present at run time, so ids are plain JSON integers from 1 to 2^53 - 1.
 */
export type Id<Kind extends string> = number & { readonly [kind]?: Kind };

const int64 = z.lazy(() => z.int().min(1));
const int32 = z.lazy(() => z.int32().min(1));

/** Identifies a company (v1: organization). */
export type CompanyId = Id<'company'>;
export const CompanyId: z.ZodType<CompanyId, CompanyId> = int64;

/** Identifies a person. A {@link UserId} is one too (v2 reference, section 1). */
export type PersonId = Id<'person' | 'user'>;
export const PersonId: z.ZodType<PersonId, PersonId> = int64;

/** Identifies an internal user, who has a person of the same id: accepted wherever a {@link PersonId} is, not the other way round. */
export type UserId = Id<'user'>;
export const UserId: z.ZodType<UserId, UserId> = int64;

/** Identifies an opportunity. */
export type OpportunityId = Id<'opportunity'>;
export const OpportunityId: z.ZodType<OpportunityId, OpportunityId> = int64;

/** Identifies a list. */
export type ListId = Id<'list'>;
export const ListId: z.ZodType<ListId, ListId> = int64;

/** Identifies a row of a list; the company, person or opportunity in it has an id of its own. */
export type ListEntryId = Id<'list-entry'>;
export const ListEntryId: z.ZodType<ListEntryId, ListEntryId> = int64;

/** Identifies a saved view of a list. */
export type SavedViewId = Id<'saved-view'>;
export const SavedViewId: z.ZodType<SavedViewId, SavedViewId> = int64;

/** Identifies a note or a reply; 1 to 2^31 - 1. */
export type NoteId = Id<'note'>;
export const NoteId: z.ZodType<NoteId, NoteId> = int32;

/** Identifies a mention inside a note; 1 to 2^31 - 1. */
export type MentionId = Id<'mention'>;
export const MentionId: z.ZodType<MentionId, MentionId> = int32;

/** Identifies the transcript behind an AI note; 1 to 2^31 - 1. */
export type TranscriptId = Id<'transcript'>;
export const TranscriptId: z.ZodType<TranscriptId, TranscriptId> = int32;

/** Identifies a reminder. */
export type ReminderId = Id<'reminder'>;
export const ReminderId: z.ZodType<ReminderId, ReminderId> = int64;

/** Identifies an interaction: e-mail, meeting, call or chat message. Each of the four counts for itself. */
export type InteractionId = Id<'interaction'>;
export const InteractionId: z.ZodType<InteractionId, InteractionId> = int64;

/** Identifies an uploaded file, which v1 calls entity file; 1 to 2^31 - 1. */
export type FileId = Id<'file'>;
export const FileId: z.ZodType<FileId, FileId> = int32;

/** Identifies a webhook subscription. */
export type WebhookId = Id<'webhook'>;
export const WebhookId: z.ZodType<WebhookId, WebhookId> = int64;

/** Identifies a team of users. */
export type TeamId = Id<'team'>;
export const TeamId: z.ZodType<TeamId, TeamId> = int64;

/** Identifies a user's membership in a team, not the user. */
export type TeamMemberId = Id<'team-member'>;
export const TeamMemberId: z.ZodType<TeamMemberId, TeamMemberId> = int64;

/** Identifies a merge of two records; its task has a UUID. */
export type MergeId = Id<'merge'>;
export const MergeId: z.ZodType<MergeId, MergeId> = int64;

/** Identifies one option of a dropdown field. */
export type DropdownOptionId = Id<'dropdown-option'>;
export const DropdownOptionId: z.ZodType<DropdownOptionId, DropdownOptionId> = int64;

/** Identifies one row of the change feed. */
export type FieldValueChangeId = Id<'field-value-change'>;
export const FieldValueChangeId: z.ZodType<FieldValueChangeId, FieldValueChangeId> = int64;

/** Identifies one stored value of a field; v1 only, v2 addresses values by record and field. */
export type FieldValueId = Id<'field-value'>;
export const FieldValueId: z.ZodType<FieldValueId, FieldValueId> = int64;

/** Identifies a field in v1; the same field is `field-<number>` in v2. */
export type NumericFieldId = Id<'field'>;
export const NumericFieldId: z.ZodType<NumericFieldId, NumericFieldId> = int64;

/** Identifies an Affinity account, called tenant by the API. */
export type TenantId = Id<'tenant'>;
export const TenantId: z.ZodType<TenantId, TenantId> = int64;

/** Identifies a field in v2: `field-<number>` for custom ones, a slug such as `last-email` or `affinity-data-location` for the others. */
export type FieldId = string;
export const FieldId: z.ZodType<FieldId, FieldId> = z.lazy(() => z.string().min(1));
