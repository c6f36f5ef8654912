import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { options } from '../support/firm-fields.ts';
import { stage } from '../support/harness.ts';

const { send, affinity } = stage();

/** Longer sequences on request, as `npm run soak:writes` does. */
const length = Number(process.env['AFFINITY_SOAK_WRITES'] ?? 150);

type Send = typeof send;
type Answer = Awaited<ReturnType<Send>>['body'];
type Step = (pick: (among: readonly number[]) => number, number: number) => Promise<Awaited<ReturnType<Send>> | undefined>;

const idsIn = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);

/** What there is to write to, as the sandbox says itself. */
const present = async () => ({
  companies: idsIn((await affinity.v2.companies.list().all()).filter(({ isGlobal }) => !isGlobal)),
  persons: idsIn((await affinity.v2.persons.list().all()).filter(({ type }) => type === 'external')),
  rows: idsIn(await affinity.v2.lists.entries.list({ listId: 821 }).all()),
  deals: idsIn(await affinity.v2.opportunities.list().all()),
  notes: idsIn(await affinity.v2.notes.list({ limit: 100 }).all()),
  reminders: idsIn(await affinity.v2.reminders.list().all()),
});

type Present = Awaited<ReturnType<typeof present>>;

const value = (type: string, data: unknown) => ({ body: { value: { type, data } } });
const statuses = [options.fresh, options.diligence, options.won];

/** Writes of both versions; each answers less than 500, whether or not it is taken. */
const stepsFor = (there: Present): Readonly<Record<string, Step>> => ({
  'v1 organization': (_, number) => send('POST /organizations', { body: { name: `Company ${number}`, domain: `c${number}.example` } }),
  'v1 rename': (pick, number) => send(`PUT /organizations/${pick(there.companies)}`, { body: { name: `Renamed ${number}` } }),
  'v1 people': (pick) => send(`PUT /organizations/${pick(there.companies)}`, { body: { person_ids: [pick(there.persons)] } }),
  'v1 person': (_, number) =>
    send('POST /persons', { body: { first_name: 'P', last_name: `${number}`, emails: [`p${number}@x.example`] } }),
  'v2 person': (_, number) =>
    send('POST /v2/persons', { body: { firstName: 'Q', lastName: `${number}`, primaryEmailAddress: `q${number}@x.example` } }),
  'v2 person gone': (pick) => send(`DELETE /v2/persons/${pick(there.persons)}`),
  'v1 row': (pick) => send('POST /lists/821/list-entries', { body: { entity_id: pick(there.companies) } }),
  'v2 row': (pick) => send('POST /v2/lists/821/list-entries', { body: { entity: { id: pick(there.companies) } } }),
  'v1 row gone': (pick) => send(`DELETE /lists/821/list-entries/${pick(there.rows)}`),
  'v2 status': (pick) =>
    send(
      `POST /v2/lists/821/list-entries/${pick(there.rows)}/fields/field-4101`,
      value('ranked-dropdown', { dropdownOptionId: pick(statuses) }),
    ),
  'v2 owners': (pick) =>
    send(`POST /v2/lists/821/list-entries/${pick(there.rows)}/fields/field-4102`, value('person-multi', [{ id: pick(there.persons) }])),
  'v2 amount': (pick, number) => send(`POST /v2/lists/821/list-entries/${pick(there.rows)}/fields/field-4103`, value('number', number)),
  'v2 fit': (pick, number) => send(`POST /v2/companies/${pick(there.companies)}/fields/field-302`, value('number', number)),
  'v1 thesis': (pick, number) =>
    send('POST /field-values', { body: { field_id: 304, entity_id: pick(there.companies), value: `Thesis ${number}` } }),
  'v1 deal': (pick, number) =>
    send('POST /opportunities', { body: { name: `Deal ${number}`, list_id: 822, organization_ids: [pick(there.companies)] } }),
  'v2 deal renamed': (pick, number) => send(`POST /v2/opportunities/${pick(there.deals)}`, { body: { name: `Deal ${number} B` } }),
  'v1 deal gone': (pick) => send(`DELETE /opportunities/${pick(there.deals)}`),
  'v1 note': (pick, number) => send('POST /notes', { body: { content: `Note ${number}`, organization_ids: [pick(there.companies)] } }),
  'v2 note': (pick, number) =>
    send('POST /v2/notes', { body: { type: 'entities', content: { html: `<p>${number}</p>` }, persons: [{ id: pick(there.persons) }] } }),
  'v2 note gone': (pick) => send(`DELETE /v2/notes/${pick(there.notes)}`),
  'v1 reminder': (pick) =>
    send('POST /reminders', { body: { owner_id: 5101, type: 0, due_date: '2027-01-01', organization_id: pick(there.companies) } }),
  'v2 reminder done': (pick) => send(`POST /v2/reminders/${pick(there.reminders)}`, { body: { completedAt: '2026-11-20T10:00:00Z' } }),
  'v1 organization gone': (pick) => send(`DELETE /organizations/${pick(there.companies)}`),
});

