import type { Sandbox } from '@affinity-kit/sandbox';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { historySandbox } from './support/history-firm.ts';
import { clientOf, query, reading, type Synced, synced } from './support/synced.ts';

const begin = Date.parse('2026-03-01T00:00:00Z');
const minuteMs = 60_000;
const streams = ['companies', 'lists', 'fields', 'list_entries', 'field_value_changes'];

/** What somebody does: sets a field of a company's row or of the company, takes a row away, adds one, or a load runs. */
type Step =
  | { readonly kind: 'status' | 'amount' | 'rounds' | 'own'; readonly company: number; readonly value: number | null }
  | { readonly kind: 'remove' | 'add'; readonly company: number }
  | { readonly kind: 'load'; readonly full: boolean; readonly offMinutes: number };

const company = fc.integer({ min: 1, max: 3 });
const value = fc.option(fc.integer({ min: 0, max: 2 }));

/** Steps of which a load is begun with a clock that is off by so many minutes. */
const stepWith = (offMinutes: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('status', 'amount', 'rounds', 'own'), company, value }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('remove', 'add'), company }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('load'), full: fc.boolean(), offMinutes }) },
  );

const wholeLoad = { kind: 'load', full: true, offMinutes: 0 } as const;

const data = {
  status: (set: number | null) => ({ type: 'ranked-dropdown', data: set === null ? null : { dropdownOptionId: 31 + set } }),
  amount: (set: number | null) => ({ type: 'number', data: set }),
  own: (set: number | null) => ({ type: 'number', data: set }),
  rounds: (set: number | null) => ({ type: 'number-multi', data: set === null ? null : [set, set + 10] }),
} as const;

const fieldIds = { status: 'field-11', amount: 'field-12', rounds: 'field-13', own: 'field-1' } as const;

/** One value as the model and the history name it. */
const named = (owner: number, fieldId: string, cell: number): string => `${owner} ${fieldId} ${cell}`;

/** The firm as the steps leave it, and as it was. */
class Model {
  readonly #sandbox: Sandbox;
  readonly #place: Synced;
  readonly rows = new Map<number, number>([1, 2, 3].map((id) => [id, 6000 + id]));
  /** What was read of everything, and when. */
  readonly past: { readonly at: string; readonly values: readonly string[] }[] = [];
  /** What was set in tracked fields, and when. */
  readonly set: { readonly at: string; readonly owner: number; readonly fieldId: string; readonly values: readonly string[] }[] = [];
  #at = begin;

  constructor(sandbox: Sandbox, place: Synced) {
    this.#sandbox = sandbox;
    this.#place = place;
  }

  async take(one: Step): Promise<void> {
    this.#at += 5 * minuteMs;
    this.#sandbox.clock.set(this.#at);
    if (one.kind === 'load') return await this.load(one);
    if ('value' in one) await this.#set(one);
    else await this.#row(one);
  }

  async load({ full, offMinutes }: Extract<Step, { kind: 'load' }>): Promise<void> {
    const now = (): Date => new Date(this.#at + offMinutes * minuteMs);
    // The guard would keep a row that is gone, which is one of few here.
    expect((await this.#place.sync({ streams, full, now, acceptDeletes: true })).status).toBe('succeeded');
    if (full) await this.#remember();
  }

  async #set({ kind, company: id, value: set }: Extract<Step, { value: unknown }>): Promise<void> {
    const client = clientOf(this.#sandbox);
    const body = { value: data[kind](set) } as never;
    if (kind === 'own') {
      await client.v2.companies.fieldValues.update({ companyId: id, fieldId: fieldIds.own, body });
      return;
    }
    const listEntryId = this.rows.get(id);
    if (!listEntryId) return;
    await client.v2.lists.entries.fieldValues.update({ listId: 801, listEntryId, fieldId: fieldIds[kind], body });
    const told = { status: [31 + (set ?? 0)], rounds: [set ?? 0, 10 + (set ?? 0)] };
    if (kind !== 'amount')
      this.set.push({
        at: new Date(this.#at + minuteMs).toISOString(),
        owner: listEntryId,
        fieldId: fieldIds[kind],
        values: set === null ? [] : told[kind].map((cell) => named(listEntryId, fieldIds[kind], cell)),
      });
  }

  async #row({ kind, company: id }: Extract<Step, { kind: 'remove' | 'add' }>): Promise<void> {
    const client = clientOf(this.#sandbox);
    const standing = this.rows.get(id);
    if (kind === 'remove' && standing) {
      await client.v1.lists.entries.delete({ list_id: 801, list_entry_id: standing });
      this.rows.delete(id);
    } else if (kind === 'add' && !standing) {
      const { id: entry } = await client.v1.lists.entries.create({ list_id: 801, body: { entity_id: id } });
      this.rows.set(id, entry);
    }
  }

  /** What the API says now of every value. */
  async #remember(): Promise<void> {
    const rows = await query(this.#place.database, values('field_values'));
    this.past.push({ at: new Date(this.#at + minuteMs).toISOString(), values: rows.map(({ value: text }) => String(text)) });
  }
}

const values = (from: string): string => `SELECT concat_ws(' ', coalesce(list_entry_id, entity_id), field_id,
    coalesce(CAST(option_id AS VARCHAR), CAST(CAST(number AS BIGINT) AS VARCHAR), text)) AS value
  FROM ${from} WHERE field_id IN ('field-1', 'field-11', 'field-12', 'field-13') ORDER BY ALL`;

/** What the history tells of every time of the model's, against what was read or set then. */
const requireAsRead = async (model: Model, run: (sql: string) => ReturnType<typeof query>): Promise<void> => {
  const told = async (from: string): Promise<string[]> => (await run(values(from))).map(({ value: text }) => String(text));
  for (const { at, values: then } of model.past)
    expect({ at, values: await told(`field_values_as_of('${at}')`) }).toEqual({ at, values: then });
  const standing = new Set(model.rows.values());
  for (const { at, owner, fieldId, values: then } of model.set.filter((one) => standing.has(one.owner))) {
    const of = `list_entry_id = ${owner} AND field_id = '${fieldId}'`;
    expect({ at, values: await told(`(FROM field_values_as_of('${at}') WHERE ${of})`) }).toEqual({ at, values: then.toSorted() });
  }
};

/** Whether the history tells of every time that is known what it was then. */
const requireTrueHistory = async (steps: readonly Step[]): Promise<void> => {
  const sandbox = historySandbox();
  const place = await synced(sandbox);
  try {
    const model = new Model(sandbox, place);
    for (const one of [wholeLoad, ...steps, wholeLoad]) await model.take(one);
    await reading(place.database, (run) => requireAsRead(model, run));
  } finally {
    await place.remove();
    sandbox.close();
  }
};

/** More firms on request, as `npm run soak:history` does. */
const numRuns = Number(process.env['AFFINITY_SOAK_HISTORY'] ?? 1);

const requireOfAll = async (offMinutes: fc.Arbitrary<number>): Promise<void> => {
  const steps = fc.array(stepWith(offMinutes), { minLength: 8, maxLength: 14 });
  await fc.assert(fc.asyncProperty(steps, requireTrueHistory), { numRuns, endOnFailure: true });
};

it('tells of every time at which all was read what it was then, whatever was done and loaded before and after', async () => {
  await requireOfAll(fc.constant(0));
}, 600_000);

it('tells the same where the clock of the machine is hours ahead of or behind the one of Affinity, another time in every load', async () => {
  await requireOfAll(fc.integer({ min: -600, max: 600 }));
}, 600_000);
