import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from './create-sandbox.ts';
import { type FirmSource, SandboxFileMismatchError, settleFirm } from './firm-source.ts';
import { openState } from './state/open.ts';
import { adminKey, tinyFirm } from './tiny.fixture.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'affinity-sandbox-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens a state file, as a sandbox would, and says whether a firm was written into it. */
const settle = (name: string, source: FirmSource, reseed = false) => {
  const state = openState({ file: join(folder, name) });
  let written = 0;
  try {
    const { identity, start } = settleFirm(state, {
      source,
      reseed,
      frozen: true,
      write: (_, sink) => {
        written += 1;
        tinyFirm(sink);
      },
    });
    return { identity, start: start.toISOString(), written, users: state.users.all().length };
  } finally {
    state.close();
  }
};

describe('a state file', () => {
  const asked: FirmSource = { seed: 7, size: 'M', now: '2026-01-01T00:00:00Z' };

  it('is filled when it is new, and opens as it is afterwards', () => {
    const identity = { seed: 7, size: 'M', now: '2026-01-01T00:00:00.000Z', interactions: false };
    expect(settle('a', asked)).toEqual({ identity, start: identity.now, written: 1, users: 4 });
    expect(settle('a', asked)).toEqual({ identity, start: identity.now, written: 0, users: 4 });
  });

  it('is taken as it is where nothing else was asked for', () => {
    settle('b', asked);
    expect(settle('b', {})).toMatchObject({ identity: { seed: 7, size: 'M' }, written: 0 });
    expect(settle('b', { seed: 7 })).toMatchObject({ written: 0 });
  });

  it('with another firm is refused, saying what differs', () => {
    settle('c', asked);
    expect(() => settle('c', { seed: 8, size: 'M' })).toThrow(SandboxFileMismatchError);
    expect(() => settle('c', { seed: 8, size: 'S' })).toThrow(/seed is 7, not 8, size is M, not S\. .*reseed/);
    expect(() => settle('c', { firm: tinyFirm })).toThrow(/size is M, not own/);
  });

  it('is replaced when that is asked for', () => {
    settle('d', asked);
    expect(settle('d', { seed: 8 }, true)).toMatchObject({ identity: { seed: 8, size: 'S' }, written: 1, users: 4 });
    expect(settle('d', { seed: 8 })).toMatchObject({ written: 0 });
  });
});

describe("a firm of one's own", () => {
  /** A firm of users alone, and how to ask it. */
  const start = () => {
    const sandbox = createSandbox({ firm: tinyFirm, clock: 'frozen', checkResponses: true });
    const ask = async (path: string, body?: unknown): Promise<unknown> => {
      const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' };
      const sent = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
      return (await sandbox.fetch(`${sandbox.url}${path}`, sent)).json();
    };
    return { sandbox, ask };
  };

  it('has a person for every user, so that no newcomer takes the id of one [v2.users.are-persons]', async () => {
    const { sandbox, ask } = start();
    expect(await ask('/v2/persons/1')).toMatchObject({ type: 'internal', primaryEmailAddress: 'user1@firm.example' });
    expect(await ask('/persons', { first_name: 'Ada', last_name: 'Novak', emails: [] })).toMatchObject({ id: 5, type: 0 });
    expect(await ask('/persons/1')).toMatchObject({ id: 1, type: 1, first_name: 'First1' });
    sandbox.close();
  });

  it('has the fields that Affinity computes, so that what is logged shows on records', async () => {
    const { sandbox, ask } = start();
    await ask('/persons', { first_name: 'Ada', last_name: 'Novak', emails: [] });
    await ask('/interactions', { type: 0, person_ids: [1, 5], content: 'Met', date: '2026-05-01T10:00:00Z' });
    const at = { last_event_date: '2026-05-01T03:00:00.000-07:00', next_event_date: null };
    expect(await ask('/persons/5?with_interaction_dates=true')).toMatchObject({ interaction_dates: at });
    const value = { type: 'interaction', data: { startTime: '2026-05-01T10:00:00.000Z' } };
    expect(await ask('/v2/persons/5?fieldIds=last-event')).toMatchObject({ fields: [{ id: 'last-event', value }] });
    sandbox.close();
  });
});
