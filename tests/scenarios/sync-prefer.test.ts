import { plan, type SyncReport } from '@affinity-kit/pipeline';
import type { FirmSink, Sandbox } from '@affinity-kit/sandbox';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firmSandbox, laterFirm } from './support/sync-firm.ts';
import { clientOf, contents, type Synced, synced } from './support/synced.ts';

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = firmSandbox();
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

const streams = ['companies', 'persons'];
const time = { streams, prefer: 'time' } as const;
const changed = ({ tables }: SyncReport): number => tables.reduce((sum, table) => sum + table.inserted + table.updated + table.deleted, 0);
const asked = (): string[] =>
  sandbox
    .requests()
    .filter(({ path, status }) => streams.includes(path.slice('/v2/'.length)) && status < 300)
    .map(({ path, query: parameters }) => `${path}?${parameters}`);

/** What the default way comes to, in a database of its own. */
const byPages = async (firm: Sandbox): Promise<Record<string, unknown>> => {
  const other = await synced(firm);
  try {
    await other.sync({ streams });
    return await contents(other.database);
  } finally {
    await other.remove();
  }
};

const newCompanies =
  (count: number) =>
  (sink: FirmSink): void => {
    for (let id = 2001; id <= 2000 + count; id++) {
      sink.company({ id, name: `New ${id}`, domain: null, domains: [], isGlobal: false, createdAt: '2026-02-01T00:00:00Z', cells: {} });
    }
  };

describe('a sync that prefers time', () => {
  it('asks for records in batches of ids, and ends with the same data', async () => {
    const report = await place.sync(time);
    expect(report.streams).toMatchObject([
      { stream: 'companies', status: 'succeeded', records: 450, requests: 12, reason: expect.stringContaining('side by side') },
      { stream: 'persons', status: 'succeeded', records: 232, requests: 6 },
    ]);
    expect(asked().filter((url) => url.includes('ids='))).toHaveLength(5 + 3);
    expect(await contents(place.database)).toEqual(await byPages(sandbox));
  });

  it('knows the ids the next time, and writes nothing when nothing changed', async () => {
    await place.sync(time);
    const before = asked().length;
    const report = await place.sync(time);
    expect([report.status, changed(report)]).toEqual(['succeeded', 0]);
    const urls = asked().slice(before);
    expect(urls.findIndex((url) => url.includes('ids='))).toBeLessThan(urls.findIndex((url) => url.includes('cursor=')));
    expect(new Set(urls)).toEqual(new Set(asked().slice(0, before)));
  });

  it('finds what is new and what is gone, in whatever order the ways follow each other', async () => {
    const deletions = fc.uniqueArray(fc.integer({ min: 51, max: 450 }), { maxLength: 15 });
    const ways = fc.array(fc.constantFrom('quota' as const, 'time' as const), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(deletions, fc.integer({ min: 0, max: 130 }), ways, async (companies, added, prefers) => {
        const here = await synced(sandbox);
        const later = firmSandbox({ firm: laterFirm({ companies }, newCompanies(added)) });
        try {
          for (const prefer of prefers) await here.sync({ streams, prefer });
          const report = await here.sync({ ...time, client: clientOf(later) });
          expect(report.tables.find(({ table }) => table === 'companies')).toMatchObject({ inserted: added, deleted: companies.length });
          expect(await contents(here.database)).toEqual(await byPages(later));
        } finally {
          later.close();
          await here.remove();
        }
      }),
      { numRuns: 4, seed: 11 },
    );
  });

  it('goes on from where it was stopped and asks for no page twice', async () => {
    const stop = new AbortController();
    const stopped = await place.sync({ ...time, signal: stop.signal, onProgress: ({ records }) => void (records >= 200 && stop.abort()) });
    expect(stopped.status).toBe('interrupted');
    expect((await place.sync(time)).loadId).toBe(stopped.loadId);
    // Those in flight when it was stopped were answered to nobody.
    expect(asked().length - new Set(asked()).size).toBeLessThanOrEqual(24);
    expect(await contents(place.database)).toEqual(await byPages(sandbox));
  });

  it('is planned with its price', async () => {
    await place.sync({ streams });
    const options = { client: clientOf(sandbox), database: place.database, streams };
    expect(await plan(options)).toMatchObject({ streams: [{ prefer: 'quota', estimatedRequests: 7 }, { prefer: 'quota' }] });
    expect((await plan({ ...options, prefer: 'time' })).streams[0]).toMatchObject({
      prefer: 'time',
      estimatedRequests: 14,
      reason: expect.stringContaining('twice the requests'),
    });
  });
});