const plain = (read: unknown): unknown => {
  if (Array.isArray(read)) return read.map(plain);
  if (typeof read !== 'object' || read === null) return read;
  const { id, dropdownOptionId } = read as { id?: number; dropdownOptionId?: number }; // what values that are objects may have
  return dropdownOptionId ?? id;
};

const byField = (rows: readonly Answer[]): Map<string, unknown[]> => {
  const values = new Map<string, unknown[]>();
  for (const { field_id, value: read } of rows) values.set(`field-${field_id}`, [...(values.get(`field-${field_id}`) ?? []), plain(read)]);
  return values;
};

const compareRow = async (id: number): Promise<void> => {
  const own = byField((await send(`GET /field-values?list_entry_id=${id}`)).body);
  for (const fieldId of ['field-4101', 'field-4102', 'field-4103']) {
    const { body } = await send(`GET /v2/lists/821/list-entries/${id}/fields/${fieldId}`);
    const read = plain(body.value.data) ?? [];
    expect([id, fieldId, own.get(fieldId) ?? []]).toEqual([id, fieldId, Array.isArray(read) ? read : [read]]);
  }
};

/** The state as v1 shows it, in the words of v2. */
const compare = async (): Promise<void> => {
  const companies = await affinity.v2.companies.list().all();
  for (const { id, name, domain } of companies)
    expect(await affinity.v1.organizations.get({ organization_id: id })).toMatchObject({ name, domain });
  expect(new Set(idsIn(await affinity.v1.organizations.list().all()))).toEqual(new Set(idsIn(companies)));
  const persons = await affinity.v2.persons.list().all();
  const inV1 = await affinity.v1.persons.list().all();
  expect(new Map(inV1.map(({ id, first_name, last_name, emails }) => [id, [first_name, last_name, emails]]))).toEqual(
    new Map(persons.map(({ id, firstName, lastName, emailAddresses }) => [id, [firstName, lastName, emailAddresses]])),
  );
  const rows = await affinity.v2.lists.entries.list({ listId: 821 }).all();
  const rowsOfV1 = await affinity.v1.lists.entries.list({ list_id: 821, page_size: 500 }).all();
  expect(new Map(rowsOfV1.map(({ id, entity_id }) => [id, entity_id]))).toEqual(new Map(rows.map(({ id, entity }) => [id, entity.id])));
  for (const { id } of rows) await compareRow(id);
  const deals = await affinity.v2.opportunities.list().all();
  expect((await affinity.v1.opportunities.list().all()).map(({ id, name }) => [id, name])).toEqual(deals.map(({ id, name }) => [id, name]));
  const roots = (await affinity.v1.notes.list().all()).filter(({ parent_id }) => parent_id === null);
  expect(idsIn(roots)).toEqual(idsIn(await affinity.v2.notes.list({ limit: 100 }).all()));
  const reminders = await affinity.v2.reminders.list().all();
  const codes: Readonly<Record<string, number>> = { completed: 0, active: 1, overdue: 2 };
  const remindersOfV1 = await affinity.v1.reminders.list().all();
  expect(new Map(remindersOfV1.map(({ id, status }) => [id, status]))).toEqual(
    new Map(reminders.map(({ id, status }) => [id, codes[status]])),
  );
};

it(`after ${length} writes at random, both versions show one state [sandbox.one-truth.thousand-writes]`, async () => {
  const [sequence = []] = fc.sample(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: length, maxLength: length }), {
    numRuns: 1,
    seed: 11,
  });
  let there = await present();
  const taken = new Set<string>();
  for (const [number, [what, which]] of sequence.entries()) {
    if (number % 10 === 0) there = await present();
    const steps = Object.entries(stepsFor(there));
    // Every third write goes through all kinds in turn, so that none is left out.
    const kind = number % 3 === 0 ? (number / 3) * 7 : what;
    const [name, step] = steps[kind % steps.length] ?? ['none', async () => undefined];
    const answer = await step((among) => among[which % Math.max(1, among.length)] ?? 0, number);
    expect([name, answer?.status ?? 0]).toEqual([name, expect.toSatisfy((status: number) => status >= 200 && status < 500)]);
    if (answer !== undefined && answer.status < 300) taken.add(name);
  }
  expect([...taken].toSorted()).toEqual(Object.keys(stepsFor(there)).toSorted());
  await compare();
}, 600_000);
