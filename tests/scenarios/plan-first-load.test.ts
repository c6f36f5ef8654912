import { readFile, writeFile } from 'node:fs/promises';
import { plan, type StreamPlan, type SyncOptions, type SyncPlan, type SyncReport } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusing } from './support/refusing.ts';
import { streamsFirm, streamsSandbox } from './support/streams-firm.ts';
import { clientOf, type Synced, synced } from './support/synced.ts';

type Asked = Partial<SyncOptions>;

let sandbox: Sandbox;
let place: Synced;
const open = async (options: Parameters<typeof streamsSandbox>[1] = {}): Promise<void> => {
  sandbox = streamsSandbox('first', options);
  place = await synced(sandbox);
};
beforeEach(() => open());
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

const planned = (asked: Asked = {}): Promise<SyncPlan> => plan({ client: clientOf(sandbox), database: place.database, ...asked });
const of = ({ streams }: SyncPlan, name: string): StreamPlan | undefined => streams.find(({ stream }) => stream === name);
const took = ({ streams }: SyncReport): [string, number][] => streams.map(({ stream, requests }) => [stream, requests]);
const told = ({ streams }: SyncPlan): [string, number | null][] => streams.map((one) => [one.stream, one.estimatedRequests]);

describe('a plan of a first load', () => {
  it('has a number for every stream, is right, and is what the load is compared with', async () => {
    const before = await planned();
    const asked = sandbox.requests();
    expect(before).toMatchObject({ isLowerBound: false, unknownStreams: [], planRequests: asked.length });
    // One of them for the saved views of each list.
    expect(asked.length).toBeLessThanOrEqual(13 + 4);
    expect(asked.filter(({ path }) => path.endsWith('/saved-views'))).toHaveLength(4);
    const report = await place.sync();
    expect(told(before)).toEqual(took(report));
    expect(report.streams.map(({ plannedRequests }) => plannedRequests)).toEqual(report.streams.map(({ requests }) => requests));
    expect(before.estimatedRequests).toBe(report.requests);
  });

  it('refuses a list that there is not, also where nothing that is read belongs to a list', async () => {
    await expect(planned({ streams: ['users'], lists: ['Pipelin'] })).rejects.toThrow(
      'There is no list "Pipelin". There are: Pipeline (801)',
    );
  });

  it('prices what is read only on demand just as well', async () => {
    const streams = ['emails', 'meetings', 'calls', 'chat_messages', 'transcripts', 'notes', 'files', 'companies'];
    const asked: Asked = { streams, include: ['replies', 'file-contents'], prefer: 'time' };
    const before = await planned(asked);
    expect(of(before, 'notes')?.basis).toContain('1 note with replies, a request for each');
    expect(of(before, 'files')?.basis).toContain('the contents of each at a request');
    expect(told(before)).toEqual(took(await place.sync(asked)));
  });

  it('knows a bound of what one record may be counted twice for', async () => {
    const asked: Asked = { streams: ['relationships'], lists: ['Pipeline', 'List 803'], views: ['Pipeline/Hot'] };
    const before = await planned(asked);
    expect(of(before, 'relationships')).toMatchObject({ certainty: 'at-most', estimatedRequests: 6 });
    expect(of(before, 'views')).toMatchObject({ certainty: 'at-most', estimatedRequests: 2 });
    const report = await place.sync(asked);
    expect(took(report)).toEqual([
      ['lists', 1],
      ['relationships', 5],
      ['views', 2],
    ]);
    // Now the records are known, and those that are on both lists too.
    await place.sync({ streams: ['list_entries'] });
    const later = await planned({ streams: ['relationships'], lists: ['pipeline'], full: true });
    expect(of(later, 'relationships')).toMatchObject({ certainty: 'about', basis: expect.stringContaining('a request for every company') });
    const again = await place.sync({ streams: ['relationships'], lists: ['pipeline'], full: true });
    expect(told(later)).toEqual(took(again));
  });

  it('is of the lists that are named alone, and of what was never read of others', async () => {
    const one: Asked = { streams: ['list_entries', 'fields', 'saved_views'], lists: ['Pipeline'] };
    expect(told(await planned(one))).toEqual(took(await place.sync(one)));
    const same = await planned({ ...one, wholeUpTo: 0 });
    expect(told(same)).toEqual(took(await place.sync({ ...one, wholeUpTo: 0 })));
    const others = await planned({ streams: ['list_entries'], wholeUpTo: 0 });
    expect(of(others, 'list_entries')).toMatchObject({
      estimatedRequests: 4,
      basis: expect.stringContaining('3 for lists that were never read'),
    });
    await expect(planned({ streams: ['emails', 'opportunities', 'relationships'], lists: ['Pipelines'] })).rejects.toThrow(
      'There is no list "Pipelines"',
    );
  });

  it('counts the companies of the firm, not those that Affinity knows of', async () => {
    sandbox.close();
    const far = { id: 150, name: 'Faraway', domain: 'far.example', domains: ['far.example'], isGlobal: true, inAccount: false, cells: {} };
    sandbox = streamsSandbox('first', {
      firm: (sink) => {
        streamsFirm()(sink);
        for (let id = 150_000; id < 150_200; id++) sink.company({ ...far, id, createdAt: '2026-01-01T00:00:00Z' });
      },
    });
    expect(of(await planned({ streams: ['companies'] }), 'companies')).toMatchObject({ estimatedRequests: 1 });
  });

  it('says what nothing tells, and never takes it for nothing', async () => {
    const client = clientOf(refusing(sandbox, { status: 404, paths: ['/v2/companies/search', '/lists'] }));
    const before = await planned({ client, streams: ['companies', 'list_entries', 'reminders'] });
    expect(before).toMatchObject({
      isLowerBound: true,
      unknownStreams: ['companies', 'lists', 'fields', 'list_entries'],
      estimatedRequests: 2,
    });
    expect(of(before, 'companies')).toMatchObject({ estimatedRequests: null, certainty: 'unknown' });
    const refused = clientOf(refusing(sandbox, { status: 403, paths: ['/v2/companies/search', '/v2/reminders'] }));
    const narrow = await planned({ client: refused, streams: ['companies', 'reminders'] });
    expect(narrow.streams.map(({ basis }) => basis)).toEqual(['this key may not read it', 'this key may not read it']);
  });

  it('of an account without API v2 prices what v1 tells, and names what it does not', async () => {
    sandbox.close();
    await place.remove();
    await open({ v2: false });
    const before = await planned();
    expect(before).toMatchObject({ isLowerBound: true, unknownStreams: ['notes', 'reminders', 'files'], identityRequests: 2 });
    const report = await place.sync();
    const known = told(before).filter(([, requests]) => requests !== null);
    expect(took(report)).toEqual(expect.arrayContaining(known));
  });
});

