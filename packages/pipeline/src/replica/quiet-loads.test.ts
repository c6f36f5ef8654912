import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadRecord } from './ledger.ts';
import { QuietLoads } from './quiet-loads.ts';
import { requestOf } from './testing/replica-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affinity-quiet-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const record = (): LoadRecord => ({ ...requestOf([]), counts: { inserted: 0, updated: 0, deleted: 0, withheld: 0 }, ranges: [] });

describe('quiet loads', () => {
  it('wait in order until they are cleared, readable by their owner only', async () => {
    const path = join(folder, 'journal', 'quiet-loads.jsonl');
    const quiet = new QuietLoads(path);
    expect(await quiet.read()).toEqual([]);
    const [first, second] = [record(), record()];
    await quiet.add(first);
    await quiet.add(second);
    expect(await quiet.read()).toEqual([first, second]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await quiet.clear();
    expect(await quiet.read()).toEqual([]);
  });

  it('lose only the line that a crash tore', async () => {
    const path = join(folder, 'quiet-loads.jsonl');
    const quiet = new QuietLoads(path);
    const [first, second] = [record(), record()];
    await quiet.add(first);
    await appendFile(path, '{"load":{"loa');
    expect(await quiet.read()).toEqual([first]);
    await quiet.add(second);
    expect(await quiet.read()).toEqual([first, second]);
  });
});
