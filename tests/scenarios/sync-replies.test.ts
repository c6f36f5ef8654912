import type { StreamReport, SyncOptions, SyncReport } from '@affinity-kit/pipeline';
import { plan } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firmSandbox, laterFirm } from './support/sync-firm.ts';
import { clientOf, query, type Synced, synced } from './support/synced.ts';

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

const notes: Partial<SyncOptions> = { streams: ['notes'] };
const withReplies: Partial<SyncOptions> = { ...notes, include: ['replies'] };
const streamOf = ({ streams }: SyncReport): StreamReport | undefined => streams.find(({ stream }) => stream === 'notes');
const replies = async (): Promise<number> =>
  Number((await query(place.database, 'SELECT count(*) AS n FROM notes WHERE parent_id IS NOT NULL'))[0]?.['n']);
const repliesAsked = (): number => sandbox.requests().filter(({ path }) => path.endsWith('/replies')).length;

describe('replies to notes', () => {
  it('are not read unless asked for, and the report says how many there are', async () => {
    const report = await place.sync(notes);
    expect(streamOf(report)).toMatchObject({ records: 127, reason: expect.stringContaining('3 replies not read') });
    expect([await replies(), repliesAsked()]).toEqual([0, 0]);
    const again = await place.sync(notes);
    expect(streamOf(again)?.reason).toContain('3 replies not read');
  });

  it('come with the notes when asked for', async () => {
    const report = await place.sync(withReplies);
    expect(streamOf(report)).toMatchObject({ records: 130, reason: 'first load' });
    expect([await replies(), repliesAsked()]).toEqual([3, 3]);
  });

  it('come for notes that were loaded without them, by reading all notes once more', async () => {
    await place.sync(notes);
    const planned = await plan({ client: clientOf(sandbox), database: place.database, ...withReplies });
    expect(planned.streams).toMatchObject([{ mode: 'full', reason: 'asked for with more than the last time' }]);
    expect(streamOf(await place.sync(withReplies))).toMatchObject({ mode: 'full' });
    expect(await replies()).toBe(3);
    expect(streamOf(await place.sync(withReplies))).toMatchObject({ mode: 'filter' });
  });

  it('stay when a later run does not ask for them, and leave with their note', async () => {
    await place.sync(withReplies);
    const report = await place.sync({ ...notes, full: true });
    expect(streamOf(report)?.reason).not.toContain('not read');
    expect(await replies()).toBe(3);
    const later = firmSandbox({ firm: laterFirm({ notes: [39, 40] }) });
    await place.sync({ ...notes, client: clientOf(later), full: true });
    later.close();
    expect(await replies()).toBe(2);
    expect(await query(place.database, "SELECT key FROM record_history WHERE table_name = 'notes' ORDER BY ALL")).toEqual([
      { key: '39' },
      { key: '40' },
    ]);
  });
});
