import type { SyncReport } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historySandbox } from './support/history-firm.ts';
import { clientOf, contents, query, type Synced, synced } from './support/synced.ts';

const hourMs = 3_600_000;
const streams = ['companies', 'list_entries', 'notes', 'field_value_changes'];
let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = historySandbox();
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

/** A clock of the machine that is off by so many hours, from its `after`th reading on. */
const machine = (offHours: number, after = 0): (() => Date) => {
  let readings = 0;
  return () => new Date(sandbox.clock.now().getTime() + (readings++ >= after ? offHours * hourMs : 0));
};

const modesOf = ({ streams }: SyncReport): Record<string, string | null> =>
  Object.fromEntries(streams.map(({ stream, mode }) => [stream, mode]));

/** What a database that was loaded just now says. */
const fresh = async (): Promise<Record<string, unknown>> => {
  const other = await synced(sandbox);
  try {
    await other.sync({ streams, now: sandbox.clock.now });
    return await told(other);
  } finally {
    await other.remove();
  }
};

/** What is current; history holds what was in between. */
const told = async ({ database }: Synced): Promise<Record<string, unknown>> => {
  const { field_value_history: _, ...rest } = await contents(database);
  return rest;
};

/** Somebody works for an hour: sets a status, of which Affinity tells, makes a company and writes a note. */
const work = async (option: number): Promise<void> => {
  sandbox.clock.advance(hourMs / 2);
  const client = clientOf(sandbox);
  const value = { type: 'ranked-dropdown', data: { dropdownOptionId: option } } as const;
  await client.v2.lists.entries.fieldValues.update({ listId: 801, listEntryId: 6001, fieldId: 'field-11', body: { value } });
  await client.v1.organizations.create({ body: { name: `New ${option}`, domain: `new${option}.example` } });
  await client.v1.notes.create({ body: { content: `Note ${option}`, organization_ids: [1] } });
  sandbox.clock.advance(hourMs / 2);
};

const year = 365 * 24;

describe("the machine's clock", () => {
  it.each([
    ['goes back by two years', 0, -2 * year],
    ['was two years ahead and is set right', 2 * year, 0],
  ])('that %s between two loads loses nothing, and has the next ones read on all the same', async (_, before, after) => {
    await work(32);
    await place.sync({ streams, now: machine(before), wholeUpTo: 0 });
    for (const option of [33, 31]) {
      await work(option);
      const report = await place.sync({ streams, now: machine(after), wholeUpTo: 0 });
      expect([report.status, modesOf(report)]).toMatchObject([
        'succeeded',
        { companies: 'tail', notes: 'filter', field_value_changes: 'feed' },
      ]);
      expect(await told(place)).toEqual(await fresh());
    }
    const spans = 'SELECT valid_from, valid_to FROM field_value_history WHERE valid_to < valid_from';
    expect(await query(place.database, spans)).toEqual([]);
  });

  it.each([-2 * year])('that jumps by %i hours during a load loses nothing, and the next one reads on', async (hours) => {
    await work(32);
    await place.sync({ streams, now: machine(0), wholeUpTo: 0 });
    await work(33);
    expect((await place.sync({ streams, now: machine(hours, 4), wholeUpTo: 0 })).status).toBe('succeeded');
    await work(31);
    const report = await place.sync({ streams, now: machine(0), wholeUpTo: 0 });
    expect([report.status, modesOf(report)]).toMatchObject([
      'succeeded',
      { companies: 'tail', notes: 'filter', field_value_changes: 'feed' },
    ]);
    expect(await told(place)).toEqual(await fresh());
  });
});
