import type {
  CompanyId,
  FileId,
  ListEntryId,
  ListId,
  NoteId,
  OpportunityId,
  PersonId,
  ReminderId,
  SavedViewId,
  UserId,
} from '@affinity-kit/contract';
import { AffinityInputError } from '../errors.ts';
import { type AddressKind, readId } from '../web-address.ts';

/** A company by its id, or by its address in Affinity: `https://firm.affinity.co/companies/70455`. */
export type CompanyRef = CompanyId | string;
/** A person by id, or by address in Affinity. */
export type PersonRef = PersonId | string;
/** A user by id, or by the address of their person in Affinity. */
export type UserRef = UserId | string;
/** An opportunity by its id, or by its address in Affinity. */
export type OpportunityRef = OpportunityId | string;
/** A list by its id, or by its address in Affinity. */
export type ListRef = ListId | string;
/** A row of a list by its id, or by its address in Affinity. */
export type ListEntryRef = ListEntryId | string;
/** A saved view by its id, or by its address in Affinity. */
export type SavedViewRef = SavedViewId | string;
/** A note by its id, or by its address in Affinity. */
export type NoteRef = NoteId | string;
/** A reminder by its id, or by its address in Affinity. */
export type ReminderRef = ReminderId | string;
/** A file by its id, or by its address in Affinity. */
export type FileRef = FileId | string;

const idOf = (kind: AddressKind, reference: number | string): number => {
  const read = readId(kind, reference);
  if ('id' in read) return read.id;
  throw new AffinityInputError(`'${String(reference).slice(0, 200)}' ${read.problem}`);
};

/** The id of a company. An address of something else, or of another host, fails with `AffinityInputError`. */
export const companyIdOf = (reference: CompanyRef): CompanyId => idOf('company', reference);
/** {@link companyIdOf} of a person. */
export const personIdOf = (reference: PersonRef): PersonId => idOf('person', reference);
/** {@link companyIdOf} of a user, who has a person of the same id. */
export const userIdOf = (reference: UserRef): UserId => idOf('person', reference);
/** {@link companyIdOf} of an opportunity. */
export const opportunityIdOf = (reference: OpportunityRef): OpportunityId => idOf('opportunity', reference);
/** {@link companyIdOf} of a list. */
export const listIdOf = (reference: ListRef): ListId => idOf('list', reference);
/** {@link companyIdOf} of a row. */
export const listEntryIdOf = (reference: ListEntryRef): ListEntryId => idOf('list entry', reference);
/** {@link companyIdOf} of a saved view. */
export const savedViewIdOf = (reference: SavedViewRef): SavedViewId => idOf('saved view', reference);
/** {@link companyIdOf} of a note. */
export const noteIdOf = (reference: NoteRef): NoteId => idOf('note', reference);
/** {@link companyIdOf} of a reminder. */
export const reminderIdOf = (reference: ReminderRef): ReminderId => idOf('reminder', reference);
/** {@link companyIdOf} of a file. */
export const fileIdOf = (reference: FileRef): FileId => idOf('file', reference);

/** Exactly one record of the three kinds. */
export type RecordChoice =
  | { readonly company: CompanyRef; readonly person?: undefined; readonly opportunity?: undefined }
  | { readonly person: PersonRef; readonly company?: undefined; readonly opportunity?: undefined }
  | { readonly opportunity: OpportunityRef; readonly company?: undefined; readonly person?: undefined };

/** Exactly one record: `{ company: 70455 }`, or its address in Affinity, which tells its kind. */
export type RecordRef = RecordChoice | string;

/** A record as v2 names it in a body. */
interface KindAndId {
  readonly type: 'company' | 'person' | 'opportunity';
  readonly id: number;
}

const recordKinds = ['company', 'person', 'opportunity'] as const;

const recordAt = (address: string): KindAndId => {
  for (const type of recordKinds) {
    const read = readId(type, address);
    // A bare number says nothing of its kind.
    if ('id' in read && !/^\d+$/.test(address)) return { type, id: read.id };
  }
  throw new AffinityInputError(`'${address.slice(0, 200)}' is no address of a company, person or opportunity in Affinity`);
};

/** The record as v2 names it: its kind and its id. */
export const v2RecordOf = (record: RecordRef): KindAndId => {
  if (typeof record === 'string') return recordAt(record);
  const { company, person, opportunity } = record;
  if (company !== undefined) return { type: 'company', id: companyIdOf(company) };
  if (person !== undefined) return { type: 'person', id: personIdOf(person) };
  return { type: 'opportunity', id: opportunityIdOf(opportunity) };
};

/** The record under the names that v1 has for the three kinds. */
export const v1RecordOf = (record: RecordRef): { organization_id?: CompanyId; person_id?: PersonId; opportunity_id?: OpportunityId } => {
  const { type, id } = v2RecordOf(record);
  if (type === 'company') return { organization_id: id };
  return type === 'person' ? { person_id: id } : { opportunity_id: id };
};
