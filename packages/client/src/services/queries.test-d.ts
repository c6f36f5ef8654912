import type { CompanyId, Opportunity, UserId } from '@affinity-kit/contract';
import { F } from '../filter-builder/builder.ts';
import type { Services } from './services.ts';

declare const services: Services;
declare const user: UserId;
declare const company: CompanyId;

const filter = F.field('Industry').contains('Tech');

// A query filters, names ids, or does neither.
void services.companies.list({ filter, evaluate: 'local', fieldTypes: ['enriched'] });
void services.companies.list({ ids: [1, 2], limit: 10 });
// @ts-expect-error a search takes no ids
void services.companies.list({ filter, ids: [1, 2] });
// @ts-expect-error without a filter there is nothing to evaluate
void services.companies.list({ evaluate: 'local' });
// @ts-expect-error companies have no fields of lists
void services.companies.list({ filter, fieldTypes: ['list'] });
// @ts-expect-error a text is no built filter
void services.persons.list({ filter: 'Industry=Tech' });
void services.lists.entries(7).list({ filter, fieldTypes: ['list'] });
void services.opportunities.all({ filter, list: 7 }).then((found): readonly Opportunity[] => found);

// The filter of a collection is built, or a text that begins with a property that its endpoint filters by.
void services.notes.list({ filter: F.field('creator.id').equals(1) });
void services.notes.list({ filter: 'creator.id=1' });
// @ts-expect-error notes are not filtered by title
void services.notes.list({ filter: 'title=Plan' });

// A user does for a person, an address does for any id, and a company does not for a person.
void services.persons.get(user);
void services.persons.get('https://firm.affinity.co/persons/5');
// @ts-expect-error a company is no person
void services.persons.get(company);
