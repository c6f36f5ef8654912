import { type Filter, filterConditions, type InferredConnectionCompanyRef, type RelationshipPerson } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { invalid, notFound } from '../problem.ts';
import { decodeItems } from '../state/cell-text.ts';
import type { CompanyName } from '../state/companies.ts';
import type { ConnectedPerson } from '../state/connections.ts';

/** The one company that a filter names; a filter over several, or against one, is refused (v2 reference, section 9.14). */
export const companyOf = ({ state }: RequestContext, filter: Filter | undefined): CompanyName => {
  const conditions = filter === undefined ? [] : [...filterConditions(filter)];
  const [condition] = conditions;
  const isOne = filter?.kind === 'condition' && condition?.operand.kind === 'text';
  if (!isOne || condition.operand.kind !== 'text') throw invalid('filter', 'The filter must name exactly one target.currentCompany.id');
  const [company] = state.companies.names([Number(condition.operand.text)]);
  if (company === undefined) throw notFound();
  return company;
};

export const companyRef = ({ id, name, domain }: CompanyName): InferredConnectionCompanyRef => ({ id, name, domain });

export const personRef = ({ id, firstName, lastName, primaryEmail }: ConnectedPerson): RelationshipPerson => ({
  id,
  firstName,
  lastName,
  primaryEmailAddress: primaryEmail,
});

const fullName = ({ firstName, lastName }: ConnectedPerson): string => [firstName, lastName].filter(Boolean).join(' ');

/** The first value of a field that is there or not, as text. */
export const cellText = ({ state }: RequestContext, { kind, fieldId, cells }: CellQuery): string | null => {
  const field = state.fields.ofEntity(kind).find(({ id }) => id === fieldId);
  const payload = field === undefined ? undefined : cells.get(field.no);
  const [item] = field === undefined || payload === undefined ? [] : decodeItems(field.valueType, payload);
  return item === undefined ? null : String(item);
};

/** A field of a record whose cells were read. */
export interface CellQuery {
  readonly kind: 'company' | 'person';
  readonly fieldId: string;
  readonly cells: ReadonlyMap<number, string>;
}

/** Somebody's title today. */
export const titleOf = (context: RequestContext, { cells }: ConnectedPerson): string | null =>
  cellText(context, { kind: 'person', fieldId: 'affinity-data-current-job-title', cells });

/** Somebody at a company, as an outsider without an id. */
export const targetOf = (context: RequestContext, person: ConnectedPerson, company: CompanyName) => ({
  fullName: fullName(person),
  title: titleOf(context, person),
  linkedinUrl: cellText(context, { kind: 'person', fieldId: 'affinity-data-linkedin-url', cells: person.cells }),
  currentCompany: companyRef(company),
});
