import type { Company, CompanyId, ListId } from '@affinity-kit/contract';
import type { Affinity } from './affinity.ts';
import type { AffinityCall } from './call.ts';
import { type FieldState, fieldsOf, type NotRequestedField, type RequestedField } from './values/index.ts';

declare const affinity: Affinity;
declare const companyId: CompanyId;
declare const listId: ListId;

/** Compiles only if both types are the same. */
const same = <A, B>(_: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never): void => undefined;

// A call has the type of its endpoint's answer, a literal id is accepted, and so is an id of the right kind.
same<ReturnType<typeof affinity.v2.companies.get>, AffinityCall<Company>>(true);
void affinity.v2.companies.get({ companyId: 7 });
void affinity.v2.companies.get({ companyId });

// A collection is a page when awaited and items when iterated; both know what is in them.
void affinity.v2.companies.list().then(({ data, nextCursor }) => same<typeof nextCursor, string | null>(true) ?? data[0]?.domain);
void affinity.v2.companies.list({ limit: 5 }, { signal: new AbortController().signal }).all({ limit: null });
void affinity.v1.lists.entries.list({ list_id: 1 }).then(({ data, list_entries: rows }) => [data[0]?.entity_id, rows[0]?.entity_id]);

// @ts-expect-error An id of another kind is refused.
void affinity.v2.companies.get({ companyId: listId });
// @ts-expect-error A missing id is refused.
void affinity.v2.companies.get({});
// @ts-expect-error So is a call without any input where one is required.
void affinity.v2.companies.get();
// @ts-expect-error A misspelt parameter is refused.
void affinity.v2.companies.list({ limt: 5 });
// @ts-expect-error A misspelt field is refused.
void affinity.v2.companies.get({ companyId: 7 }).then(({ domian }) => domian);
// @ts-expect-error A misspelt method is refused.
void affinity.v2.companies.lst();
// @ts-expect-error An endpoint that is no collection has no pages.
void affinity.v2.companies.get({ companyId: 7 }).pages();

// A field that the call did not ask for has the type of one that was not requested; one that it asked for cannot have it.
void affinity.v2.companies.get({ companyId: 7, fieldIds: ['field-1', 'last-email'] }).then((company) => {
  const fields = fieldsOf(company);
  const asked = fields.get('field-1');
  const other = fields.get('field-2');
  const named = fields.get('Industry');
  same<typeof asked, RequestedField>(true);
  same<typeof other, NotRequestedField>(true);
  same<typeof named, FieldState>(true);
  return company.domain;
});

// The items and pages of a walk remember it too, and the answer is still a company.
void affinity.v2.companies
  .list({ fieldIds: ['field-1'] })
  .then(({ data }) => data?.map((company) => fieldsOf(company).get('field-2').state satisfies 'notRequested'));
void affinity.v2.lists.entries
  .list({ listId, fieldIds: ['field-1'] })
  .all({ limit: null })
  .then((entries) => entries.map((entry) => fieldsOf(entry).get('field-2').state satisfies 'notRequested'));

// Without ids, nothing is known.
void affinity.v2.persons.get({ personId: 7, fieldTypes: ['global'] }).then((person) => {
  const any = fieldsOf(person).get('field-2');
  same<typeof any, FieldState>(true);
});

// @ts-expect-error A call that chooses fields refuses a misspelt parameter too.
void affinity.v2.companies.list({ fieldIds: ['field-1'], limt: 5 });
// @ts-expect-error And a choice that is no list of ids.
void affinity.v2.companies.get({ companyId: 7, fieldIds: [1] });
