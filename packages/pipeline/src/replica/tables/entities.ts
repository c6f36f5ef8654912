import type { Table } from '../table.ts';

/** Companies (organizations in v1), one row each. */
export const companies = {
  name: 'companies',
  comment: 'Companies (organizations in v1). Their values are in field_values, and side by side in companies_wide.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the company.' },
    { name: 'name', type: 'VARCHAR', comment: 'Name of the company.' },
    { name: 'domain', type: 'VARCHAR', comment: 'Primary web domain; NULL when Affinity knows none.' },
    { name: 'is_global', type: 'BOOLEAN', comment: 'True when the profile is shared by all customers of Affinity.' },
  ],
} as const satisfies Table;

/** Every web domain of every company. */
export const companyDomains = {
  name: 'company_domains',
  comment: 'Web domains of companies, the primary one included.',
  key: ['company_id', 'domain'],
  columns: [
    { name: 'company_id', type: 'BIGINT', comment: 'Company that owns the domain.' },
    { name: 'domain', type: 'VARCHAR', comment: 'Web domain.' },
    { name: 'ordinal', type: 'INTEGER', comment: "Position in Affinity's order, from 0." },
  ],
} as const satisfies Table;

/** Persons, internal and external, one row each. */
export const persons = {
  name: 'persons',
  comment: 'Persons. Their values are in field_values, and side by side in persons_wide.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the person.' },
    { name: 'first_name', type: 'VARCHAR', comment: 'First name.' },
    { name: 'last_name', type: 'VARCHAR', comment: 'Last name; NULL when unknown.' },
    { name: 'primary_email', type: 'VARCHAR', comment: 'Primary e-mail address; NULL when unknown.' },
    { name: 'type', type: 'VARCHAR', comment: 'internal, collaborator or external.' },
  ],
} as const satisfies Table;

/** Every e-mail address of every person. */
export const personEmails = {
  name: 'person_emails',
  comment: 'E-mail addresses of persons, the primary one included.',
  key: ['person_id', 'email'],
  columns: [
    { name: 'person_id', type: 'BIGINT', comment: 'Person who owns the address.' },
    { name: 'email', type: 'VARCHAR', comment: 'E-mail address.' },
    { name: 'ordinal', type: 'INTEGER', comment: "Position in Affinity's order, from 0." },
  ],
} as const satisfies Table;

/** Opportunities (deals), one row each. */
export const opportunities = {
  name: 'opportunities',
  comment: 'Opportunities (deals). Each belongs to one list; its values are those of its list entry.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the opportunity.' },
    { name: 'name', type: 'VARCHAR', comment: 'Name; [Hidden] when is_redacted.' },
    { name: 'list_id', type: 'BIGINT', comment: 'List that the opportunity belongs to.' },
    { name: 'is_restricted', type: 'BOOLEAN', comment: 'True when only some users may see it.' },
    { name: 'is_redacted', type: 'BOOLEAN', comment: 'True when the key of the load may not see it.' },
  ],
} as const satisfies Table;
