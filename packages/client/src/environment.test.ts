import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAffinity, fromEnv } from './affinity.ts';
import { parseEnvironment } from './environment.ts';
import { createFake, json } from './fake-fetch.fixture.ts';
import type { Fetch } from './transport/send.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affinity-client-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

/** The key that a client with this environment and no other sends. */
const keyFrom = async (environment: Record<string, string>): Promise<string | null | undefined> => {
  const { affinity, seen } = createFake(() => json({}), { apiKey: undefined }, { environment });
  await affinity.v2.auth.whoami();
  return seen[0]?.headers.get('authorization');
};

describe('a client without a key', () => {
  it('takes it from AFFINITY_API_KEY', async () => {
    expect(await keyFrom({ AFFINITY_API_KEY: 'direct', AFFINITY_API_KEY_FILE: '/nowhere' })).toBe('Bearer direct');
  });

  it('takes it from the file that AFFINITY_API_KEY_FILE names, without the line break', async () => {
    expect(await keyFrom({ AFFINITY_API_KEY_FILE: await file('key', 'from-file\n') })).toBe('Bearer from-file');
  });

  it('takes it from what AFFINITY_API_KEY_COMMAND prints', async () => {
    expect(await keyFrom({ AFFINITY_API_KEY_COMMAND: 'printf "from-%s\\n" command' })).toBe('Bearer from-command');
  });

  it('reads file and command at the first request only, and once for many', async () => {
    const path = join(folder, 'late');
    const { affinity, seen } = createFake(
      () => json({}),
      { apiKey: undefined },
      { environment: { AFFINITY_API_KEY_COMMAND: `cat ${path}; rm ${path}` } },
    );
    await file('late', 'late-key');
    await Promise.all([affinity.v2.auth.whoami(), affinity.v1.auth.whoami(), affinity.v2.auth.whoami()]);
    await affinity.v2.auth.whoami();
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual(Array(4).fill('Bearer late-key'));
  });

  it('asks again after it could not be had', async () => {
    const path = join(folder, 'later');
    const { affinity } = createFake(() => json({}), { apiKey: undefined }, { environment: { AFFINITY_API_KEY_FILE: path } });
    await expect(affinity.v2.auth.whoami()).rejects.toMatchObject({ code: 'missing_key' });
    await file('later', 'now');
    await expect(affinity.v2.auth.whoami()).resolves.toEqual({});
  });

  it.each([[{}], [{ AFFINITY_API_KEY: '' }], [{ AFFINITY_API_KEY_COMMAND: 'exit 3' }], [{ AFFINITY_API_KEY_COMMAND: 'true' }]])(
    'says what is missing, and sends nothing: %j',
    async (environment) => {
      const { affinity, seen } = createFake(() => json({}), { apiKey: undefined }, { environment });
      await expect(affinity.v2.auth.whoami()).rejects.toMatchObject({ code: 'missing_key' });
      expect(seen).toEqual([]);
    },
  );

  it('never repeats what a failed command printed', async () => {
    const { affinity } = createFake(
      () => json({}),
      { apiKey: undefined },
      { environment: { AFFINITY_API_KEY_COMMAND: 'echo topsecret; echo topsecret >&2; exit 1' } },
    );
    const error: unknown = await affinity.v2.auth.whoami().catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('topsecret');
  });
});

describe('the environment', () => {
  const requests: string[] = [];
  const fetch: Fetch = async (url, init) => {
    requests.push(`${url} ${new Headers(init.headers).get('authorization')}`);
    return json({});
  };

  it('tells key and base URL to createAffinity, where the options do not', async () => {
    vi.stubEnv('AFFINITY_API_KEY', 'env-key');
    vi.stubEnv('AFFINITY_BASE_URL', 'http://127.0.0.1:9');
    await createAffinity({ fetch }).v2.auth.whoami();
    await createAffinity({ fetch, apiKey: 'own-key', baseUrl: 'http://127.0.0.1:8' }).v2.auth.whoami();
    expect(requests.splice(0)).toEqual([
      'http://127.0.0.1:9/v2/auth/whoami Bearer env-key',
      'http://127.0.0.1:8/v2/auth/whoami Bearer own-key',
    ]);
  });

  it('may come from a file, which what is set already overrules', async () => {
    vi.stubEnv('AFFINITY_BASE_URL', 'http://127.0.0.1:7');
    vi.stubEnv('AFFINITY_API_KEY', undefined);
    const envFile = await file('.env', 'AFFINITY_API_KEY="file-key"\nAFFINITY_BASE_URL=http://127.0.0.1:6\n');
    await fromEnv({ envFile, fetch }).v2.auth.whoami();
    expect(requests.splice(0)).toEqual(['http://127.0.0.1:7/v2/auth/whoami Bearer file-key']);
  });

  it('may not come from a file that is not there', () => {
    expect(() => fromEnv({ envFile: join(folder, 'none') })).toThrow(expect.objectContaining({ code: 'configuration' }));
  });
});

describe('an env file', () => {
  it('has names and values, quotes, comments and exports', () => {
    const text = [
      '# comment',
      'A=1',
      ' export B = two words # not this',
      "C='si#ngle'",
      'D="dou\\"ble\\nline"',
      'E=',
      'not a line',
      'F=a=b',
    ].join('\r\n');
    expect(parseEnvironment(text)).toEqual({ A: '1', B: 'two words', C: 'si#ngle', D: 'dou"ble\nline', E: '', F: 'a=b' });
  });
});
