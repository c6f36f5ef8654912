import { describe, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import { type EndpointSpec, endpoint, type Input, type Item, type Output, type Parsed } from './endpoint.ts';
import type { FieldValue, FieldValueUpdate, FieldValueUpdateOf, KnownFieldValue } from './field-value.ts';
import { CompanyId, type ListEntryId, type ListId, type PersonId, type UserId } from './ids.ts';
import { knownFieldValue } from './known-field-value.ts';
import type { CountedPage, NullablePage, Page } from './page.ts';
import type { Company } from './v2/companies.ts';
import type { Field, FieldsUpdated } from './v2/field.ts';
import type { FieldValuesPage } from './v2/field-values-page.ts';
import type { v2 } from './v2/index.ts';
import type { ListEntryWithEntity } from './v2/list-entries.ts';
import type { EntitiesNoteToBeCreated, Note } from './v2/notes.ts';

const response = () => z.object({ id: CompanyId });
const read = { method: 'GET', effect: 'read', response } as const;

describe('endpoint', () => {
  test('refuses a path parameter without a schema', () => {
    // @ts-expect-error 'companyId' has no schema
    endpoint({ ...read, path: '/v2/companies/{companyId}' });
    // @ts-expect-error 'fieldId' has no schema
    endpoint({ ...read, path: '/v2/companies/{companyId}/fields/{fieldId}', params: () => z.object({ companyId: CompanyId }) });
  });

  test('refuses a schema that is not in the path', () => {
    // @ts-expect-error 'companyId' is not in the path
    endpoint({ ...read, path: '/v2/companies', params: () => z.object({ companyId: CompanyId }) });
    // @ts-expect-error 'companyid' is not in the path
    endpoint({ ...read, path: '/v2/companies/{companyId}', params: () => z.object({ companyid: CompanyId }) });
  });

  test('refuses a misspelt option', () => {
    // @ts-expect-error an endpoint has no 'pageing'
    endpoint({ ...read, path: '/v2/companies', pageing: 'next-url' });
    // @ts-expect-error no such paging
    endpoint({ ...read, path: '/v2/companies', paging: 'nexturl' });
    // @ts-expect-error no such permission
    endpoint({ ...read, path: '/v2/companies', permission: 'Export everything' });
    // @ts-expect-error a schema stands behind a function
    endpoint({ ...read, path: '/v2/companies', response: response() });
    // @ts-expect-error the effect is missing
    endpoint({ method: 'GET', response, path: '/v2/companies' });
    // @ts-expect-error a path begins with a slash
    endpoint({ ...read, path: 'v2/companies' });
  });

  test('keeps what is declared, literally', () => {
    const made = endpoint({ ...read, path: '/v2/companies/{companyId}', params: () => z.object({ companyId: CompanyId }) });
    expectTypeOf(made).toExtend<EndpointSpec>();
    expectTypeOf(made.path).toEqualTypeOf<'/v2/companies/{companyId}'>();
    expectTypeOf(made.effect).toEqualTypeOf<'read'>();
  });
});

describe('Input', () => {
  const companyInput = (input: Input<typeof v2.companies.get>) => input;
  const listInput = (input: Input<typeof v2.companies.list>) => input;

  test('takes a literal and an id of the right kind, and refuses one of another kind', () => {
    const companyId: CompanyId = 7;
    const listId: ListId = 7;
    companyInput({ companyId: 7 });
    companyInput({ companyId });
    // @ts-expect-error a list is no company
    companyInput({ companyId: listId });
    // @ts-expect-error a list is no company
    listInput({ ids: [listId] });
  });

  test('takes a user for a person, and no person for a user', () => {
    const userId: UserId = 5101;
    const personId: PersonId = userId;
    expectTypeOf(personId).toExtend<number>();
    // @ts-expect-error not every person is a user
    const back: UserId = personId;
    expectTypeOf(back).toExtend<number>();
  });

  test('refuses a missing path parameter, a misspelt option and a value out of its set', () => {
    // @ts-expect-error companyId is missing
    companyInput({});
    // @ts-expect-error misspelt
    companyInput({ companyId: 7, fieldTypes: ['global'], fieldid: ['x'] });
    // @ts-expect-error companies have no list fields
    companyInput({ companyId: 7, fieldTypes: ['list'] });
    // @ts-expect-error misspelt
    listInput({ limt: 10 });
  });

  test('takes read-only arrays', () => {
    const ids: readonly CompanyId[] = [1, 2];
    listInput({ ids, fieldTypes: ['enriched', 'global'] as const });
  });

  test('takes the body beside the parameters', () => {
    type Update = Input<typeof v2.lists.entries.fieldValues.update>;
    expectTypeOf<Update['body']>().toExtend<{ readonly value: FieldValueUpdate }>();
    expectTypeOf<Update['listEntryId']>().toEqualTypeOf<ListEntryId>();
    expectTypeOf<Parsed<typeof v2.lists.entries.fieldValues.update>['body']['value']>().toEqualTypeOf<FieldValueUpdate>();
    // @ts-expect-error an option is given by its id
    const update: Update['body'] = { value: { type: 'dropdown', data: { text: 'Inbound' } } };
    expectTypeOf(update).toBeObject();
  });

  test('refuses a note without its text', () => {
    // @ts-expect-error content is missing
    const note: EntitiesNoteToBeCreated = { type: 'entities', companies: [{ id: 1 }] };
    expectTypeOf(note).toBeObject();
  });
});

describe('Output and Item', () => {
  test('name the shapes', () => {
    expectTypeOf<Output<typeof v2.companies.get>>().toEqualTypeOf<Company>();
    expectTypeOf<Output<typeof v2.companies.list>>().toEqualTypeOf<Page<Company>>();
    expectTypeOf<Output<typeof v2.notes.list>>().toEqualTypeOf<CountedPage<Note>>();
    expectTypeOf<Output<typeof v2.lists.entries.fieldValues.update>>().toEqualTypeOf<undefined>();
    expectTypeOf<Output<typeof v2.lists.entries.fieldValues.batchUpdate>>().toEqualTypeOf<FieldsUpdated>();
    expectTypeOf<Item<typeof v2.companies.list>>().toEqualTypeOf<Company>();
    expectTypeOf<Item<typeof v2.companies.fieldValues.list>>().toEqualTypeOf<Field>();
    expectTypeOf<Item<typeof v2.companies.get>>().toBeNever();
  });

  test('see through a page whose data may be null', () => {
    expectTypeOf<Output<typeof v2.lists.entries.list>>().toEqualTypeOf<NullablePage<ListEntryWithEntity>>();
    expectTypeOf<Item<typeof v2.lists.entries.list>>().toEqualTypeOf<ListEntryWithEntity>();
  });

  test('leave the values of a field open', () => {
    expectTypeOf<Output<typeof v2.companies.fieldValues.values>>().toEqualTypeOf<FieldValuesPage>();
    expectTypeOf<Item<typeof v2.companies.fieldValues.values>>().toBeUnknown();
  });
});

describe('FieldValue', () => {
  test('is open, and every known value is one', () => {
    expectTypeOf<KnownFieldValue>().toExtend<FieldValue>();
    expectTypeOf<{ type: 'hologram'; data: 1 }>().toExtend<FieldValue>();
    expectTypeOf<FieldValue['data']>().toBeUnknown();
  });

  test('is written in the shape of its type', () => {
    expectTypeOf<FieldValueUpdateOf<'number'>['data']>().toEqualTypeOf<number | null>();
    expectTypeOf<FieldValueUpdateOf<'text'>['data']>().toEqualTypeOf<string | null>();
  });

  test('narrows by type once it is known', () => {
    const value = knownFieldValue({ type: 'number', data: 1 });
    if (value?.type === 'number') expectTypeOf(value.data).toEqualTypeOf<number | null>();
    if (value?.type === 'ranked-dropdown') expectTypeOf(value.data?.rank).toEqualTypeOf<number | undefined>();
    if (value?.type === 'interaction' && value.data?.type === 'email') expectTypeOf(value.data.subject).toEqualTypeOf<string | null>();
  });
});