describe('what a plan was told', () => {
  it('lets the load after it refuse what it takes, and is forgotten after a day or where something else is asked for', async () => {
    sandbox.close();
    await place.remove();
    await open({ limits: { perMinute: 1_000_000, perMonth: 100 } });
    const streams = ['users', 'reminders', 'merges'];
    const before = await planned({ streams, keepMonthAbove: 97 });
    expect(before.refusal).toContain('takes about 5');
    expect(of(before, 'users')?.stale).toBe('not there: a sync would refuse to start');
    const report = await place.sync({ streams, keepMonthAbove: 97 });

    expect(report).toMatchObject({ status: 'refused', streams: expect.arrayContaining([expect.objectContaining({ stream: 'users' })]) });
    const path = `${place.database}.journal/plan.json`;
    const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...(kept as object), at: '2026-02-01T00:00:00Z' }));
    const fresh = await place.sync({ streams });
    expect(fresh.streams.map(({ plannedRequests }) => plannedRequests)).toEqual([null, null, null]);
  });
});

describe('a plan within a budget', () => {
  it('says of every stream since when and for how many runs it stays as it is, where even what is new takes more', async () => {
    const streams = ['companies', 'persons', 'reminders', 'notes'];
    const first = await planned({ streams, maxRequests: 3 });
    expect(first).toMatchObject({ floorRequests: 5, allowedRequests: 3, missingRequests: 2, runs: 2 });
    expect(new Set(first.streams.map(({ stale }) => stale))).toEqual(new Set(['not there until the last of 2 runs']));
    await place.sync({ streams });
    const later = await planned({ streams, maxRequests: 3, wholeUpTo: 0 });
    for (const { stale, readAt } of later.streams) {
      expect(readAt).toMatch(/^2026-/);
      expect(stale).toContain(`as of ${String(readAt).slice(0, 16).replace('T', ' ')} UTC until the last of 2 runs`);
    }
    expect(await place.sync({ streams, maxRequests: 3, wholeUpTo: 0 })).toMatchObject({ status: 'interrupted', requests: 3 });
    expect(await place.sync({ streams, maxRequests: 3, wholeUpTo: 0 })).toMatchObject({ status: 'succeeded' });
  });
});
