import type { RequestContext } from '../context.ts';
import type { CompanyRow } from '../state/companies.ts';
import type { EntryRow } from '../state/entries.ts';
import type { OpportunityRow } from '../state/opportunities.ts';
import type { PersonRow } from '../state/persons.ts';
import { isRedacted } from './access.ts';
import { type FieldRecord, PageFacts } from './field-facts.ts';
import { type FieldPlan, fieldsText } from './field-text.ts';

const text = JSON.stringify;

const companyText = ({ id, name, domain, domains, isGlobal }: CompanyRow, fields: string): string =>
  `{"id":${id},"name":${text(name)},"domain":${text(domain)},"domains":${domains},"isGlobal":${isGlobal},"fields":${fields}}`;

/** Collaborators show as external here (v2 reference, section 1). */
const personText = ({ id, firstName, lastName, primaryEmail, emails, type }: PersonRow, fields: string): string =>
  `{"id":${id},"firstName":${text(firstName)},"lastName":${text(lastName)},"primaryEmailAddress":${text(primaryEmail)},"emailAddresses":${emails},"type":"${type === 'internal' ? 'internal' : 'external'}","fields":${fields}}`;

const opportunityText = (context: RequestContext, opportunity: OpportunityRow, fields: string): string => {
  const { id, name, listId, isRestricted } = opportunity;
  const redacted = isRedacted(context, opportunity);
  const shown = redacted ? '[Hidden]' : name;
  return `{"id":${id},"name":${text(shown)},"listId":${listId},"isRestricted":${isRestricted},"isRedacted":${redacted},"fields":${redacted ? '[]' : fields}}`;
};

/** Companies of one page. */
export const companyTexts = (context: RequestContext, rows: readonly CompanyRow[], plan: FieldPlan | undefined): string[] => {
  const facts = new PageFacts(
    context,
    'company',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => companyText(row, fieldsText(plan, { kind: 'company', entityId: row.id, cells: [row.cells] }, facts)));
};

/** Persons of one page. */
export const personTexts = (context: RequestContext, rows: readonly PersonRow[], plan: FieldPlan | undefined): string[] => {
  const facts = new PageFacts(
    context,
    'person',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => personText(row, fieldsText(plan, { kind: 'person', entityId: row.id, cells: [row.cells] }, facts)));
};

/** An entry, what stands in it, and how to write that. */
export interface EntryRecord extends FieldRecord {
  readonly entry: EntryRow;
  readonly write: (fields: string) => string;
}

type Make = (entry: EntryRow) => EntryRecord[];

const indexOf = <Row extends { readonly id: number }>(rows: readonly Row[]): Map<number, Row> => new Map(rows.map((row) => [row.id, row]));

const makers: Record<EntryRow['entityType'], (context: RequestContext, ids: Set<number>) => Make> = {
  company: ({ state }, ids) => {
    const rows = indexOf(state.companies.byIds(ids));
    return (entry) => {
      const row = rows.get(entry.entityId);
      if (row === undefined) return [];
      return [{ kind: 'company', entityId: row.id, cells: [row.cells, entry.cells], entry, write: (fields) => companyText(row, fields) }];
    };
  },
  person: ({ state }, ids) => {
    const rows = indexOf(state.persons.byIds(ids));
    return (entry) => {
      const row = rows.get(entry.entityId);
      if (row === undefined) return [];
      return [{ kind: 'person', entityId: row.id, cells: [row.cells, entry.cells], entry, write: (fields) => personText(row, fields) }];
    };
  },
  opportunity: (context, ids) => {
    const rows = indexOf(context.state.opportunities.byIds(ids));
    return (entry) => {
      const opportunity = rows.get(entry.entityId);
      if (opportunity === undefined) return [];
      const write = (fields: string): string => opportunityText(context, opportunity, fields);
      return [{ kind: 'opportunity', entityId: opportunity.id, cells: [entry.cells], entry, opportunity, write }];
    };
  },
};

/** Entries of one list with what stands in them. */
export const entryRecords = (context: RequestContext, entries: readonly EntryRow[]): EntryRecord[] => {
  const [first] = entries;
  if (first === undefined) return [];
  const make = makers[first.entityType](context, new Set(entries.map(({ entityId }) => entityId)));
  return entries.flatMap(make);
};

/** Facts for the computed fields of entries of one list. */
export const entryFacts = (context: RequestContext, records: readonly EntryRecord[]): PageFacts =>
  new PageFacts(
    context,
    records[0]?.kind ?? 'company',
    records.map(({ entityId }) => entityId),
  );

/** Entries of one page of one list. */
export const entryTexts = (context: RequestContext, entries: readonly EntryRow[], plan: FieldPlan | undefined): string[] => {
  const records = entryRecords(context, entries);
  const facts = entryFacts(context, records);
  return records.map((record) => {
    const { id, listId, createdAt, creatorId, entityType } = record.entry;
    const entity = record.write(fieldsText(plan, record, facts));
    return `{"id":${id},"type":"${entityType}","listId":${listId},"createdAt":"${createdAt}","creatorId":${creatorId},"entity":${entity}}`;
  });
};
