import type { CompanyId, ListId, OpportunityId, PersonId } from '@affinity-kit/contract';
import { AffinityInputError } from '../errors.ts';

/** A company by its id, or by its address in Affinity: `https://firm.affinity.co/companies/70455`. */
export type CompanyRef = CompanyId | string;
/** A person by id, or by address in Affinity. */
export type PersonRef = PersonId | string;
/** An opportunity by its id, or by its address in Affinity. */
export type OpportunityRef = OpportunityId | string;
/** A list by its id, or by its address in Affinity. */
export type ListRef = ListId | string;

/** What an address in Affinity can name. */
type Kind = 'company' | 'person' | 'opportunity' | 'list';

const segments: Readonly<Record<string, Kind>> = {
  companies: 'company',
  organizations: 'company',
  persons: 'person',
  people: 'person',
  opportunities: 'opportunity',
  lists: 'list',
};

const hosts = /(?:^|\.)affinity\.(?:co|com)$/;

const isId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;

/** Finds the record that an address names, among what it may be about: the last pair of a known word and a number. */
const idIn = (address: string, kind: Kind): number | undefined => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.protocol !== 'https:' || !hosts.test(url.hostname)) return undefined;
  const parts = url.pathname.split('/').filter(Boolean);
  const at = parts.findLastIndex((part, index) => segments[part] === kind && /^\d+$/.test(parts[index + 1] ?? ''));
  return at === -1 ? undefined : Number(parts[at + 1]);
};

const idOf = (kind: Kind, reference: number | string): number => {
  const text = String(reference);
  const id = /^\d{1,16}$/.test(text) ? Number(text) : idIn(text, kind);
  if (id !== undefined && isId(id)) return id;
  throw new AffinityInputError(`'${text.slice(0, 200)}' is neither the id of a ${kind} nor its address in Affinity`);
};

/** The id of a company. An address of something else fails with `AffinityInputError`. */
export const companyIdOf = (reference: CompanyRef): CompanyId => idOf('company', reference);
/** The id of a person. An address of something else fails with `AffinityInputError`. */
export const personIdOf = (reference: PersonRef): PersonId => idOf('person', reference);
/** The id of an opportunity. An address of something else fails with `AffinityInputError`. */
export const opportunityIdOf = (reference: OpportunityRef): OpportunityId => idOf('opportunity', reference);
/** The id of a list. An address of something else fails with `AffinityInputError`. */
export const listIdOf = (reference: ListRef): ListId => idOf('list', reference);

/** Exactly one record of the three kinds. */
export type RecordRef =
  | { readonly company: CompanyRef; readonly person?: undefined; readonly opportunity?: undefined }
  | { readonly person: PersonRef; readonly company?: undefined; readonly opportunity?: undefined }
  | { readonly opportunity: OpportunityRef; readonly company?: undefined; readonly person?: undefined };

/** The record under the names that v1 has for the three kinds. */
export const v1RecordOf = ({
  company,
  person,
  opportunity,
}: RecordRef): { organization_id?: CompanyId; person_id?: PersonId; opportunity_id?: OpportunityId } => {
  if (company !== undefined) return { organization_id: companyIdOf(company) };
  if (person !== undefined) return { person_id: personIdOf(person) };
  return { opportunity_id: opportunityIdOf(opportunity) };
};

/** The record as v2 names it in a body: its kind and its id. */
export const v2RecordOf = ({ company, person, opportunity }: RecordRef): { type: 'company' | 'person' | 'opportunity'; id: number } => {
  if (company !== undefined) return { type: 'company', id: companyIdOf(company) };
  if (person !== undefined) return { type: 'person', id: personIdOf(person) };
  return { type: 'opportunity', id: opportunityIdOf(opportunity) };
};
