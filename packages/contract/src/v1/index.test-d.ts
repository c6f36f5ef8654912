import { expectTypeOf, test } from 'vitest';
import type { Input, Item, Output } from '../endpoint.ts';
import type { CompanyId, ListId } from '../ids.ts';
import type { FieldValue } from './field-values.ts';
import type { v1 } from './index.ts';
import type { ListEntry, ListEntryPage } from './list-entries.ts';
import type { List, ListWithFields } from './lists.ts';

test('list entries are an array or a page, and an item is one of them either way', () => {
  expectTypeOf<Output<typeof v1.lists.entries.list>>().toEqualTypeOf<ListEntry[] | ListEntryPage>();
  expectTypeOf<Item<typeof v1.lists.entries.list>>().toEqualTypeOf<ListEntry>();
});

test('answers carry the names of the reference', () => {
  expectTypeOf<Output<typeof v1.lists.list>>().toEqualTypeOf<List[]>();
  expectTypeOf<Output<typeof v1.lists.get>>().toEqualTypeOf<ListWithFields>();
  expectTypeOf<Output<typeof v1.fieldValues.update>>().toEqualTypeOf<FieldValue>();
});

test('ids do not mix', () => {
  const listId: ListId = 7;
  const companyId: CompanyId = 7;
  const input = (value: Input<typeof v1.lists.get>) => value;
  input({ list_id: listId });
  input({ list_id: 7 });
  // @ts-expect-error a company is not a list
  input({ list_id: companyId });
});

test('codes of requests are closed, those of answers open', () => {
  const create = (value: Input<typeof v1.lists.create>) => value;
  create({ body: { name: 'x', type: 8, is_public: false } });
  // @ts-expect-error lists hold no 2
  create({ body: { name: 'x', type: 2, is_public: false } });
  const type: List['type'] = 99;
  expectTypeOf(type).toExtend<number>();
});
