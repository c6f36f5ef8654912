import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';

const { sandbox, affinity, send } = stage({ clock: 'running' });

type Affinity = typeof affinity;
type Ids = AsyncIterable<{ readonly id: number }>;

/** Every style of paging, and every order that a walk can have. */
const walks: Readonly<Record<string, (client: Affinity) => Ids>> = {
  'v2 by id': ({ v2 }) => v2.companies.list({ limit: 3 }),
  'v2 rows': ({ v2 }) => ({ [Symbol.asyncIterator]: () => v2.lists.entries.list({ listId: 821, limit: 3 })[Symbol.asyncIterator]() }),
  'v2 search without order': ({ v2 }) => v2.companies.search({ limit: 3, body: { filters: { operator: 'and', filters: [] } } }),
  'v2 search by an untouched value': ({ v2 }) =>
    v2.companies.search({ limit: 3, body: { sorts: [{ fieldId: 'field-304', direction: 'desc' }] } }),
  'v2 newest first': ({ v2 }) => v2.notes.list({ limit: 3 }),
  'v2 soonest due first': ({ v2 }) => v2.reminders.list({ limit: 3 }),
  'v1 tokens': ({ v1 }) => v1.organizations.list({ page_size: 3 }),
  'v1 rows by token': ({ v1 }) => v1.lists.entries.list({ list_id: 821, page_size: 3 }),
  'v1 notes by token': ({ v1 }) => v1.notes.list({ page_size: 3 }),
};

/** Twelve more companies, with a row, a note and a reminder each. */
const furnish = async (): Promise<void> => {
  for (let index = 0; index < 12; index += 1) {
    const { id } = await affinity.v1.organizations.create({ body: { name: `Company ${index}` } });
    await affinity.v1.fieldValues.create({ body: { field_id: 304, entity_id: id, value: `Thesis ${index % 5}` } });
    await affinity.v1.lists.entries.create({ list_id: 821, body: { entity_id: id } });
    await affinity.v1.notes.create({ body: { content: `Note ${index}`, organization_ids: [id] } });
    await affinity.v1.reminders.create({ body: { owner_id: 5101, type: 0, due_date: `2027-01-${10 + index}`, organization_id: id } });
  }
};

type Write = readonly ['create' | 'delete' | 'touch', number];

const writes: fc.Arbitrary<readonly Write[]> = fc.array(fc.tuple(fc.constantFrom('create', 'delete', 'touch'), fc.nat(11)), {
  minLength: 1,
  maxLength: 6,
});

/** What may happen between two pages; gives the ids that it touched, of whatever kind. */
const disturb = async ([what, index]: Write): Promise<number[]> => {
  const all = await affinity.v1.organizations.list({ term: `Company ${index}` });
  const [victim] = all.organizations.filter(({ name }) => name === `Company ${index}`);
  if (what === 'create' || victim === undefined) {
    const { id } = await affinity.v1.organizations.create({ body: { name: `Newcomer ${index}` } });
    const entry = await affinity.v1.lists.entries.create({ list_id: 821, body: { entity_id: id } });
    return [id, entry.id];
  }
  const { list_entries: rows } = await affinity.v1.organizations.get({ organization_id: victim.id });
  const touched = [victim.id, ...rows.map(({ id }) => id)];
  if (what === 'touch') await affinity.v1.organizations.update({ organization_id: victim.id, body: { domain: `new${index}.example` } });
  else await affinity.v1.organizations.delete({ organization_id: victim.id });
  return touched;
};

const idsOf = async (walk: Ids, between: () => Promise<void> = async () => {}): Promise<number[]> => {
  const ids: number[] = [];
  for await (const { id } of walk) {
    ids.push(id);
    if (ids.length % 3 === 0) await between();
  }
  return ids;
};

it.each(Object.entries(walks))(
  '(%s) a walk neither repeats nor loses what nobody touched, whatever is written meanwhile [v2.paging.stable-walks]',
  async (_, walk) => {
    await furnish();
    const start = sandbox.snapshot();
    await fc.assert(
      fc.asyncProperty(writes, async (sequence) => {
        sandbox.restore(start);
        const before = await idsOf(walk(affinity));
        const queue = [...sequence];
        const touched = new Set<number>();
        const walked = await idsOf(walk(affinity), async () => {
          const write = queue.shift();
          if (write !== undefined) for (const id of await disturb(write)) touched.add(id);
        });
        const after = new Set(await idsOf(walk(affinity)));
        const untouched = before.filter((id) => !touched.has(id) && after.has(id));
        expect(walked.filter((id) => untouched.includes(id))).toEqual(untouched);
      }),
      { numRuns: 6, seed: 7 },
    );
  },
);

it('pages of a feed go on where they were, however many changes come meanwhile', async () => {
  const seen: number[] = [];
  let cursor: string | null = null;
  for (let round = 0; round < 6; round += 1) {
    const { body } = await send(`GET /v2/field-value-changes?limit=1${cursor === null ? '' : `&cursor=${cursor}`}`, { as: keys.mira });
    seen.push(...body.data.map(({ id }: { id: number }) => id));
    const value = { type: 'number', data: round } as const;
    await affinity.v2.lists.entries.fieldValues.update({ listId: 821, listEntryId: 640001, fieldId: 'field-4103', body: { value } });
    const { nextUrl } = body.pagination;
    if (nextUrl === null) break;
    cursor = new URL(nextUrl).searchParams.get('cursor');
  }
  const all = await affinity.v2.fieldValueChanges.list().all();
  expect(seen).toEqual(all.map(({ id }) => id).slice(0, seen.length));
  expect(seen).toHaveLength(6);
});
