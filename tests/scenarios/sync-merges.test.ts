import { afterEach, beforeEach, expect, it } from 'vitest';
import { firmSandbox } from './support/sync-firm.ts';
import { clientOf, query, type Synced, synced } from './support/synced.ts';

const day = 86_400_000;
const streams = ['companies', 'merges'];
const left = "SELECT key, end_reason, merged_into FROM record_history WHERE table_name = 'companies' AND end_reason <> 'changed'";

let sandbox: ReturnType<typeof firmSandbox>;
let place: Synced;
beforeEach(async () => {
  sandbox = firmSandbox({ mergeDelayMs: 0 });
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

it('says of a company that was merged into which one, also where it learns of the merge a day later', async () => {
  const start = Date.parse('2026-03-01T00:00:00Z');
  const at = (days: number): void => sandbox.clock.set(start + days * day);
  const load = (days: number) => {
    at(days);
    return place.sync({ streams, full: days === 1 });
  };
  await load(0);
  await clientOf(sandbox).v2.companyMerges.create({ body: { primaryCompanyId: 1, duplicateCompanyId: 2 } });
  await clientOf(sandbox).v1.organizations.delete({ organization_id: 3 });
  at(1 / 2);
  await place.sync({ streams: ['companies'], full: true });
  expect(await query(place.database, `${left} ORDER BY key`)).toEqual([
    { key: '2', end_reason: 'deleted', merged_into: null },
    { key: '3', end_reason: 'deleted', merged_into: null },
  ]);
  await load(1);
  expect(await query(place.database, `${left} ORDER BY key`)).toEqual([
    { key: '2', end_reason: 'merged', merged_into: '1' },
    { key: '3', end_reason: 'deleted', merged_into: null },
  ]);
});
