import { expectTypeOf, test } from 'vitest';
import type { Input, Item, Output } from '../endpoint.ts';
import type { CompanyId, ListId } from '../ids.ts';
import type { KnownWebhookEvent } from '../webhook-event.ts';
import type { FieldValue } from './field-values.ts';
import type { v1 } from './index.ts';
import type { ChatMessage, Email, Meeting } from './interactions.ts';
import type { ListEntry, ListEntryPage } from './list-entries.ts';
import type { List, ListWithFields } from './lists.ts';
import type { Note } from './notes.ts';
import type { PersonRow } from './persons.ts';

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

test('an item of a page is known under whichever key it comes', () => {
  expectTypeOf<Item<typeof v1.interactions.list>>().toEqualTypeOf<Meeting | ChatMessage | Email>();
  expectTypeOf<Item<typeof v1.persons.list>>().toEqualTypeOf<PersonRow>();
  expectTypeOf<Item<typeof v1.webhooks.list>>().toBeNever();
});

test('interactions are told apart by their type', () => {
  const subjectOf = (interaction: Output<typeof v1.interactions.get>) => (interaction.type === 3 ? interaction.subject : undefined);
  expectTypeOf(subjectOf).returns.toEqualTypeOf<string | undefined>();
});

test('what a body needs follows from its type', () => {
  const log = (input: Input<typeof v1.interactions.create>) => input;
  const logged = { person_ids: [5101], content: 'x', date: '2025-02-14' };
  log({ body: { ...logged, type: 0 } });
  log({ body: { ...logged, type: 2, direction: 0 } });
  // @ts-expect-error a chat message has a direction
  log({ body: { ...logged, type: 2 } });
  // @ts-expect-error an e-mail cannot be logged
  log({ body: { ...logged, type: 3, direction: 0 } });

  const remind = (input: Input<typeof v1.reminders.create>) => input;
  remind({ body: { owner_id: 5101, type: 0, due_date: '2026-01-31', is_completed: 1 } });
  remind({ body: { owner_id: 5101, type: 1, reset_type: 0, reminder_days: 30 } });
  // @ts-expect-error a one-time reminder has a date
  remind({ body: { owner_id: 5101, type: 0 } });
  // @ts-expect-error a recurring reminder cannot be completed
  remind({ body: { owner_id: 5101, type: 1, reset_type: 0, reminder_days: 30, is_completed: true } });
});

test('a webhook event tells by its type what its body is', () => {
  const contentOf = (event: KnownWebhookEvent) => (event.type === 'note.created' ? event.body.content : undefined);
  expectTypeOf(contentOf).returns.toEqualTypeOf<string | undefined>();
  expectTypeOf<KnownWebhookEvent<'note.deleted'>['body']>().toEqualTypeOf<Note>();
});
